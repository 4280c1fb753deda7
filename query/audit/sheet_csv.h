/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet that comes back from a judge, by whatever spreadsheet it went through. */
#ifndef WS_SHEET_CSV_H
#define WS_SHEET_CSV_H

#include "arena.h"
#include "audit.h"
#include "status.h"

/* The columns, in their order: first those that we write, then those of the judge. */
enum {
    WS_SHEET_ROW,
    WS_SHEET_KIND,
    WS_SHEET_PARAGRAPH,
    WS_SHEET_WORDS,
    WS_SHEET_IS,
    WS_SHEET_WHO,
    WS_SHEET_NAMING,
    WS_SHEET_THERE,
    WS_SHEET_UNNAMED,
    WS_SHEET_WITHHELD,
    WS_SHEET_COLUMNS
};
extern const char *const ws_sheet_columns[WS_SHEET_COLUMNS];

/* What was not understood, by its line in the sheet (the first one has the headings). */
typedef struct ws_sheet_fault {
    size_t line;
    const char *what;
} ws_sheet_fault;
enum { WS_SHEET_FAULTS = 200 }; /* no more are listed, all are counted */

typedef struct ws_sheet_read {
    ws_drawing *drawing;  /* NULL: no row is of any */
    size_t judged, empty; /* rows */
    ws_sheet_fault *faults;
    size_t fault_count, faults_all;
} ws_sheet_read;

/* Reads judgements into the drawing that the sheet is of. Judgements that were there before are cleared first, so that
 * the drawing has what this sheet says. WS_REFUSED where it is no sheet: bytes that are no UTF-8, columns that are
 * missing, rows of no drawing, quotation marks that never end; WS_NO_MEMORY. */
ws_status ws_sheet_read_csv(ws_arena *arena, const char *bytes, size_t size, const ws_audits *audits,
                            ws_sheet_read *out, ws_error *error);

/* The delimiter of a table, of those that spreadsheets write, by its first line. */
char ws_sheet_delimiter(const char *bytes, size_t size);

#endif
