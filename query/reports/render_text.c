/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report.h"

#include "buffer.h"
#include "count_text.h"
#include "styled.h"

#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

enum { LABEL_LEAST = 24, LABEL_MOST = 46, PARAGRAPH_COLUMNS = 100 };

typedef struct page {
    const ws_print *print;
    ws_status status; /* the first failure */
    ws_error *error;
    size_t queries; /* figures with a query so far: each has a number */
    bool few;       /* no figure tells why it has no share */
} page;

static void write_line(page *self, size_t indent, ws_style style, const char *text)
{
    size_t columns = self->print->columns ? self->print->columns : PARAGRAPH_COLUMNS;
    ws_layout layout = {.out = self->print->out, .colour = self->print->colour, .columns = columns, .indent = indent};
    ws_styled styled = ws_styled_new();
    ws_styled_puts(&styled, style, text);
    if (self->status == WS_OK) self->status = ws_styled_write(&styled, &layout, self->error);
    ws_styled_free(&styled);
}

static void write_blank(page *self)
{
    fputc('\n', self->print->out);
}

static size_t width_of(const char *text)
{
    return (size_t)u8_width((const uint8_t *)text, u8_strlen((const uint8_t *)text), "UTF-8");
}

/* A label made harmless and filled up to a column; one that is too long ends the line. */
static void write_label(page *self, const char *text, size_t columns)
{
    ws_buffer label = WS_BUFFER_INIT(65536);
    ws_harmless(&label, text, strlen(text));
    if (label.failed) {
        if (self->status == WS_OK) self->status = ws_no_memory(self->error);
        ws_buffer_free(&label);
        return;
    }
    const char *shown = label.size ? label.bytes : "";
    size_t width = width_of(shown);
    fprintf(self->print->out, "  %s", shown);
    if (width > columns) fprintf(self->print->out, "\n%*s", (int)columns + 2, "");
    if (width <= columns) fprintf(self->print->out, "%*s", (int)(columns - width), "");
    ws_buffer_free(&label);
}

static size_t label_columns(const ws_figures *figures)
{
    size_t most = LABEL_LEAST;
    for (size_t i = 0; i < figures->count; i++) {
        size_t width = width_of(figures->items[i].label);
        if (width > most && width <= LABEL_MOST) most = width;
    }
    return most;
}

/* "  withheld (strict)      4.4%   5 of 114 statements   1.2% to 8.9%   [12]" */
static void write_figure(page *self, const ws_figure *figure, size_t columns)
{
    FILE *out = self->print->out;
    ws_percent share = ws_figure_share(figure);
    const char *least = figure->at_least ? "at least " : "";
    write_label(self, figure->label, columns);
    fprintf(out, " %12s", share.text);
    if (figure->whole)
        fprintf(out, "   %s%s of %s %s", least, ws_count_text(figure->numerator).text,
                ws_count_text(figure->denominator).text, ws_unit_names[figure->unit]);
    else
        fprintf(out, "   %s%s %s", least, ws_count_text(figure->numerator).text, ws_unit_names[figure->unit]);
    if (figure->interval) fprintf(out, " · %s", ws_figure_range(figure).text);
    if (figure->suppressed && !self->few) fprintf(out, " · no share: %s", figure->suppressed);
    if (figure->query) fprintf(out, "  [%zu]", ++self->queries);
    write_blank(self);
    if (figure->definition) write_line(self, 6, WS_STYLE_FAINT, figure->definition);
}

static void write_figures(page *self, const ws_figures *figures)
{
    size_t columns = label_columns(figures);
    write_line(self, 2, WS_STYLE_NAME, figures->title);
    if (figures->note) write_line(self, 2, WS_STYLE_FAINT, figures->note);
    for (size_t i = 0; i < figures->count; i++) write_figure(self, &figures->items[i], columns);
    if (!figures->count) write_line(self, 2, WS_STYLE_PLAIN, "none");
    write_blank(self);
}

static void write_facts(page *self, const ws_block *block)
{
    enum { COLUMNS = 40 };
    if (block->facts.title) write_line(self, 2, WS_STYLE_NAME, block->facts.title);
    for (size_t i = 0; i < block->facts.count; i++) {
        const ws_fact *fact = &block->facts.items[i];
        write_label(self, fact->label, COLUMNS);
        ws_buffer value = WS_BUFFER_INIT(1 << 20);
        ws_harmless(&value, fact->value, strlen(fact->value));
        if (value.failed)
            self->status = ws_no_memory(self->error);
        else
            fprintf(self->print->out, " %s", value.size ? value.bytes : "");
        ws_buffer_free(&value);
        if (fact->query) fprintf(self->print->out, "  [%zu]", ++self->queries);
        write_blank(self);
        if (fact->note) write_line(self, 6, WS_STYLE_FAINT, fact->note);
    }
    write_blank(self);
}

static void write_list(page *self, const ws_review_list *list)
{
    write_line(self, 2, WS_STYLE_NAME, list->title);
    if (list->note) write_line(self, 2, WS_STYLE_FAINT, list->note);
    for (size_t i = 0; i < list->count; i++) {
        const ws_review *item = &list->items[i];
        const char *place =
            ws_arena_printf(self->print->arena, "%s%s%s · %s · %s · %s", item->labels, *item->labels ? " · " : "",
                            item->outlet ? item->outlet : "unknown outlet", item->day ? item->day : "no date",
                            item->title ? item->title : "no title", item->id);
        write_line(self, 2, WS_STYLE_NAME, item->speaker);
        write_line(self, 6, WS_STYLE_CONTENT, item->words);
        write_line(self, 6, WS_STYLE_FAINT, place ? place : "");
        if (item->beside) write_line(self, 8, WS_STYLE_PLAIN, item->beside);
    }
    if (!list->total) write_line(self, 2, WS_STYLE_PLAIN, "none");
    if (list->total > list->count)
        fprintf(self->print->out, "  %s of %s\n", ws_count_text(list->count).text, ws_count_text(list->total).text);
    if (list->total && list->query) {
        const char *command = ws_figure_command(self->print->arena, WS_UNIT_STATEMENTS, list->query);
        write_line(self, 2, WS_STYLE_FAINT, command ? command : "");
    }
    write_blank(self);
}

/* "    └ The Morning Ledger · 2025-03-08 · Bridge closed · 3fa4b2c1d0e9 · nearly the same text" */
static void write_node(page *self, const ws_spread_node *node)
{
    const ws_review *place = &node->place;
    const char *line = ws_arena_printf(self->print->arena, "%s%s · %s · %s · %s%s%s", node->depth ? "└ " : "● ",
                                       place->outlet ? place->outlet : "unknown outlet",
                                       place->day ? place->day : "no date", place->title ? place->title : "no title",
                                       place->id, node->link ? " · " : "", node->link ? node->link : "");
    write_line(self, 6 + 2 * (node->depth < 10 ? node->depth : 10), WS_STYLE_PLAIN, line ? line : "");
}

static void write_spreads(page *self, const ws_spreads *spreads)
{
    write_line(self, 2, WS_STYLE_NAME, spreads->title);
    if (spreads->note) write_line(self, 2, WS_STYLE_FAINT, spreads->note);
    if (!spreads->count) write_line(self, 2, WS_STYLE_PLAIN, "none");
    write_blank(self);
    for (size_t i = 0; i < spreads->count; i++) {
        const ws_spread *spread = &spreads->items[i];
        write_line(self, 2, WS_STYLE_NAME, spread->claim.speaker);
        write_line(self, 6, WS_STYLE_CONTENT, spread->claim.words);
        const char *counts = ws_spread_counts(self->print->arena, spread);
        write_line(self, 6, WS_STYLE_FAINT, counts ? counts : "");
        write_line(self, 6, WS_STYLE_FAINT, spread->earliest);
        for (size_t j = 0; j < spread->count; j++) write_node(self, &spread->nodes[j]);
        write_blank(self);
    }
}

static void write_block(page *self, const ws_block *block)
{
    switch (block->kind) {
    case WS_BLOCK_FACTS:
        write_facts(self, block);
        return;
    case WS_BLOCK_FIGURES:
        write_figures(self, &block->figures);
        return;
    case WS_BLOCK_LIST:
        write_list(self, &block->list);
        return;
    case WS_BLOCK_SPREADS:
        write_spreads(self, &block->spreads);
        return;
    default:
        write_line(self, 2, WS_STYLE_PLAIN, block->note);
        write_blank(self);
    }
}

/* On a line of its own, which is not broken: to be copied. */
static void write_query(page *self, const char *before, ws_unit unit, const char *query)
{
    const char *command = ws_figure_command(self->print->arena, unit, query);
    ws_buffer line = WS_BUFFER_INIT(1 << 20);
    if (command) ws_harmless(&line, command, strlen(command));
    if (!command || line.failed)
        self->status = ws_no_memory(self->error);
    else
        fprintf(self->print->out, "  %6s %s\n", before, line.bytes);
    ws_buffer_free(&line);
}

static void write_block_queries(page *self, const ws_block *block, size_t *number)
{
    char before[24];
    for (size_t i = 0; i < block->facts.count && self->status == WS_OK; i++) {
        if (!block->facts.items[i].query) continue;
        snprintf(before, sizeof before, "[%zu]", ++*number);
        write_query(self, before, WS_UNIT_STATEMENTS, block->facts.items[i].query);
    }
    for (size_t i = 0; i < block->figures.count && self->status == WS_OK; i++) {
        const ws_figure *figure = &block->figures.items[i];
        if (!figure->query) continue;
        snprintf(before, sizeof before, "[%zu]", ++*number);
        write_query(self, before, figure->unit, figure->query);
        if (figure->whole) write_query(self, "of", figure->unit, figure->whole);
    }
}

/* What each number in brackets stands for. */
static void write_queries(page *self, const ws_profile *profile)
{
    size_t number = 0;
    if (!self->queries) return;
    write_line(self, 0, WS_STYLE_NAME, "QUERIES");
    write_line(self, 2, WS_STYLE_PLAIN,
               "Each number in brackets is what these find: the numerator, and the whole that it is of.");
    for (size_t i = 0; i < profile->count; i++)
        for (size_t j = 0; j < profile->sections[i].count; j++)
            write_block_queries(self, &profile->sections[i].blocks[j], &number);
}

static void write_heading(page *self, const char *title)
{
    ws_buffer upper = WS_BUFFER_INIT(4096);
    for (const char *at = title; *at; at++)
        ws_buffer_putc(&upper, *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at);
    write_line(self, 0, WS_STYLE_NAME, upper.failed ? title : upper.bytes);
    ws_buffer_free(&upper);
}

ws_status ws_report_print_text(const ws_profile *profile, const ws_print *print, ws_error *error)
{
    page self = {print, WS_OK, error, 0, profile->few};
    write_line(&self, 0, WS_STYLE_NAME, profile->title);
    if (profile->about) write_line(&self, 0, WS_STYLE_PLAIN, profile->about);
    write_blank(&self);
    for (size_t i = 0; i < profile->count; i++) {
        write_heading(&self, profile->sections[i].title);
        for (size_t j = 0; j < profile->sections[i].count; j++) write_block(&self, &profile->sections[i].blocks[j]);
    }
    write_queries(&self, profile);
    return self.status;
}
