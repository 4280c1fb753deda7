/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements as JSON for other programs: what these exports share. All texts are the article's own characters. */
#ifndef WS_ITEMS_H
#define WS_ITEMS_H

#include "json_values.h"
#include "sheets.h"

enum { WS_URN_BYTES = 46 };
/* "urn:uuid:...", of a hash; the same in every export. */
void ws_item_urn(ws_hash hash, char urn[WS_URN_BYTES]);

/* Adds a string; nothing where text is NULL. False: no memory. */
bool ws_item_text(cJSON *object, const char *name, const char *text);
/* Adds an object or array, or appends an object to an array. NULL: no memory. */
cJSON *ws_item_object(cJSON *object, const char *name);
cJSON *ws_item_array(cJSON *object, const char *name);
cJSON *ws_item_append(cJSON *array);

/* Is it a date with time and offset, as RFC 3339 wants them? A day alone is not made one. */
bool ws_item_is_moment(const char *iso);

/* All characters of the statement, from the first to the last; who speaks and what must not be overlooked, in a line.
 * NULL: no memory. */
char *ws_item_verbatim(ws_arena *arena, const ws_hit *hit);
char *ws_item_label(ws_arena *arena, const ws_sheet_entry *entry);

/* The address of the article, or a URN where it has none or it is withheld. NULL: no memory (*error). */
const char *ws_item_source(ws_arena *arena, const ws_sheet_entry *entry, ws_error *error);

/* Writes an item behind a comma, unless it is the first, and a line end; deletes it. NULL: WS_NO_MEMORY. */
ws_status ws_item_put(ws_export *export, const ws_sheet_entry *entry, cJSON *item, ws_error *error);

/* The head of a JSON document up to its array of items: the members of `head` (deleted), then "name":[ . */
ws_status ws_items_begin(ws_export *export, cJSON *head, const char *name, ws_error *error);
/* ]} */
ws_status ws_items_end(ws_export *export, ws_error *error);
/* What it is called: "whosaid: by:brandt". NULL: no memory. */
char *ws_items_title(const ws_export *export);
/* An id of the whole export. */
void ws_items_urn(const ws_export *export, char urn[WS_URN_BYTES]);

#endif
