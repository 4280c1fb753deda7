/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of verdicts share. */
#ifndef WS_GIVEN_H
#define WS_GIVEN_H

#include "verdicts.h"

enum { WS_GIVEN_WORDS_BYTES = 4000, WS_GIVEN_TEXT_BYTES = 1000 };

typedef struct ws_given_reading {
    ws_arena *arena;
    ws_given_verdicts *out;
    ws_error *error;
    ws_status status; /* the first failure; nothing is read after it */
} ws_given_reading;

/* What a verdict may say. */
typedef enum ws_given_field {
    WS_GIVEN_WORDS,
    WS_GIVEN_SPEAKER,
    WS_GIVEN_RATING,
    WS_GIVEN_VALUE,
    WS_GIVEN_BEST,
    WS_GIVEN_WORST,
    WS_GIVEN_JUDGE,
    WS_GIVEN_ON,
    WS_GIVEN_URL,
    WS_GIVEN_PLACE,
    WS_GIVEN_STATEMENT,
    WS_GIVEN_ARTICLE,
    WS_GIVEN_OUTLET,
    WS_GIVEN_GRADE,
    WS_GIVEN_SOURCE,
    WS_GIVEN_ITEM,
    WS_GIVEN_WHO,
    WS_GIVEN_WHEN,
    WS_GIVEN_WHY,
    WS_GIVEN_FIELDS
} ws_given_field;

/* One verdict under way: texts in the arena, or NULL. */
typedef struct ws_given_texts {
    const char *texts[WS_GIVEN_FIELDS];
    const char *urls[WS_VERDICT_URLS];
    size_t url_count;
    bool too_long; /* one of them */
} ws_given_texts;

/* A text without blanks around it; NULL for an empty one. One that is too long for its field is marked. */
const char *ws_given_text(ws_given_reading *self, ws_given_texts *texts, ws_given_field field, const char *bytes,
                          size_t size);
void ws_given_url(ws_given_texts *texts, const char *url);
/* The field of a column's heading or of a member's name, whatever its case, points, digits and marks; -1: none of ours.
 */
int ws_given_field_named(const char *heading, size_t size);
/* Checks what was found, and keeps it, or its fault. */
void ws_given_end(ws_given_reading *self, const ws_given_texts *texts);

ws_status ws_given_read_json(ws_given_reading *self, const char *bytes, size_t size);
ws_status ws_given_read_csv(ws_given_reading *self, const char *bytes, size_t size);

#endif
