/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_values.h"

static ws_status jsonl_hits(const ws_print *print, const ws_search *search, const ws_hits *hits,
                            const ws_searched *searched, ws_error *error)
{
    (void)search, (void)searched; /* one statement a line, and nothing else */
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_offsets_cache cache = {NULL, NULL};
    ws_status status = WS_OK;
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) {
        status = ws_json_add_hit(&buffer, print, &cache, &hits->items[i], NULL, error);
        ws_buffer_putc(&buffer, '\n');
        ws_json_flush(&buffer, print->out);
    }
    return ws_json_finish(&buffer, print->out, status, error);
}

static void add_rest(ws_buffer *buffer, const char *row, size_t count)
{
    if (!count) return;
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"name\":null,\"row\":\"%s\",\"total\":%zu}\n", WS_SCHEMA_VERSION,
                     row, count);
}

static ws_status jsonl_speakers(const ws_print *print, const ws_people_counts *speakers, const ws_searched *searched,
                                ws_error *error)
{
    (void)searched;
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    for (size_t i = 0; i < speakers->count; i++) {
        ws_json_add_speaker(&buffer, &speakers->items[i]);
        ws_buffer_putc(&buffer, '\n');
        ws_json_flush(&buffer, print->out);
    }
    add_rest(&buffer, "unnamed", speakers->unnamed);
    add_rest(&buffer, "unresolved", speakers->unresolved);
    return ws_json_finish(&buffer, print->out, WS_OK, error);
}

const ws_printer ws_jsonl_printer = {jsonl_hits, jsonl_speakers, ws_json_statement};

const ws_printer *ws_printer_for(ws_format format)
{
    static const ws_printer *const printers[] = {&ws_text_printer, &ws_json_printer, &ws_jsonl_printer, &ws_csv_printer,
                                                 &ws_tsv_printer};
    return printers[format];
}
