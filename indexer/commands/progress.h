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
    struct ws_progress_mark {
        struct timespec time;
        uint64_t words, done;
    } marks[2]; /* where it was up to a minute ago, oldest first: what is there already goes faster than what is read */
    bool visible;
} ws_progress;

typedef struct ws_progress_state {
    size_t articles, refused;
    uint64_t words, done, all; /* `done` of `all` bytes; all 0: unknown */
} ws_progress_state;

void ws_progress_begin(ws_progress *progress, FILE *stream, bool terminal);
/* Draws at most five times a second, no wider than the terminal. */
void ws_progress_draw(ws_progress *progress, const ws_progress_state *state);
/* The same for anything else that takes its time: "checked 40%". */
void ws_progress_share(ws_progress *progress, const char *what, uint64_t done, uint64_t all);
/* Takes the line away, before anything else is written to the stream. */
void ws_progress_clear(ws_progress *progress);

#endif
