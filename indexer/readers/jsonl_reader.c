/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON lines, one article a line; also a JSON array of articles, and objects printed over several lines. */
#include "json.h"
#include "json_values.h"
#include "metadata.h"
#include "reader.h"

#include <stdlib.h>

typedef struct jsonl {
    ws_json_values *values;
    const ws_input *input;
} jsonl;

static void close_jsonl(void *state)
{
    jsonl *reader = state;

    if (reader) ws_json_values_close(reader->values);
    free(reader);
}

static ws_status open_jsonl(ws_input *input, void **state, ws_error *error)
{
    jsonl *reader = calloc(1, sizeof *reader);
    ws_status status;

    if (!reader) return ws_no_memory(error);
    reader->input = input;
    status = ws_json_values_open(input, &reader->values, error);
    if (status != WS_OK)
        close_jsonl(reader);
    else
        *state = reader;
    return status;
}

/* One object as an article; errors say what is wrong, not where. */
static ws_status read_object(const jsonl *reader, ws_arena *arena, const ws_json_value *value, ws_article *article,
                             ws_error *error)
{
    const char *bytes = value->bytes;
    cJSON *object = NULL;
    ws_status status = ws_json_read(bytes, value->size, &object, error);

    if (status != WS_OK) return status == WS_NO_MEMORY ? status : WS_REFUSED;
    if (!cJSON_IsObject(object)) status = ws_fail(error, WS_REFUSED, NULL, "it is no JSON object");
    if (status == WS_OK) status = ws_metadata_map(arena, ws_input_map(reader->input), object, bytes, value->size, error);
    if (status == WS_OK) status = ws_metadata_from_json(arena, object, bytes, value->size, article, error);
    cJSON_Delete(object);
    return status;
}

static ws_status next_jsonl(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    const jsonl *reader = state;
    ws_json_value value;
    ws_status status = ws_json_values_next(reader->values, arena, &value, error);

    if (status != WS_OK) return status;
    status = read_object(reader, arena, &value, article, error);
    if (status != WS_OK) return ws_json_values_refuse(reader->values, &value, status, error);
    return ws_json_values_name(reader->values, arena, &value, 0, article, error);
}

const ws_reader ws_jsonl_reader = {
    .name = "jsonl",
    .description = "JSON lines or a JSON array, one article an object",
    .sniff = ws_json_values_sniff,
    .open = open_jsonl,
    .next = next_jsonl,
    .close = close_jsonl,
};
