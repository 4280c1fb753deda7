/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_answer.h"

#include "count_text.h"
#include "describe.h"
#include "text_statement.h"

#include <string.h>

enum { MOST_SHOWN = 3 };

/* In the order of ws_checked. */
static const struct {
    const char *label, *summary, *json;
} words[WS_CHECKED_COUNT] = {
    {"same words", "in the same words", "same"},
    {"part of a longer one", "part of a longer one", "part"},
    {"words differ", "in words that differ", "differs"},
    {"only a shorter one is there", "of which only a shorter one is there", "longer"},
    {"by another speaker", "by another speaker", "other-speaker"},
    {"not found", "not found", "not-found"},
};

/* MODEL.md: what its last training measures on news that it was not trained on. */
static const char recall[] =
    "The reader itself misses some: on news that it was not trained on it gives 96 of 100 quotations the right source, "
    "and gets 59 (politics) to 72 (world news) of 100 attributions exactly right.";

ws_checked ws_checked_of(const ws_variant *variant, bool anybody)
{
    static const ws_checked of[] = {WS_CHECKED_NOT_FOUND, WS_CHECKED_SAME, WS_CHECKED_LONGER, WS_CHECKED_PART,
                                    WS_CHECKED_DIFFERS}; /* in the order of ws_relation */
    ws_checked checked = of[variant->alignment.relation];
    if (anybody || variant->same_speaker || checked == WS_CHECKED_NOT_FOUND) return checked;
    return WS_CHECKED_OTHER;
}

static const char *quotation_text(const ws_print *print, const ws_quote *quote)
{
    return ws_quote_text(print->arena, quote, 0, quote->count);
}

static ws_checked best_of(const ws_draft_quote *quote, const ws_variants *variants)
{
    return variants->count ? ws_checked_of(&variants->items[0], !quote->speaker_count) : WS_CHECKED_NOT_FOUND;
}

/* --- text --- */

static void add_speakers(const ws_draft_quote *quote, ws_styled *line)
{
    for (size_t i = 0; i < quote->speaker_count; i++) {
        ws_styled_puts(line, WS_STYLE_FAINT, i ? " and " : " · ");
        ws_styled_puts(line, WS_STYLE_NAME, quote->speakers[i]);
    }
    if (!quote->speaker_count) ws_styled_puts(line, WS_STYLE_FAINT, " · no speaker named");
}

/* Words of somebody else: how they stand to these, too. */
static const char *label_of(const ws_print *print, const ws_variant *variant, bool anybody)
{
    ws_checked checked = ws_checked_of(variant, anybody);
    if (checked != WS_CHECKED_OTHER) return words[checked].label;
    return ws_arena_printf(print->arena, "%s, by another speaker", words[ws_checked_of(variant, true)].label);
}

static ws_status text_quotation(const ws_print *print, const ws_draft_quote *quote, const ws_variants *variants,
                                ws_styled *line, ws_error *error)
{
    const char *text = quotation_text(print, &quote->quote);
    if (!text) return ws_no_memory(error);
    ws_styled_puts(line, WS_STYLE_CONTENT, "“");
    ws_styled_puts(line, WS_STYLE_CONTENT, text);
    ws_styled_puts(line, WS_STYLE_CONTENT, "”");
    add_speakers(quote, line);
    ws_status status = ws_write_line(print, line, 0, NULL, error);
    for (size_t i = 0; i < variants->count && i < MOST_SHOWN && status == WS_OK; i++) {
        const char *label = label_of(print, &variants->items[i], !quote->speaker_count);
        status = label ? ws_text_variant(print, &quote->quote, &variants->items[i], label, line, error)
                       : ws_no_memory(error);
    }
    if (variants->count > MOST_SHOWN)
        fprintf(print->out, "    and %s more\n", ws_count_text(variants->count - MOST_SHOWN).text);
    if (!variants->count) fputs("    not found\n", print->out);
    if (variants->count && quote->quote.own < WS_QUOTE_FEW)
        fputs("    Few words: they may have been said on several occasions\n", print->out);
    fputc('\n', print->out);
    return status;
}

static ws_status text_end(const ws_print *print, const ws_check_answer *answer, const ws_searched *searched,
                          ws_styled *line, ws_error *error)
{
    ws_status status = WS_OK;
    size_t told = 0;
    if (!answer->quotations)
        ws_styled_puts(line, WS_STYLE_PLAIN, "The draft has no quotations");
    else
        ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_of(answer->quotations, "quotation").text);
    for (int i = 0; i < WS_CHECKED_COUNT; i++) {
        if (!answer->counts[i]) continue;
        ws_styled_puts(line, WS_STYLE_PLAIN, told++ ? ", " : ": ");
        ws_styled_puts(line, WS_STYLE_PLAIN, ws_count_text(answer->counts[i]).text);
        ws_styled_puts(line, WS_STYLE_PLAIN, " ");
        ws_styled_puts(line, WS_STYLE_PLAIN, words[i].summary);
    }
    if (answer->more) ws_styled_puts(line, WS_STYLE_PLAIN, "; the draft has more, which were not checked");
    status = ws_write_line(print, line, 0, NULL, error);
    if (status == WS_OK && searched) status = ws_text_searched(print, searched, line, error);
    if (status != WS_OK || !searched) return status;
    ws_styled_puts(line, WS_STYLE_PLAIN, recall);
    return ws_write_line(print, line, 0, NULL, error);
}

/* --- JSON --- */

static ws_status add_quotation(ws_buffer *buffer, const ws_print *print, const ws_draft_quote *quote,
                               const ws_variants *variants, ws_error *error)
{
    ws_offsets_cache cache = {NULL, NULL};
    const char *text = quotation_text(print, &quote->quote);
    ws_status status = text ? WS_OK : ws_no_memory(error);
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"words\":", WS_SCHEMA_VERSION);
    ws_json_add_string(buffer, text);
    ws_buffer_puts(buffer, ",\"speakers\":[");
    for (size_t i = 0; i < quote->speaker_count; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        ws_json_add_string(buffer, quote->speakers[i]);
    }
    ws_buffer_printf(buffer, "],\"few_words\":%s,\"found\":\"%s\",\"matches\":[",
                     quote->quote.own < WS_QUOTE_FEW ? "true" : "false", words[best_of(quote, variants)].json);
    for (size_t i = 0; i < variants->count && status == WS_OK; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        status = ws_json_add_variant(buffer, print, &cache, &quote->quote, &variants->items[i], error);
    }
    ws_buffer_puts(buffer, "]}");
    return status;
}

static void add_counts(ws_buffer *buffer, const ws_check_answer *answer)
{
    ws_buffer_puts(buffer, "\n],\"counts\":{");
    for (int i = 0; i < WS_CHECKED_COUNT; i++)
        ws_buffer_printf(buffer, "%s\"%s\":%zu", i ? "," : "", words[i].json, answer->counts[i]);
    ws_buffer_printf(buffer, "},\"all_checked\":%s", answer->more ? "false" : "true");
}

/* --- both --- */

void ws_check_begin(const ws_print *print, const ws_check_answer *answer)
{
    if (answer->format == WS_FORMAT_JSON)
        fprintf(print->out, "{\"schema_version\":%d,\"quotations\":[", WS_SCHEMA_VERSION);
}

ws_status ws_check_quotation(const ws_print *print, ws_check_answer *answer, const ws_draft_quote *quote,
                             const ws_variants *variants, ws_error *error)
{
    ws_status status;
    answer->counts[best_of(quote, variants)]++;
    bool first = answer->quotations++ == 0;
    if (answer->format == WS_FORMAT_TEXT) {
        ws_styled line = ws_styled_new();
        status = text_quotation(print, quote, variants, &line, error);
        ws_styled_free(&line);
        return status;
    }
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    if (answer->format == WS_FORMAT_JSON) ws_buffer_puts(&buffer, first ? "\n" : ",\n");
    status = add_quotation(&buffer, print, quote, variants, error);
    if (answer->format == WS_FORMAT_JSONL) ws_buffer_putc(&buffer, '\n');
    return ws_json_finish(&buffer, print->out, status, error);
}

ws_status ws_check_end(const ws_print *print, const ws_check_answer *answer, const ws_searched *searched,
                       ws_error *error)
{
    if (answer->format == WS_FORMAT_JSONL) return WS_OK;
    if (answer->format == WS_FORMAT_TEXT) {
        ws_styled line = ws_styled_new();
        ws_status status = text_end(print, answer, searched, &line, error);
        ws_styled_free(&line);
        return status;
    }
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    add_counts(&buffer, answer);
    if (searched) ws_json_add_searched(&buffer, searched);
    ws_buffer_puts(&buffer, ",\"note\":");
    ws_json_add_string(&buffer, searched ? recall : NULL);
    ws_buffer_puts(&buffer, "}\n");
    return ws_json_finish(&buffer, print->out, WS_OK, error);
}
