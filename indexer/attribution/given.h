/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributions that somebody else has found, of which only the speakers are wanted: JSON lines as `extract` prints
 * them, each with an article's id and the spans of source, cue and content in code points. */
#ifndef WS_GIVEN_H
#define WS_GIVEN_H

#include "lexicon.h"
#include "reading.h"
#include "status.h"

typedef struct ws_given ws_given; /* read-only once open; shared by threads */

/* Reads the whole file. WS_IO, or WS_CORRUPT with the line that is wrong. */
ws_status ws_given_open(const char *path, ws_given **out, ws_error *error);
void ws_given_close(ws_given *given); /* NULL is fine */

/* Fills reading->statements as ws_attribution_find does, from what is given for the article; an article of which
 * nothing is given has none. WS_REFUSED when a span lies outside its text. */
ws_status ws_given_take(const ws_given *given, const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);

#endif
