/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on a terminal that says how far a run is; nothing where the stream is no terminal. */
#ifndef WS_PROGRESS_H
#define WS_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

typedef struct ws_progress {
    FILE *stream; /* NULL: nothing is drawn */
    struct timespec started, drawn;
    bool visible;
} ws_progress;

void ws_progress_begin(ws_progress *progress, FILE *stream, bool terminal);
/* Draws at most five times a second. `done` of `all` bytes; all 0: unknown. */
void ws_progress_draw(ws_progress *progress, size_t articles, uint64_t done, uint64_t all);
/* Takes the line away, before anything else is written to the stream. */
void ws_progress_clear(ws_progress *progress);

#endif
