/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table_files.h"

static ws_status begin(ws_export *export, ws_error *error)
{
    return ws_table_files_begin(export, '\t', ".tsv", error);
}

static const char *const files[] = {"statements.tsv", "speakers.tsv",     "chain.tsv", "articles.tsv",
                                    "decisions.tsv",  "datapackage.json", NULL};

const ws_exporter ws_tsv_export = {
    .name = "tsv",
    .about = "tables with tabs and a datapackage.json that explains them: a folder, a .zip file, or one --table",
    .shape = WS_EXPORT_FOLDER,
    .files = files,
    .takes = WS_TAKES_TABLE | WS_TAKES_BYTE_ORDER_MARK | WS_TAKES_NOTES,
    .begin = begin,
    .batch = ws_table_files_batch,
    .end = ws_table_files_end,
    .close = ws_table_files_close,
};
