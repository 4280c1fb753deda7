/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of decisions: a file that is only appended to, under its own lock. */
#include "decisions.h"
#include "journal.h"
#include "json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    LINE_BYTES = 4 << 20,
    LOCK_TRIES = 250, /* of 20 ms: five seconds */
    ID_DIGITS = 16,
    LEAST_ID_DIGITS = 4
};

char *ws_decisions_beside(ws_arena *arena, const char *place)
{
    static const char name[] = "decisions.jsonl";
    char *whole = realpath(place, NULL); /* so that one index has one journal, however its path is written */
    char *path = ws_arena_strdup(arena, whole ? whole : place);
    free(whole);
    if (!path) return NULL;
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/') path[--size] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash) return ws_arena_strdup(arena, name);
    return ws_arena_printf(arena, "%.*s%s", (int)(slash - path + 1), path, name);
}

/* --- the file --- */

/* What the folder is that a file lies in; all zero where that can't be told. */
static ws_status look_at_folder(const char *file, struct stat *folder, ws_error *error)
{
    char *copy = strdup(file), *slash = copy ? strrchr(copy, '/') : NULL;
    if (!copy) return ws_no_memory(error);
    if (slash) slash[slash == copy] = '\0';
    if (stat(slash ? copy : ".", folder)) *folder = (struct stat){0};
    free(copy);
    return WS_OK;
}

/* Where everybody may write, somebody else's file would decide for us. */
static ws_status check_file(const char *file, const struct stat *found, ws_error *error)
{
    struct stat folder;
    ws_status status = look_at_folder(file, &folder, error);
    if (status != WS_OK) return status;
    bool anybodys = folder.st_mode & S_IWOTH;
    if (!S_ISREG(found->st_mode))
        return ws_fail(error, WS_IO, "name another with --decisions", "%s is no file of decisions", file);
    if (found->st_size > WS_JOURNAL_BYTES)
        return ws_fail(error, WS_IO, "name another with --decisions", "%s is too large to be a file of decisions",
                       file);
    if (!anybodys || found->st_uid == geteuid() || !found->st_uid) return WS_OK;
    return ws_fail(error, WS_IO, "name another with --decisions, or keep the index in a folder of your own",
                   "the decisions %s are somebody else's, in a folder where everybody may write", file);
}

ws_status ws_journal_read(int descriptor, const char *file, off_t from, off_t end, ws_buffer *out, ws_error *error)
{
    char block[65536];
    while (from < end) {
        ssize_t got = pread(descriptor, block, sizeof block, from);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return ws_fail_errno(error, errno, "read the decisions", file);
        if (got == 0) break;
        ws_buffer_add(out, block, (size_t)(from + got > end ? end - from : got));
        from += got;
    }
    return ws_buffer_status(out, error);
}

/* --- reading --- */

typedef struct loading {
    ws_arena *arena;
    ws_decisions *out;
    size_t capacity;
    ws_error *error;
} loading;

static ws_status load_line(loading *load, const char *file, const char *bytes, size_t size, size_t number)
{
    ws_decisions *all = load->out;
    ws_decision *grown = ws_arena_grow(load->arena, all->items, all->count, &load->capacity, sizeof *all->items);
    char *what = ws_arena_printf(load->arena, "%s, line %zu", file, number);
    if (!grown || !what) return ws_no_memory(load->error);
    all->items = grown;
    ws_decision *decision = &grown[all->count];
    ws_status status = ws_decision_read(load->arena, bytes, size, what, decision, load->error);
    if (status) return status;
    decision->file = file;
    decision->line = number;
    all->count++;
    return WS_OK;
}

/* The last line counts without its line end too, when it is whole: an editor may have taken that away. */
static ws_status load_lines(loading *load, const char *file, const char *bytes, size_t size)
{
    ws_status status = WS_OK;
    size_t number = 1;
    for (const char *at = bytes, *end = bytes + size; at < end && status == WS_OK; number++) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at)), *stop = line_end ? line_end : end;
        if (stop > at) status = load_line(load, file, at, (size_t)(stop - at), number);
        if (status == WS_CORRUPT && !line_end) {
            load->out->torn = file;
            return WS_OK;
        }
        at = stop + 1;
    }
    return status;
}

ws_status ws_journal_load(const char *path, struct stat *found, ws_buffer *out, ws_error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    *found = (struct stat){0};
    if (descriptor < 0 && errno == ENOENT) return WS_OK;
    if (descriptor < 0) return ws_fail_errno(error, errno, "open the decisions", path);
    ws_status status = fstat(descriptor, found) ? ws_fail_errno(error, errno, "read the decisions", path) : WS_OK;
    if (status == WS_OK) status = check_file(path, found, error);
    if (status == WS_OK) status = ws_journal_read(descriptor, path, 0, found->st_size, out, error);
    close(descriptor);
    return status;
}

static ws_status load_file(loading *load, const char *file, struct stat *found)
{
    ws_buffer buffer = WS_BUFFER_INIT((size_t)WS_JOURNAL_BYTES + 1);
    ws_status status = ws_journal_load(file, found, &buffer, load->error);
    if (status == WS_OK && buffer.size) status = load_lines(load, file, buffer.bytes, buffer.size);
    ws_buffer_free(&buffer);
    return status;
}

typedef struct ordered {
    ws_decision *decision;
    size_t place;
} ordered;

static int by_time(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    int order = strcmp(a->decision->when, b->decision->when);
    return order ? order : (a->place > b->place) - (a->place < b->place);
}

static int by_id(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    int order = strcmp(a->decision->id, b->decision->id);
    return order ? order : (a->place > b->place) - (a->place < b->place);
}

static ordered *in_order(ws_arena *arena, const ws_decisions *all, int (*compare)(const void *, const void *))
{
    ordered *order = ws_arena_array(arena, all->count, sizeof *order);
    for (size_t i = 0; order && i < all->count; i++) order[i] = (ordered){&all->items[i], i};
    if (order) qsort(order, all->count, sizeof *order, compare);
    return order;
}

static ws_status put_in_time(ws_arena *arena, ws_decisions *all, ws_error *error)
{
    ordered *order = in_order(arena, all, by_time);
    ws_decision *sorted = ws_arena_array(arena, all->count, sizeof *sorted);
    if (!order || !sorted) return ws_no_memory(error);
    for (size_t i = 0; i < all->count; i++) sorted[i] = *order[i].decision;
    all->items = sorted;
    return WS_OK;
}

static ws_status mark_undone(ws_arena *arena, ws_decisions *all, ws_error *error)
{
    ordered *order = in_order(arena, all, by_id);
    if (!order) return ws_no_memory(error);
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].kind != WS_DECISION_UNDO) continue;
        size_t low = 0, high = all->count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (strcmp(order[middle].decision->id, all->items[i].undoes) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        bool found = low < all->count && !strcmp(order[low].decision->id, all->items[i].undoes);
        if (found && order[low].decision->kind != WS_DECISION_UNDO) order[low].decision->undone_by = &all->items[i];
    }
    return WS_OK;
}

ws_status ws_decisions_load(ws_arena *arena, const char *const *files, size_t count, ws_decisions *out, ws_error *error)
{
    *out = (ws_decisions){NULL, 0, NULL};
    loading load = {arena, out, 0, error};
    struct stat *seen = ws_arena_array(arena, count, sizeof *seen);
    if (!seen) return ws_no_memory(error);
    size_t journals = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat found;
        bool known = false;
        if (!stat(files[i], &found))
            for (size_t j = 0; j < i && !known; j++)
                known = seen[j].st_ino == found.st_ino && seen[j].st_dev == found.st_dev;
        if (known) continue;
        ws_status status = load_file(&load, files[i], &seen[i]);
        if (status != WS_OK) return status;
        journals += seen[i].st_ino != 0;
    }
    ws_status status = journals > 1 ? put_in_time(arena, out, error) : WS_OK;
    return status == WS_OK ? mark_undone(arena, out, error) : status;
}

ws_status ws_decisions_named(const ws_decisions *decisions, const char *id, const ws_decision **out, ws_error *error)
{
    size_t size = strlen(id);
    *out = NULL;
    if (size < LEAST_ID_DIGITS || size > ID_DIGITS || strspn(id, "0123456789abcdef") != size)
        return ws_fail(error, WS_USAGE, "whosaid correct --list shows them", "%s is not the id of a decision", id);
    for (size_t i = 0; i < decisions->count; i++) {
        if (strncmp(decisions->items[i].id, id, size)) continue;
        if (*out)
            return ws_fail(error, WS_USAGE, "give more of its digits", "several decisions have ids that begin with %s",
                           id);
        *out = &decisions->items[i];
    }
    if (*out) return WS_OK;
    return ws_fail(error, WS_NOT_FOUND, "whosaid correct --list shows them", "there is no decision %s", id);
}

/* --- appending --- */

/* What root decides beside the index of a service, the service reads too: only a file's owner may. */
static ws_status give_to_folders_owner(const ws_journal *file, ws_error *error)
{
    struct stat folder;
    if (geteuid()) return WS_OK;
    ws_status status = look_at_folder(file->path, &folder, error);
    if (status != WS_OK || !folder.st_uid) return status;
    if (!fchown(file->descriptor, folder.st_uid, folder.st_gid)) return WS_OK;
    return ws_fail_errno(error, errno, "give the decisions to the owner of their folder", file->path);
}

static ws_status open_journal(ws_journal *file, ws_error *error)
{
    enum { HOW = O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK, OWNER_ONLY = 0600 };
    struct stat found;
    file->descriptor = open(file->path, HOW);
    if (file->descriptor < 0 && errno == ENOENT) {
        file->descriptor = open(file->path, HOW | O_CREAT | O_EXCL, OWNER_ONLY);
        file->created = file->descriptor >= 0;
        if (!file->created && errno == EEXIST) file->descriptor = open(file->path, HOW); /* another was first */
    }
    ws_status status = file->created ? give_to_folders_owner(file, error) : WS_OK;
    if (status != WS_OK) return status;
    if (file->descriptor < 0 || fstat(file->descriptor, &found))
        return ws_fail_errno(error, errno, "write the decisions", file->path);
    return check_file(file->path, &found, error);
}

static ws_status lock_journal(const ws_journal *file, ws_error *error)
{
    const struct timespec pause = {0, 20 * 1000 * 1000};
    for (int tries = 0; flock(file->descriptor, LOCK_EX | LOCK_NB); tries++) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return ws_fail_errno(error, errno, "lock the decisions", file->path);
        if (tries == LOCK_TRIES)
            return ws_fail(error, WS_LOCKED, "wait until it is done and give the same command again",
                           "another process is writing the decisions %s", file->path);
        nanosleep(&pause, NULL);
    }
    return WS_OK;
}

/* Another process may have put a new file in the place of the one that was waited for. */
static bool is_at_its_place(const ws_journal *file)
{
    struct stat opened, there;
    return !fstat(file->descriptor, &opened) && !stat(file->path, &there) && opened.st_ino == there.st_ino &&
           opened.st_dev == there.st_dev;
}

ws_status ws_journal_open(ws_journal *file, ws_error *error)
{
    for (int tries = 0;; tries++) {
        ws_status status = open_journal(file, error);
        if (status == WS_OK) status = lock_journal(file, error);
        if (status != WS_OK || is_at_its_place(file)) return status;
        close(file->descriptor);
        *file = (ws_journal){.path = file->path, .descriptor = -1};
        if (tries == LOCK_TRIES)
            return ws_fail(error, WS_LOCKED, "give the same command again", "the decisions %s are being replaced",
                           file->path);
    }
}

/* Where the file's last line begins; its end when it ends with a line end. */
static ws_status last_line(const ws_journal *file, ws_buffer *line, off_t *begin, off_t *end, ws_error *error)
{
    struct stat found;
    if (fstat(file->descriptor, &found)) return ws_fail_errno(error, errno, "read the decisions", file->path);
    *begin = *end = found.st_size;
    off_t from = *end > LINE_BYTES ? *end - LINE_BYTES : 0;
    ws_status status = ws_journal_read(file->descriptor, file->path, from, *end, line, error);
    if (status != WS_OK || !line->size) return status;
    const char *before = memrchr(line->bytes, '\n', line->size);
    size_t kept = before ? (size_t)(before - line->bytes) + 1 : 0;
    *begin = from + (off_t)kept;
    return WS_OK;
}

/* Nobody was told that an unfinished line was kept, so it goes; one that is whole only gets its line end. */
static ws_status mend_end(ws_arena *arena, ws_journal *file, bool *needs_line_end, ws_error *error)
{
    off_t begin = 0, end = 0;
    ws_buffer line = WS_BUFFER_INIT((size_t)LINE_BYTES + 1);
    ws_decision unused;
    ws_error why;
    ws_status status = last_line(file, &line, &begin, &end, error);
    if (status == WS_OK && begin < end) {
        size_t size = (size_t)(end - begin);
        ws_status whole = ws_decision_read(arena, line.bytes + line.size - size, size, file->path, &unused, &why);
        *needs_line_end = whole != WS_CORRUPT;
        if (whole == WS_NO_MEMORY) status = ws_no_memory(error);
        if (whole == WS_CORRUPT && ftruncate(file->descriptor, end = begin))
            status = ws_fail_errno(error, errno, "mend the decisions", file->path);
    }
    file->size = end;
    ws_buffer_free(&line);
    return status;
}

/* The line's own bytes and where it stands make its id: no two in a journal are alike. */
static ws_status make_line(ws_arena *arena, const ws_journal *file, ws_decision *decision, ws_buffer *out,
                           ws_error *error)
{
    ws_buffer body = WS_BUFFER_INIT(LINE_BYTES);
    char hex[33];
    decision->id = NULL;
    for (int pass = 0; pass < 2; pass++) {
        cJSON *json = ws_decision_json(decision);
        if (!json) break;
        ws_status status = ws_json_print(pass ? out : &body, json, error);
        cJSON_Delete(json);
        if (status != WS_OK || pass) break;
        ws_buffer_printf(&body, "@%lld", (long long)file->size);
        if (body.failed) break;
        ws_hash_hex(ws_hash_bytes(body.bytes, body.size), hex);
        if (!(decision->id = ws_arena_string(arena, hex, ID_DIGITS))) break;
    }
    ws_buffer_free(&body);
    ws_buffer_putc(out, '\n');
    return decision->id ? ws_buffer_status(out, error) : ws_no_memory(error);
}

ws_status ws_journal_sync_folder(const char *path, ws_error *error)
{
    char *copy = strdup(path), *slash = copy ? strrchr(copy, '/') : NULL;
    if (!copy) return ws_no_memory(error);
    if (slash) slash[slash == copy] = '\0';
    int folder = open(slash ? copy : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(copy);
    bool saved = folder >= 0 && fsync(folder) == 0;
    int why = errno;
    if (folder >= 0) close(folder);
    return saved ? WS_OK : ws_fail_errno(error, why, "save the folder of the decisions", path);
}

ws_status ws_journal_write(const ws_journal *file, const ws_buffer *line, ws_error *error)
{
    size_t done = 0;
    while (done < line->size) {
        ssize_t wrote = write(file->descriptor, line->bytes + done, line->size - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) break;
        done += (size_t)wrote;
    }
    if (done == line->size && fsync(file->descriptor) == 0)
        return file->created ? ws_journal_sync_folder(file->path, error) : WS_OK;
    return ws_fail_errno(error, errno, "save the decision in", file->path);
}

static ws_status append(ws_arena *arena, ws_journal *file, ws_decision *decision, ws_error *error)
{
    bool needs_line_end = false;
    ws_buffer line = WS_BUFFER_INIT(LINE_BYTES);
    ws_status status = mend_end(arena, file, &needs_line_end, error);
    if (status != WS_OK) return status;
    if (needs_line_end) ws_buffer_putc(&line, '\n');
    status = make_line(arena, file, decision, &line, error);
    if (status == WS_OK) {
        status = ws_journal_write(file, &line, error);
        if (status != WS_OK && ftruncate(file->descriptor, file->size)) /* half a line then, which reading knows */
            status = ws_fail_errno(error, errno, "take back half a decision in", file->path);
    }
    ws_buffer_free(&line);
    return status;
}

ws_status ws_decisions_append(ws_arena *arena, const char *file, ws_decision *decision, ws_error *error)
{
    ws_journal opened = {.path = file, .descriptor = -1};
    ws_status status = ws_journal_open(&opened, error);
    if (status == WS_OK) status = append(arena, &opened, decision, error);
    if (opened.descriptor >= 0) close(opened.descriptor); /* and with it the lock */
    if (status == WS_OK) decision->file = file;
    return status;
}
