/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from the spans of a statement and its cue. */
#include "attribution.h"

#include "tokens.h"

#include <string.h>

/* Of words in direct speech at least this share stands inside quotation marks. */
static const double direct_share = 0.9;

static size_t words_in(const ws_reading *reading, ws_span span)
{
    size_t words = 0;
    for (size_t i = ws_token_at(reading, span.begin);
         i < reading->token_count && reading->tokens[i].span.begin < span.end; i++)
        words += reading->tokens[i].kind != WS_TOKEN_PUNCTUATION;
    return words;
}

/* Quoted spans and form. `outer` are the indexes of the outermost quotations, in order. */
static ws_status mark_quoted(ws_reading *reading, const uint32_t *outer, size_t count, ws_statement *s, ws_error *error)
{
    size_t all = 0, inside = 0, capacity = 0;
    for (size_t i = 0; i < s->content.count; i++) {
        ws_span piece = s->content.items[i];
        size_t low = 0, high = count;
        all += words_in(reading, piece);
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (reading->quotations[outer[middle]].inner.end <= piece.begin)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < count && reading->quotations[outer[low]].inner.begin < piece.end; low++) {
            ws_span span = reading->quotations[outer[low]].inner;
            if (span.begin < piece.begin) span.begin = piece.begin;
            if (span.end > piece.end) span.end = piece.end;
            if (span.begin >= span.end) continue;
            ws_span *grown = ws_arena_grow(reading->arena, s->quoted.items, s->quoted.count, &capacity, sizeof *grown);
            if (!grown) return ws_no_memory(error);
            s->quoted.items = grown;
            s->quoted.items[s->quoted.count++] = span;
            inside += words_in(reading, span);
        }
    }
    s->form = !inside                                        ? WS_FORM_INDIRECT
              : (double)inside >= direct_share * (double)all ? WS_FORM_DIRECT
                                                             : WS_FORM_MIXED;
    return WS_OK;
}

static bool reports_findings(const ws_lexicon *lexicon, const ws_reading *reading, const ws_statement *s)
{
    if (!s->source.count) return false;
    const char *kind = NULL;
    for (size_t i = ws_token_at(reading, s->source.items[0].begin);
         i < reading->token_count && reading->tokens[i].span.end <= s->source.items[0].end; i++) {
        const char *folded = reading->tokens[i].folded;
        if (ws_lexicon_has(lexicon, "boundaries", folded) || !strcmp(folded, ",")) break;
        kind = ws_lexicon_value(lexicon, "documents", folded);
    }
    return kind && !strcmp(kind, "finding");
}

/* "Nor would she say" stands in the list as "would not say". */
static const char *refusal_turned(const ws_lexicon *lexicon, const ws_token *auxiliary, const ws_token *verb)
{
    const char *kind = NULL;
    const ws_token words[] = {*auxiliary, {.folded = "not"}, *verb};
    ws_lexicon_phrase(lexicon, "refusals", words, sizeof words / sizeof *words, &kind);
    return kind;
}

static void classify_cue(const ws_lexicon *lexicon, const ws_reading *reading, ws_statement *s)
{
    const ws_cue *cue = NULL;
    const char *refusal = NULL;
    size_t length, piece = 0, opening = reading->token_count;
    for (; piece < s->cue.count && !refusal; piece++) {
        size_t i = ws_token_at(reading, s->cue.items[piece].begin);
        if (piece && opening < i) refusal = refusal_turned(lexicon, &reading->tokens[opening], &reading->tokens[i]);
        for (; i < reading->token_count && reading->tokens[i].span.end <= s->cue.items[piece].end && !refusal; i++) {
            const ws_token *token = &reading->tokens[i];
            const char *kind = ws_lexicon_value(lexicon, "auxiliaries", token->folded);
            const ws_cue *found = ws_lexicon_cue_phrase(lexicon, token, reading->token_count - i, &length);
            if (found) cue = found;
            if (kind && !strcmp(kind, "negative")) s->negated = true;
            ws_lexicon_phrase(lexicon, "refusals", token, reading->token_count - i, &refusal);
            opening = i;
        }
    }
    if (refusal) {
        int kind = ws_value_parse(WS_RESPONSE_KINDS, refusal);
        s->response.kind = kind < 0 ? WS_RESPONSE_NONE : (ws_response_kind)kind;
        s->act = s->response.kind >= WS_RESPONSE_DID_NOT_RESPOND ? WS_ACT_NO_RESPONSE : WS_ACT_NO_COMMENT;
        s->negated = false;
        return;
    }
    if (cue) s->act = cue->act, s->stance = cue->stance;
    /* Who didn't deny something has not said that it is untrue. */
    if (s->negated && s->act == WS_ACT_DENIAL) s->act = WS_ACT_STATEMENT;
    if (s->act == WS_ACT_STATEMENT && reports_findings(lexicon, reading, s)) s->act = WS_ACT_FINDING;
}

ws_status ws_attribution_classify(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    uint32_t *outer = ws_arena_array(reading->arena, reading->quotation_count, sizeof *outer);
    if (!outer) return ws_no_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < reading->quotation_count; i++)
        if (reading->quotations[i].depth == 0) outer[count++] = (uint32_t)i;
    for (size_t i = 0; i < reading->statement_count; i++) {
        ws_status status = mark_quoted(reading, outer, count, &reading->statements[i], error);
        if (status != WS_OK) return status;
        classify_cue(lexicon, reading, &reading->statements[i]);
    }
    return WS_OK;
}
