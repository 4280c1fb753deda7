/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --acknowledge FILE: {"id": ...} for each article, once it is on disk, so that whoever feeds the run from a queue can
 * forget it. An article that was there already is acknowledged too, but not before an earlier version of it that is
 * still to be committed. */
#ifndef WS_ACKNOWLEDGE_H
#define WS_ACKNOWLEDGE_H

#include "buffer.h"
#include "status.h"

#include <stdio.h>

typedef struct ws_acknowledge {
    FILE *out;        /* NULL: nobody wants to know; all calls do nothing then */
    size_t pending;   /* articles that the writer has and that are not on disk */
    ws_buffer lines;  /* of what is on disk, to be written */
    ws_buffer behind; /* of what is there already, behind them */
} ws_acknowledge;

/* NULL: nothing is acknowledged. Appends; pipes may be named. WS_IO. */
ws_status ws_acknowledge_open(const char *path, ws_acknowledge *out, ws_error *error);
void ws_acknowledge_close(ws_acknowledge *acknowledge);

void ws_acknowledge_handed(ws_acknowledge *acknowledge);                  /* to the writer */
void ws_acknowledge_written(ws_acknowledge *acknowledge, const char *id); /* it is on disk */
void ws_acknowledge_refused(ws_acknowledge *acknowledge);                 /* it was handed, and is left out */
void ws_acknowledge_there(ws_acknowledge *acknowledge, const char *id);   /* it never had to be handed */
/* So much waits behind the writer that it should commit. */
bool ws_acknowledge_presses(const ws_acknowledge *acknowledge);
/* Writes what can be acknowledged. WS_IO, WS_NO_MEMORY. */
ws_status ws_acknowledge_tell(ws_acknowledge *acknowledge, ws_error *error);

#endif
