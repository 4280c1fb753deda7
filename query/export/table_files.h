/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as files of separated values: what the exports csv and tsv share. */
#ifndef WS_TABLE_FILES_H
#define WS_TABLE_FILES_H

#include "export.h"

/* All files that there may be, whose names end in the exporter's. */
#define WS_TABLE_FILES(name_)                                                                                          \
    {                                                                                                                  \
        "statements." name_, "speakers." name_, "chain." name_, "articles." name_, "decisions." name_,                 \
            "datapackage.json", NULL                                                                                   \
    }

/* The exporter's functions, beside ws_export_tables_batch. */
ws_status ws_table_files_begin(ws_export *export, ws_error *error);
ws_status ws_table_files_end(ws_export *export, ws_error *error);
void ws_table_files_close(ws_export *export);

#endif
