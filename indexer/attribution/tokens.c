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

bool ws_token_is(const ws_token *token, const char *folded)
{
    return !strcmp(token->folded, folded);
}

bool ws_token_stops(const ws_token *token)
{
    return token->kind == WS_TOKEN_PUNCTUATION && !strchr("-.&/'", token->folded[0]);
}

uint32_t ws_after_dateline(const ws_reading *r)
{
    size_t size = r->article->dateline ? strlen(r->article->dateline) : 0;
    for (size_t p = 0; size && p < r->paragraph_count && p < 3; p++) {
        ws_span span = r->paragraphs[p].span;
        if (span.end - span.begin <= size || memcmp(r->article->text + span.begin, r->article->dateline, size))
            continue;
        size_t i = ws_token_at(r, span.begin + (uint32_t)size);
        while (i < r->token_count && r->tokens[i].kind == WS_TOKEN_PUNCTUATION &&
               strchr("-\xE2", r->tokens[i].folded[0]) && ws_reading_quotation_at(r, r->tokens[i].span.begin) < 0)
            i++;
        return i < r->token_count ? r->tokens[i].span.begin : 0;
    }
    return 0;
}
