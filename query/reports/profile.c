/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report.h"

#include "buffer.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

const char *const ws_unit_names[] = {"statements", "sources", "articles", NULL};
const char *const ws_report_by_names[] = {"none", "outlet", "author", "section", "month", "speaker", NULL};
const char *const ws_report_format_names[] = {"text", "html", "json", "csv", NULL};

ws_section *ws_profile_section(ws_arena *arena, ws_profile *profile, const char *id, const char *title)
{
    ws_section *grown = ws_arena_grow(arena, profile->sections, profile->count, &profile->capacity, sizeof *grown);
    if (!grown) return NULL;
    profile->sections = grown;
    grown[profile->count] = (ws_section){.id = id, .title = title};
    return &grown[profile->count++];
}

ws_block *ws_section_block(ws_arena *arena, ws_section *section, ws_block_kind kind)
{
    ws_block *grown = ws_arena_grow(arena, section->blocks, section->count, &section->capacity, sizeof *grown);
    if (!grown) return NULL;
    section->blocks = grown;
    grown[section->count] = (ws_block){.kind = kind};
    return &grown[section->count++];
}

bool ws_section_note(ws_arena *arena, ws_section *section, const char *text)
{
    ws_block *block = text ? ws_section_block(arena, section, WS_BLOCK_NOTE) : NULL;
    if (block) block->note = text;
    return block != NULL;
}

bool ws_block_fact(ws_arena *arena, ws_block *block, ws_fact fact)
{
    ws_fact *grown =
        ws_arena_grow(arena, block->facts.items, block->facts.count, &block->facts.capacity, sizeof *grown);
    if (!grown || !fact.value) return false;
    block->facts.items = grown;
    grown[block->facts.count++] = fact;
    return true;
}

ws_figure *ws_block_figure(ws_arena *arena, ws_block *block)
{
    ws_figures *figures = &block->figures;
    ws_figure *grown = ws_arena_grow(arena, figures->items, figures->count, &figures->capacity, sizeof *grown);
    if (!grown) return NULL;
    figures->items = grown;
    return &grown[figures->count++];
}

bool ws_block_review(ws_arena *arena, ws_block *block, ws_review review)
{
    ws_review_list *list = &block->list;
    ws_review *grown = ws_arena_grow(arena, list->items, list->count, &list->capacity, sizeof *grown);
    if (!grown) return false;
    list->items = grown;
    grown[list->count++] = review;
    return true;
}

bool ws_block_spread(ws_arena *arena, ws_block *block, ws_spread spread)
{
    ws_spreads *spreads = &block->spreads;
    ws_spread *grown = ws_arena_grow(arena, spreads->items, spreads->count, &spreads->capacity, sizeof *grown);
    if (!grown) return false;
    spreads->items = grown;
    grown[spreads->count++] = spread;
    return true;
}

ws_percent ws_percent_of(double share)
{
    ws_percent percent;
    if (share > 0 && share < 0.001)
        snprintf(percent.text, sizeof percent.text, "under 0.1%%");
    else if (share < 1 && share > 0.999)
        snprintf(percent.text, sizeof percent.text, "over 99.9%%");
    else
        snprintf(percent.text, sizeof percent.text, "%.1f%%", share * 100);
    return percent;
}

ws_percent ws_figure_share(const ws_figure *figure)
{
    if (!figure->denominator || figure->suppressed) return (ws_percent){""};
    return ws_percent_of((double)figure->numerator / (double)figure->denominator);
}

/* "0.3% to 0.3%" says how exact it is, "under 0.1% to under 0.1%" nothing more than one of them. */
ws_range ws_figure_range(const ws_figure *figure)
{
    ws_range range = {""};
    if (!figure->interval) return range;
    ws_percent low = ws_percent_of(figure->low), high = ws_percent_of(figure->high);
    if (!strcmp(low.text, high.text) && isalpha((unsigned char)*low.text))
        snprintf(range.text, sizeof range.text, "%s", low.text);
    else
        snprintf(range.text, sizeof range.text, "%s to %s", low.text, high.text);
    return range;
}

ws_range ws_echo_range(size_t outlets, size_t least, size_t most)
{
    ws_range range;
    double low = (double)outlets / (double)most, high = (double)outlets / (double)least;
    if (least == most)
        snprintf(range.text, sizeof range.text, "%.1f", low);
    else
        snprintf(range.text, sizeof range.text, "%.1f to %.1f", low, high);
    return range;
}

const char *ws_spread_counts(ws_arena *arena, const ws_spread *spread)
{
    return ws_arena_printf(arena, "in %zu outlets and %zu articles; origins: at least %zu, at most %zu; echo ratio %s",
                           spread->outlets, spread->articles, spread->least, spread->most,
                           ws_echo_range(spread->outlets, spread->least, spread->most).text);
}

/* In single marks, as a shell wants it. */
const char *ws_figure_command(ws_arena *arena, ws_unit unit, const char *query)
{
    static const char *const once[] = {"", "--once=source ", "--once=article "};
    ws_buffer quoted = WS_BUFFER_INIT(WS_QUERY_MAX_BYTES * 4);
    for (const char *at = query; *at; at++)
        if (*at == '\'')
            ws_buffer_puts(&quoted, "'\\''");
        else
            ws_buffer_putc(&quoted, *at);
    const char *command =
        quoted.failed ? NULL : ws_arena_printf(arena, "whosaid --all --format=csv %s'%s'", once[unit], quoted.bytes);
    ws_buffer_free(&quoted);
    return command;
}
