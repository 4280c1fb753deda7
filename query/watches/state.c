/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "state.h"

#include "json.h"
#include "watches.h"

#include <string.h>

enum { FORMAT = 1 };

static ws_status wrong(ws_error *error, const char *what)
{
    return ws_fail(error, WS_CORRUPT,
                   "remove the watch and add it again, or take the file from a backup: until then nothing is told",
                   "%s is damaged or of another watch", what);
}

static bool is_header(const cJSON *json, const char *key, const char *checksum)
{
    const cJSON *format = ws_json_member(json, "format");
    const char *of = ws_json_string(json, "key"), *sum = ws_json_string(json, "checksum");
    return cJSON_IsNumber(format) && format->valuedouble == FORMAT && of && !strcmp(of, key) && sum &&
           !strcmp(sum, checksum);
}

static ws_status read_rows(ws_arena *arena, const char *bytes, size_t size, const char *what, ws_watch_state *out,
                           ws_error *error)
{
    if (!size) return WS_OK; /* fmemopen knows no empty files */
    FILE *in = fmemopen((char *)bytes, size, "r");
    if (!in) return ws_no_memory(error);
    ws_status status = ws_exported_read(arena, in, what, &out->rows, error);
    fclose(in);
    if (status != WS_OK && status != WS_NO_MEMORY) return wrong(error, what);
    return status == WS_OK && out->rows.count > WS_WATCH_STATEMENTS_MOST ? wrong(error, what) : status;
}

ws_status ws_watch_state_parse(ws_arena *arena, const char *bytes, size_t size, const char *what, const char *key,
                               ws_watch_state *out, ws_error *error)
{
    cJSON *json = NULL;
    const char *end = size ? memchr(bytes, '\n', size) : NULL;
    *out = (ws_watch_state){.checksum = ""};
    if (!end) return wrong(error, what);
    size_t head = (size_t)(end - bytes) + 1;
    ws_hash_hex(ws_hash_bytes(bytes + head, size - head), out->checksum);
    ws_status status = ws_json_read(bytes, head - 1, &json, NULL);
    bool good = status == WS_OK && is_header(json, key, out->checksum);
    cJSON_Delete(json);
    if (status == WS_NO_MEMORY) return ws_no_memory(error);
    return good ? read_rows(arena, bytes + head, size - head, what, out, error) : wrong(error, what);
}

ws_status ws_watch_state_load(ws_arena *arena, const char *path, const char *key, ws_watch_state *out, ws_error *error)
{
    ws_buffer bytes = WS_BUFFER_INIT(WS_WATCH_STATE_BYTES);
    ws_status status = ws_watch_file_read(path, WS_WATCH_STATE_BYTES, &bytes, error);
    if (status == WS_NOT_FOUND)
        status = ws_fail(error, WS_CORRUPT, "remove the watch and add it again", "%s, what the watch has told, is gone",
                         path);
    else if (status == WS_OK)
        status = ws_watch_state_parse(arena, bytes.size ? bytes.bytes : "", bytes.size, path, key, out, error);
    ws_buffer_free(&bytes);
    return status;
}

/* --- edits --- */

static ws_status add(ws_arena *arena, ws_watch_edits *edits, const ws_exported_row *row, ws_error *error)
{
    ws_exported_row *grown = ws_arena_grow(arena, edits->items, edits->count, &edits->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    edits->items = grown;
    grown[edits->count++] = *row;
    return WS_OK;
}

static bool read_digits(const char *hex, ws_hash *out)
{
    static const char digits[] = "0123456789abcdef";
    if (!hex || strlen(hex) != 2 * sizeof out->bytes) return false;
    for (size_t i = 0; i < sizeof out->bytes; i++) {
        const char *high = strchr(digits, hex[2 * i]), *low = strchr(digits, hex[2 * i + 1]);
        if (!high || !low) return false;
        out->bytes[i] = (uint8_t)((high - digits) << 4 | (low - digits));
    }
    return true;
}

static ws_status keep_row(ws_arena *arena, const ws_hit *hit, const char *now, ws_exported_row *row, ws_error *error)
{
    row->current = true;
    row->speakers = ws_speaker_names(arena, hit->statement);
    row->article = hit->article->masked || !hit->article->id ? NULL : ws_arena_strdup(arena, hit->article->id);
    row->told = now;
    for (size_t i = 0; i < hit->mark_count; i++) row->corrected |= ws_exported_field(hit->marks[i].field);
    bool kept = row->speakers && (row->article || hit->article->masked || !hit->article->id);
    return kept ? WS_OK : ws_no_memory(error);
}

ws_status ws_watch_edits_add(ws_arena *arena, ws_watch_edits *edits, const ws_change *change, const char *now,
                             ws_error *error)
{
    bool leaves = change->kind == WS_CHANGE_WITHDRAWN || change->kind == WS_CHANGE_GONE ||
                  change->kind == WS_CHANGE_SUPERSEDED || !change->hit || change->hit->rejected;
    ws_exported_row row = {.current = false};
    ws_status status = WS_OK;
    if (change->before) {
        row.id = change->before->statement->id;
        status = add(arena, edits, &row, error);
    }
    if (status != WS_OK || !read_digits(change->id, &row.id)) return status;
    if (!leaves) status = keep_row(arena, change->hit, now, &row, error);
    return status == WS_OK ? add(arena, edits, &row, error) : status;
}

/* Appends what is current and counts it. */
static void add_rows(ws_buffer *lines, const ws_exported_row *rows, size_t count, size_t *total)
{
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].current) continue;
        ws_exported_add(lines, &rows[i]);
        ++*total;
    }
}

ws_status ws_watch_state_save(ws_arena *arena, const char *path, const char *key, ws_exported *rows,
                              const ws_watch_edits *edits, ws_error *error)
{
    char checksum[33];
    size_t total = 0;
    ws_buffer lines = WS_BUFFER_INIT(WS_WATCH_STATE_BYTES), whole = WS_BUFFER_INIT(WS_WATCH_STATE_BYTES);
    for (size_t i = 0; i < edits->count; i++) {
        ws_exported_row *old = ws_exported_find(rows, edits->items[i].id);
        if (old) old->current = false;
    }
    add_rows(&lines, rows->items, rows->count, &total);
    add_rows(&lines, edits->items, edits->count, &total);
    ws_hash_hex(ws_hash_bytes(lines.size ? lines.bytes : "", lines.size), checksum);
    ws_buffer_printf(&whole, "{\"format\":%d,\"key\":\"%s\",\"checksum\":\"%s\"}\n", FORMAT, key, checksum);
    if (lines.size) ws_buffer_add(&whole, lines.bytes, lines.size);
    ws_status status = lines.failed || total > WS_WATCH_STATEMENTS_MOST
                           ? ws_fail(error, WS_REFUSED, "narrow its query", "the watch finds more than %d statements",
                                     WS_WATCH_STATEMENTS_MOST)
                           : ws_watch_file_write(arena, path, &whole, error);
    ws_buffer_free(&lines);
    ws_buffer_free(&whole);
    return status;
}
