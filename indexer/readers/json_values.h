/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON values of an input: one a line, or parted by their brackets, or in one array. */
#ifndef WS_JSON_VALUES_H
#define WS_JSON_VALUES_H

#include "arena.h"
#include "input.h"
#include "record.h"

typedef struct ws_json_values ws_json_values;

/* A value as it stands in the input, until the next one is asked for. */
typedef struct ws_json_value {
    const char *bytes;
    size_t size;
    size_t line;    /* where it begins, from 1 */
    size_t ordinal; /* its number; of one a line, the line's */
} ws_json_value;

/* How sure it is, from the first bytes, that an input is JSON: 0..90. */
int ws_json_values_sniff(const unsigned char *head, size_t size, const char *path);

ws_status ws_json_values_open(ws_input *input, ws_json_values **out, ws_error *error);
void ws_json_values_close(ws_json_values *values);
/* WS_END after the last. The arena is for passing use. */
ws_status ws_json_values_next(ws_json_values *values, ws_arena *arena, ws_json_value *out, ws_error *error);

/* Names the place in a refusal of what stands in a value. */
ws_status ws_json_values_refuse(const ws_json_values *values, const ws_json_value *value, ws_status status,
                                ws_error *error);
/* Gives an article an id of its own where it has none. `within`: its number in the value, 0 for the value itself. */
ws_status ws_json_values_name(const ws_json_values *values, ws_arena *arena, const ws_json_value *value, size_t within,
                              ws_article *article, ws_error *error);

#endif
