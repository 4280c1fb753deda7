/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of decisions (decisions.jsonl, audit.jsonl), for what writes them. */
#ifndef WS_JOURNAL_H
#define WS_JOURNAL_H

#include "buffer.h"
#include "status.h"

#include <stdbool.h>
#include <sys/types.h>

#pragma GCC visibility push(default)

enum { WS_JOURNAL_BYTES = 256 << 20 }; /* at most */

typedef struct ws_journal {
    const char *path;
    int descriptor; /* -1: not open; closing it gives up the lock */
    bool created;   /* by this */
    off_t size;     /* up to where it stays as it is */
} ws_journal;

/* Opens it, made when there is none, and takes its lock: WS_LOCKED after some seconds of waiting. Whatever happens, the
 * descriptor is to be closed unless it is -1. */
ws_status ws_journal_open(ws_journal *file, ws_error *error);
/* Appends its bytes from one place to another. */
ws_status ws_journal_read(int descriptor, const char *path, off_t from, off_t end, ws_buffer *out, ws_error *error);
/* Saves the entry of a file in its folder. */
ws_status ws_journal_sync_folder(const char *path, ws_error *error);
/* Appends a line, which is on disk when this returns; the file has to end with a line end. */
ws_status ws_journal_write(const ws_journal *file, const ws_buffer *line, ws_error *error);

#pragma GCC visibility pop

#endif
