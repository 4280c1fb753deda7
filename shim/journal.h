/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of what people decided (decisions.jsonl) and judged (audit.jsonl, verdicts.jsonl), for what writes them. */
#ifndef WS_JOURNAL_H
#define WS_JOURNAL_H

#include "arena.h"
#include "buffer.h"
#include "status.h"

#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#pragma GCC visibility push(default)

enum { WS_JOURNAL_BYTES = 256 << 20 }; /* at most */

#define WS_VERDICTS_NAME "verdicts.jsonl"

/* Another file in the folder of a file of decisions. NULL: no memory. */
char *ws_journal_beside(ws_arena *arena, const char *decisions, const char *name);
/* All of it; nothing, and a *found of zeros, where there is no file. WS_IO: it cannot be read, is no plain file, too
 * large, or somebody else's in a folder where everybody may write. */
ws_status ws_journal_load(const char *path, struct stat *found, ws_buffer *out, ws_error *error);
/* Gives each line to `take`, without its line end and with its number, from 1; empty ones are passed over, and so is a
 * last one that a power cut left without its end. What `take` fails with ends it. */
typedef ws_status ws_journal_take(void *self, const char *line, size_t size, size_t number, ws_error *error);
ws_status ws_journal_lines(const char *bytes, size_t size, ws_journal_take *take, void *self, ws_error *error);
/* Opens, appends lines and closes. What a power cut left of a last line is cut off first. When this returns WS_OK they
 * are on disk; on any failure the file is as it was. */
ws_status ws_journal_append(const char *path, const ws_buffer *lines, ws_error *error);
/* Writes it anew without the lines, of JSON, whose member `article` is this. It is replaced in one step, under its
 * lock; *dropped: how many went. Where there is no file, none is made. WS_CORRUPT, WS_LOCKED, WS_IO. */
ws_status ws_journal_forget(ws_arena *arena, const char *path, const char *article, size_t *dropped, ws_error *error);

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
