/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_values.h"

enum { VALUES_SHOWN = 1000 };

static void add_facet(ws_buffer *buffer, const ws_facet *facet, size_t sample)
{
    size_t shown = facet->count < VALUES_SHOWN ? facet->count : VALUES_SHOWN;
    ws_buffer_printf(buffer, "{\"name\":\"%s\",\"exact\":%s", facet->name, sample ? "false" : "true");
    if (sample) ws_buffer_printf(buffer, ",\"estimated\":true,\"sample\":%zu", sample);
    ws_buffer_printf(buffer, ",\"more\":%zu,\"values\":[", facet->count - shown);
    for (size_t i = 0; i < shown; i++) {
        ws_buffer_puts(buffer, i ? ",{\"value\":" : "{\"value\":");
        ws_json_add_string(buffer, facet->items[i].value);
        ws_buffer_puts(buffer, ",\"id\":");
        ws_json_add_string(buffer, facet->items[i].id);
        ws_buffer_printf(buffer, ",\"count\":%zu}", facet->items[i].count);
    }
    ws_buffer_puts(buffer, "]}");
}

void ws_json_add_facets(ws_buffer *buffer, const ws_facets *facets)
{
    if (!facets) return;
    ws_buffer_puts(buffer, ",\"facets\":[");
    for (size_t i = 0; i < facets->count; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        add_facet(buffer, &facets->items[i], facets->sample);
    }
    ws_buffer_putc(buffer, ']');
}

static ws_status add_group(ws_buffer *buffer, const ws_print *print, const ws_group *group, ws_offsets_cache *cache,
                           ws_error *error)
{
    ws_status status = WS_OK;
    ws_buffer_puts(buffer, "{\"name\":");
    ws_json_add_string(buffer, group->name);
    ws_buffer_puts(buffer, ",\"id\":");
    ws_json_add_string(buffer, group->id);
    ws_buffer_printf(buffer, ",\"count\":%zu,\"statements\":[", group->count);
    for (size_t i = 0; i < group->shown && status == WS_OK; i++) {
        ws_buffer_puts(buffer, i ? ",\n" : "\n");
        status = ws_json_add_hit(buffer, print, cache, group->hits[i], NULL, error);
    }
    ws_buffer_puts(buffer, "]}");
    return status;
}

ws_status ws_json_add_groups(ws_buffer *buffer, const ws_print *print, const ws_hits *hits, ws_error *error)
{
    const ws_groups *groups = print->groups;
    ws_offsets_cache cache = {NULL, NULL};
    ws_status status = WS_OK;
    ws_buffer_printf(buffer, ",\"group_by\":\"%s\",\"group_total\":%zu,\"groups_exact\":%s,\"groups\":[", groups->by,
                     groups->total,
                     !groups->at_most && groups->grouped == hits->total && hits->total_exact ? "true" : "false");
    for (size_t i = 0; i < groups->count && status == WS_OK; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        status = add_group(buffer, print, &groups->items[i], &cache, error);
        ws_json_flush(buffer, print->out);
    }
    ws_buffer_putc(buffer, ']');
    return status;
}

void ws_json_add_hints(ws_buffer *buffer, const ws_searched *searched)
{
    ws_buffer_puts(buffer, ",\"suggestions\":[");
    for (size_t i = 0; i < searched->suggestion_count; i++) {
        ws_buffer_puts(buffer, i ? ",{\"word\":" : "{\"word\":");
        ws_json_add_string(buffer, searched->suggestions[i].word);
        ws_buffer_puts(buffer, ",\"meant\":");
        ws_json_add_string(buffer, searched->suggestions[i].meant);
        ws_buffer_printf(buffer, ",\"statements\":%zu}", searched->suggestions[i].statements);
    }
    ws_buffer_puts(buffer, "],\"conditions\":[");
    for (size_t i = 0; i < searched->condition_count; i++) {
        ws_buffer_puts(buffer, i ? ",{\"condition\":" : "{\"condition\":");
        ws_json_add_string(buffer, searched->conditions[i].text);
        ws_buffer_printf(buffer, ",\"alone\":%zu,\"without\":%zu}", searched->conditions[i].alone,
                         searched->conditions[i].without);
    }
    ws_buffer_putc(buffer, ']');
}
