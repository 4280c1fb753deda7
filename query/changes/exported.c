/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exported.h"

#include "json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 32 * 1024 * 1024, HEX_DIGITS = 32 };

typedef struct reading {
    ws_arena *arena;
    ws_exported *out;
    size_t capacity;
    const char *article; /* of the last line: many follow each other */
    const char *name;
    size_t line;
} reading;

static ws_status wrong(const reading *self, ws_error *error)
{
    return ws_fail(error, WS_CORRUPT, "make an export with: whosaid --all --format=jsonl QUERY",
                   "%s, line %zu: this is no exported statement", self->name, self->line);
}

static bool read_id(const cJSON *json, ws_hash *out)
{
    const char *hex = ws_json_string(json, "id");
    if (!hex || strlen(hex) != HEX_DIGITS || strspn(hex, "0123456789abcdef") != HEX_DIGITS) return false;
    for (size_t i = 0; i < sizeof out->bytes; i++) {
        const char digits[] = {hex[2 * i], hex[2 * i + 1], '\0'};
        out->bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return true;
}

/* Names are added to a buffer in the order of the speakers; those without one are left out. */
static void add_name(ws_buffer *names, const char *name)
{
    if (name) ws_buffer_printf(names, "%s%s", names->size ? "; " : "", name);
}

static const char *keep(ws_arena *arena, ws_buffer *names)
{
    const char *kept = names->failed ? NULL : ws_arena_string(arena, names->size ? names->bytes : "", names->size);
    ws_buffer_free(names);
    return kept;
}

static const char *read_names(ws_arena *arena, const cJSON *json)
{
    ws_buffer names = WS_BUFFER_INIT(LINE_BYTES);
    const cJSON *speakers = ws_json_member(json, "speakers"), *one;
    if (cJSON_IsArray(speakers)) {
        cJSON_ArrayForEach(one, speakers) add_name(&names, ws_json_string(one, "name"));
    }
    return keep(arena, &names);
}

const char *ws_speaker_names(ws_arena *arena, const ws_statement *statement)
{
    ws_buffer names = WS_BUFFER_INIT(LINE_BYTES);
    for (size_t i = 0; i < statement->speaker_count; i++) add_name(&names, statement->speakers[i].name);
    return keep(arena, &names);
}

/* In the order of the bits. */
static const char *const paths[] = {"speakers.name", "speakers.type", "act", "via"};

uint8_t ws_exported_field(const char *path)
{
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (!strcmp(path, paths[i])) return (uint8_t)(1U << i);
    return 0;
}

static uint8_t read_corrected(const cJSON *json)
{
    const cJSON *all = ws_json_member(json, "corrected"), *one;
    uint8_t fields = 0;
    if (!cJSON_IsArray(all)) return 0;
    cJSON_ArrayForEach(one, all)
    {
        if (cJSON_IsString(one)) fields |= ws_exported_field(one->valuestring);
    }
    return fields;
}

static ws_status add_row(reading *self, const cJSON *json, ws_error *error)
{
    ws_exported_row row = {.corrected = read_corrected(json)};
    const char *status = ws_json_string(json, "status"),
               *article = ws_json_string(ws_json_member(json, "article"), "id");
    if (!cJSON_IsNumber(ws_json_member(json, "schema_version")) || !read_id(json, &row.id)) return wrong(self, error);
    if (article && (!self->article || strcmp(article, self->article)))
        if (!(self->article = ws_arena_strdup(self->arena, article))) return ws_no_memory(error);
    row.article = article ? self->article : NULL;
    row.current = !status || !strcmp(status, ws_value_name(WS_STATES, WS_STATE_CURRENT));
    row.speakers = read_names(self->arena, json);
    const char *told = ws_json_string(json, "told");
    if (told && !(row.told = ws_arena_strdup(self->arena, told))) return ws_no_memory(error);
    ws_exported_row *grown =
        ws_arena_grow(self->arena, self->out->items, self->out->count, &self->capacity, sizeof *grown);
    if (!row.speakers || !grown) return ws_no_memory(error);
    self->out->items = grown;
    grown[self->out->count++] = row;
    return WS_OK;
}

static ws_status read_line(reading *self, const char *line, size_t size, ws_error *error)
{
    cJSON *json = NULL;
    if (size && line[size - 1] == '\n') size--;
    if (!size) return WS_OK;
    ws_status status = ws_json_read(line, size, &json, NULL);
    if (status == WS_NO_MEMORY) return ws_no_memory(error);
    status = status == WS_OK ? add_row(self, json, error) : wrong(self, error);
    cJSON_Delete(json);
    return status;
}

void ws_exported_add(ws_buffer *out, const ws_exported_row *row)
{
    char hex[33];
    size_t any = 0;
    ws_hash_hex(row->id, hex);
    ws_buffer_printf(out, "{\"schema_version\":%d,\"id\":\"%s\",\"article\":{\"id\":", WS_SCHEMA_VERSION, hex);
    ws_json_add_string(out, row->article);
    ws_buffer_printf(out, "},\"status\":\"%s\",\"speakers\":[{\"name\":",
                     ws_value_name(WS_STATES, row->current ? WS_STATE_CURRENT : WS_STATE_SUPERSEDED));
    ws_json_add_string(out, row->speakers);
    ws_buffer_puts(out, "}],\"corrected\":[");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (row->corrected & 1U << i) ws_buffer_printf(out, "%s\"%s\"", any++ ? "," : "", paths[i]);
    ws_buffer_puts(out, "],\"told\":");
    ws_json_add_string(out, row->told);
    ws_buffer_puts(out, "}\n");
}

static int compare_rows(const void *left, const void *right)
{
    return memcmp(&((const ws_exported_row *)left)->id, &((const ws_exported_row *)right)->id, sizeof(ws_hash));
}

/* Lines with one id lie side by side and in any order: current ones go before others. */
static void sort_rows(ws_exported *out)
{
    size_t kept = 0;
    if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_rows);
    for (size_t i = 0; i < out->count; i++) {
        bool again = kept && !compare_rows(&out->items[kept - 1], &out->items[i]);
        if (!again)
            out->items[kept++] = out->items[i];
        else if (out->items[i].current)
            out->items[kept - 1] = out->items[i];
    }
    out->count = kept;
}

/* One line into the buffer, with its line end; false at the end. */
static bool next_line(FILE *in, ws_buffer *line)
{
    int byte;
    ws_buffer_clear(line);
    while ((byte = getc_unlocked(in)) != EOF) {
        ws_buffer_putc(line, (char)byte);
        if (byte == '\n' || line->failed) break;
    }
    return line->size || line->failed;
}

ws_status ws_exported_read(ws_arena *arena, FILE *in, const char *name, ws_exported *out, ws_error *error)
{
    reading self = {.arena = arena, .out = out, .name = name};
    ws_buffer line = WS_BUFFER_INIT(LINE_BYTES);
    ws_status status = WS_OK;
    *out = (ws_exported){NULL, 0};
    while (status == WS_OK && next_line(in, &line)) {
        self.line++;
        status = line.failed ? ws_fail(error, WS_REFUSED, "is this an export of statements?",
                                       "%s, line %zu: the line is longer than 32 MB", name, self.line)
                             : read_line(&self, line.bytes, line.size, error);
    }
    if (status == WS_OK && ferror(in)) status = ws_fail_errno(error, errno, "read", name);
    ws_buffer_free(&line);
    if (status == WS_OK) sort_rows(out);
    return status;
}

ws_exported_row *ws_exported_find(const ws_exported *exported, ws_hash id)
{
    ws_exported_row wanted = {.id = id};
    if (!exported->count) return NULL;
    return bsearch(&wanted, exported->items, exported->count, sizeof wanted, compare_rows);
}
