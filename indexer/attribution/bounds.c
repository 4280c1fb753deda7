/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drafts.h"
#include "tokens.h"

/* Does a quotation have a part of the span? */
static bool quoted(const ws_reading *reading, ws_span span)
{
    size_t low = 0, high = reading->quotation_count;
    if (ws_reading_quotation_at(reading, span.begin) >= 0) return true;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->quotations[middle].outer.begin < span.begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < reading->quotation_count && reading->quotations[low].outer.begin < span.end;
}

/* A headline or a caption is no part of the sentence below it. */
static void keep_to_paragraph(const ws_reading *reading, ws_spans *spans, size_t own, bool quotations)
{
    size_t here = 0, kept = 0;
    for (size_t i = 0; i < spans->count; i++) here += ws_paragraph_at(reading, spans->items[i].begin) == own;
    for (size_t i = 0; i < spans->count && here; i++)
        if (ws_paragraph_at(reading, spans->items[i].begin) == own || (quotations && quoted(reading, spans->items[i])))
            spans->items[kept++] = spans->items[i];
    if (here) spans->count = kept;
}

static uint32_t before_punctuation(const ws_reading *reading, uint32_t end)
{
    size_t i = ws_token_at(reading, end);
    while (i && reading->tokens[i - 1].kind == WS_TOKEN_PUNCTUATION) i--;
    return i ? reading->tokens[i - 1].span.end : 0;
}

/* Reported speech ends with its sentence; what is quoted need not. */
static void keep_to_sentence(const ws_reading *reading, ws_spans *spans, ws_span own)
{
    size_t here = 0, kept = 0;
    for (size_t i = 0; i < spans->count; i++)
        here += spans->items[i].begin < own.end && own.begin < spans->items[i].end;
    for (size_t i = 0; i < spans->count && here; i++) {
        ws_span span = spans->items[i];
        bool free = !quoted(reading, span), meets = span.begin < own.end && own.begin < span.end;
        if (free && !meets) continue;
        if (free && span.begin < own.begin) span.begin = own.begin;
        if (free && span.end > own.end) span.end = before_punctuation(reading, own.end);
        if (span.begin >= span.end) continue;
        spans->items[kept++] = span;
    }
    if (here) spans->count = kept;
}

static uint32_t apart(ws_span a, ws_span b)
{
    return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0;
}

/* Joined speakers, with nothing but "and", "or" or a comma between two pieces. */
static bool joined(const ws_reading *reading, ws_span left, ws_span right)
{
    for (size_t i = ws_token_at(reading, left.end); i < reading->token_count; i++) {
        const ws_token *token = &reading->tokens[i];
        if (token->span.begin >= right.begin) return true;
        if (token->kind != WS_TOKEN_PUNCTUATION && !ws_token_is(token, "and") && !ws_token_is(token, "or"))
            return false;
    }
    return false;
}

/* A source is one phrase: of pieces that are not joined the one nearest to the cue is it. */
static void keep_one_source(const ws_reading *reading, ws_draft *draft)
{
    ws_spans *source = &draft->role[WS_ROLE_SOURCE];
    ws_span cue = draft->role[WS_ROLE_CUE].items[0];
    bool one = true;
    size_t nearest = 0;
    for (size_t i = 1; i < source->count; i++) {
        one = one && joined(reading, source->items[i - 1], source->items[i]);
        if (apart(source->items[i], cue) < apart(source->items[nearest], cue)) nearest = i;
    }
    if (one || !source->count) return;
    source->items[0] = source->items[nearest];
    source->count = 1;
}

static ws_span sentence_at(const ws_reading *reading, uint32_t offset)
{
    size_t low = 0, high = reading->sentence_count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->sentences[middle].span.begin <= offset)
            low = middle;
        else
            high = middle;
    }
    return reading->sentences[low].span;
}

void ws_drafts_bound(const ws_reading *reading, ws_drafts *drafts)
{
    for (size_t i = 0; i < drafts->count; i++) {
        ws_draft *draft = &drafts->items[i];
        if (draft->dropped || !reading->sentence_count) continue;
        uint32_t cue = draft->role[WS_ROLE_CUE].items[0].begin;
        size_t paragraph = ws_paragraph_at(reading, cue);
        keep_to_paragraph(reading, &draft->role[WS_ROLE_SOURCE], paragraph, false);
        keep_to_paragraph(reading, &draft->role[WS_ROLE_CONTENT], paragraph, true);
        keep_one_source(reading, draft);
        /* "NAME:" and a dash may have several sentences after them. */
        if (reading->tokens[ws_token_at(reading, cue)].kind != WS_TOKEN_WORD) continue;
        ws_span sentence = sentence_at(reading, cue);
        keep_to_sentence(reading, &draft->role[WS_ROLE_SOURCE], sentence);
        keep_to_sentence(reading, &draft->role[WS_ROLE_CONTENT], sentence);
    }
}
