/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of a purged article: hashes, and a journal without it. */
#include "decisions.h"
#include "journal.h"
#include "json.h"
#include "unicode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *hash_of(ws_arena *arena, const char *text)
{
    char hex[33];
    ws_hash_hex(ws_hash_bytes(text, strlen(text)), hex);
    return ws_arena_strdup(arena, hex);
}

ws_status ws_purge_hashes(ws_arena *arena, const char *article_id, const char *text, const char **article_hash,
                          const char **text_hash, ws_error *error)
{
    const char *words = ws_fold_words(arena, text, strlen(text));
    *article_hash = hash_of(arena, article_id);
    *text_hash = words ? hash_of(arena, words) : NULL;
    return *article_hash && *text_hash ? WS_OK : ws_no_memory(error);
}

/* --- looking up --- */

static int by_article(const void *left, const void *right)
{
    const ws_decision *const *one = left, *const *other = right;
    return strcmp((*one)->article_hash, (*other)->article_hash);
}

static int by_text(const void *left, const void *right)
{
    const ws_decision *const *one = left, *const *other = right;
    return strcmp((*one)->text_hash, (*other)->text_hash);
}

ws_status ws_purges_collect(ws_arena *arena, const ws_decisions *decisions, ws_purges *out, ws_error *error)
{
    *out = (ws_purges){ws_arena_array(arena, decisions->count, sizeof *out->by_article),
                       ws_arena_array(arena, decisions->count, sizeof *out->by_text), 0};
    if (!out->by_article || !out->by_text) return ws_no_memory(error);
    for (size_t i = 0; i < decisions->count; i++) {
        const ws_decision *decision = &decisions->items[i];
        if (decision->kind != WS_DECISION_PURGE || decision->undone_by) continue;
        out->by_article[out->count] = out->by_text[out->count] = decision;
        out->count++;
    }
    if (!out->count) return WS_OK;
    qsort(out->by_article, out->count, sizeof *out->by_article, by_article);
    qsort(out->by_text, out->count, sizeof *out->by_text, by_text);
    return WS_OK;
}

static const ws_decision *look_up(const ws_decision *const *items, size_t count, const ws_decision *wanted,
                                  int (*compare)(const void *, const void *))
{
    const ws_decision *const *found = count ? bsearch(&wanted, items, count, sizeof *items, compare) : NULL;
    return found ? *found : NULL;
}

const ws_decision *ws_purges_article(const ws_purges *purges, const char *article_hash)
{
    ws_decision wanted = {.article_hash = article_hash};
    return look_up(purges->by_article, purges->count, &wanted, by_article);
}

const ws_decision *ws_purges_text(const ws_purges *purges, const char *text_hash)
{
    ws_decision wanted = {.text_hash = text_hash};
    return look_up(purges->by_text, purges->count, &wanted, by_text);
}

/* --- a journal without an article --- */

typedef struct forgetting {
    ws_arena *arena; /* of the ids of what goes */
    ws_arena *lines; /* of one line */
    const char *file, *article;
    /* Whether a line is about the article. */
    ws_status (*look)(struct forgetting *forget, const char *line, size_t size, size_t number, bool *of_it);
    const char **gone;
    size_t gone_count, capacity;
    size_t dropped;
    ws_error *error;
} forgetting;

static bool is_gone(const forgetting *forget, const char *id)
{
    for (size_t i = 0; i < forget->gone_count; i++)
        if (strcmp(forget->gone[i], id) == 0) return true;
    return false;
}

static ws_status add_gone(forgetting *forget, const char *id)
{
    const char **grown =
        ws_arena_grow(forget->arena, forget->gone, forget->gone_count, &forget->capacity, sizeof *grown);
    const char *copy = ws_arena_strdup(forget->arena, id);
    if (!grown || !copy) return ws_no_memory(forget->error);
    forget->gone = grown;
    grown[forget->gone_count++] = copy;
    return WS_OK;
}

/* What it is undone by comes after a decision, so one pass over the lines is enough. */
static ws_status look_at_decision(forgetting *forget, const char *line, size_t size, size_t number, bool *of_it)
{
    ws_decision decision;
    ws_arena_reset(forget->lines);
    char *what = ws_arena_printf(forget->lines, "%s, line %zu", forget->file, number);
    if (!what) return ws_no_memory(forget->error);
    ws_status status = ws_decision_read(forget->lines, line, size, what, &decision, forget->error);
    if (status != WS_OK) return status;
    const ws_decision_place *places[] = {&decision.place, &decision.claim};
    for (size_t i = 0; i < 2; i++) *of_it |= places[i]->statement && !strcmp(places[i]->article, forget->article);
    *of_it |= decision.undoes && is_gone(forget, decision.undoes);
    return *of_it ? add_gone(forget, decision.id) : WS_OK;
}

static ws_status look_at_member(forgetting *forget, const char *line, size_t size, size_t number, bool *of_it)
{
    cJSON *json;
    ws_error why;
    ws_status status = ws_json_read(line, size, &json, &why);
    if (status == WS_NO_MEMORY) return ws_no_memory(forget->error);
    if (status != WS_OK)
        return ws_fail(forget->error, WS_CORRUPT, "mend the line, or take it out", "%s, line %zu, is damaged: %s",
                       forget->file, number, why.message);
    const char *article = ws_json_string(json, "article");
    *of_it = article && !strcmp(article, forget->article);
    cJSON_Delete(json);
    return WS_OK;
}

static ws_status keep_line(forgetting *forget, const char *line, size_t size, size_t number, ws_buffer *out)
{
    bool of_it = false;
    ws_status status = forget->look(forget, line, size, number, &of_it);
    forget->dropped += of_it;
    if (status != WS_OK || of_it) return status;
    ws_buffer_add(out, line, size);
    ws_buffer_putc(out, '\n');
    return ws_buffer_status(out, forget->error);
}

static ws_status keep_lines(forgetting *forget, const ws_buffer *all, ws_buffer *out)
{
    ws_status status = WS_OK;
    size_t number = 1;
    for (const char *at = all->bytes, *end = at + all->size; at < end && status == WS_OK; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at)), *line_end = stop ? stop : end;
        if (line_end > at) status = keep_line(forget, at, (size_t)(line_end - at), number, out);
        if (status == WS_CORRUPT && !stop) return WS_OK; /* a torn line, which nobody was told was kept */
        at = line_end + 1;
    }
    return status;
}

static bool write_all(int descriptor, const ws_buffer *bytes)
{
    for (size_t done = 0; done < bytes->size;) {
        ssize_t wrote = write(descriptor, bytes->bytes + done, bytes->size - done);
        if (wrote < 0 && errno != EINTR) return false;
        if (wrote > 0) done += (size_t)wrote;
    }
    return fsync(descriptor) == 0;
}

/* The new file belongs to whom the old one does. */
static ws_status replace(const ws_journal *journal, const ws_buffer *bytes, ws_error *error)
{
    struct stat old;
    ws_buffer path = WS_BUFFER_INIT(1 << 16);
    ws_buffer_printf(&path, "%s.new", journal->path);
    ws_status status = ws_buffer_status(&path, error);
    if (status == WS_OK && unlink(path.bytes) && errno != ENOENT)
        status = ws_fail_errno(error, errno, "remove", path.bytes);
    int made = status == WS_OK ? open(path.bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    if (status == WS_OK) {
        bool ok = made >= 0 && !fstat(journal->descriptor, &old) && !fchmod(made, old.st_mode & 07777) &&
                  (geteuid() != 0 || !fchown(made, old.st_uid, old.st_gid)) && write_all(made, bytes) &&
                  !rename(path.bytes, journal->path);
        if (!ok) status = ws_fail_errno(error, errno, "write the decisions anew as", path.bytes);
    }
    if (made >= 0) close(made);
    if (status == WS_OK) status = ws_journal_sync_folder(journal->path, error);
    ws_buffer_free(&path);
    return status;
}

static ws_status forget_in(forgetting *forget, const ws_journal *journal, size_t *dropped)
{
    struct stat found;
    ws_buffer all = WS_BUFFER_INIT((size_t)WS_JOURNAL_BYTES + 1), kept = WS_BUFFER_INIT((size_t)WS_JOURNAL_BYTES + 1);
    ws_status status = WS_OK;
    if (fstat(journal->descriptor, &found))
        status = ws_fail_errno(forget->error, errno, "read the decisions", journal->path);
    if (status == WS_OK)
        status = ws_journal_read(journal->descriptor, journal->path, 0, found.st_size, &all, forget->error);
    if (status == WS_OK && all.size) status = keep_lines(forget, &all, &kept);
    *dropped = forget->dropped;
    if (status == WS_OK && *dropped) status = replace(journal, &kept, forget->error);
    ws_buffer_free(&all);
    ws_buffer_free(&kept);
    return status;
}

static ws_status forget_lines(forgetting *forget, size_t *dropped)
{
    char *whole = realpath(forget->file, NULL); /* a link stays one */
    ws_journal journal = {.path = whole ? whole : forget->file, .descriptor = -1};
    *dropped = 0;
    forget->lines = ws_arena_new(0);
    ws_status status = forget->lines ? ws_journal_open(&journal, forget->error) : ws_no_memory(forget->error);
    if (status == WS_OK) status = forget_in(forget, &journal, dropped);
    if (journal.descriptor >= 0) close(journal.descriptor);
    ws_arena_free(forget->lines);
    free(whole);
    return status;
}

ws_status ws_decisions_forget(ws_arena *arena, const char *file, const char *article_id, size_t *dropped,
                              ws_error *error)
{
    forgetting forget = {.arena = arena, .file = file, .article = article_id, .look = look_at_decision, .error = error};
    return forget_lines(&forget, dropped);
}

ws_status ws_journal_forget(ws_arena *arena, const char *path, const char *article, size_t *dropped, ws_error *error)
{
    forgetting forget = {.arena = arena, .file = path, .article = article, .look = look_at_member, .error = error};
    *dropped = 0;
    if (access(path, F_OK) && errno == ENOENT) return WS_OK;
    return forget_lines(&forget, dropped);
}
