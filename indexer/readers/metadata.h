/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of an article under the names that archives, feeds and data sets give them. */
#ifndef WS_METADATA_H
#define WS_METADATA_H

#include "json.h"
#include "record.h"
#include "status.h"

/* Fills what is still NULL in *article from a JSON object; id, text and the rest by any of their usual names. `bytes`
 * is the object's source, for ids that are numbers. WS_REFUSED when it has no text. */
ws_status ws_metadata_from_json(ws_arena *arena, const cJSON *object, const char *bytes, size_t size,
                                ws_article *article, ws_error *error);

/* Fills what is still NULL from a schema.org value (an object, an array or an @graph) that describes an article. */
ws_status ws_metadata_from_schema(ws_arena *arena, const cJSON *value, ws_article *article, ws_error *error);

/* An author as shown: without "By " and surrounding white space. NULL: no memory, "" for nothing. */
const char *ws_metadata_author(ws_arena *arena, const char *byline);

/* A language as BCP 47: "English" and "en_US" become "en" and "en-US". NULL: no memory. */
const char *ws_metadata_language(ws_arena *arena, const char *language);

/* The field of an article by its name ("publisher"), for --set; NULL for a name that is none. */
const char **ws_metadata_field(ws_article *article, const char *name);

/* Names of the fields that --set takes, for messages. */
extern const char ws_metadata_names[];

#endif
