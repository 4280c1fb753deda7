/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of a text a query asked for. */
#ifndef WS_HIGHLIGHT_H
#define WS_HIGHLIGHT_H

#include "analyser.h"
#include "query.h"

typedef struct ws_highlight ws_highlight;

/* Gathers the words of a query that are not excluded. In the arena, except for the stemmer: free it. `query` may be
 * NULL. WS_NO_MEMORY. */
ws_status ws_highlight_new(ws_arena *arena, const ws_query *query, ws_highlight **out, ws_error *error);
void ws_highlight_free(ws_highlight *highlight); /* NULL is fine */

/* The spans of text[span] whose words were asked for in `field`; WS_FIELD_CONTENT takes those of plain words, said: and
 * quoted: together. */
ws_status ws_highlight_find(const ws_highlight *highlight, ws_arena *arena, ws_field_id field, const char *text,
                            ws_span span, ws_spans *out, ws_error *error);

#endif
