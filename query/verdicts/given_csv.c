/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of verdicts, on libcsv. Columns are found by their headings, in any order. */
#include "given.h"
#include "sheet_csv.h"

#include <csv.h>
#include <string.h>

enum { MOST_CELLS = 200, CELL_BYTES = 1 << 20 };

typedef struct table {
    ws_given_reading *reading;
    int columns[MOST_CELLS]; /* which field is where; -1: none of ours */
    size_t known;
    bool headed;
    size_t cell;
    bool any; /* the row has something */
    ws_given_texts row;
} table;

static void end_cell(void *bytes, size_t size, void *self_)
{
    table *self = self_;
    size_t which = self->cell++;
    if (self->reading->status != WS_OK || which >= MOST_CELLS || !bytes) return;
    if (!self->headed) {
        self->columns[which] = ws_given_field_named(bytes, size);
        self->known += self->columns[which] >= 0;
        return;
    }
    int field = self->columns[which];
    if (field < 0) return;
    const char *text = ws_given_text(self->reading, &self->row, (ws_given_field)field, bytes, size);
    self->any |= text != NULL;
    if (field == WS_GIVEN_PLACE)
        ws_given_url(&self->row, text);
    else if (text && !self->row.texts[field])
        self->row.texts[field] = text;
}

static void end_row(int ignored, void *self_)
{
    table *self = self_;
    (void)ignored;
    if (self->headed && (self->any || self->row.too_long)) ws_given_end(self->reading, &self->row);
    self->headed = true;
    self->cell = 0;
    self->any = false;
    self->row = (ws_given_texts){.url_count = 0};
}

static ws_status parse(table *self, const char *bytes, size_t size)
{
    struct csv_parser parser;
    enum { STEP = 16 << 10 };
    ws_error *error = self->reading->error;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI)) return ws_no_memory(error);
    csv_set_delim(&parser, (unsigned char)ws_sheet_delimiter(bytes, size));
    bool sound = true;
    for (size_t at = 0, taken; at < size && sound && self->reading->status == WS_OK; at += taken) {
        size_t step = size - at < STEP ? size - at : STEP;
        taken = csv_parse(&parser, bytes + at, step, end_cell, end_row, self);
        sound = taken == step && parser.entry_pos <= CELL_BYTES;
    }
    if (sound && self->reading->status == WS_OK) sound = !csv_fini(&parser, end_cell, end_row, self);
    bool memory = csv_error(&parser) == CSV_ENOMEM;
    csv_free(&parser);
    if (memory) return ws_no_memory(error);
    if (self->reading->status != WS_OK || sound) return self->reading->status;
    return ws_fail(error, WS_REFUSED, "save it as CSV again, or is it something else?",
                   "row %zu cannot be read: a quotation mark is out of place, or a cell is longer than 1 MiB",
                   self->reading->out->seen + 1);
}

ws_status ws_given_read_csv(ws_given_reading *reading, const char *bytes, size_t size)
{
    table *self = ws_arena_alloc(reading->arena, sizeof *self);
    if (!self) return ws_no_memory(reading->error);
    *self = (table){.reading = reading};
    for (size_t i = 0; i < MOST_CELLS; i++) self->columns[i] = -1;
    ws_status status = parse(self, bytes, size);
    if (status != WS_OK || self->known > 1) return status;
    return ws_fail(reading->error, WS_REFUSED, "whosaid verdicts --help has the columns that are known",
                   "its first row has no headings of verdicts");
}
