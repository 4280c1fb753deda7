/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long answers through a pager, where they go to a terminal. */
#ifndef WS_PAGER_H
#define WS_PAGER_H

#include <stdio.h>
#include <sys/types.h>

typedef struct ws_pager {
    FILE *out;   /* where to write: into the pager, or the stream it was opened for */
    pid_t child; /* 0: none */
    void (*broken_pipe)(int);
} ws_pager;

/* Starts `command` in a shell (NULL: less -FRX; "" or "cat": no pager). Where none can be started, the answer simply
 * goes to `out`. While it runs, a reader who quits early is no failure. */
void ws_pager_open(ws_pager *pager, const char *command, FILE *out);

/* Waits for the reader to finish. What a plain stream could not write stays with it, for the program to report. */
void ws_pager_close(ws_pager *pager);

#endif
