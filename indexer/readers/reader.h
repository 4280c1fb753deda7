/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers of formats: one file NAME_reader.c each, which defines `const ws_reader ws_NAME_reader`. The build collects
 * them into ws_readers[]. A reader yields articles one at a time and never holds a whole archive in memory. */
#ifndef WS_READER_H
#define WS_READER_H

#include "input.h"
#include "record.h"
#include "status.h"

typedef struct ws_reader {
    const char *name;        /* "jsonl" */
    const char *description; /* one line for people */
    /* How sure we are, from the first bytes (and the name, as a hint only), that the input is of this format: 0 not,
     * 1..100. The surest reader gets it. What is packed (gzip and the like) is unpacked already; a zip or tar goes to
     * a reader that is surer than WS_CONTAINER_SURE (40), else its files do, each by itself. */
    int (*sniff)(const unsigned char *head, size_t size, const char *path);
    ws_status (*open)(ws_input *input, void **state, ws_error *error);
    /* WS_OK: *article filled (not sealed), in the arena. WS_END: no more. WS_PASSED: here is something without text, as
     * a picture; call again. WS_REFUSED: this one is bad, in words that
     * name the line or place; call again for the next. Anything else ends the input. */
    ws_status (*next)(void *state, ws_arena *arena, ws_article *article, ws_error *error);
    void (*close)(void *state);
} ws_reader;

extern const ws_reader *const ws_readers[]; /* ended by NULL; made by the build */

#endif
