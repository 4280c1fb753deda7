/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One watch: what it begins with, and one run of it. */
#ifndef WS_QUERY_WATCHING_H
#define WS_QUERY_WATCHING_H

#include "common.h"
#include "watches.h"

typedef struct ws_watching {
    ws_context *context;
    const ws_common_options *common;
    const ws_strings *people; /* lists of the user's own */
    const char *path;         /* of the watches */
} ws_watching;

/* Writes the state of a new watch: what it finds now is known, and not told. *known: how many these are. `about` may be
 * the beginning of an id; it is made whole, in the arena. */
ws_status ws_watching_begin(const ws_watching *self, ws_arena *arena, ws_watch *watch, size_t *known, ws_error *error);

/* Tells what is new, changed, corrected and withdrawn since the last run, and makes the feed anew. What could not be
 * told is told by the next run. A run that is killed between telling and remembering tells again, under the same key
 * unless there is more to tell by then. */
ws_status ws_watching_run(const ws_watching *self, const ws_watch *watch, ws_error *error);

#endif
