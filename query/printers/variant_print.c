/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "variant_print.h"

#include "describe.h"

#include <string.h>

enum { INDENT = 4, LONG_RUN = 14, EDGE = 5 };

static bool is_second_half(const ws_quote *quote, size_t i)
{
    return i > 0 && quote->words[i].span.begin == quote->words[i - 1].span.begin;
}

/* The brackets around words that an editor put in are shown with them. */
static ws_span with_brackets(const ws_quote *quote, size_t begin, size_t i, size_t end)
{
    ws_span span = quote->words[i].span;
    if (!quote->words[i].bracketed) return span;
    if (i == begin && span.begin > 0 && quote->text[span.begin - 1] == '[') span.begin--;
    if (i + 1 == end && quote->text[span.end] == ']') span.end++;
    return span;
}

const char *ws_quote_text(ws_arena *arena, const ws_quote *quote, size_t begin, size_t end)
{
    ws_buffer text = WS_BUFFER_INIT(1 << 24);
    for (size_t i = begin; i < end; i++) {
        ws_span span = with_brackets(quote, begin, i, end);
        uint32_t from = span.begin;
        if (is_second_half(quote, i) && i > begin) continue;
        if (i > begin && quote->words[i].gap)
            ws_buffer_puts(&text, " … ");
        else if (i > begin)
            from = quote->words[i - 1].span.end;
        ws_buffer_add(&text, quote->text + from, span.end - from);
    }
    const char *copy = text.failed ? NULL : ws_arena_string(arena, text.size ? text.bytes : "", text.size);
    ws_buffer_free(&text);
    return copy;
}

static void add_mark(const char *marks[WS_MARKS_MOST], const char *mark)
{
    size_t i = 0;
    while (marks[i] && strcmp(marks[i], mark) != 0) i++;
    marks[i] = mark;
}

void ws_variant_marks(const ws_variant *variant, const char *marks[WS_MARKS_MOST])
{
    const ws_alignment *alignment = &variant->alignment;
    bool lost = false, gained = false, modality = false, cut = false, added = false;
    for (size_t i = 0; i < alignment->count; i++) {
        const ws_difference *run = &alignment->runs[i];
        int negation = variant->draft ? -run->negation : run->negation;
        bool counts = !run->outside && !run->excused;
        lost |= negation < 0;
        gained |= negation > 0;
        modality |= run->modality;
        cut |= counts && (variant->draft ? run->added : run->cut);
        added |= counts && (variant->draft ? run->cut : run->added);
    }
    memset(marks, 0, WS_MARKS_MOST * sizeof *marks);
    if (lost) add_mark(marks, "negation lost");
    if (gained) add_mark(marks, "negation added");
    if (modality) add_mark(marks, "modality changed");
    if (cut) add_mark(marks, "words cut");
    if (added) add_mark(marks, "words added");
    if (variant->translated && alignment->relation != WS_RELATION_EQUAL)
        add_mark(marks, "perhaps different translations");
}

/* --- text --- */

/* Long runs are shown by their edges. */
static ws_status add_words(const ws_print *print, const ws_quote *quote, size_t begin, size_t end, ws_style style,
                           ws_styled *line, ws_error *error)
{
    bool is_long = end - begin > LONG_RUN;
    const char *text = ws_quote_text(print->arena, quote, begin, is_long ? begin + EDGE : end);
    const char *rest = is_long ? ws_quote_text(print->arena, quote, end - EDGE, end) : "";
    if (!text || !rest) return ws_no_memory(error);
    ws_styled_puts(line, style, text);
    if (is_long) ws_styled_puts(line, style, " … ");
    ws_styled_puts(line, style, rest);
    return WS_OK;
}

static ws_status add_run(const ws_print *print, const ws_quote *asked, const ws_quote *other, const ws_difference *run,
                         ws_styled *line, ws_error *error)
{
    ws_status status = WS_OK;
    if (line->text.size) ws_styled_puts(line, WS_STYLE_PLAIN, " ");
    if (run->same) return add_words(print, other, run->second_begin, run->second_end, WS_STYLE_PLAIN, line, error);
    if (run->first_begin < run->first_end) {
        ws_styled_puts(line, WS_STYLE_LABEL, "[-");
        status = add_words(print, asked, run->first_begin, run->first_end, WS_STYLE_LABEL, line, error);
        ws_styled_puts(line, WS_STYLE_LABEL, run->second_begin < run->second_end ? "-] " : "-]");
    }
    if (status != WS_OK || run->second_begin == run->second_end) return status;
    ws_styled_puts(line, WS_STYLE_MATCH, "{+");
    status = add_words(print, other, run->second_begin, run->second_end, WS_STYLE_MATCH, line, error);
    ws_styled_puts(line, WS_STYLE_MATCH, "+}");
    return status;
}

ws_status ws_text_difference(const ws_print *print, const ws_quote *asked, const ws_variant *variant, ws_styled *line,
                             ws_error *error)
{
    const ws_alignment *alignment = &variant->alignment;
    const char *marks[WS_MARKS_MOST];
    ws_status status = WS_OK;
    if (alignment->relation == WS_RELATION_EQUAL) return WS_OK;
    for (size_t i = 0; i < alignment->count && status == WS_OK; i++)
        status = add_run(print, asked, variant->unit.quote, &alignment->runs[i], line, error);
    if (status == WS_OK) status = ws_write_line(print, line, 2 * INDENT, NULL, error);
    ws_variant_marks(variant, marks);
    for (size_t i = 0; marks[i]; i++) {
        if (i) ws_styled_puts(line, WS_STYLE_FAINT, " · ");
        ws_styled_puts(line, WS_STYLE_LABEL, marks[i]);
    }
    return status == WS_OK ? ws_write_line(print, line, 2 * INDENT, NULL, error) : status;
}

ws_status ws_text_variant(const ws_print *print, const ws_quote *asked, const ws_variant *variant, const char *label,
                          ws_styled *line, ws_error *error)
{
    ws_status status = WS_OK;
    ws_styled_puts(line, WS_STYLE_LABEL, label);
    ws_styled_puts(line, WS_STYLE_PLAIN, ": ");
    if (!variant->same_speaker) {
        status = ws_describe_speakers(print, &variant->hit, line, error);
        ws_styled_puts(line, WS_STYLE_PLAIN, " · ");
    }
    if (!variant->unit.quote->quoted) ws_styled_puts(line, WS_STYLE_LABEL, "paraphrase · ");
    if (status == WS_OK) status = ws_describe_place(print, NULL, &variant->hit, line, error);
    if (status == WS_OK) status = ws_write_line(print, line, INDENT, NULL, error);
    return status == WS_OK ? ws_text_difference(print, asked, variant, line, error) : status;
}

/* --- JSON --- */

static ws_status add_range(ws_buffer *buffer, const ws_print *print, const char *key, const ws_quote *quote,
                           size_t begin, size_t end, ws_error *error)
{
    const char *text = ws_quote_text(print->arena, quote, begin, end);
    if (!text) return ws_no_memory(error);
    ws_buffer_printf(buffer, ",\"%s\":", key);
    ws_json_add_string(buffer, begin < end ? text : NULL);
    return WS_OK;
}

static ws_status add_difference(ws_buffer *buffer, const ws_print *print, const ws_quote *asked, const ws_quote *other,
                                const ws_difference *run, ws_error *error)
{
    ws_buffer_printf(buffer, "{\"same\":%s", run->same ? "true" : "false");
    ws_status status = add_range(buffer, print, "first", asked, run->first_begin, run->first_end, error);
    if (status == WS_OK) status = add_range(buffer, print, "second", other, run->second_begin, run->second_end, error);
    if (!run->same)
        ws_buffer_printf(buffer, ",\"outside\":%s,\"excused\":%s,\"negation\":%d,\"modality\":%s",
                         run->outside ? "true" : "false", run->excused ? "true" : "false", run->negation,
                         run->modality ? "true" : "false");
    ws_buffer_putc(buffer, '}');
    return status;
}

static void add_marks(ws_buffer *buffer, const ws_variant *variant)
{
    const char *marks[WS_MARKS_MOST];
    ws_variant_marks(variant, marks);
    ws_buffer_puts(buffer, ",\"marks\":[");
    for (size_t i = 0; marks[i]; i++) ws_buffer_printf(buffer, "%s\"%s\"", i ? "," : "", marks[i]);
    ws_buffer_puts(buffer, "]");
}

ws_status ws_json_add_variant(ws_buffer *buffer, const ws_print *print, ws_offsets_cache *cache, const ws_quote *asked,
                              const ws_variant *variant, ws_error *error)
{
    static const char *const verdicts[] = {"other", "proposed", "same"}; /* in the order of ws_verdict */
    const ws_alignment *alignment = &variant->alignment;
    ws_status status = WS_OK;
    ws_buffer_printf(buffer, "{\"relation\":\"%s\",\"quotation\":\"%s\",\"same_speaker\":%s,\"seen\":",
                     ws_relation_name(alignment->relation), verdicts[variant->verdict],
                     variant->same_speaker ? "true" : "false");
    ws_json_add_string(buffer, variant->seen);
    add_marks(buffer, variant);
    ws_buffer_puts(buffer, ",\"difference\":[");
    for (size_t i = 0; i < alignment->count && status == WS_OK; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        status = add_difference(buffer, print, asked, variant->unit.quote, &alignment->runs[i], error);
    }
    ws_buffer_puts(buffer, "],\"statement\":");
    if (status == WS_OK) status = ws_json_add_hit(buffer, print, cache, &variant->hit, NULL, error);
    ws_buffer_putc(buffer, '}');
    return status;
}
