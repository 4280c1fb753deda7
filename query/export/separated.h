/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV and TSV: RFC 4180's quotation marks in both, lines ended by a line feed. */
#ifndef WS_SEPARATED_H
#define WS_SEPARATED_H

#include "buffer.h"
#include "tables.h"

#include <stdio.h>

typedef struct ws_separated {
    FILE *out;
    char separator;
    bool terminal; /* what it would obey is taken out; files have what the article has */
    ws_buffer row;
} ws_separated;

ws_separated ws_separated_new(FILE *out, char separator, bool terminal);
void ws_separated_headings(ws_separated *self, const ws_table *table);
/* A ws_put_row, of a ws_separated. */
ws_status ws_separated_row(void *self, const ws_row *row, ws_error *error);
void ws_separated_free(ws_separated *self);

#endif
