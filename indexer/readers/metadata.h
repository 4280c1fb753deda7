/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of an article under the names that archives, feeds and data sets give them. */
#ifndef WS_METADATA_H
#define WS_METADATA_H

#include "json.h"
#include "record.h"
#include "status.h"

#include <stdbool.h>

/* Fills what is still NULL in *article from a JSON object; id, text and the rest by any of their usual names. `bytes`
 * is the object's source, for ids that are numbers. WS_REFUSED when it has no text. */
ws_status ws_metadata_from_json(ws_arena *arena, const cJSON *object, const char *bytes, size_t size,
                                ws_article *article, ws_error *error);

/* Which column of a table, or member of a JSON object, holds which field, where the user says so (--map). */
typedef struct ws_map {
    const char *const (*pairs)[2]; /* a field's name, and the column's */
    size_t count;
} ws_map;

/* "FIELD=COLUMN,..."; in the arena. WS_USAGE for a field that there is not. */
ws_status ws_metadata_map_parse(ws_arena *arena, const char *list, ws_map *out, ws_error *error);
/* Puts the columns of an object in the place of the fields that they are mapped to, for ws_metadata_from_json. `bytes`
 * is the object's source, or NULL. */
ws_status ws_metadata_map(ws_arena *arena, const ws_map *map, cJSON *object, const char *bytes, size_t size,
                          ws_error *error);
/* What ws_metadata_from_json calls a column with such a heading: case, blanks, "_" and "-" don't count. NULL: it knows
 * none. */
const char *ws_metadata_column(const char *heading);
/* Is it a column of text? */
bool ws_metadata_is_text(const char *column);

/* Fills what is still NULL from a schema.org value (an object, an array or an @graph) that describes an article. */
ws_status ws_metadata_from_schema(ws_arena *arena, const cJSON *value, ws_article *article, ws_error *error);

/* An author as shown: without "By " (ws_text_byline) and surrounding white space. NULL: no memory, "" for nothing. */
const char *ws_metadata_author(ws_arena *arena, const char *byline);

/* A language as BCP 47: "English" and "en_US" become "en" and "en-US". NULL: no memory. */
const char *ws_metadata_language(ws_arena *arena, const char *language);

/* The field of an article by its name ("publisher"), for --set; NULL for a name that is none. */
const char **ws_metadata_field(ws_article *article, const char *name);

/* Names of the fields that --set takes, for messages. */
extern const char ws_metadata_names[];

#endif
