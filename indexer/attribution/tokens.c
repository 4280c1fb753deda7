/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens.h"

#include <string.h>

size_t ws_token_at(const ws_reading *reading, uint32_t offset)
{
    size_t low = 0, high = reading->token_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->tokens[middle].span.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last of `count` structures, of `size` bytes and beginning with their span, that begins at or before an offset. */
static size_t last_begun(const void *first, size_t count, size_t size, uint32_t offset)
{
    size_t low = 0, high = count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (((const ws_span *)((const char *)first + middle * size))->begin <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t ws_paragraph_at(const ws_reading *reading, uint32_t offset)
{
    _Static_assert(offsetof(ws_paragraph, span) == 0, "last_begun finds the span there");
    return last_begun(reading->paragraphs, reading->paragraph_count, sizeof *reading->paragraphs, offset);
}

size_t ws_sentence_at(const ws_reading *reading, uint32_t offset)
{
    _Static_assert(offsetof(ws_sentence, span) == 0, "last_begun finds the span there");
    return last_begun(reading->sentences, reading->sentence_count, sizeof *reading->sentences, offset);
}

size_t ws_quotation_from(const ws_reading *reading, uint32_t offset)
{
    size_t low = 0, high = reading->quotation_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->quotations[middle].outer.begin < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool ws_quoted_in(const ws_reading *reading, ws_span span)
{
    size_t next = ws_quotation_from(reading, span.begin);
    return ws_reading_quotation_at(reading, span.begin) >= 0 ||
           (next < reading->quotation_count && reading->quotations[next].outer.begin < span.end);
}

bool ws_span_holds(ws_span outer, ws_span inner)
{
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

bool ws_spans_hold(ws_spans spans, ws_span inner)
{
    size_t low = 0, high = spans.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans.items[middle].end < inner.end)
            low = middle + 1;
        else
            high = middle;
    }
    return low < spans.count && ws_span_holds(spans.items[low], inner);
}

bool ws_token_is(const ws_token *token, const char *folded)
{
    return !strcmp(token->folded, folded);
}

bool ws_token_is_one(const ws_token *token, const char *const *folded)
{
    for (; *folded; folded++)
        if (ws_token_is(token, *folded)) return true;
    return false;
}

const char *ws_token_listed(const ws_lexicon *lexicon, const char *list, const ws_token *token)
{
    const char *found = ws_lexicon_value(lexicon, list, token->folded);
    return found ? found : "";
}

bool ws_token_stops(const ws_token *token)
{
    return token->kind == WS_TOKEN_PUNCTUATION && !strchr("-.&/'", token->folded[0]);
}
