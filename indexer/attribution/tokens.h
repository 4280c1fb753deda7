/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens and paragraphs of a reading by number and by place. */
#ifndef WS_TOKENS_H
#define WS_TOKENS_H

#include "lexicon.h"
#include "reading.h"

/* Tokens, end exclusive; empty when begin == end. */
typedef struct ws_range {
    size_t begin, end;
} ws_range;

/* The first token that ends after `offset`; token_count: none. */
size_t ws_token_at(const ws_reading *reading, uint32_t offset);
/* The last paragraph that begins at or before `offset`; 0 before the first. */
size_t ws_paragraph_at(const ws_reading *reading, uint32_t offset);
/* The last sentence that begins at or before `offset`; 0 before the first. */
size_t ws_sentence_at(const ws_reading *reading, uint32_t offset);
/* The first quotation whose opening mark stands at or after `offset`; quotation_count: none. */
size_t ws_quotation_from(const ws_reading *reading, uint32_t offset);
/* Has a quotation a part of the span? */
bool ws_quoted_in(const ws_reading *reading, ws_span span);
bool ws_span_holds(ws_span outer, ws_span inner);
/* Does one of the spans hold it? */
bool ws_spans_hold(ws_spans spans, ws_span inner);
bool ws_token_is(const ws_token *token, const char *folded);
bool ws_token_is_one(const ws_token *token, const char *const *folded); /* of these; NULL ends them */
/* What a list says of a token; "": it doesn't have it. */
const char *ws_token_listed(const ws_lexicon *lexicon, const char *list, const ws_token *token);
bool ws_token_stops(const ws_token *token); /* punctuation that is no part of a name or number */

#endif
