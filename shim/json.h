/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place where JSON is read, and the JSON of the record. cJSON is the library; what it lets through is checked here. */
#ifndef WS_JSON_H
#define WS_JSON_H

#include "arena.h"
#include "buffer.h"
#include "record.h"
#include "status.h"

#include <cjson/cJSON.h>

#pragma GCC visibility push(default)

/* Reads one JSON value that is the whole of `bytes`: UTF-8 is checked first, "\u0000" and unpaired surrogates are
 * refused, depth is at most 64, nothing but white space may follow. *out is freed with cJSON_Delete. */
ws_status ws_json_read(const char *bytes, size_t size, cJSON **out, ws_error *error);

/* Member by its exact, case-sensitive name; NULL when absent. */
const cJSON *ws_json_member(const cJSON *object, const char *name);
/* Its string, or NULL when absent, null, empty or no string. */
const char *ws_json_string(const cJSON *object, const char *name);

/* The characters of a top-level member's number as they stand in the source (an id of 20 digits stays itself).
 * NULL when the member is no number. In the arena. */
const char *ws_json_number_text(ws_arena *arena, const char *bytes, size_t size, const char *name);

/* Appends a JSON string literal, escaped; bytes must be checked UTF-8. NULL appends null. */
void ws_json_add_string(ws_buffer *buffer, const char *string);
/* Appends value printed compactly, without a line end. */
ws_status ws_json_print(ws_buffer *buffer, const cJSON *value, ws_error *error);

/* The article as in design.md ("article"); with `with_text`, its text too. NULL: no memory. */
cJSON *ws_article_json(const ws_article *article, bool with_text);

/* The statement as design.md describes it (schema_version 1): texts cut from article->text, offsets in code points.
 * `offsets` is of article->text. NULL: no memory. */
cJSON *ws_statement_json(const ws_article *article, const ws_offsets *offsets, const ws_statement *statement);

/* One line of `whosaid-index extract`: {"id", "text", "attributions": [...]} , with the line end. */
ws_status ws_extraction_json(ws_buffer *buffer, ws_arena *arena, const ws_article *article, const ws_statement *statements,
                             size_t count, ws_error *error);

/* How a statement and an article are kept in the index: JSON, offsets in bytes, no words of the text repeated, squeezed
 * (squeeze.h). Reading checks every span against text_size, and takes such JSON as it is too. */
ws_status ws_statement_store(ws_buffer *buffer, const ws_statement *statement, ws_error *error);
ws_status ws_statement_load(ws_arena *arena, const char *bytes, size_t size, size_t text_size, ws_statement *out,
                            ws_error *error);
ws_status ws_article_store(ws_buffer *buffer, const ws_article *article, ws_error *error);
ws_status ws_article_load(ws_arena *arena, const char *bytes, size_t size, ws_article *out, ws_error *error);
/* All but its parts and text, which are most of it: quicker. */
ws_status ws_article_load_head(ws_arena *arena, const char *bytes, size_t size, ws_article *out, ws_error *error);

#pragma GCC visibility pop
#endif
