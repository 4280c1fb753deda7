/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_values.h"
#include "profile_answer.h"

static void hits_head(const ws_print *print, const ws_search *search, const ws_hits *hits, ws_buffer *buffer)
{
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"query\":", WS_SCHEMA_VERSION);
    ws_json_add_string(buffer, print->query_text);
    ws_buffer_printf(buffer, ",\"offset\":%zu,\"total\":%zu,\"total_exact\":%s,\"fallback\":%zu", search->offset,
                     hits->total, hits->total_exact ? "true" : "false", hits->fallback);
    if (print->folding)
        ws_buffer_printf(buffer, ",\"matches\":%zu,\"quotations\":%zu",
                         print->folding->content + print->folding->fallback, hits->count);
}

static ws_status json_hits(const ws_print *print, const ws_search *search, const ws_hits *hits,
                           const ws_searched *searched, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_offsets_cache cache = {NULL, NULL};
    ws_status status = WS_OK;
    hits_head(print, search, hits, &buffer);
    ws_json_add_candidates(&buffer, print->candidates);
    ws_json_add_facets(&buffer, print->facets);
    if (searched) ws_json_add_searched(&buffer, searched);
    if (searched) ws_json_add_hints(&buffer, searched);
    if (print->groups) status = ws_json_add_groups(&buffer, print, hits, error);
    ws_buffer_puts(&buffer, ",\"statements\":[");
    for (size_t i = 0; !print->groups && i < hits->count && status == WS_OK; i++) {
        ws_buffer_puts(&buffer, i ? ",\n" : "\n");
        status = ws_json_add_hit(&buffer, print, &cache, &hits->items[i], NULL, error);
        ws_json_flush(&buffer, print->out);
    }
    ws_buffer_puts(&buffer, "]}\n");
    return ws_json_finish(&buffer, print->out, status, error);
}

static ws_status json_speakers(const ws_print *print, const ws_people_counts *speakers, const ws_searched *searched,
                               ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_buffer_printf(&buffer, "{\"schema_version\":%d,\"query\":", WS_SCHEMA_VERSION);
    ws_json_add_string(&buffer, print->query_text);
    ws_buffer_printf(&buffer, ",\"offset\":%zu,\"total\":%zu", speakers->offset, speakers->all);
    if (searched) ws_json_add_searched(&buffer, searched);
    ws_buffer_puts(&buffer, ",\"speakers\":[");
    for (size_t i = 0; i < speakers->count; i++) {
        ws_buffer_puts(&buffer, i ? ",\n" : "\n");
        ws_json_add_speaker(&buffer, &speakers->items[i]);
        ws_json_flush(&buffer, print->out);
    }
    ws_buffer_printf(&buffer, "],\"unnamed\":%zu,\"unresolved\":%zu", speakers->unnamed, speakers->unresolved);
    ws_status status = print->profile ? ws_json_add_profile(&buffer, print, print->profile, error) : WS_OK;
    ws_buffer_puts(&buffer, "}\n");
    return ws_json_finish(&buffer, print->out, status, error);
}

const ws_printer ws_json_printer = {json_hits, json_speakers, ws_json_statement};
