/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drafts.h"
#include "lemma.h"
#include "tokens.h"

#include <string.h>

/* A headline or a caption is no part of the sentence below it. */
static void keep_to_paragraph(const ws_reading *reading, ws_spans *spans, size_t own, bool quotations)
{
    size_t here = 0, kept = 0;
    for (size_t i = 0; i < spans->count; i++) here += ws_paragraph_at(reading, spans->items[i].begin) == own;
    for (size_t i = 0; i < spans->count && here; i++)
        if (ws_paragraph_at(reading, spans->items[i].begin) == own ||
            (quotations && ws_quoted_in(reading, spans->items[i])))
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
        bool free = !ws_quoted_in(reading, span), meets = span.begin < own.end && own.begin < span.end;
        if (free && !meets) continue;
        if (free && span.begin < own.begin) span.begin = own.begin;
        if (free && span.end > own.end) span.end = before_punctuation(reading, own.end);
        if (span.begin >= span.end) continue;
        spans->items[kept++] = span;
    }
    if (here) spans->count = kept;
}

/* Nobody speaks by a cue of the sentence before the one that names him. */
static void drop_later_sources(ws_spans *source, ws_span own)
{
    if (source->count && source->items[0].begin >= own.end) source->count = 0;
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

/* "agrees that if it rains" is not all: what follows the comma is the clause that matters. */
static void finish_clause(const ws_lexicon *lexicon, const ws_reading *reading, ws_draft *draft, ws_span sentence)
{
    ws_spans *content = &draft->role[WS_ROLE_CONTENT], *cue = &draft->role[WS_ROLE_CUE];
    if (!content->count) return;
    ws_span *last = &content->items[content->count - 1];
    size_t first = ws_token_at(reading, last->begin), after = ws_token_at(reading, last->end);
    while (first < after && reading->tokens[first].kind == WS_TOKEN_PUNCTUATION) first++;
    bool that = first + 1 < after && ws_token_is(&reading->tokens[first], "that");
    while (that && first + 1 < after && reading->tokens[first + 1].kind == WS_TOKEN_PUNCTUATION) first++;
    if (!that || after >= reading->token_count || !ws_token_is(&reading->tokens[after], ",")) return;
    if (strcmp(ws_token_listed(lexicon, "boundaries", &reading->tokens[first + 1]), "clause")) return;
    bool ahead = cue->items[0].begin > last->end ||
                 (draft->role[WS_ROLE_SOURCE].count && draft->role[WS_ROLE_SOURCE].items[0].begin > last->end);
    if (last->end < sentence.end && !ahead) last->end = before_punctuation(reading, sentence.end);
}

/* A form of "be" in the cue: who stands before it may be the one who is told. */
static bool passive(const ws_lexicon *lexicon, const ws_reading *reading, ws_span cue)
{
    for (size_t i = ws_token_at(reading, cue.begin); i < reading->token_count; i++) {
        if (reading->tokens[i].span.begin >= cue.end) break;
        if (!strcmp(ws_token_listed(lexicon, "irregular", &reading->tokens[i]), "be")) return true;
    }
    return false;
}

/* "Ruiz took another line, calling it a mistake": whom the sentence begins with; {0,0}: nobody, or the cue is no
 * participle behind a comma. */
static ws_range sentence_subject(const ws_lexicon *lexicon, const ws_reading *reading, size_t begin, size_t cue)
{
    const ws_token *tokens = reading->tokens, *verb = &tokens[cue];
    const ws_range none = {0, 0};
    size_t size = strlen(verb->folded), comma = cue, end = begin;
    if (size < 5 || strcmp(verb->folded + size - 3, "ing") != 0) return none;
    while (comma > begin &&
           (ws_token_is(&tokens[comma - 1], "but") || ws_token_is(&tokens[comma - 1], "and") ||
            ws_token_is(&tokens[comma - 1], "while") || ws_is_adverb(lexicon, tokens[comma - 1].folded)))
        comma--;
    if (comma <= begin + 2 || !ws_token_is(&tokens[comma - 1], ",")) return none;
    bool pronoun = *ws_token_listed(lexicon, "pronouns", &tokens[begin]) && tokens[begin].capital;
    while (end < comma && (tokens[end].capital || (pronoun && end == begin)) && !ws_token_stops(&tokens[end]) &&
           !*ws_token_listed(lexicon, "boundaries", &tokens[end]))
        end++;
    if (pronoun) end = begin + 1;
    bool goes_on = end > begin && end < comma && tokens[end].kind == WS_TOKEN_WORD &&
                   !*ws_token_listed(lexicon, "boundaries", &tokens[end]);
    return goes_on ? (ws_range){begin, end} : none;
}

/* "Osterman Works, which renewed the deck, declined": what stands before a relative clause that ends with a comma right
 * before the cue; {0,0}: it is not so. */
static ws_range subject_with_clause(const ws_lexicon *lexicon, const ws_reading *reading, size_t begin, size_t cue)
{
    enum { MOST_WORDS = 8 };
    const ws_token *tokens = reading->tokens;
    const ws_range none = {0, 0};
    size_t end = begin;
    if (cue <= begin + 3 || !ws_token_is(&tokens[cue - 1], ",") || !tokens[begin].capital) return none;
    if (*ws_token_listed(lexicon, "boundaries", &tokens[begin])) return none;
    while (end < cue - 1 && tokens[end].kind != WS_TOKEN_PUNCTUATION) end++;
    bool relative = end + 1 < cue && ws_token_is(&tokens[end], ",") &&
                    (ws_token_is(&tokens[end + 1], "which") || ws_token_is(&tokens[end + 1], "who") ||
                     ws_token_is(&tokens[end + 1], "whose"));
    return relative && end > begin && end - begin <= MOST_WORDS ? (ws_range){begin, end} : none;
}

static ws_status set_subject(const ws_reading *reading, ws_draft *draft, ws_range tokens, ws_error *error)
{
    ws_span subject = {reading->tokens[tokens.begin].span.begin, reading->tokens[tokens.end - 1].span.end};
    draft->role[WS_ROLE_SOURCE] = (ws_spans){ws_arena_copy(reading->arena, &subject, sizeof subject), 1};
    return draft->role[WS_ROLE_SOURCE].items ? WS_OK : ws_no_memory(error);
}

/* "Ruiz also alleged": a name or a pronoun with which the sentence begins, right before an active cue, is its source.
 */
static ws_status find_subject(const ws_lexicon *lexicon, const ws_reading *reading, ws_draft *draft, ws_span sentence,
                              ws_error *error)
{
    size_t begin = ws_token_at(reading, sentence.begin),
           cue = ws_token_at(reading, draft->role[WS_ROLE_CUE].items[0].begin);
    size_t end = cue;
    if (draft->role[WS_ROLE_SOURCE].count || passive(lexicon, reading, draft->role[WS_ROLE_CUE].items[0])) return WS_OK;
    while (begin < end && reading->tokens[begin].kind == WS_TOKEN_PUNCTUATION) begin++;
    ws_range with_clause = subject_with_clause(lexicon, reading, begin, cue);
    if (with_clause.end) return set_subject(reading, draft, with_clause, error);
    ws_range subject_of_all = sentence_subject(lexicon, reading, begin, cue);
    if (subject_of_all.end) {
        begin = subject_of_all.begin;
        end = subject_of_all.end;
    }
    while (end > begin && !reading->tokens[end - 1].capital && ws_is_adverb(lexicon, reading->tokens[end - 1].folded))
        end--;
    bool pronoun = end - begin == 1 && *ws_token_listed(lexicon, "pronouns", &reading->tokens[begin]);
    for (size_t i = begin; i < end && !pronoun; i++)
        if (!reading->tokens[i].capital || ws_lexicon_has(lexicon, "boundaries", reading->tokens[i].folded) ||
            ws_lexicon_has(lexicon, "determiners", reading->tokens[i].folded) ||
            ws_lexicon_has(lexicon, "adverbs", reading->tokens[i].folded))
            return WS_OK;
    return begin == end ? WS_OK : set_subject(reading, draft, (ws_range){begin, end}, error);
}

static ws_status bound(const ws_lexicon *lexicon, const ws_reading *reading, ws_draft *draft, ws_error *error)
{
    uint32_t cue = draft->role[WS_ROLE_CUE].items[0].begin;
    size_t paragraph = ws_paragraph_at(reading, cue);
    keep_to_paragraph(reading, &draft->role[WS_ROLE_SOURCE], paragraph, false);
    keep_to_paragraph(reading, &draft->role[WS_ROLE_CONTENT], paragraph, true);
    keep_one_source(reading, draft);
    /* "NAME:" and a dash may have several sentences after them. */
    if (reading->tokens[ws_token_at(reading, cue)].kind != WS_TOKEN_WORD) return WS_OK;
    ws_span sentence = reading->sentences[ws_sentence_at(reading, cue)].span;
    keep_to_sentence(reading, &draft->role[WS_ROLE_SOURCE], sentence);
    drop_later_sources(&draft->role[WS_ROLE_SOURCE], sentence);
    keep_to_sentence(reading, &draft->role[WS_ROLE_CONTENT], sentence);
    finish_clause(lexicon, reading, draft, sentence);
    return find_subject(lexicon, reading, draft, sentence, error);
}

/* "The mayor said he would go": the source of what he would do is he, not whoever says so. */
static void part_sources(const ws_reading *reading, ws_drafts *drafts)
{
    for (size_t i = 1; i < drafts->count; i++) {
        ws_spans *source = &drafts->items[i].role[WS_ROLE_SOURCE];
        for (size_t k = i > WS_DRAFTS_NEAR ? i - WS_DRAFTS_NEAR : 0; k < i && source->count == 1; k++) {
            ws_span *own = &source->items[0];
            ws_spans cue = drafts->items[k].role[WS_ROLE_CUE], other = drafts->items[k].role[WS_ROLE_SOURCE];
            if (drafts->items[k].dropped || !cue.count || !other.count || own->end > ws_draft_cue(&drafts->items[i]))
                continue;
            if (other.items[0].begin > own->begin || cue.items[0].begin <= own->begin) continue;
            size_t next = ws_token_at(reading, cue.items[cue.count - 1].end);
            if (next < reading->token_count && ws_token_is(&reading->tokens[next], "that")) next++;
            if (next < reading->token_count && reading->tokens[next].span.begin < own->end)
                own->begin = reading->tokens[next].span.begin;
        }
    }
}

ws_status ws_drafts_bound(const ws_lexicon *lexicon, const ws_reading *reading, ws_drafts *drafts, ws_error *error)
{
    ws_status status = WS_OK;
    for (size_t i = 0; i < drafts->count && reading->sentence_count && status == WS_OK; i++)
        if (!drafts->items[i].dropped) status = bound(lexicon, reading, &drafts->items[i], error);
    if (status == WS_OK) part_sources(reading, drafts);
    return status;
}
