/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table_files.h"

static const char *const files[] = WS_TABLE_FILES("csv");

const ws_exporter ws_csv_export = {
    .name = "csv",
    .about = "tables with commas and a datapackage.json that explains them: a folder, a .zip file, or one --table",
    .shape = WS_EXPORT_FOLDER,
    .files = files,
    .separator = ',',
    .takes = WS_TAKES_TABLE | WS_TAKES_BYTE_ORDER_MARK | WS_TAKES_NOTES,
    .begin = ws_table_files_begin,
    .batch = ws_export_tables_batch,
    .end = ws_table_files_end,
    .close = ws_table_files_close,
};
