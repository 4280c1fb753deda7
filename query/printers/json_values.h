/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two JSON printers share. */
#ifndef WS_JSON_VALUES_H
#define WS_JSON_VALUES_H

#include "json.h"
#include "printer.h"

enum { WS_JSON_BYTES = 512 * 1024 * 1024 };

/* Offsets of the article of the last hit: hits of one article often follow each other. */
typedef struct ws_offsets_cache {
    const ws_article *article;
    ws_offsets *offsets;
} ws_offsets_cache;

/* Appends a value without a line end. What is invisible or turns the direction of text stands escaped: the same to a
 * program, and visible to whoever looks into the file. */
ws_status ws_json_add_value(ws_buffer *buffer, const cJSON *value, ws_error *error);
/* Appends ws_statement_json with "schema_version", "match" and, where `around` is given, "context". */
ws_status ws_json_add_hit(ws_buffer *buffer, const ws_print *print, ws_offsets_cache *cache, const ws_hit *hit,
                          const ws_surroundings *around, ws_error *error);
void ws_json_add_speaker(ws_buffer *buffer, const ws_person_count *speaker);
/* Appends the member ,"candidates":[...], where there are any. */
void ws_json_add_candidates(ws_buffer *buffer, const ws_people_counts *candidates);
/* Appends the member ,"searched":{...}. */
void ws_json_add_searched(ws_buffer *buffer, const ws_searched *searched);
/* Append the members ,"facets":[...] where there are any; ,"groups":[...] and what they are by; ,"suggestions":[...]
 * and
 * ,"conditions":[...]. */
void ws_json_add_facets(ws_buffer *buffer, const ws_facets *facets);
ws_status ws_json_add_groups(ws_buffer *buffer, const ws_print *print, const ws_hits *hits, ws_error *error);
void ws_json_add_hints(ws_buffer *buffer, const ws_searched *searched);
ws_status ws_json_statement(const ws_print *print, const ws_hit *hit, const ws_surroundings *around, ws_error *error);

/* Writes what the buffer has and empties it, unless it failed. */
void ws_json_flush(ws_buffer *buffer, FILE *out);
/* The same at the end: frees the buffer and returns its failure, if `status` is none already. */
ws_status ws_json_finish(ws_buffer *buffer, FILE *out, ws_status status, ws_error *error);

#endif
