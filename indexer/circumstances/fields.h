/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields, one file each. Each fills what is plain from the frame and leaves NULL what isn't. */
#ifndef WS_FIELDS_H
#define WS_FIELDS_H

#include "frame.h"
#include "when.h"

/* A time that the text names. */
typedef struct ws_time {
    ws_range words; /* without "on" and "at" */
    ws_when when;
    bool word; /* one word that means a time only right beside a cue: "later" */
} ws_time;

/* The time that begins at a token; false: none. `end`: the first token that can't be part of it. */
bool ws_time_at(const ws_lexicon *lexicon, const ws_reading *reading, size_t token, size_t end, ws_time *out);

/* The day of publication as YYYY-MM-DD: the dateline's where there is one within weeks of the date of publication;
 * NULL: unknown or no memory. */
const char *ws_time_reference(const ws_lexicon *lexicon, ws_arena *arena, const ws_article *article);

/* statement->time. */
ws_status ws_time_find(const ws_frame *frame, const char *reference, ws_arena *arena, ws_statement *s, ws_error *error);

/* statement->medium, occasion and setting, and of an interview given_to until more is known. `said`: the words that
 * name the medium in the frame, else empty. */
ws_status ws_medium_find(const ws_frame *frame, ws_arena *arena, ws_statement *s, ws_range *said, ws_error *error);

/* statement->addressee, given_to, and a setting that follows from who listens. */
ws_status ws_addressee_find(const ws_frame *frame, ws_arena *arena, ws_statement *s, ws_error *error);

#endif
