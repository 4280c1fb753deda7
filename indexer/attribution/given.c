/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "given.h"

#include "drafts.h"
#include "json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECES_MOST = 1000 };

typedef struct given_article {
    const char *id;
    cJSON *attributions;
} given_article;

struct ws_given {
    ws_arena *arena;      /* ids that are numbers */
    given_article *items; /* by id */
    cJSON **lines;
    size_t count, capacity;
};

static int by_id(const void *left, const void *right)
{
    return strcmp(((const given_article *)left)->id, ((const given_article *)right)->id);
}

static ws_status add_line(ws_given *given, const char *line, size_t size, ws_error *error)
{
    if (given->count == given->capacity) {
        size_t capacity = given->capacity ? 2 * given->capacity : 64;
        cJSON **lines = reallocarray(given->lines, capacity, sizeof *lines);
        if (lines) given->lines = lines;
        given_article *items = lines ? reallocarray(given->items, capacity, sizeof *items) : NULL;
        if (!items) return ws_no_memory(error);
        given->items = items;
        given->capacity = capacity;
    }
    cJSON *value = NULL;
    ws_status status = ws_json_read(line, size, &value, error);
    if (status != WS_OK) return status;
    const char *id = ws_json_string(value, "id");
    if (!id) id = ws_json_number_text(given->arena, line, size, "id");
    cJSON *attributions = cJSON_GetObjectItemCaseSensitive(value, "attributions");
    if (!id || !cJSON_IsArray(attributions)) {
        cJSON_Delete(value);
        return ws_fail(error, WS_CORRUPT, "each line has \"id\" and \"attributions\"", "a line without attributions");
    }
    given->items[given->count] = (given_article){id, attributions};
    given->lines[given->count++] = value;
    return WS_OK;
}

ws_status ws_given_open(const char *path, ws_given **out, ws_error *error)
{
    char *line = NULL;
    size_t room = 0, number = 0;
    ssize_t size;
    ws_status status = WS_OK;
    *out = NULL;
    FILE *file = fopen(path, "re");
    if (!file) return ws_fail_errno(error, errno, "read", path);
    ws_given *given = calloc(1, sizeof *given);
    if (given) given->arena = ws_arena_new(0);
    if (!given || !given->arena) status = ws_no_memory(error);
    while (status == WS_OK && (size = getline(&line, &room, file)) > 0) {
        number++;
        if (strspn(line, " \t\r\n") == (size_t)size) continue;
        ws_error why;
        status = add_line(given, line, (size_t)size, &why);
        if (status != WS_OK) ws_fail(error, status, why.hint, "%s, line %zu: %s", path, number, why.message);
    }
    if (status == WS_OK && ferror(file)) status = ws_fail_errno(error, errno, "read", path);
    free(line);
    fclose(file);
    if (status == WS_OK && given->count) qsort(given->items, given->count, sizeof *given->items, by_id);
    if (status == WS_OK)
        *out = given;
    else
        ws_given_close(given);
    return status;
}

void ws_given_close(ws_given *given)
{
    if (!given) return;
    for (size_t i = 0; i < given->count; i++) cJSON_Delete(given->lines[i]);
    free(given->lines);
    free(given->items);
    ws_arena_free(given->arena);
    free(given);
}

static bool number_in(const cJSON *value, size_t most, size_t *out)
{
    if (!cJSON_IsNumber(value) || !(value->valuedouble >= 0 && value->valuedouble <= (double)most)) return false;
    *out = (size_t)value->valuedouble;
    return true;
}

/* The spans of one role, in order; overlapping and empty ones are refused. */
static ws_status take_spans(const ws_reading *reading, const ws_offsets *offsets, const cJSON *pieces, ws_spans *out,
                            ws_error *error)
{
    int count = cJSON_GetArraySize(pieces);
    size_t points = ws_offsets_codepoint(offsets, reading->article->text_size), begin, end;
    *out = (ws_spans){0};
    if (count > PIECES_MOST)
        return ws_fail(error, WS_REFUSED, NULL, "a given role has more than %d pieces", PIECES_MOST);
    out->items = ws_arena_array(reading->arena, (size_t)count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    for (const cJSON *piece = pieces ? pieces->child : NULL; piece; piece = piece->next) {
        bool fits = number_in(cJSON_GetArrayItem(piece, 0), points, &begin) &&
                    number_in(cJSON_GetArrayItem(piece, 1), points, &end) && begin < end;
        ws_span span = {0, 0};
        if (fits) span = (ws_span){(uint32_t)ws_offsets_byte(offsets, begin), (uint32_t)ws_offsets_byte(offsets, end)};
        if (!fits || (out->count && span.begin < out->items[out->count - 1].end))
            return ws_fail(error, WS_REFUSED, "give spans in order, in code points of the article's text",
                           "a given span is not in the text");
        out->items[out->count++] = span;
    }
    return WS_OK;
}

ws_status ws_given_take(const ws_given *given, const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    static const char *const names[WS_ROLES] = {NULL, "cue", "source", "content"};
    given_article wanted = {reading->article->input_id ? reading->article->input_id : reading->article->id, NULL};
    const given_article *found =
        given->count ? bsearch(&wanted, given->items, given->count, sizeof *given->items, by_id) : NULL;
    const ws_offsets *offsets = ws_offsets_new(reading->arena, reading->article->text, reading->article->text_size);
    int count = found ? cJSON_GetArraySize(found->attributions) : 0;
    ws_draft *drafts = ws_arena_array(reading->arena, (size_t)count, sizeof *drafts);
    if (!offsets || !drafts) return ws_no_memory(error);
    size_t kept = 0;
    for (const cJSON *item = count ? found->attributions->child : NULL; item; item = item->next) {
        ws_draft *draft = &drafts[kept];
        draft->confidence = 1.0f;
        for (size_t role = 1; role < WS_ROLES; role++) {
            ws_status status =
                take_spans(reading, offsets, ws_json_member(item, names[role]), &draft->role[role], error);
            if (status != WS_OK) return status;
        }
        kept +=
            draft->role[WS_ROLE_CUE].count || draft->role[WS_ROLE_CONTENT].count || draft->role[WS_ROLE_SOURCE].count;
    }
    return ws_drafts_fill(lexicon, reading, drafts, kept, error);
}
