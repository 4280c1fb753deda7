/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "separated.h"

#include "json_values.h"
#include "styled.h"

#include <string.h>

ws_separated ws_separated_new(FILE *out, char separator, bool terminal)
{
    return (ws_separated){out, separator, terminal, WS_BUFFER_INIT(WS_JSON_BYTES)};
}

void ws_separated_free(ws_separated *self)
{
    ws_buffer_free(&self->row);
}

static void add_quoted(ws_separated *self, const char *bytes, size_t size)
{
    const char needs_marks[] = {self->separator, '"', '\n', '\r', '\0'};
    bool marks = strcspn(bytes, needs_marks) < size;
    if (marks) ws_buffer_putc(&self->row, '"');
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '"') ws_buffer_putc(&self->row, '"');
        ws_buffer_putc(&self->row, bytes[i]);
    }
    if (marks) ws_buffer_putc(&self->row, '"');
}

static void cell(ws_separated *self, const char *text)
{
    if (!text) return;
    if (!self->terminal) {
        add_quoted(self, text, strlen(text));
        return;
    }
    ws_buffer shown = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_harmless(&shown, text, strlen(text));
    if (shown.failed)
        self->row.failed = true;
    else
        add_quoted(self, shown.size ? shown.bytes : "", shown.size);
    ws_buffer_free(&shown);
}

void ws_separated_headings(ws_separated *self, const ws_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        if (i) ws_buffer_putc(&self->row, self->separator);
        ws_buffer_puts(&self->row, table->columns[i].name);
    }
    ws_buffer_putc(&self->row, '\n');
    ws_json_flush(&self->row, self->out);
}

ws_status ws_separated_row(void *self_, const ws_row *row, ws_error *error)
{
    ws_separated *self = self_;
    for (size_t i = 0; i < row->count; i++) {
        if (i) ws_buffer_putc(&self->row, self->separator);
        cell(self, row->cells[i]);
    }
    ws_buffer_putc(&self->row, '\n');
    ws_status status = ws_buffer_status(&self->row, error);
    if (status == WS_OK) ws_json_flush(&self->row, self->out);
    return status;
}
