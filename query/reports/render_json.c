/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report.h"

#include "json.h"
#include "json_values.h"

static void member(ws_buffer *buffer, const char *name, const char *value)
{
    ws_buffer_printf(buffer, ",\"%s\":", name);
    ws_json_add_string(buffer, value);
}

static void add_figure(ws_buffer *buffer, const ws_figure *figure)
{
    ws_buffer_puts(buffer, "{\"label\":");
    ws_json_add_string(buffer, figure->label);
    member(buffer, "unit", ws_unit_names[figure->unit]);
    ws_buffer_printf(buffer, ",\"numerator\":%zu", figure->numerator);
    if (figure->whole) ws_buffer_printf(buffer, ",\"denominator\":%zu", figure->denominator);
    if (figure->whole && figure->denominator && !figure->suppressed)
        ws_buffer_printf(buffer, ",\"share\":%.4f", (double)figure->numerator / (double)figure->denominator);
    if (figure->interval) ws_buffer_printf(buffer, ",\"interval\":[%.4f,%.4f]", figure->low, figure->high);
    if (figure->at_least) ws_buffer_puts(buffer, ",\"at_least\":true");
    if (figure->suppressed) member(buffer, "suppressed", figure->suppressed);
    if (figure->definition) member(buffer, "definition", figure->definition);
    if (figure->query) member(buffer, "query", figure->query);
    if (figure->whole) member(buffer, "whole", figure->whole);
    ws_buffer_putc(buffer, '}');
}

static void add_figures(ws_buffer *buffer, const ws_figures *figures)
{
    ws_buffer_puts(buffer, "\"kind\":\"figures\"");
    member(buffer, "title", figures->title);
    if (figures->note) member(buffer, "note", figures->note);
    ws_buffer_printf(buffer, ",\"parts\":%s,\"timeline\":%s,\"figures\":[", figures->parts ? "true" : "false",
                     figures->timeline ? "true" : "false");
    for (size_t i = 0; i < figures->count; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        add_figure(buffer, &figures->items[i]);
    }
    ws_buffer_putc(buffer, ']');
}

static void add_list(ws_buffer *buffer, const ws_review_list *list)
{
    ws_buffer_puts(buffer, "\"kind\":\"list\"");
    member(buffer, "title", list->title);
    if (list->note) member(buffer, "note", list->note);
    member(buffer, "query", list->query);
    ws_buffer_printf(buffer, ",\"total\":%zu,\"statements\":[", list->total);
    for (size_t i = 0; i < list->count; i++) {
        const ws_review *item = &list->items[i];
        ws_buffer_puts(buffer, i ? ",{\"id\":" : "{\"id\":");
        ws_json_add_string(buffer, item->id);
        member(buffer, "speaker", item->speaker);
        member(buffer, "labels", item->labels);
        member(buffer, "verbatim", item->words);
        member(buffer, "outlet", item->outlet);
        member(buffer, "published", item->day);
        member(buffer, "title", item->title);
        if (item->beside) member(buffer, "beside", item->beside);
        ws_buffer_putc(buffer, '}');
    }
    ws_buffer_putc(buffer, ']');
}

static void add_facts(ws_buffer *buffer, const ws_block *block)
{
    ws_buffer_puts(buffer, "\"kind\":\"facts\"");
    member(buffer, "title", block->facts.title);
    ws_buffer_puts(buffer, ",\"facts\":[");
    for (size_t i = 0; i < block->facts.count; i++) {
        const ws_fact *fact = &block->facts.items[i];
        ws_buffer_puts(buffer, i ? ",{\"label\":" : "{\"label\":");
        ws_json_add_string(buffer, fact->label);
        member(buffer, "value", fact->value);
        if (fact->note) member(buffer, "note", fact->note);
        if (fact->query) member(buffer, "query", fact->query);
        ws_buffer_putc(buffer, '}');
    }
    ws_buffer_putc(buffer, ']');
}

static void add_node(ws_buffer *buffer, const ws_spread_node *node)
{
    ws_buffer_puts(buffer, "{\"id\":");
    ws_json_add_string(buffer, node->place.id);
    member(buffer, "outlet", node->place.outlet);
    member(buffer, "published", node->place.day);
    member(buffer, "title", node->place.title);
    member(buffer, "link", node->link);
    ws_buffer_printf(buffer, ",\"depth\":%zu}", node->depth);
}

static void add_spreads(ws_buffer *buffer, const ws_spreads *spreads)
{
    ws_buffer_puts(buffer, "\"kind\":\"claims\"");
    member(buffer, "title", spreads->title);
    if (spreads->note) member(buffer, "note", spreads->note);
    ws_buffer_puts(buffer, ",\"claims\":[");
    for (size_t i = 0; i < spreads->count; i++) {
        const ws_spread *spread = &spreads->items[i];
        ws_buffer_puts(buffer, i ? ",{\"id\":" : "{\"id\":");
        ws_json_add_string(buffer, spread->claim.id);
        member(buffer, "speaker", spread->claim.speaker);
        member(buffer, "verbatim", spread->claim.words);
        member(buffer, "earliest", spread->earliest);
        ws_buffer_printf(buffer,
                         ",\"outlets\":%zu,\"articles\":%zu,\"origins_at_least\":%zu,\"origins_at_most\":%zu,"
                         "\"spread\":[",
                         spread->outlets, spread->articles, spread->least, spread->most);
        for (size_t j = 0; j < spread->count; j++) {
            if (j) ws_buffer_putc(buffer, ',');
            add_node(buffer, &spread->nodes[j]);
        }
        ws_buffer_puts(buffer, "]}");
    }
    ws_buffer_putc(buffer, ']');
}

static void add_block(ws_buffer *buffer, const ws_block *block)
{
    ws_buffer_putc(buffer, '{');
    switch (block->kind) {
    case WS_BLOCK_FACTS:
        add_facts(buffer, block);
        break;
    case WS_BLOCK_FIGURES:
        add_figures(buffer, &block->figures);
        break;
    case WS_BLOCK_LIST:
        add_list(buffer, &block->list);
        break;
    case WS_BLOCK_SPREADS:
        add_spreads(buffer, &block->spreads);
        break;
    default:
        ws_buffer_puts(buffer, "\"kind\":\"note\"");
        member(buffer, "text", block->note);
    }
    ws_buffer_putc(buffer, '}');
}

ws_status ws_report_print_json(const ws_profile *profile, const ws_print *print, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_buffer_printf(&buffer, "{\"schema_version\":%d", WS_SCHEMA_VERSION);
    member(&buffer, "report", profile->kind);
    member(&buffer, "title", profile->title);
    member(&buffer, "about", profile->about);
    member(&buffer, "made", profile->made);
    ws_buffer_puts(&buffer, ",\"sections\":[");
    for (size_t i = 0; i < profile->count; i++) {
        const ws_section *section = &profile->sections[i];
        ws_buffer_puts(&buffer, i ? ",{\"id\":" : "{\"id\":");
        ws_json_add_string(&buffer, section->id);
        member(&buffer, "title", section->title);
        ws_buffer_puts(&buffer, ",\"blocks\":[");
        for (size_t j = 0; j < section->count; j++) {
            if (j) ws_buffer_putc(&buffer, ',');
            add_block(&buffer, &section->blocks[j]);
        }
        ws_buffer_puts(&buffer, "]}");
    }
    ws_buffer_puts(&buffer, "]}\n");
    return ws_json_finish(&buffer, print->out, WS_OK, error);
}
