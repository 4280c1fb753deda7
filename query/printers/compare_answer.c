/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare_answer.h"

#include "count_text.h"
#include "describe.h"
#include "json_values.h"
#include "side_by_side.h"
#include "text_statement.h"
#include "timeline_answer.h"

#include <stdlib.h>
#include <string.h>

enum { WIDE = 100, RULE = 3, WORDS_SHOWN = 8 };

/* --- text --- */

static ws_status print_heading(const ws_print *print, const ws_comparison *comparison, const ws_pair *pair,
                               ws_styled *line, ws_error *error)
{
    const ws_day *first = &comparison->units[pair->first].day, *second = &comparison->units[pair->second].day;
    ws_styled_puts(line, WS_STYLE_LABEL, "== ");
    for (size_t i = 0; i < pair->word_count && i < WORDS_SHOWN; i++) {
        if (i) ws_styled_puts(line, WS_STYLE_LABEL, ", ");
        ws_styled_puts(line, WS_STYLE_NAME, pair->words[i]);
    }
    ws_styled_puts(line, WS_STYLE_LABEL, "; ");
    ws_styled_puts(line, WS_STYLE_LABEL, ws_count_of(ws_days_between(first, second), "day").text);
    ws_styled_puts(line, WS_STYLE_LABEL, " apart");
    return ws_write_line(print, line, 0, NULL, error);
}

static ws_status print_one(const ws_print *print, const ws_comparison *comparison, const ws_highlight *highlight,
                           size_t unit, ws_error *error)
{
    const ws_day *day = &comparison->units[unit].day;
    ws_styled line = ws_styled_new();
    ws_styled_puts(&line, WS_STYLE_NAME, day->text);
    ws_styled_puts(&line, WS_STYLE_LABEL, ", ");
    ws_styled_puts(&line, WS_STYLE_LABEL, ws_day_basis_name(day->basis));
    ws_status status = ws_write_line(print, &line, 0, NULL, error);
    if (status == WS_OK) status = ws_text_hit(print, highlight, &comparison->hits->items[unit], &line, error);
    ws_styled_free(&line);
    return status;
}

/* One of the two, as wide as its half. */
static ws_status render(const ws_print *print, const ws_comparison *comparison, const ws_highlight *highlight,
                        size_t unit, char **text, ws_error *error)
{
    size_t size;
    ws_print half = *print;
    half.columns = (print->columns - RULE) / 2;
    half.out = open_memstream(text, &size);
    if (!half.out) return ws_no_memory(error);
    ws_status status = print_one(&half, comparison, highlight, unit, error);
    return fclose(half.out) && status == WS_OK ? ws_no_memory(error) : status;
}

static ws_status print_beside(const ws_print *print, const ws_comparison *comparison, const ws_highlight *highlight,
                              const ws_pair *pair, ws_error *error)
{
    char *left = NULL, *right = NULL;
    ws_status status = render(print, comparison, highlight, pair->first, &left, error);
    if (status == WS_OK) status = render(print, comparison, highlight, pair->second, &right, error);
    if (status == WS_OK) ws_side_by_side(print->out, left, right, (print->columns - RULE) / 2);
    free(left);
    free(right);
    return status;
}

static ws_status print_pair(const ws_print *print, const ws_comparison *comparison, const ws_highlight *highlight,
                            const ws_pair *pair, ws_styled *line, ws_error *error)
{
    ws_status status = print_heading(print, comparison, pair, line, error);
    if (status != WS_OK) return status;
    if (print->columns >= WIDE) return print_beside(print, comparison, highlight, pair, error);
    status = print_one(print, comparison, highlight, pair->first, error);
    return status == WS_OK ? print_one(print, comparison, highlight, pair->second, error) : status;
}

static ws_status print_end(const ws_print *print, const ws_comparison *comparison, ws_styled *line, ws_error *error)
{
    size_t shown = comparison->pairs->count, looked_at = print->folding->content;
    size_t next = comparison->offset + shown;
    char *text, *more = next < comparison->found ? ws_arena_printf(print->arena, "; --offset=%zu goes on", next) : "";
    if (shown)
        text = ws_arena_printf(print->arena, "%s of %s, among %s; ", ws_count_text(shown).text,
                               ws_count_of(comparison->found, "pair").text, ws_count_of(looked_at, "statement").text);
    else if (comparison->found)
        text = ws_arena_printf(print->arena, "No more: there are %s", ws_count_of(comparison->found, "pair").text);
    else
        text =
            ws_arena_printf(print->arena,
                            "Nothing to put side by side: %s found, but no two of one speaker, of different days, with "
                            "two rare words in common, that are not the same quotation",
                            ws_count_of(looked_at, "statement").text);
    if (!text || !more) return ws_no_memory(error);
    ws_styled_puts(line, WS_STYLE_PLAIN, text);
    if (shown) ws_styled_puts(line, WS_STYLE_PLAIN, "how they agree or not is for you to read");
    if (shown) ws_styled_puts(line, WS_STYLE_PLAIN, more);
    if (looked_at < comparison->hits->total) {
        ws_styled_puts(line, WS_STYLE_PLAIN, "; these are the earliest of ");
        ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_text(comparison->hits->total).text);
        ws_styled_puts(line, WS_STYLE_PLAIN, ": ask for less");
    }
    return ws_write_line(print, line, 0, NULL, error);
}

ws_status ws_text_comparison(const ws_print *print, const ws_comparison *comparison, ws_error *error)
{
    ws_highlight *highlight;
    ws_status status = ws_highlight_new(print->arena, print->query, &highlight, error);
    if (status != WS_OK) return status;
    ws_styled line = ws_styled_new();
    if (comparison->searched)
        status = ws_text_nothing(print, comparison->search, comparison->hits, comparison->searched, &line, error);
    for (size_t i = 0; i < comparison->pairs->count && status == WS_OK; i++)
        status = print_pair(print, comparison, highlight, &comparison->pairs->items[i], &line, error);
    if (status == WS_OK && !comparison->searched) status = print_end(print, comparison, &line, error);
    ws_styled_free(&line);
    ws_highlight_free(highlight);
    return status;
}

/* --- JSON --- */

static ws_status add_side(ws_buffer *buffer, const ws_print *print, const ws_comparison *comparison, const char *name,
                          size_t unit, ws_error *error)
{
    ws_offsets_cache cache = {NULL, NULL};
    ws_buffer_printf(buffer, ",\"%s\":{", name);
    ws_json_add_day(buffer, &comparison->units[unit].day);
    ws_buffer_puts(buffer, ",\"statement\":");
    ws_status status = ws_json_add_hit(buffer, print, &cache, &comparison->hits->items[unit], NULL, error);
    ws_buffer_putc(buffer, '}');
    return status;
}

static ws_status add_pair(ws_buffer *buffer, const ws_print *print, const ws_comparison *comparison,
                          const ws_pair *pair, ws_error *error)
{
    const ws_day *first = &comparison->units[pair->first].day, *second = &comparison->units[pair->second].day;
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"words\":[", WS_SCHEMA_VERSION);
    for (size_t i = 0; i < pair->word_count; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        ws_json_add_string(buffer, pair->words[i]);
    }
    ws_buffer_printf(buffer, "],\"days_apart\":%zu", ws_days_between(first, second));
    ws_status status = add_side(buffer, print, comparison, "first", pair->first, error);
    if (status == WS_OK) status = add_side(buffer, print, comparison, "second", pair->second, error);
    ws_buffer_putc(buffer, '}');
    return status;
}

static void add_head(ws_buffer *buffer, const ws_print *print, const ws_comparison *comparison)
{
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"query\":", WS_SCHEMA_VERSION);
    ws_json_add_string(buffer, print->query_text);
    ws_buffer_printf(buffer, ",\"offset\":%zu,\"total\":%zu,\"matches\":%zu,\"quotations\":%zu,\"pair_total\":%zu",
                     comparison->offset, comparison->hits->total, print->folding->content, comparison->hits->count, comparison->found);
    ws_json_add_candidates(buffer, print->candidates);
    if (comparison->searched) ws_json_add_searched(buffer, comparison->searched);
    if (comparison->searched) ws_json_add_hints(buffer, comparison->searched);
    ws_buffer_puts(buffer, ",\"pairs\":[");
}

ws_status ws_json_comparison(const ws_print *print, const ws_comparison *comparison, bool lines, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_status status = WS_OK;
    if (!lines) add_head(&buffer, print, comparison);
    for (size_t i = 0; i < comparison->pairs->count && status == WS_OK; i++) {
        if (!lines) ws_buffer_puts(&buffer, i ? ",\n" : "\n");
        status = add_pair(&buffer, print, comparison, &comparison->pairs->items[i], error);
        if (lines) ws_buffer_putc(&buffer, '\n');
        ws_json_flush(&buffer, print->out);
    }
    if (!lines) ws_buffer_puts(&buffer, "]}\n");
    return ws_json_finish(&buffer, print->out, status, error);
}
