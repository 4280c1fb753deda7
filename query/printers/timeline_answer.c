/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline_answer.h"

#include "json_values.h"
#include "text_statement.h"

#include <string.h>

/* --- text --- */

static ws_status print_day(const ws_print *print, const ws_day *day, ws_styled *line, ws_error *error)
{
    const char *basis = ws_day_basis_name(day->basis);
    ws_layout layout = {print->out, print->colour, print->columns, 0, NULL};
    ws_styled_puts(line, WS_STYLE_LABEL, "== ");
    ws_styled_puts(line, WS_STYLE_NAME, basis ? day->text : "No date");
    if (basis) ws_styled_puts(line, WS_STYLE_LABEL, ", ");
    if (basis) ws_styled_puts(line, WS_STYLE_LABEL, basis);
    ws_status status = ws_styled_write(line, &layout, error);
    ws_styled_clear(line);
    return status;
}

static ws_status print_all(const ws_print *print, const ws_timeline *timeline, const ws_highlight *highlight,
                           ws_styled *line, ws_error *error)
{
    ws_status status = WS_OK;
    const ws_hits *hits = timeline->hits;
    if (!hits->count) return ws_text_nothing(print, timeline->search, hits, timeline->searched, line, error);
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) {
        const ws_day *day = &timeline->days[i];
        bool same = i && day->basis == day[-1].basis && !strcmp(day->text, day[-1].text);
        if (!same) status = print_day(print, day, line, error);
        if (status == WS_OK) status = ws_text_hit(print, highlight, &hits->items[i], line, error);
    }
    if (status == WS_OK) ws_text_count(print, timeline->search, hits);
    return status;
}

ws_status ws_text_timeline(const ws_print *print, const ws_timeline *timeline, ws_error *error)
{
    ws_highlight *highlight;
    ws_status status = ws_highlight_new(print->arena, print->query, &highlight, error);
    if (status != WS_OK) return status;
    ws_styled line = ws_styled_new();
    status = print_all(print, timeline, highlight, &line, error);
    ws_styled_free(&line);
    ws_highlight_free(highlight);
    return status;
}

/* --- JSON --- */

void ws_json_add_day(ws_buffer *buffer, const ws_day *day)
{
    ws_buffer_puts(buffer, "\"day\":");
    ws_json_add_string(buffer, day->basis == WS_DAY_NONE ? NULL : day->text);
    ws_buffer_puts(buffer, ",\"day_is\":");
    ws_json_add_string(buffer, ws_day_basis_name(day->basis));
}

static void add_head(ws_buffer *buffer, const ws_print *print, const ws_timeline *timeline)
{
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"query\":", WS_SCHEMA_VERSION);
    ws_json_add_string(buffer, print->query_text);
    ws_buffer_printf(buffer, ",\"offset\":%zu,\"total\":%zu,\"matches\":%zu,\"quotations\":%zu",
                     timeline->search->offset, timeline->hits->total, print->folding->content, timeline->hits->count);
    ws_json_add_candidates(buffer, print->candidates);
    if (timeline->searched) ws_json_add_searched(buffer, timeline->searched);
    if (timeline->searched) ws_json_add_hints(buffer, timeline->searched);
    ws_buffer_puts(buffer, ",\"timeline\":[");
}

ws_status ws_json_timeline(const ws_print *print, const ws_timeline *timeline, bool lines, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_offsets_cache cache = {NULL, NULL};
    ws_status status = WS_OK;
    if (!lines) add_head(&buffer, print, timeline);
    for (size_t i = 0; i < timeline->hits->count && status == WS_OK; i++) {
        if (!lines) ws_buffer_puts(&buffer, i ? ",\n" : "\n");
        ws_buffer_printf(&buffer, "{\"schema_version\":%d,", WS_SCHEMA_VERSION);
        ws_json_add_day(&buffer, &timeline->days[i]);
        ws_buffer_puts(&buffer, ",\"statement\":");
        status = ws_json_add_hit(&buffer, print, &cache, &timeline->hits->items[i], NULL, error);
        ws_buffer_puts(&buffer, lines ? "}\n" : "}");
        ws_json_flush(&buffer, print->out);
    }
    if (!lines) ws_buffer_puts(&buffer, "]}\n");
    return ws_json_finish(&buffer, print->out, status, error);
}
