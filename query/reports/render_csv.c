/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row for every fact, figure and statement for review, in the columns of the headings; RFC 4180, lines ended by a
 * line feed. Texts stand as the articles have them. */
#include "report.h"

#include "json_values.h"

#include <string.h>

static const char *const headings[] = {
    "section", "table", "kind",     "label",      "value",      "unit",  "numerator", "denominator",        "share",
    "low",     "high",  "at_least", "suppressed", "definition", "query", "whole",     "cells_like_formulas"};
enum { CELLS = sizeof headings / sizeof *headings };

typedef struct row {
    ws_buffer text, formulas; /* formulas: headings of the cells that begin like one */
    size_t cells;
} row;

static void cell(row *self, const char *text)
{
    bool marks = text && strpbrk(text, ",\"\n\r");
    if (text && *text && strchr("=+-@\t\r", *text))
        ws_buffer_printf(&self->formulas, "%s%s", self->formulas.size ? " " : "", headings[self->cells]);
    if (self->cells++) ws_buffer_putc(&self->text, ',');
    if (marks) ws_buffer_putc(&self->text, '"');
    for (; text && *text; text++) {
        if (*text == '"') ws_buffer_putc(&self->text, '"');
        ws_buffer_putc(&self->text, *text);
    }
    if (marks) ws_buffer_putc(&self->text, '"');
}

static void count_cell(row *self, bool known, size_t count)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", count);
    cell(self, known ? digits : NULL);
}

static void share_cell(row *self, bool known, double share)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%.4f", share);
    cell(self, known ? digits : NULL);
}

static void end_row(row *self, FILE *out)
{
    while (self->cells < CELLS - 1) cell(self, NULL);
    if (self->formulas.failed) self->text.failed = true;
    cell(self, self->formulas.size ? self->formulas.bytes : NULL);
    ws_buffer_putc(&self->text, '\n');
    ws_buffer_clear(&self->formulas);
    self->cells = 0;
    ws_json_flush(&self->text, out);
}

static void begin_row(row *self, const ws_section *section, const char *table, const char *kind, const char *label,
                      const char *value)
{
    cell(self, section->id);
    cell(self, table);
    cell(self, kind);
    cell(self, label);
    cell(self, value);
}

static void skip_cells(row *self, size_t count)
{
    for (size_t i = 0; i < count; i++) cell(self, NULL);
}

static void add_figure(row *self, const ws_section *section, const ws_figures *table, const ws_figure *figure)
{
    bool share = figure->denominator && !figure->suppressed;
    begin_row(self, section, table->title, "figure", figure->label, NULL);
    cell(self, ws_unit_names[figure->unit]);
    count_cell(self, true, figure->numerator);
    count_cell(self, figure->whole != NULL, figure->denominator);
    share_cell(self, share, share ? (double)figure->numerator / (double)figure->denominator : 0);
    share_cell(self, figure->interval, figure->low);
    share_cell(self, figure->interval, figure->high);
    cell(self, figure->at_least ? "true" : "false");
    cell(self, figure->suppressed);
    cell(self, figure->definition);
    cell(self, figure->query);
    cell(self, figure->whole);
}

/* A row for the claim, whose numerator is its outlets, and one for each article. */
static void add_spread(row *self, FILE *out, const ws_section *section, const ws_spread *spread)
{
    begin_row(self, section, spread->claim.id, "claim", spread->claim.speaker, spread->claim.words);
    cell(self, "outlets");
    count_cell(self, true, spread->outlets);
    skip_cells(self, 2);
    count_cell(self, true, spread->least);
    count_cell(self, true, spread->most);
    skip_cells(self, 2);
    cell(self, "low and high: origins, at least and at most");
    end_row(self, out);
    for (size_t i = 0; i < spread->count; i++) {
        const ws_spread_node *node = &spread->nodes[i];
        begin_row(self, section, spread->claim.id, "article of a claim", node->place.id, node->place.title);
        skip_cells(self, 8);
        cell(self, node->link);
        end_row(self, out);
    }
}

static void add_block(row *self, FILE *out, const ws_section *section, const ws_block *block)
{
    for (size_t i = 0; i < block->facts.count; i++) {
        const ws_fact *fact = &block->facts.items[i];
        begin_row(self, section, block->facts.title, "fact", fact->label, fact->value);
        skip_cells(self, 8);
        cell(self, fact->note);
        cell(self, fact->query);
        end_row(self, out);
    }
    for (size_t i = 0; i < block->figures.count; i++) {
        add_figure(self, section, &block->figures, &block->figures.items[i]);
        end_row(self, out);
    }
    for (size_t i = 0; i < block->list.count; i++) {
        begin_row(self, section, block->list.title, "statement", block->list.items[i].id, block->list.items[i].words);
        skip_cells(self, 8);
        cell(self, block->list.items[i].speaker);
        cell(self, block->list.query);
        end_row(self, out);
        if (!block->list.items[i].beside) continue;
        begin_row(self, section, block->list.title, "held against", block->list.items[i].id,
                  block->list.items[i].beside);
        end_row(self, out);
    }
    for (size_t i = 0; i < block->spreads.count; i++) add_spread(self, out, section, &block->spreads.items[i]);
    if (!block->note) return;
    begin_row(self, section, NULL, "note", NULL, block->note);
    end_row(self, out);
}

ws_status ws_report_print_csv(const ws_profile *profile, const ws_print *print, ws_error *error)
{
    row self = {.text = WS_BUFFER_INIT(WS_JSON_BYTES), .formulas = WS_BUFFER_INIT(4096)};
    for (size_t i = 0; i < CELLS; i++) fprintf(print->out, "%s%s", headings[i], i + 1 < CELLS ? "," : "\n");
    for (size_t i = 0; i < profile->count; i++)
        for (size_t j = 0; j < profile->sections[i].count; j++)
            add_block(&self, print->out, &profile->sections[i], &profile->sections[i].blocks[j]);
    ws_buffer_free(&self.formulas);
    return ws_json_finish(&self.text, print->out, WS_OK, error);
}
