/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cited.h"

#include "tokens.h"

#include <string.h>

enum { PHRASE_TOKENS = 24, AS_WITHIN = 14, SUBJECT_TOKENS = 14, REST_TOKENS = 3, PIECES_MOST = 32 };

typedef struct citer {
    const ws_lexicon *lexicon;
    ws_reading *reading;
    ws_drafts *drafts;
    ws_error *error;
} citer;

bool ws_token_cites(const ws_token *t)
{
    static const char *const forms[] = {"cited", "cites", "citing", "cite", "quoted", "quotes", "quoting", "quote"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (ws_token_is(t, forms[i])) return true;
    return false;
}

static const ws_token *token(const citer *c, size_t i)
{
    return &c->reading->tokens[i];
}

static bool is(const citer *c, size_t i, const char *word)
{
    return i < c->reading->token_count && ws_token_is(token(c, i), word);
}

static bool in(const citer *c, const char *list, size_t i)
{
    return ws_lexicon_has(c->lexicon, list, token(c, i)->folded);
}

/* Tokens as a span without punctuation other than quotation marks' at its edges; empty: nothing left. */
static ws_span trimmed(const citer *c, ws_range range)
{
    while (range.begin < range.end && ws_token_stops(token(c, range.begin))) range.begin++;
    while (range.end > range.begin && ws_token_stops(token(c, range.end - 1))) range.end--;
    return range.begin < range.end ? (ws_span){token(c, range.begin)->span.begin, token(c, range.end - 1)->span.end}
                                   : (ws_span){0, 0};
}

static ws_status set_role(citer *c, ws_draft *draft, ws_role role, ws_span first, ws_span second)
{
    ws_span *items = ws_arena_array(c->reading->arena, 2, sizeof *items);
    if (!items) return ws_no_memory(c->error);
    size_t count = 0;
    if (first.end) items[count++] = first;
    if (second.end) items[count++] = second;
    draft->role[role] = (ws_spans){items, count};
    if (role == WS_ROLE_CONTENT) draft->content_room = 2;
    return WS_OK;
}

/* Spans without some tokens. */
static ws_status without(citer *c, ws_spans spans, ws_range cut, ws_spans *out)
{
    uint32_t begin = token(c, cut.begin)->span.begin, end = token(c, cut.end - 1)->span.end;
    *out = (ws_spans){ws_arena_array(c->reading->arena, spans.count + 1, sizeof *out->items), 0};
    if (!out->items) return ws_no_memory(c->error);
    for (size_t i = 0; i < spans.count; i++) {
        ws_span piece = spans.items[i];
        bool apart = piece.end <= begin || piece.begin >= end;
        if (apart) out->items[out->count++] = piece;
        if (apart) continue;
        if (piece.begin < begin) {
            ws_span left = trimmed(c, (ws_range){ws_token_at(c->reading, piece.begin), cut.begin});
            if (left.end) out->items[out->count++] = left;
        }
        if (piece.end > end) {
            ws_span right = trimmed(c, (ws_range){cut.end, ws_token_at(c->reading, piece.end - 1) + 1});
            if (right.end) out->items[out->count++] = right;
        }
    }
    return WS_OK;
}

/* How many words they have, up to REST_TOKENS. */
static size_t words_of(const citer *c, ws_spans spans)
{
    size_t words = 0;
    for (size_t s = 0; s < spans.count && words < REST_TOKENS; s++)
        for (size_t i = ws_token_at(c->reading, spans.items[s].begin);
             i < c->reading->token_count && token(c, i)->span.begin < spans.items[s].end && words < REST_TOKENS; i++)
            words += token(c, i)->kind != WS_TOKEN_PUNCTUATION;
    return words;
}

/* --- who is cited --- */

/* May a phrase be somebody who says something, or a paper? "Citing health reasons" names none. */
static bool may_speak(const citer *c, ws_range phrase)
{
    size_t end = phrase.begin;
    if (phrase.end == phrase.begin + 1 && in(c, "pronouns", phrase.begin)) return true;
    while (end < phrase.end && (end == phrase.begin || !in(c, "boundaries", end) || token(c, end)->capital)) end++;
    while (end > phrase.begin + 1) {
        const char *word = token(c, end - 1)->folded;
        size_t size = strlen(word);
        bool participle = size > 3 && !token(c, end - 1)->capital && !strcmp(word + size - 2, "ed");
        if (!participle && strcmp(word, "seen")) break;
        end--;
    }
    static const char *const lists[] = {"anonymous", "informants", "roles", "groups", "documents", "publications"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (end > phrase.begin && in(c, lists[i], end - 1)) return true;
    return end > phrase.begin && token(c, end - 1)->capital;
}

static ws_range cited_phrase(const citer *c, size_t first, size_t end)
{
    ws_range phrase = {first, first};
    while (phrase.end < end && phrase.end - first < PHRASE_TOKENS) {
        size_t i = phrase.end;
        if (ws_token_stops(token(c, i)) || is(c, i, "as") || is(c, i, "that") || is(c, i, "saying")) break;
        if (token(c, i)->kind == WS_TOKEN_PUNCTUATION && !is(c, i, "'s")) break;
        phrase.end++;
    }
    return phrase;
}

static bool says_ing(const citer *c, size_t i, size_t end);

/* Behind the phrase and what tells who that is: the "as" of "as saying". The end of the phrase when there is none. */
static size_t as_saying(const citer *c, ws_range phrase, size_t end)
{
    for (size_t i = phrase.end; i < end && i - phrase.begin < PHRASE_TOKENS; i++) {
        if (is(c, i, "as") && says_ing(c, i + 1, end)) return i;
        bool within = token(c, i)->kind != WS_TOKEN_PUNCTUATION || is(c, i, ",") || is(c, i, "'s");
        if (!within || is(c, i, "that")) break;
    }
    return phrase.end;
}

static bool says_ing(const citer *c, size_t i, size_t end)
{
    size_t size = i < end ? strlen(token(c, i)->folded) : 0;
    return size > 4 && !strcmp(token(c, i)->folded + size - 3, "ing") &&
           ws_lexicon_cue(c->lexicon, token(c, i)->folded);
}

/* Another draft near whose cue begins at one of two tokens. */
static ws_draft *cued_at(const citer *c, size_t number, size_t i, size_t k)
{
    for (size_t d = number > WS_DRAFTS_NEAR ? number - WS_DRAFTS_NEAR : 0;
         d < c->drafts->count && d <= number + WS_DRAFTS_NEAR; d++) {
        ws_draft *draft = &c->drafts->items[d];
        uint32_t cue = ws_draft_cue(draft);
        if (d == number || draft->dropped) continue;
        if (cue == token(c, i)->span.begin || cue == token(c, k)->span.begin) return draft;
    }
    return NULL;
}

/* The statement that the citing hangs on: the nearest other cue of the sentence that has content of its own. */
static const ws_draft *reported_with(const citer *c, size_t number, const ws_sentence *sentence)
{
    const ws_draft *own = &c->drafts->items[number], *best = NULL;
    uint32_t at = ws_draft_cue(own), least = UINT32_MAX;
    for (size_t d = number > WS_DRAFTS_NEAR ? number - WS_DRAFTS_NEAR : 0;
         d < c->drafts->count && d <= number + WS_DRAFTS_NEAR; d++) {
        const ws_draft *draft = &c->drafts->items[d];
        uint32_t cue = ws_draft_cue(draft), distance = cue > at ? cue - at : at - cue;
        if (d == number || draft->dropped || cue < sentence->span.begin || cue >= sentence->span.end) continue;
        if (!draft->role[WS_ROLE_CONTENT].count || distance >= least) continue;
        least = distance;
        best = draft;
    }
    return best;
}

/* "Bloomberg reported on Tuesday, citing ...": a verb of saying before the citing that no draft has. */
static ws_status add_reporter(citer *c, const ws_sentence *sentence, size_t verb, ws_span content, float confidence)
{
    size_t at = verb;
    for (size_t i = verb; i-- > sentence->token_begin && verb - i < PHRASE_TOKENS && at == verb;) {
        const ws_cue *cue = ws_lexicon_cue(c->lexicon, token(c, i)->folded);
        if (cue && cue->act == WS_ACT_STATEMENT && !token(c, i)->capital) at = i;
    }
    if (at == verb || at == sentence->token_begin) return WS_OK;
    ws_range subject = {at, at};
    while (subject.begin > sentence->token_begin && at - subject.begin < SUBJECT_TOKENS &&
           !ws_token_stops(token(c, subject.begin - 1)) && !in(c, "boundaries", subject.begin - 1))
        subject.begin--;
    while (subject.end > subject.begin && in(c, "auxiliaries", subject.end - 1)) subject.end--;
    if (!may_speak(c, subject) || subject.begin != sentence->token_begin) return WS_OK;
    const ws_span roles[WS_ROLES] = {
        [WS_ROLE_SOURCE] = trimmed(c, subject), [WS_ROLE_CUE] = token(c, at)->span, [WS_ROLE_CONTENT] = content};
    return ws_drafts_add(c->reading->arena, c->drafts, roles, confidence, c->error);
}

static ws_status make_cited(citer *c, size_t number, size_t verb, const ws_sentence *sentence)
{
    ws_draft *draft = &c->drafts->items[number];
    ws_spans source = draft->role[WS_ROLE_SOURCE], rest;
    if (source.count && source.items[0].begin > token(c, verb)->span.begin) return WS_OK;
    ws_range phrase = cited_phrase(c, verb + 1, sentence->token_end);
    if (phrase.begin == phrase.end || !may_speak(c, phrase)) return WS_OK;
    size_t as = as_saying(c, phrase, sentence->token_end);
    ws_span cited = trimmed(c, (ws_range){phrase.begin, as});
    if (is(c, as, "as") && says_ing(c, as + 1, sentence->token_end)) {
        ws_draft *said = cued_at(c, number, as, as + 1);
        if (said && !said->role[WS_ROLE_CONTENT].count) said->dropped = true, said = NULL;
        ws_status status = set_role(c, said ? said : draft, WS_ROLE_SOURCE, cited, (ws_span){0, 0});
        if (said) draft->dropped = true;
        if (said || status != WS_OK) return status;
        status = without(c, draft->role[WS_ROLE_CONTENT], (ws_range){verb, as + 2}, &rest);
        if (status != WS_OK) return status;
        draft->role[WS_ROLE_CONTENT] = rest;
        draft->content_room = draft->role[WS_ROLE_CONTENT].count;
        return set_role(c, draft, WS_ROLE_CUE, trimmed(c, (ws_range){as, as + 2}), (ws_span){0, 0});
    }
    ws_status status = without(c, draft->role[WS_ROLE_CONTENT], (ws_range){verb, phrase.end}, &rest);
    if (status != WS_OK) return status;
    const ws_draft *reported = reported_with(c, number, sentence);
    bool lone = words_of(c, rest) >= REST_TOKENS;
    if (!lone && reported) {
        rest = reported->role[WS_ROLE_CONTENT];
        rest.items = ws_arena_copy(c->reading->arena, rest.items, rest.count * sizeof *rest.items);
        if (!rest.items) return ws_no_memory(c->error);
    }
    if (!lone && !reported) return WS_OK;
    draft->role[WS_ROLE_CONTENT] = rest;
    draft->content_room = rest.count;
    status = set_role(c, draft, WS_ROLE_SOURCE, cited, (ws_span){0, 0});
    return status == WS_OK && !reported ? add_reporter(c, sentence, verb, rest.items[0], draft->confidence) : status;
}

/* --- who is quoted, in the passive --- */

static bool is_form_of_be(const citer *c, size_t i)
{
    return is(c, i, "was") || is(c, i, "were") || is(c, i, "been") || is(c, i, "is") || is(c, i, "are");
}

/* "Kade was quoted [by Tass] as saying": one statement, of Kade. */
static ws_status make_quoted(citer *c, size_t number, size_t verb, const ws_sentence *sentence)
{
    ws_draft *draft = &c->drafts->items[number];
    size_t as = verb + 1, be = verb - 1;
    while (as < sentence->token_end && as - verb < AS_WITHIN && !is(c, as, "as")) as++;
    if (!is(c, as, "as") || !says_ing(c, as + 1, sentence->token_end)) return WS_OK;
    if (be > sentence->token_begin && in(c, "auxiliaries", be - 1)) be--; /* "has been quoted" */
    ws_range subject = {be, be};
    while (subject.begin > sentence->token_begin && be - subject.begin < SUBJECT_TOKENS &&
           !ws_token_stops(token(c, subject.begin - 1)) && !in(c, "boundaries", subject.begin - 1))
        subject.begin--;
    if (subject.begin == subject.end || !may_speak(c, subject)) return WS_OK;
    ws_draft *said = cued_at(c, number, as, as + 1);
    ws_spans content = said ? said->role[WS_ROLE_CONTENT] : draft->role[WS_ROLE_CONTENT], rest;
    ws_status status = without(c, content, (ws_range){subject.begin, as + 2}, &rest);
    if (status != WS_OK || !rest.count) return status;
    if (said) said->dropped = true;
    draft->role[WS_ROLE_CONTENT] = rest;
    draft->content_room = rest.count;
    status = set_role(c, draft, WS_ROLE_SOURCE, trimmed(c, subject), (ws_span){0, 0});
    bool together = as == verb + 1;
    ws_span first = trimmed(c, (ws_range){be, together ? as + 2 : verb + 1});
    ws_span second = together ? (ws_span){0, 0} : trimmed(c, (ws_range){as, as + 2});
    return status == WS_OK ? set_role(c, draft, WS_ROLE_CUE, first, second) : status;
}

/* "Kade, cited by Reuters, said": Reuters says nothing of its own. */
static void drop_aside(citer *c, size_t number, size_t verb)
{
    ws_draft *draft = &c->drafts->items[number];
    ws_spans content = draft->role[WS_ROLE_CONTENT], source = draft->role[WS_ROLE_SOURCE];
    if (!source.count || source.items[0].begin < token(c, verb)->span.begin) return;
    for (size_t d = number > WS_DRAFTS_NEAR ? number - WS_DRAFTS_NEAR : 0;
         d < c->drafts->count && d <= number + WS_DRAFTS_NEAR; d++) {
        ws_spans other = c->drafts->items[d].role[WS_ROLE_SOURCE];
        if (d == number || c->drafts->items[d].dropped || !other.count || content.count != 1) continue;
        if (ws_span_holds(other.items[0], content.items[0])) draft->dropped = true;
    }
}

/* The first word of citing in a cue; token_count: none. */
static size_t citing_verb(const citer *c, const ws_draft *draft)
{
    ws_spans cue = draft->role[WS_ROLE_CUE];
    for (size_t p = 0; p < cue.count; p++)
        for (size_t i = ws_token_at(c->reading, cue.items[p].begin);
             i < c->reading->token_count && token(c, i)->span.begin < cue.items[p].end; i++)
            if (ws_token_cites(token(c, i))) return i;
    return c->reading->token_count;
}

ws_status ws_drafts_cite(const ws_lexicon *lexicon, ws_reading *reading, ws_drafts *drafts, ws_error *error)
{
    citer c = {lexicon, reading, drafts, error};
    size_t found = drafts->count;
    ws_status status = WS_OK;
    for (size_t d = 0; d < found && status == WS_OK; d++) {
        bool passed = drafts->items[d].dropped || drafts->items[d].role[WS_ROLE_CONTENT].count > PIECES_MOST;
        size_t verb = passed ? reading->token_count : citing_verb(&c, &drafts->items[d]);
        if (verb == reading->token_count) continue;
        const ws_sentence *sentence = &reading->sentences[ws_sentence_at(reading, token(&c, verb)->span.begin)];
        bool passive = verb > sentence->token_begin && is_form_of_be(&c, verb - 1);
        if (passive)
            status = make_quoted(&c, d, verb, sentence);
        else if (is(&c, verb + 1, "by"))
            drop_aside(&c, d, verb);
        else
            status = make_cited(&c, d, verb, sentence);
    }
    if (drafts->count > found) ws_drafts_sort(drafts);
    return status;
}
