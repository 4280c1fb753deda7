/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "collection.h"

#include "container.h"
#include "date.h"
#include "languages.h"
#include "metadata.h"
#include "reader.h"
#include "text.h"

#include <ctype.h>
#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/types.h>

enum { MOST_COUNTED = 200000 }; /* entries of the walk that sums sizes for progress */

typedef struct level {
    ws_input *input;
    ws_container *container;
} level;

struct ws_collection {
    ws_arena *arena; /* of the defaults and paths */
    const char **paths;
    size_t path_count;
    size_t path; /* next one */
    FILE *standard_input;
    int watched; /* a descriptor that ends a wait for it, -1 */
    ws_article defaults;
    ws_map map;
    FTS *walk;                        /* of the folder being read, or NULL */
    level levels[WS_CONTAINERS_DEEP]; /* containers that are open, each a member of the one before */
    size_t depth;
    ws_input *input; /* the file being read, or NULL */
    const ws_reader *reader;
    void *state;
    ws_languages *languages;
    const char *last_reader;
    char *last_path;
    uint64_t done, all; /* bytes of finished files; of all, 0: unknown */
};

static int by_name(const FTSENT **left, const FTSENT **right)
{
    return strcmp((*left)->fts_name, (*right)->fts_name);
}

static bool is_hidden(const FTSENT *entry)
{
    return entry->fts_level > FTS_ROOTLEVEL && entry->fts_name[0] == '.';
}

/* fts takes paths it may write to. */
static FTS *open_walk(const char *path, int (*compare)(const FTSENT **, const FTSENT **))
{
    char *paths[] = {(char *)(uintptr_t)path, NULL};

    return fts_open(paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, compare);
}

/* Sum of the sizes under the paths; 0 when there is standard input or too much to count quickly. */
static uint64_t count_bytes(const ws_collection *collection)
{
    uint64_t sum = 0;
    size_t entries = 0;

    for (size_t i = 0; i < collection->path_count; i++) {
        FTS *walk;
        FTSENT *entry;

        if (strcmp(collection->paths[i], "-") == 0) return 0;
        walk = open_walk(collection->paths[i], NULL);
        while (walk && entries <= MOST_COUNTED && (entry = fts_read(walk))) {
            entries++;
            if (is_hidden(entry))
                fts_set(walk, entry, FTS_SKIP);
            else if (entry->fts_info == FTS_F)
                sum += (uint64_t)entry->fts_statp->st_size;
        }
        if (walk) fts_close(walk);
        if (entries > MOST_COUNTED) return 0;
    }
    return sum;
}

/* The next "key=value" of a list; commas and backslashes in values are escaped by a backslash. */
static char *next_default(ws_arena *arena, const char **list)
{
    char *out = ws_arena_alloc(arena, strlen(*list) + 1);
    size_t size = 0;
    const char *at = *list;

    if (!out) return NULL;
    for (; *at && *at != ','; at++) {
        if (*at == '\\' && (at[1] == ',' || at[1] == '\\')) at++;
        out[size++] = *at;
    }
    *list = *at ? at + 1 : at;
    return out;
}

static ws_status set_default(ws_collection *collection, char *pair, ws_error *error)
{
    char *equals = strchr(pair, '=');
    const char **target;
    bool is_date;

    if (!equals)
        return ws_fail(error, WS_USAGE, "Write key=value; a comma in a value is written \\,", "'%s' sets nothing",
                       pair);
    *equals = '\0';
    target = ws_metadata_field(&collection->defaults, pair);
    if (!target)
        return ws_fail(error, WS_USAGE, "title, publisher, author, section, published, updated and language can be set",
                       "there is no field '%s' to set", pair);
    is_date = target == &collection->defaults.published || target == &collection->defaults.updated;
    *target = is_date ? ws_date_normalise(collection->arena, equals + 1) : equals + 1;
    if (!*target)
        return ws_fail(error, WS_USAGE, "Write it as 2025-04-13", "'%s' is no date for '%s'", equals + 1, pair);
    if (!**target) return ws_fail(error, WS_USAGE, NULL, "'%s' is set to nothing", pair);
    return WS_OK;
}

static ws_status set_defaults(ws_collection *collection, const char *defaults, ws_error *error)
{
    if (defaults && ws_utf8_check(defaults, strlen(defaults)) != strlen(defaults))
        return ws_fail(error, WS_USAGE, NULL, "what --set gives is not valid UTF-8");
    while (defaults && *defaults) {
        char *pair = next_default(collection->arena, &defaults);
        ws_status status;

        if (!pair) return ws_no_memory(error);
        status = set_default(collection, pair, error);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

static ws_status copy_paths(ws_collection *collection, const ws_strings *paths, ws_error *error)
{
    collection->paths = ws_arena_array(collection->arena, paths->count, sizeof *collection->paths);
    if (!collection->paths) return ws_no_memory(error);
    for (size_t i = 0; i < paths->count; i++) {
        collection->paths[i] = ws_arena_strdup(collection->arena, paths->items[i]);
        if (!collection->paths[i]) return ws_no_memory(error);
    }
    collection->path_count = paths->count;
    return WS_OK;
}

ws_status ws_collection_open(const ws_strings *paths, const char *defaults, FILE *standard_input, ws_collection **out,
                             ws_error *error)
{
    ws_collection *collection = calloc(1, sizeof *collection);
    ws_status status;

    *out = NULL;
    if (!collection) return ws_no_memory(error);
    collection->standard_input = standard_input;
    collection->watched = -1;
    collection->arena = ws_arena_new(0);
    collection->languages = ws_languages_new();
    status =
        collection->arena && collection->languages ? set_defaults(collection, defaults, error) : ws_no_memory(error);
    if (status == WS_OK) status = copy_paths(collection, paths, error);
    if (status != WS_OK) {
        ws_collection_close(collection);
        return status;
    }
    collection->all = count_bytes(collection);
    *out = collection;
    return WS_OK;
}

ws_status ws_collection_map(ws_collection *collection, const char *map, ws_error *error)
{
    if (ws_utf8_check(map, strlen(map)) != strlen(map))
        return ws_fail(error, WS_USAGE, NULL, "what --map gives is not valid UTF-8");
    return ws_metadata_map_parse(collection->arena, map, &collection->map, error);
}

void ws_collection_watch(ws_collection *collection, int descriptor)
{
    collection->watched = descriptor;
}

static void close_input(ws_collection *collection)
{
    if (collection->reader) collection->reader->close(collection->state);
    if (collection->input && collection->depth == 0) collection->done += ws_input_offset(collection->input);
    ws_input_close(collection->input);
    collection->reader = NULL;
    collection->state = NULL;
    collection->input = NULL;
}

static void close_container(ws_collection *collection)
{
    level *innermost = &collection->levels[--collection->depth];

    ws_container_close(innermost->container);
    if (collection->depth == 0) collection->done += ws_input_offset(innermost->input);
    ws_input_close(innermost->input);
}

void ws_collection_close(ws_collection *collection)
{
    if (!collection) return;
    close_input(collection);
    while (collection->depth > 0) close_container(collection);
    if (collection->walk) fts_close(collection->walk);
    free(collection->last_path);
    ws_languages_free(collection->languages);
    ws_arena_free(collection->arena);
    free(collection);
}

/* A refusal by path and, for line-wise formats, line; as one of the two statuses that let a run go on. */
static ws_status refuse(const char *path, size_t line, ws_status status, ws_error *error)
{
    ws_error inner;

    if (status == WS_OK || status == WS_NO_MEMORY) return status;
    if (status != WS_IO) status = WS_REFUSED;
    if (!error) return status;
    error->status = status;
    if (strstr(error->message, path) && strcmp(path, "-") != 0) return status;
    inner = *error;
    if (strncmp(inner.message, "-:", 2) == 0)
        ws_fail(error, status, inner.hint, "standard input%s%s",
                isdigit((unsigned char)inner.message[2]) ? ", line " : ":", inner.message + 2);
    else if (line > 0)
        ws_fail(error, status, inner.hint, "%s:%zu: %s", path, line, inner.message);
    else
        ws_fail(error, status, inner.hint, "%s: %s", strcmp(path, "-") == 0 ? "standard input" : path, inner.message);
    return status;
}

/* The name of what was packed, as a hint for readers: without ".gz" and the like. */
static char *name_inside(const char *path)
{
    static const char *const suffixes[] = {".gz", ".zst", ".xz", ".bz2", NULL};
    char *name = strdup(path);
    char *dot = name ? strrchr(name, '.') : NULL;

    for (size_t i = 0; dot && suffixes[i]; i++) {
        if (strcasecmp(dot, suffixes[i]) == 0) {
            *dot = '\0';
            break;
        }
    }
    return name;
}

/* NULL where nothing can be read, or a container is to be opened first. */
static const ws_reader *choose_reader(const unsigned char *head, size_t size, const char *path)
{
    const ws_reader *best = NULL;
    int surest = ws_container_is(head, size) ? WS_CONTAINER_SURE : 0;

    for (size_t i = 0; ws_readers[i]; i++) {
        int sure = ws_readers[i]->sniff(head, size, path);

        if (sure > surest) {
            surest = sure;
            best = ws_readers[i];
        }
    }
    return best;
}

/* Formats that are text but no article, and would make nonsense of one. */
static const char *foreign_kind(const unsigned char *head, size_t size)
{
    const char *kind = ws_text_binary_kind(head, size);
    size_t at = size >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    if (kind) return kind;
    while (at < size && isspace(head[at])) at++;
    if (at + 1 < size && head[at] == '<' && (isalpha(head[at + 1]) || head[at + 1] == '?' || head[at + 1] == '!'))
        return "XML of a kind that is not read, or other markup that is not HTML";
    return NULL;
}

static ws_status remember_path(ws_collection *collection, const char *path, ws_error *error)
{
    free(collection->last_path);
    collection->last_path = ws_path_text(path);
    return collection->last_path ? WS_OK : ws_no_memory(error);
}

static ws_status open_container(ws_collection *collection, ws_error *error)
{
    level *next = &collection->levels[collection->depth];
    ws_status status;

    if (collection->depth == WS_CONTAINERS_DEEP)
        return ws_fail(error, WS_REFUSED, "Unpack it, and read what comes out",
                       "it lies in archives within archives, more than %d deep", WS_CONTAINERS_DEEP);
    status = ws_container_open(collection->input, &next->container, error);
    if (status != WS_OK) return status;
    next->input = collection->input;
    collection->input = NULL;
    collection->depth++;
    return WS_OK;
}

/* Why the input has no bytes. */
static ws_status fail_empty(ws_collection *collection, ws_error *error)
{
    const unsigned char *bytes;
    size_t size;
    ws_status status = ws_input_some(collection->input, &bytes, &size, error);

    return status == WS_END ? ws_fail(error, WS_REFUSED, NULL, "it is empty") : status;
}

/* Finds the reader of the input, or opens the container that it is: then without a reader. */
static ws_status start_input(ws_collection *collection, ws_error *error)
{
    const unsigned char *head;
    const char *kind;
    char *name;
    size_t size;
    ws_status status;

    ws_input_watch(collection->input, collection->watched);
    ws_input_give_map(collection->input, &collection->map);
    head = ws_input_head(collection->input, &size);
    if (size == 0) return fail_empty(collection, error);
    name = name_inside(collection->last_path);
    if (!name) return ws_no_memory(error);
    collection->reader = choose_reader(head, size, name);
    free(name);
    if (!collection->reader && ws_container_is(head, size)) return open_container(collection, error);
    kind = foreign_kind(head, size);
    if (!collection->reader || (kind && strcmp(collection->reader->name, "plain") == 0)) {
        collection->reader = NULL;
        return ws_fail(error, WS_REFUSED, "See `whosaid-index formats` for what can be read", "it looks like %s",
                       kind ? kind : "nothing that can be read");
    }
    collection->last_reader = collection->reader->name;
    status = collection->reader->open(collection->input, &collection->state, error);
    if (status != WS_OK) collection->reader = NULL;
    return status;
}

/* The next file of the folder being walked: its path, or NULL at the end, or an error about one entry. */
static ws_status next_in_walk(ws_collection *collection, const char **path, ws_error *error)
{
    FTSENT *entry;

    *path = NULL;
    for (;;) {
        errno = 0;
        entry = fts_read(collection->walk);
        if (!entry) {
            int failure = errno;

            *path = NULL;
            fts_close(collection->walk);
            collection->walk = NULL;
            return failure ? ws_fail_errno(error, failure, "read", "the folder") : WS_OK;
        }
        if (is_hidden(entry)) {
            fts_set(collection->walk, entry, FTS_SKIP);
            continue;
        }
        *path = entry->fts_path;
        switch (entry->fts_info) {
        case FTS_F:
        case FTS_SLNONE:
        case FTS_DEFAULT:
            return WS_OK;
        case FTS_SL: {
            struct stat about;

            /* Links to files are read, links to folders are not followed. */
            if (stat(entry->fts_path, &about) == 0 && S_ISDIR(about.st_mode)) continue;
            return WS_OK;
        }
        case FTS_DNR:
        case FTS_ERR:
        case FTS_NS:
            ws_fail_errno(error, entry->fts_errno, "read", entry->fts_path);
            return WS_IO;
        default:
            continue;
        }
    }
}

/* The next path to read, from the folder being walked or the list. WS_END after the last. */
static ws_status next_path(ws_collection *collection, const char **path, ws_error *error)
{
    for (;;) {
        if (collection->walk) {
            ws_status status = next_in_walk(collection, path, error);

            if (status != WS_OK || *path) return status;
        }
        if (collection->path == collection->path_count) return WS_END;
        *path = collection->paths[collection->path++];
        if (strcmp(*path, "-") == 0) return WS_OK;
        collection->walk = open_walk(*path, by_name);
        if (!collection->walk)
            return errno == ENOMEM ? ws_no_memory(error) : ws_fail_errno(error, errno, "read", *path);
    }
}

/* The next member of the container at hand, else the next path. WS_END after the last. */
static ws_status next_input(ws_collection *collection, ws_error *error)
{
    const char *path = NULL;
    ws_status status;

    while (collection->depth > 0) {
        level *innermost = &collection->levels[collection->depth - 1];

        status = ws_container_next(innermost->container, &collection->input, error);
        if (status == WS_OK) return remember_path(collection, ws_input_path(collection->input), error);
        if (remember_path(collection, ws_input_path(innermost->input), error) != WS_OK) return WS_NO_MEMORY;
        close_container(collection);
        if (status != WS_END) return status;
    }
    status = next_path(collection, &path, error);
    if (path && remember_path(collection, path, error) != WS_OK) return WS_NO_MEMORY;
    return status == WS_OK ? ws_input_open(path, collection->standard_input, &collection->input, error) : status;
}

static void apply_defaults(const ws_collection *collection, ws_article *article)
{
    static const char *const names[] = {"title",     "publisher", "author",   "section",
                                        "published", "updated",   "language", NULL};
    ws_article defaults = collection->defaults;

    for (size_t i = 0; names[i]; i++) {
        const char **target = ws_metadata_field(article, names[i]);

        if (!*target) *target = *ws_metadata_field(&defaults, names[i]);
    }
}

/* Many say English, or nothing, of whatever they hold. What --set says is believed. */
static ws_status tell_language(const ws_collection *collection, ws_arena *arena, ws_article *article, ws_error *error)
{
    char found[WS_LANGUAGE_BYTES];

    if (article->language ? strncasecmp(article->language, "en", 2) != 0 : collection->defaults.language != NULL)
        return WS_OK;
    if (!article->text || ws_utf8_check(article->text, article->text_size) != article->text_size) return WS_OK;
    if (!ws_language_not_english(collection->languages, article->text, article->text_size, found)) return WS_OK;
    article->language = ws_arena_strdup(arena, found);
    return article->language ? WS_OK : ws_no_memory(error);
}

static ws_status finish(const ws_collection *collection, ws_arena *arena, ws_article *article, ws_error *error)
{
    if (tell_language(collection, arena, article, error) != WS_OK) return WS_NO_MEMORY;
    apply_defaults(collection, article);
    article->path = ws_arena_strdup(arena, collection->last_path);
    if (!article->path) return ws_no_memory(error);
    if (article->text_size > WS_ARTICLE_BYTES)
        return ws_fail(error, WS_REFUSED, NULL, "the article is longer than %d MiB", WS_ARTICLE_BYTES / (1024 * 1024));
    if (article->text && ws_utf8_check(article->text, article->text_size) == article->text_size &&
        ws_text_correction_notes(arena, article, error) != WS_OK)
        return WS_NO_MEMORY;
    return ws_article_seal(arena, article, error);
}

ws_status ws_collection_next(ws_collection *collection, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_status status;

    for (;;) {
        if (collection->reader) {
            memset(article, 0, sizeof *article);
            status = collection->reader->next(collection->state, arena, article, error);
            if (status == WS_OK) status = finish(collection, arena, article, error);
            if (status == WS_OK || status == WS_PASSED) return status;
            if (status != WS_END) {
                size_t line = ws_input_line_number(collection->input);

                if (status != WS_REFUSED) close_input(collection);
                return refuse(collection->last_path, line, status, error);
            }
            if (ws_input_changed(collection->input)) {
                close_input(collection);
                ws_fail(error, WS_REFUSED, "run it again when nobody writes to it any more",
                        "it changed while it was read; articles may be missing or broken");
                return refuse(collection->last_path, 0, WS_REFUSED, error);
            }
        }
        close_input(collection);
        status = next_input(collection, error);
        if (status == WS_END) return WS_END;
        if (status == WS_OK) status = start_input(collection, error);
        if (status != WS_OK) {
            close_input(collection);
            return refuse(collection->last_path ? collection->last_path : "", 0, status, error);
        }
    }
}

void ws_collection_progress(const ws_collection *collection, uint64_t *done, uint64_t *all)
{
    const ws_input *file = collection->depth > 0 ? collection->levels[0].input : collection->input;

    *done = collection->done + (file ? ws_input_offset(file) : 0);
    *all = collection->all;
}

const char *ws_collection_reader(const ws_collection *collection)
{
    return collection->last_reader ? collection->last_reader : "";
}

const char *ws_collection_path(const ws_collection *collection)
{
    return collection->last_path ? collection->last_path : "";
}

size_t ws_collection_line(const ws_collection *collection)
{
    return collection->input ? ws_input_line_number(collection->input) : 0;
}
