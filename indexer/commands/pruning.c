/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pruning.h"

#include "input.h"

#include <stdlib.h>
#include <string.h>

typedef struct root {
    const char *path; /* without slashes at its end */
    bool read;        /* something under it was */
} root;

struct ws_pruning {
    ws_arena *arena;
    root *roots;
    size_t root_count;
    ws_hash *seen; /* keys of articles */
    size_t seen_count, seen_capacity;
    const char **refused;
    size_t refused_count, refused_capacity;
    bool failed;  /* no memory to note a refusal */
    bool unknown; /* something was refused of which nobody knows what it was */
    size_t *gone; /* numbers of articles */
    size_t gone_count, gone_capacity, spared;
};

bool ws_path_is_below(const char *path, const char *root_path)
{
    size_t size = strlen(root_path);
    while (size > 1 && root_path[size - 1] == '/') size--;
    if (strncmp(path, root_path, size) != 0) return false;
    return !path[size] || path[size] == '/' || (size && root_path[size - 1] == '/');
}

const char *ws_path_in(ws_arena *arena, const char *path)
{
    char *text = ws_path_text(path);
    const char *kept = text ? ws_arena_strdup(arena, text) : NULL;
    free(text);
    return kept;
}

ws_status ws_pruning_new(const ws_strings *paths, ws_pruning **out, ws_error *error)
{
    ws_pruning *pruning = *out = calloc(1, sizeof *pruning);
    if (!pruning) return ws_no_memory(error);
    pruning->arena = ws_arena_new(0);
    pruning->roots = pruning->arena ? ws_arena_array(pruning->arena, paths->count, sizeof *pruning->roots) : NULL;
    if (!pruning->roots) return ws_no_memory(error);
    for (size_t i = 0; i < paths->count; i++) {
        if (strcmp(paths->items[i], "-") == 0)
            return ws_fail(error, WS_USAGE, "name the files or folders", "--prune cannot know what standard input had");
        root one = {ws_path_in(pruning->arena, paths->items[i]), false};
        if (!one.path) return ws_no_memory(error);
        pruning->roots[pruning->root_count++] = one;
    }
    return WS_OK;
}

void ws_pruning_free(ws_pruning *pruning)
{
    if (!pruning) return;
    ws_arena_free(pruning->arena);
    free(pruning->seen);
    free(pruning->gone);
    free(pruning);
}

/* Room for one more; arrays that grow to the size of the archive are not of the arena, which would keep each size. */
static void *grown(void *array, size_t count, size_t *capacity, size_t size)
{
    enum { AT_FIRST = 1024 };
    if (count < *capacity) return array;
    size_t more = *capacity ? 2 * *capacity : AT_FIRST;
    void *larger = reallocarray(array, more, size);
    if (larger) *capacity = more;
    return larger;
}

ws_status ws_pruning_saw(ws_pruning *pruning, const ws_article *article, ws_error *error)
{
    ws_hash *seen = grown(pruning->seen, pruning->seen_count, &pruning->seen_capacity, sizeof *seen);
    if (!seen) return ws_no_memory(error);
    pruning->seen = seen;
    for (size_t i = 0; article->path && i < pruning->root_count; i++)
        pruning->roots[i].read |= ws_path_is_below(article->path, pruning->roots[i].path);
    return ws_article_key(article->id, &seen[pruning->seen_count++], error);
}

void ws_pruning_refused(ws_pruning *pruning, const char *path)
{
    const char **refused = ws_arena_grow(pruning->arena, pruning->refused, pruning->refused_count,
                                         &pruning->refused_capacity, sizeof *refused);
    const char *copy = ws_arena_strdup(pruning->arena, path);
    pruning->unknown |= !*path;
    if (!refused || !copy) {
        pruning->failed = true;
        return;
    }
    pruning->refused = refused;
    refused[pruning->refused_count++] = copy;
}

static int compare_keys(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(ws_hash));
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Is the path, or a folder or container above it, one of which something was refused? */
static bool is_refused(const ws_pruning *pruning, const char *path)
{
    char *start = strdup(path);
    bool found = !start; /* whoever cannot be looked up stays */
    for (char *end = start ? start + strlen(start) : NULL; !found && end && end > start; end = strrchr(start, '/')) {
        *end = '\0';
        found = bsearch(&start, pruning->refused, pruning->refused_count, sizeof *pruning->refused, compare_paths);
    }
    free(start);
    return found;
}

static const root *root_of(const ws_pruning *pruning, const char *path)
{
    for (size_t i = 0; i < pruning->root_count; i++)
        if (ws_path_is_below(path, pruning->roots[i].path)) return &pruning->roots[i];
    return NULL;
}

static ws_status look_at(void *user, const ws_stored *article, ws_error *error)
{
    ws_pruning *pruning = user;
    const root *above = root_of(pruning, article->path);
    if (!above || (pruning->seen_count &&
                   bsearch(&article->key, pruning->seen, pruning->seen_count, sizeof article->key, compare_keys)))
        return WS_OK;
    if (!above->read || pruning->unknown || (pruning->refused_count && is_refused(pruning, article->path))) {
        pruning->spared++;
        return WS_OK;
    }
    size_t *gone = grown(pruning->gone, pruning->gone_count, &pruning->gone_capacity, sizeof *gone);
    if (!gone) return ws_no_memory(error);
    pruning->gone = gone;
    gone[pruning->gone_count++] = article->number;
    return WS_OK;
}

static ws_status remove_gone(ws_pruning *pruning, ws_writer *writer, ws_error *error)
{
    ws_arena *arena = ws_arena_new(0);
    ws_status status = arena ? WS_OK : ws_no_memory(error);
    for (size_t i = 0; i < pruning->gone_count && status == WS_OK; i++) {
        ws_article article;
        ws_arena_reset(arena);
        status = ws_writer_load(writer, pruning->gone[i], arena, &article, error);
        if (status == WS_OK) status = ws_writer_remove(writer, article.id, error);
    }
    ws_arena_free(arena);
    return status;
}

ws_status ws_pruning_run(ws_pruning *pruning, ws_writer *writer, size_t *removed, size_t *spared, ws_error *error)
{
    *removed = *spared = 0;
    if (pruning->failed) return ws_no_memory(error);
    if (pruning->seen_count) qsort(pruning->seen, pruning->seen_count, sizeof *pruning->seen, compare_keys);
    if (pruning->refused_count)
        qsort(pruning->refused, pruning->refused_count, sizeof *pruning->refused, compare_paths);
    ws_status status = ws_writer_each(writer, look_at, pruning, error);
    if (status == WS_OK) status = remove_gone(pruning, writer, error);
    *spared = pruning->spared;
    if (status == WS_OK) *removed = pruning->gone_count;
    return status;
}
