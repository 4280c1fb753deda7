/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One export from beginning to end: its place, its exporter, what is counted on the way. */
#ifndef WS_EXPORTING_H
#define WS_EXPORTING_H

#include "export.h"
#include "place.h"

typedef struct ws_exporting {
    ws_export export;      /* settings, exporter, arena, people and terminal are the caller's */
    ws_place place, files; /* files: what goes into an archive */
    bool begun, zip;
} ws_exporting;

/* target: a file or folder, or NULL or "-" for `out`. Call ws_exporting_end whatever happened. */
ws_status ws_exporting_begin(ws_exporting *self, const char *target, FILE *out, ws_error *error);
/* A ws_take_hits. */
ws_status ws_exporting_take(void *self, ws_arena *arena, ws_hits *batch, ws_error *error);
/* Where `status` is WS_OK, what was made is put in its place; else it is removed. Returns the status. */
ws_status ws_exporting_end(ws_exporting *self, ws_status status, ws_error *error);

#endif
