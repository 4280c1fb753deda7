/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder for files that exporters need on their way, with a folder in it for each worker: what a worker that was
 * killed leaves is removed with it, and what a server that was killed leaves, by the next one. */
#ifndef WS_SCRATCH_H
#define WS_SCRATCH_H

#include "status.h"

#include <sys/types.h>

enum { WS_SCRATCH_BYTES = 4096 };

typedef struct ws_scratch {
    char path[WS_SCRATCH_BYTES];
    int lock; /* of the folder, for as long as the server lives */
} ws_scratch;

/* Makes it in $TMPDIR or /tmp, after clearing away those whose server is no more. WS_IO. */
ws_status ws_scratch_open(ws_scratch *out, ws_error *error);
/* Removes what a worker left. */
void ws_scratch_clear(const char *path, pid_t worker);
void ws_scratch_close(ws_scratch *scratch);

#endif
