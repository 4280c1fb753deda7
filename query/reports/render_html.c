/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file that needs nothing else: no script, no font, no address. The numbers stand in tables, which screen readers
 * read; the charts beside them are for eyes. */
#include "html.h"

#include "count_text.h"
#include "json_values.h"

#include <string.h>

typedef struct page {
    ws_buffer buffer;
    const ws_print *print;
    size_t queries; /* figures with a query so far: each has a number */
    bool few;       /* no figure tells why it has no share */
} page;

static void add(page *self, const char *html)
{
    ws_buffer_puts(&self->buffer, html);
}

/* <tag>text</tag> */
static void add_element(page *self, const char *open, const char *text, const char *close)
{
    add(self, open);
    ws_html_text(&self->buffer, text);
    add(self, close);
}

/* --- figures --- */

static void add_count(page *self, const ws_figure *figure)
{
    add(self, "<td role=\"cell\" class=\"num count\">");
    if (figure->at_least) add(self, "at least ");
    add(self, ws_count_text(figure->numerator).text);
    if (figure->whole) ws_buffer_printf(&self->buffer, " of %s", ws_count_text(figure->denominator).text);
    ws_buffer_printf(&self->buffer, " %s</td>", ws_unit_names[figure->unit]);
}

static void add_reference(page *self, const char *query)
{
    add(self, "<td role=\"cell\" class=\"num ref\">");
    if (query) {
        self->queries++;
        ws_buffer_printf(&self->buffer, "<a href=\"#q%zu\" aria-label=\"query %zu\">[%zu]</a>", self->queries,
                         self->queries, self->queries);
    }
    add(self, "</td></tr>");
}

static void add_figure(page *self, const ws_figure *figure, double scale)
{
    add_element(self, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">", figure->label, "");
    if (figure->definition) add_element(self, "<span class=\"def\">", figure->definition, "</span>");
    ws_buffer_printf(&self->buffer, "</th><td role=\"cell\" class=\"num share\">%s</td>", ws_figure_share(figure).text);
    add(self, "<td role=\"cell\" class=\"chart\">");
    ws_html_bar(&self->buffer, figure, scale);
    add(self, "</td>");
    add_count(self, figure);
    add(self, "<td role=\"cell\" class=\"num range-text\">");
    add(self, ws_figure_range(figure).text);
    if (figure->suppressed && !self->few) add_element(self, "no share: ", figure->suppressed, "");
    add(self, "</td>");
    add_reference(self, figure->query);
}

static void add_figures(page *self, const ws_figures *figures)
{
    double scale = ws_html_scale(figures);
    add_element(self, "<h3>", figures->title, "</h3>");
    if (figures->note) add_element(self, "<p class=\"note\">", figures->note, "</p>");
    if (!figures->count) {
        add(self, "<p>None.</p>");
        return;
    }
    if (figures->timeline) {
        add(self, "<figure>");
        ws_html_timeline(&self->buffer, figures);
        add(self, "<figcaption>Shares by month with their intervals; the numbers are in the table below.</figcaption>"
                  "</figure>");
    }
    add_element(self, "<table role=\"table\" class=\"figures\" aria-label=\"", figures->title, "\">");
    ws_buffer_printf(&self->buffer,
                     "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">What</th>"
                     "<th role=\"columnheader\" scope=\"col\" class=\"num\">Share</th>"
                     "<th role=\"columnheader\" scope=\"col\" class=\"chart\">0 to %g%%</th>"
                     "<th role=\"columnheader\" scope=\"col\" class=\"num\">Counted</th>"
                     "<th role=\"columnheader\" scope=\"col\" class=\"num\">95%% interval</th>"
                     "<th role=\"columnheader\" scope=\"col\" class=\"num\">Query</th></tr></thead>"
                     "<tbody role=\"rowgroup\">",
                     scale * 100);
    for (size_t i = 0; i < figures->count; i++) add_figure(self, &figures->items[i], scale);
    add(self, "</tbody></table>");
}

/* --- other blocks --- */

static void add_facts(page *self, const ws_block *block)
{
    if (block->facts.title) add_element(self, "<h3>", block->facts.title, "</h3>");
    add(self, "<table class=\"facts\"><tbody>");
    for (size_t i = 0; i < block->facts.count; i++) {
        const ws_fact *fact = &block->facts.items[i];
        add_element(self, "<tr><th scope=\"row\">", fact->label, "");
        if (fact->note) add_element(self, "<span class=\"def\">", fact->note, "</span>");
        add_element(self, fact->query ? "</th><td>" : "</th><td colspan=\"2\">", fact->value, "</td>");
        if (fact->query)
            add_reference(self, fact->query);
        else
            add(self, "</tr>");
    }
    add(self, "</tbody></table>");
}

static void add_review(page *self, const ws_review *item)
{
    add_element(self, "<li><div class=\"who\">", item->speaker, "</div>");
    add_element(self, "<blockquote>", item->words, "</blockquote><div class=\"place\">");
    if (*item->labels) add_element(self, "", item->labels, " · ");
    add_element(self, "", item->outlet ? item->outlet : "unknown outlet", " · ");
    add_element(self, "", item->day ? item->day : "no date", " · ");
    add_element(self, "", item->title ? item->title : "no title", " · ");
    add_element(self, "<code>", item->id, "</code></div>");
    if (item->beside) add_element(self, "<div class=\"beside\">", item->beside, "</div>");
    add(self, "</li>");
}

static void add_list(page *self, const ws_review_list *list)
{
    add_element(self, "<h3>", list->title, "</h3>");
    if (list->note) add_element(self, "<p class=\"note\">", list->note, "</p>");
    if (!list->total) {
        add(self, "<p>None.</p>");
        return;
    }
    add(self, "<ol class=\"review\">");
    for (size_t i = 0; i < list->count; i++) add_review(self, &list->items[i]);
    ws_buffer_printf(&self->buffer, "</ol><p class=\"note\">%s of %s.", ws_count_text(list->count).text,
                     ws_count_text(list->total).text);
    const char *command = list->query ? ws_figure_command(self->print->arena, WS_UNIT_STATEMENTS, list->query) : NULL;
    if (!command && list->query) self->buffer.failed = true;
    if (command) add_element(self, " All: <code>", command, "</code>");
    add(self, "</p>");
}

static void add_spreads(page *self, const ws_spreads *spreads)
{
    add_element(self, "<h3>", spreads->title, "</h3>");
    if (spreads->note) add_element(self, "<p class=\"note\">", spreads->note, "</p>");
    add(self, spreads->count ? "<ol class=\"review\">" : "<p>None.</p>");
    for (size_t i = 0; i < spreads->count; i++) ws_html_spread(&self->buffer, self->print->arena, &spreads->items[i]);
    if (spreads->count) add(self, "</ol>");
}

static void add_block(page *self, const ws_block *block)
{
    switch (block->kind) {
    case WS_BLOCK_FACTS:
        add_facts(self, block);
        return;
    case WS_BLOCK_FIGURES:
        add_figures(self, &block->figures);
        return;
    case WS_BLOCK_LIST:
        add_list(self, &block->list);
        return;
    case WS_BLOCK_SPREADS:
        add_spreads(self, &block->spreads);
        return;
    default:
        add_element(self, "<p>", block->note, "</p>");
    }
}

/* --- queries --- */

static void add_query(page *self, ws_unit unit, const char *query, const char *whole, size_t number)
{
    const char *command = ws_figure_command(self->print->arena, unit, query);
    const char *of = whole ? ws_figure_command(self->print->arena, unit, whole) : NULL;
    if (!command || (whole && !of)) self->buffer.failed = true;
    ws_buffer_printf(&self->buffer, "<tr id=\"q%zu\"><th scope=\"row\">[%zu]</th><td>", number, number);
    add_element(self, "<code>", command ? command : "", "</code>");
    if (of) add_element(self, "<br>of <code>", of, "</code>");
    add(self, "</td></tr>");
}

static void add_block_queries(page *self, const ws_block *block, size_t *number)
{
    for (size_t i = 0; i < block->facts.count; i++)
        if (block->facts.items[i].query)
            add_query(self, WS_UNIT_STATEMENTS, block->facts.items[i].query, NULL, ++*number);
    for (size_t i = 0; i < block->figures.count; i++) {
        const ws_figure *figure = &block->figures.items[i];
        if (figure->query) add_query(self, figure->unit, figure->query, figure->whole, ++*number);
    }
}

static void add_queries(page *self, const ws_profile *profile)
{
    size_t number = 0;
    add(self,
        "<section aria-labelledby=\"h-queries\"><h2 id=\"h-queries\">Queries</h2><p>Each number in brackets is what "
        "these find: the numerator, and the whole that it is of.</p><table class=\"queries\"><tbody>");
    for (size_t i = 0; i < profile->count; i++)
        for (size_t j = 0; j < profile->sections[i].count; j++)
            add_block_queries(self, &profile->sections[i].blocks[j], &number);
    add(self, "</tbody></table></section>");
}

/* --- the page --- */

static void add_head(page *self, const ws_profile *profile)
{
    add(self,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
    add_element(self, "<title>", profile->title, "</title><style>");
    for (size_t i = 0; ws_html_styles[i]; i++) add(self, ws_html_styles[i]);
    add(self, "</style></head><body><a class=\"skip\" href=\"#main\">To the figures</a><header>");
    add_element(self, "<h1>", profile->title, "</h1>");
    add_element(self, "<p>", profile->about ? profile->about : "", "</p>");
    add_element(self, "<p class=\"meta\">Made ", profile->made ? profile->made : "", "</p>");
    add(self, "<nav aria-label=\"Sections\"><ul>");
    for (size_t i = 0; i < profile->count; i++) {
        add_element(self, "<li><a href=\"#", profile->sections[i].id, "\">");
        add_element(self, "", profile->sections[i].title, "</a></li>");
    }
    add(self, "<li><a href=\"#h-queries\">Queries</a></li></ul></nav></header>");
    add(self, self->few ? "<main id=\"main\" class=\"few\">" : "<main id=\"main\">");
}

ws_status ws_report_print_html(const ws_profile *profile, const ws_print *print, ws_error *error)
{
    page self = {.buffer = WS_BUFFER_INIT(WS_JSON_BYTES), .print = print, .few = profile->few};
    add_head(&self, profile);
    for (size_t i = 0; i < profile->count; i++) {
        const ws_section *section = &profile->sections[i];
        add_element(&self, "<section aria-labelledby=\"", section->id, "\">");
        add_element(&self, "<h2 id=\"", section->id, "\">");
        add_element(&self, "", section->title, "</h2>");
        for (size_t j = 0; j < section->count; j++) add_block(&self, &section->blocks[j]);
        add(&self, "</section>");
        ws_json_flush(&self.buffer, print->out);
    }
    add_queries(&self, profile);
    add(&self, "</main><footer><p>A sourcing profile by whosaid: how claims are sourced, not whether they are true.</p>"
               "</footer></body></html>\n");
    return ws_json_finish(&self.buffer, print->out, WS_OK, error);
}
