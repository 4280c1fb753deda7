/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements as an export has them: lines as `whosaid --format=jsonl` writes them. */
#ifndef WS_EXPORTED_H
#define WS_EXPORTED_H

#include "arena.h"
#include "buffer.h"
#include "record.h"
#include "status.h"

#include <stdio.h>

enum { WS_EXPORTED_NAME = 1, WS_EXPORTED_TYPE = 2, WS_EXPORTED_ACT = 4, WS_EXPORTED_VIA = 8 }; /* fields corrected */

typedef struct ws_exported_row {
    ws_hash id;
    const char *article;  /* its id; NULL: the export does not tell */
    const char *speakers; /* names, parted by "; " */
    const char *told;     /* when a watch last told of it, ISO 8601 UTC; NULL: it did not */
    uint8_t corrected;
    bool current; /* as it was exported */
    bool seen;    /* for whoever compares */
} ws_exported_row;

typedef struct ws_exported {
    ws_exported_row *items; /* by id, each once: of several one that is current */
    size_t count;
} ws_exported;

/* Reads lines until the end, in memory that grows by about a hundred bytes a statement. `name` stands in messages.
 * WS_CORRUPT names the first line that is no exported statement; WS_REFUSED a line that is too long; WS_IO. */
ws_status ws_exported_read(ws_arena *arena, FILE *in, const char *name, ws_exported *out, ws_error *error);

/* Appends a row as a line that is read as that row. */
void ws_exported_add(ws_buffer *out, const ws_exported_row *row);

/* NULL: it is not there. */
ws_exported_row *ws_exported_find(const ws_exported *exported, ws_hash id);

/* The names of all speakers of a statement, parted by "; "; "" for none. NULL: no memory. */
const char *ws_speaker_names(ws_arena *arena, const ws_statement *statement);
/* The bit of a corrected field's path; 0 for others. */
uint8_t ws_exported_field(const char *path);

#endif
