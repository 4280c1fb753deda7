/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON lines, one article a line; also a JSON array of articles, and objects printed over several lines. */
#include "json.h"
#include "json_values.h"
#include "metadata.h"
#include "reader.h"

static ws_status open_jsonl(ws_input *input, void **state, ws_error *error)
{
    ws_json_values *values;
    ws_status status = ws_json_values_open(input, &values, error);

    if (status == WS_OK) *state = values;
    return status;
}

static void close_jsonl(void *state)
{
    ws_json_values_close(state);
}

/* One object as an article; errors say what is wrong, not where. */
static ws_status read_object(ws_arena *arena, const char *bytes, size_t size, ws_article *article, ws_error *error)
{
    cJSON *object = NULL;
    ws_status status = ws_json_read(bytes, size, &object, error);

    if (status != WS_OK) return status == WS_NO_MEMORY ? status : WS_REFUSED;
    if (!cJSON_IsObject(object))
        status = ws_fail(error, WS_REFUSED, NULL, "it is no JSON object");
    else
        status = ws_metadata_from_json(arena, object, bytes, size, article, error);
    cJSON_Delete(object);
    return status;
}

static ws_status next_jsonl(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_json_value value;
    ws_status status = ws_json_values_next(state, arena, &value, error);

    if (status != WS_OK) return status;
    status = read_object(arena, value.bytes, value.size, article, error);
    if (status != WS_OK) return ws_json_values_refuse(state, &value, status, error);
    return ws_json_values_name(state, arena, &value, 0, article, error);
}

const ws_reader ws_jsonl_reader = {
    .name = "jsonl",
    .description = "JSON lines or a JSON array, one article an object",
    .sniff = ws_json_values_sniff,
    .open = open_jsonl,
    .next = next_jsonl,
    .close = close_jsonl,
};
