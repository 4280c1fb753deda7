/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drafts.h"
#include "lemma.h"
#include "tokens.h"

#include <stdlib.h>
#include <string.h>

enum { ADDRESSEE_TOKENS = 12 };

/* Whom the words are said to: what stands between a cue like "told" and the content, or the end of the clause, and is
 * neither; empty: nobody. */
static ws_span addressee(const ws_reading *reading, const ws_draft *draft)
{
    ws_spans cue = draft->role[WS_ROLE_CUE], content = draft->role[WS_ROLE_CONTENT],
             source = draft->role[WS_ROLE_SOURCE];
    uint32_t begin = cue.items[cue.count - 1].end, end = UINT32_MAX;
    const ws_span none = {0, 0};
    for (size_t i = 0; i < content.count; i++)
        if (content.items[i].begin >= begin && content.items[i].begin < end) end = content.items[i].begin;
    size_t first = ws_token_at(reading, begin), last = first;
    while (last < reading->token_count && last - first < ADDRESSEE_TOKENS && reading->tokens[last].span.end <= end &&
           !ws_token_stops(&reading->tokens[last]))
        last++;
    bool stopped =
        last == reading->token_count || reading->tokens[last].span.end > end || ws_token_stops(&reading->tokens[last]);
    while (last > first && reading->tokens[last - 1].kind == WS_TOKEN_PUNCTUATION) last--;
    if (first == last || !stopped || ws_token_is(&reading->tokens[first], "in")) return none;
    ws_span span = {reading->tokens[first].span.begin, reading->tokens[last - 1].span.end};
    if (ws_paragraph_at(reading, span.end - 1) != ws_paragraph_at(reading, begin - 1)) return none;
    for (size_t i = 0; i < source.count; i++)
        if (source.items[i].begin < span.end && span.begin < source.items[i].end) return none;
    return span;
}

static ws_status fill(const ws_lexicon *lexicon, ws_reading *reading, const ws_draft *draft, ws_statement *s,
                      ws_error *error)
{
    const ws_cue *cue = NULL;
    *s = (ws_statement){.source = draft->role[WS_ROLE_SOURCE],
                        .cue = draft->role[WS_ROLE_CUE],
                        .content = draft->role[WS_ROLE_CONTENT],
                        .confidence = draft->confidence,
                        .firsthand = true};
    s->cue_lemma = ws_cue_lemma(lexicon, reading, s->cue, &cue);
    if (!s->cue_lemma) return ws_no_memory(error);
    if (cue && cue->addressee && s->cue.count) {
        ws_span told = addressee(reading, draft);
        if (told.begin < told.end)
            s->addressee = ws_spans_text(reading->arena, reading->article->text, (ws_spans){&told, 1});
        if (told.begin < told.end && !s->addressee) return ws_no_memory(error);
    }
    size_t paragraph = ws_paragraph_at(reading, s->cue.count ? s->cue.items[0].begin : s->content.items[0].begin);
    s->paragraph = (uint32_t)paragraph + 1;
    s->part = reading->paragraphs[paragraph].part;
    return WS_OK;
}

static uint32_t cue_of(const ws_statement *statement)
{
    return statement->cue.count ? statement->cue.items[0].begin : 0;
}

/* By the last character, the inner one first; by their cues where both have the same characters. */
static int by_end(const void *left, const void *right)
{
    ws_span a = ws_statement_extent(left), b = ws_statement_extent(right);
    if (a.end != b.end) return a.end > b.end ? 1 : -1;
    if (a.begin != b.begin) return a.begin < b.begin ? 1 : -1;
    return (cue_of(left) > cue_of(right)) - (cue_of(left) < cue_of(right));
}

ws_status ws_drafts_fill(const ws_lexicon *lexicon, ws_reading *reading, const ws_draft *drafts, size_t count,
                         ws_error *error)
{
    ws_status status = WS_OK;
    reading->statements = ws_arena_array(reading->arena, count, sizeof *reading->statements);
    if (!reading->statements) return ws_no_memory(error);
    for (size_t i = 0; i < count && status == WS_OK; i++)
        if (!drafts[i].dropped)
            status = fill(lexicon, reading, &drafts[i], &reading->statements[reading->statement_count++], error);
    if (status == WS_OK && reading->statement_count)
        qsort(reading->statements, reading->statement_count, sizeof *reading->statements, by_end);
    return status;
}
