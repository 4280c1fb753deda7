/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing a sample, and writing it down for whoever judges it. */
#ifndef WS_DRAWING_H
#define WS_DRAWING_H

#include "audit.h"
#include "counting.h"

/* A row as it is shown. In the arena. */
typedef struct ws_sheet_row {
    const char *row;       /* opaque */
    const char *paragraph; /* the article's own characters */
    const char *words;     /* of a statement: its cue and content, without its source; NULL: a paragraph is judged */
    const ws_span *marks;  /* these words in the paragraph */
    size_t mark_count;
} ws_sheet_row;

typedef struct ws_drawn {
    ws_drawing drawing;
    ws_sheet_row *rows; /* statements first, then paragraphs; either in an order that tells nothing */
    size_t count;
} ws_drawn;

/* Draws `most` statements, by strata, and as many paragraphs. The counting has a request without a subject. The same
 * seed draws the same from the same index. WS_NOT_FOUND where nothing counts. */
ws_status ws_draw(ws_counting *counting, const char *query, size_t most, size_t seed, const char *who, ws_drawn *out,
                  ws_error *error);

/* How many statements of each stratum count now. */
ws_status ws_audit_populations(ws_counting *counting, size_t out[WS_STRATA], uint8_t **strata, ws_error *error);

/* Which of each stratum's statements are drawn: half alike from all strata, half by their sizes. */
void ws_audit_allocate(const size_t population[WS_STRATA], size_t most, size_t out[WS_STRATA]);

/* The CSV and the page. What a spreadsheet would run begins with an apostrophe there. */
ws_status ws_sheet_write_csv(const ws_drawn *drawn, FILE *out, ws_error *error);
ws_status ws_sheet_write_page(const ws_drawn *drawn, FILE *out, ws_error *error);

#endif
