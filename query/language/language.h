/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language: from what a person types to the plain tree of query.h. Our own parser, since a mistake must be
 * answered with the column it stands at.
 *
 *     query   := and ("OR" and)*
 *     and     := term (["AND"] term)*
 *     term    := ("NOT" | "-") term | "(" query ")" | field ":" value | value
 *     value   := word | word"*" | "words" | "(" query ")"       no blank between field, ":" and value
 *              | "=" "words"                                    the whole of a name
 *
 * Operators are upper case; fields are those of the schema table that have a name; `*` alone is everything. */
#ifndef WS_LANGUAGE_H
#define WS_LANGUAGE_H

#include "arena.h"
#include "buffer.h"
#include "query.h"
#include "status.h"

#include <time.h>

enum { WS_QUERY_MIN_PREFIX = 3 }; /* letters before the * of a wildcard */

/* Parses `text`, checked or not. Words without a field get the field `plain` (WS_FIELD_CONTENT, or WS_FIELD_BY where
 * names are expected). `now` is what "last-month" is counted from.
 * WS_USAGE: error->column is the 1-based code point of the mistake.
 *
 * In the tree, WS_QUERY_NOT stands only below a WS_QUERY_AND that has a child which is no NOT (perhaps WS_QUERY_ALL);
 * AND has no AND and OR no OR as a child; a PHRASE of one word asks for that word exactly as written. */
ws_status ws_query_parse(ws_arena *arena, const char *text, ws_field_id plain, time_t now, const ws_query **out,
                         ws_error *error);

/* Appends the tree as an S-expression: (and (word said cease) (not (phrase by maria toll))). */
void ws_query_print(ws_buffer *buffer, const ws_query *query);

/* Appends the query as one would type it, its words folded: by:"maria toll" (dam OR dyke) -act:denial. */
void ws_query_type(ws_buffer *buffer, const ws_query *query);

/* Appends the help of the language, its fields and values read from the schema. */
void ws_query_help(ws_buffer *buffer);
/* Parts of it: how words are put together, and how dates are written. */
void ws_query_help_words(ws_buffer *buffer);
void ws_query_help_dates(ws_buffer *buffer);

/* Appends two lines: the query (or the part around the column that fits in `columns`; 0 means 80) and a caret with
 * the column's number below it. Control characters of the query are shown as '?'. */
void ws_query_caret(ws_buffer *buffer, const char *text, size_t column, size_t columns);

#endif
