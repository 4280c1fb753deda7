/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding, paragraphs, sentences, tokens and quotations of any bytes; what comes out keeps its promises. */
#include "text.h"
#include "unicode.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void require(int condition)
{
    if (!condition) abort();
}

static void check_span(ws_span span, uint32_t begin, uint32_t end)
{
    require(span.begin < span.end && span.begin >= begin && span.end <= end);
}

static void check(const ws_reading *reading)
{
    uint32_t last = 0;

    for (size_t i = 0; i < reading->paragraph_count; i++) {
        check_span(reading->paragraphs[i].span, last, (uint32_t)reading->article->text_size);
        last = reading->paragraphs[i].span.end;
    }
    last = 0;
    for (size_t i = 0; i < reading->token_count; i++) {
        const ws_token *token = &reading->tokens[i];

        check_span(token->span, last, (uint32_t)reading->article->text_size);
        require(ws_utf8_check(reading->article->text + token->span.begin, token->span.end - token->span.begin) ==
                token->span.end - token->span.begin);
        last = token->span.end;
    }
    for (size_t i = 0; i < reading->sentence_count; i++) {
        const ws_sentence *sentence = &reading->sentences[i];

        require(sentence->token_begin < sentence->token_end && sentence->token_end <= reading->token_count);
        require(sentence->token_begin == (i ? reading->sentences[i - 1].token_end : 0));
    }
    last = 0;
    for (size_t i = 0; i < reading->quotation_count; i++) {
        const ws_quotation *quotation = &reading->quotations[i];
        ws_span paragraph = reading->paragraphs[quotation->paragraph].span;

        check_span(quotation->inner, quotation->outer.begin, quotation->outer.end);
        check_span(quotation->outer, paragraph.begin, paragraph.end);
        require(quotation->outer.begin >= last && quotation->parent < (int32_t)i && quotation->continues < (int32_t)i);
        if (quotation->parent >= 0)
            check_span(quotation->outer, reading->quotations[quotation->parent].inner.begin,
                       reading->quotations[quotation->parent].inner.end);
        require(ws_reading_quotation_at(reading, quotation->outer.begin) == (int32_t)i);
        last = quotation->outer.begin;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;
    ws_reading reading;
    ws_error error;

    memset(&article, 0, sizeof article);
    memset(&reading, 0, sizeof reading);
    reading.arena = arena;
    reading.article = &article;
    if (ws_text_decode(arena, data, size, NULL, &article.text, &article.text_size, &error) == WS_OK) {
        require(ws_utf8_check(article.text, article.text_size) == article.text_size);
        require(ws_text_headings(arena, &article, &error) == WS_OK);
        require(ws_text_segment(&reading, &error) == WS_OK);
        require(ws_text_quotations(&reading, &error) == WS_OK);
        check(&reading);
    }
    ws_arena_free(arena);
    return 0;
}
