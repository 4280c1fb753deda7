/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "withheld.h"

#include <string.h>

enum { REASON_TOKENS = 40, REASON_WITHIN = 3, CUE_BACK = 2 };

static bool is(const ws_reading *reading, size_t i, const char *word)
{
    return i < reading->token_count && ws_token_is(&reading->tokens[i], word);
}

ws_range ws_withheld_in(const ws_lexicon *lexicon, const ws_reading *reading, ws_range tokens)
{
    for (size_t i = tokens.begin; i < tokens.end; i++) {
        size_t length = ws_lexicon_phrase(lexicon, "withheld", reading->tokens + i, tokens.end - i, NULL);
        if (length && ws_reading_quotation_at(reading, reading->tokens[i].span.begin) < 0)
            return (ws_range){i, i + length};
    }
    return (ws_range){0, 0};
}

size_t ws_reason_end(const ws_reading *reading, size_t token, size_t end)
{
    size_t last = token;
    while (last < end && last - token < REASON_TOKENS) {
        bool comma = is(reading, last, ",") && !is(reading, last + 1, "or") && !is(reading, last + 1, "and");
        bool stop = ws_token_stops(&reading->tokens[last]) && !is(reading, last, ",");
        if (last > token && (comma || stop)) break;
        last++;
    }
    return last;
}

bool ws_reason_opens(const ws_lexicon *lexicon, const ws_reading *reading, size_t token, size_t end)
{
    static const char *const words[] = {"because", "citing", "fearing", "since", "lest", "given", "owing", "to", "due"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (is(reading, token, words[k])) return true;
    bool more = token + 1 < end;
    bool pronoun = more && ws_lexicon_has(lexicon, "pronouns", reading->tokens[token + 1].folded);
    if (is(reading, token, "as")) return pronoun || (more && is(reading, token + 1, "the"));
    if (is(reading, token, "for")) return more && is(reading, token + 1, "fear");
    return is(reading, token, "out") && token + 2 < end && is(reading, token + 2, "fear");
}

/* Cues that begin between two tokens belong to the condition, unless their source stands before it: then it is the one
 * who asked, and the cue is what they said ("an official who asked not to be named said"). */
static void drop(const ws_reading *reading, ws_drafts *drafts, ws_range words, size_t reason)
{
    const ws_token *tokens = reading->tokens;
    size_t begin = words.begin > CUE_BACK ? words.begin - CUE_BACK : 0;
    uint32_t end = tokens[words.end - 1].span.end;
    for (size_t d = ws_drafts_from(drafts, drafts->count, tokens[begin].span.begin); d < drafts->count; d++) {
        ws_draft *draft = &drafts->items[d];
        uint32_t cue = ws_draft_cue(draft);
        if (cue >= end) break;
        ws_spans source = draft->role[WS_ROLE_SOURCE], content = draft->role[WS_ROLE_CONTENT];
        uint32_t last = draft->role[WS_ROLE_CUE].count ? draft->role[WS_ROLE_CUE].items[0].end : cue;
        uint32_t from = tokens[words.begin].span.begin;
        bool leads =
            content.count && content.items[0].begin >= tokens[begin].span.begin && content.items[0].begin <= from;
        bool within = cue >= from || last > from || leads;
        bool opener = reason && cue == tokens[reason].span.begin;
        bool before = source.count && source.items[0].begin < tokens[begin].span.begin;
        bool in_reason = reason && cue >= tokens[reason].span.begin;
        if (within && (opener || !in_reason || !before)) draft->dropped = true;
        while (!draft->dropped && content.count > 1 && content.items[content.count - 1].begin >= from &&
               content.items[0].begin < from)
            draft->role[WS_ROLE_CONTENT].count = --content.count;
    }
}

void ws_drafts_withhold(const ws_lexicon *lexicon, const ws_reading *reading, ws_drafts *drafts)
{
    for (size_t s = 0; s < reading->sentence_count && drafts->count; s++) {
        const ws_sentence *sentence = &reading->sentences[s];
        ws_range words = ws_withheld_in(lexicon, reading, (ws_range){sentence->token_begin, sentence->token_end});
        if (words.begin == words.end) continue;
        size_t reason = 0;
        for (size_t i = words.end; i < sentence->token_end && i - words.end < REASON_WITHIN && !reason; i++)
            if (ws_reason_opens(lexicon, reading, i, sentence->token_end)) reason = i;
        if (reason) words.end = ws_reason_end(reading, reason, sentence->token_end);
        drop(reading, drafts, words, reason);
    }
}
