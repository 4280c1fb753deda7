/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another program, run on bytes within limits: no shell, no terminal, no files to write unless it may, killed when we
 * are. */
#ifndef WS_CHILD_H
#define WS_CHILD_H

#include "buffer.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(default)

enum { WS_CHILD_SAID_BYTES = 512 };

typedef struct ws_child_limits {
    unsigned cpu_seconds, wall_seconds;
    size_t memory_bytes;
    bool writes; /* it may write files */
} ws_child_limits;

typedef struct ws_child_end {
    int code;                       /* exit status; -1 where a signal ended it, as one of its limits does */
    char said[WS_CHILD_SAID_BYTES]; /* the first it wrote to standard error */
} ws_child_end;

/* Runs arguments[0], looked for in PATH, with `input` as standard input; appends its standard output to `out`, whose
 * limit holds. WS_OK: it ended by itself, see `end`. WS_NOT_FOUND: there is no such program. WS_REFUSED: it took too
 * long or wrote too much, and was killed. */
ws_status ws_child_run(const char *const *arguments, const void *input, size_t size, const ws_child_limits *limits,
                       ws_buffer *out, ws_child_end *end, ws_error *error);

#pragma GCC visibility pop
#endif
