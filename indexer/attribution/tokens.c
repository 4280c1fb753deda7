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

size_t ws_paragraph_at(const ws_reading *reading, uint32_t offset)
{
    size_t low = 0, high = reading->paragraph_count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->paragraphs[middle].span.begin <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t ws_sentence_at(const ws_reading *reading, uint32_t offset)
{
    size_t low = 0, high = reading->sentence_count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->sentences[middle].span.begin <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
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

bool ws_token_is(const ws_token *token, const char *folded)
{
    return !strcmp(token->folded, folded);
}

bool ws_token_stops(const ws_token *token)
{
    return token->kind == WS_TOKEN_PUNCTUATION && !strchr("-.&/'", token->folded[0]);
}
