/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as files of separated values: what the exports csv and tsv share. */
#ifndef WS_TABLE_FILES_H
#define WS_TABLE_FILES_H

#include "export.h"

/* The exporter's functions but `begin`, which each calls with its separator and the end of its files' names. */
ws_status ws_table_files_begin(ws_export *export, char separator, const char *extension, ws_error *error);
ws_status ws_table_files_batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error);
ws_status ws_table_files_end(ws_export *export, ws_error *error);
void ws_table_files_close(ws_export *export);

#endif
