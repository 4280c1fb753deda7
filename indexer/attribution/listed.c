/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listed.h"

#include "lemma.h"
#include "tokens.h"

#include <string.h>

enum { REFUSAL_TOKENS = 8, MOST_TOKENS = 16, PHRASE_TOKENS = 40, ECHO_WITHIN = 16 };
static const float listed_confidence = 0.8f;

/* "repeatedly refused to comment", "did not publicly respond"; when somebody answers counts: "did not immediately". */
static bool aside(const ws_lexicon *lexicon, const char *folded)
{
    return strcmp(folded, "immediately") && ws_is_adverb(lexicon, folded);
}

ws_status ws_refusal_at(const ws_lexicon *lexicon, const ws_reading *reading, size_t token, const char **kind,
                        size_t *length, ws_error *error)
{
    ws_token words[REFUSAL_TOKENS];
    size_t place[REFUSAL_TOKENS], count = 0;
    *kind = NULL;
    *length = 0;
    if (reading->tokens[token].kind != WS_TOKEN_WORD) return WS_OK;
    for (size_t k = token; k < reading->token_count && k - token < MOST_TOKENS && count < REFUSAL_TOKENS; k++) {
        if (ws_token_stops(&reading->tokens[k])) break;
        if (k != token && aside(lexicon, reading->tokens[k].folded)) continue;
        place[count] = k;
        words[count++] = reading->tokens[k];
    }
    if (!ws_lexicon_has(lexicon, "auxiliaries", words[0].folded)) {
        words[0].folded = ws_lemma(lexicon, reading->arena, words[0].folded);
        if (!words[0].folded) return ws_no_memory(error);
    }
    size_t found = ws_lexicon_phrase(lexicon, "refusals", words, count, kind);
    if (found) *length = place[found - 1] + 1 - token;
    return WS_OK;
}

/* --- those that the model has not found --- */

static bool is(const ws_reading *reading, size_t i, const char *word)
{
    return i < reading->token_count && ws_token_is(&reading->tokens[i], word);
}

/* "declined | to comment", "did not respond to | questions", "referred | questions". */
static size_t cue_end(const ws_reading *reading, size_t begin, size_t length, const char *kind)
{
    size_t end = begin + length;
    if (!strcmp(kind, "referred")) return begin + 1;
    for (size_t i = begin + 1; i + 1 < end && !strcmp(kind, "declined"); i++)
        if (is(reading, i, "to")) return i;
    return end + (is(reading, end, "to") || is(reading, end, "on"));
}

static bool begins_clause(const ws_lexicon *lexicon, const ws_reading *reading, size_t i)
{
    const char *kind = ws_lexicon_value(lexicon, "boundaries", reading->tokens[i].folded);
    return kind && !strcmp(kind, "clause");
}

static bool opens_with_circumstance(const ws_lexicon *lexicon, const ws_token *token)
{
    const char *kind = ws_lexicon_value(lexicon, "boundaries", token->folded);
    return (kind && !strcmp(kind, "circumstance")) || ws_lexicon_has(lexicon, "adverbs", token->folded);
}

/* Where the subject begins that ends before token `cue`: with the sentence, or after the last word that begins a
 * clause. "and" between nouns joins ("Ruiz and Kade", "the palace and the council"). */
static size_t subject_begin(const ws_lexicon *lexicon, const ws_reading *reading, size_t first, size_t cue)
{
    size_t begin = cue;
    while (begin > first && cue - begin < PHRASE_TOKENS) {
        const ws_token *before = &reading->tokens[begin - 1];
        bool stops = ws_token_stops(before) && !ws_token_is(before, ",") && !ws_token_is(before, "(") &&
                     !ws_token_is(before, ")");
        bool joins =
            begin < cue && ws_token_is(before, "and") &&
            (reading->tokens[begin].capital || ws_lexicon_has(lexicon, "determiners", reading->tokens[begin].folded));
        bool relative = ws_token_is(before, "which") || ws_token_is(before, "who");
        bool aside = relative && is(reading, cue - 1, ",") && begin > first + 1 && is(reading, begin - 2, ",");
        if (aside) { /* "Osterman Works, which built it, did not respond" */
            begin--;
            continue;
        }
        if (stops || (begins_clause(lexicon, reading, begin - 1) && !joins)) break;
        if (ws_lexicon_has(lexicon, "auxiliaries", before->folded))
            return cue; /* another verb: whose subject is not known */
        begin--;
    }
    if (begin < cue && opens_with_circumstance(lexicon, &reading->tokens[begin]))
        for (size_t i = begin; i < cue; i++)
            if (is(reading, i, ",")) return i + 1;
    return begin;
}

/* Tokens as a span without punctuation at its edges. */
static ws_span span_of(const ws_reading *reading, size_t begin, size_t end)
{
    while (begin < end && reading->tokens[begin].kind == WS_TOKEN_PUNCTUATION) begin++;
    while (end > begin && reading->tokens[end - 1].kind == WS_TOKEN_PUNCTUATION) end--;
    return begin < end ? (ws_span){reading->tokens[begin].span.begin, reading->tokens[end - 1].span.end}
                       : (ws_span){0, 0};
}

static ws_status refuse(const ws_lexicon *lexicon, ws_reading *reading, const ws_sentence *sentence, size_t begin,
                        size_t end, ws_drafts *drafts, ws_error *error)
{
    size_t last = end, subject = subject_begin(lexicon, reading, sentence->token_begin, begin);
    while (last < sentence->token_end && last - end < PHRASE_TOKENS && !ws_token_stops(&reading->tokens[last]) &&
           !is(reading, last, "and") && !is(reading, last, "but"))
        last++;
    const ws_span roles[WS_ROLES] = {[WS_ROLE_SOURCE] = span_of(reading, subject, begin),
                                     [WS_ROLE_CUE] = span_of(reading, begin, end),
                                     [WS_ROLE_CONTENT] = span_of(reading, end, last)};
    return ws_drafts_add(reading->arena, drafts, roles, listed_confidence, error);
}

/* "..., as did the insurer, Halden Mutual": behind a refusal that ends before token `from`, whose verb it stands for.
 */
static ws_status echo(const ws_lexicon *lexicon, ws_reading *reading, const ws_sentence *sentence, size_t from,
                      const bool *cue, ws_drafts *drafts, ws_error *error)
{
    for (size_t i = from; i + 2 < sentence->token_end && i - from < ECHO_WITHIN; i++) {
        bool auxiliary = is(reading, i + 1, "did") || is(reading, i + 1, "does") || is(reading, i + 1, "do") ||
                         is(reading, i + 1, "has") || is(reading, i + 1, "have");
        if (!is(reading, i, "as") || !auxiliary) continue;
        const ws_token *next = &reading->tokens[i + 2];
        bool subject = next->capital || ws_lexicon_has(lexicon, "determiners", next->folded);
        if (!subject || cue[i + 1] || ws_reading_quotation_at(reading, next->span.begin) >= 0) return WS_OK;
        const ws_span roles[WS_ROLES] = {[WS_ROLE_SOURCE] = span_of(reading, i + 2, sentence->token_end),
                                         [WS_ROLE_CUE] = reading->tokens[i + 1].span};
        return ws_drafts_add(reading->arena, drafts, roles, listed_confidence, error);
    }
    return WS_OK;
}

/* "Nor would she say": the model sees only the verb. */
static ws_status turn(const ws_lexicon *lexicon, ws_reading *reading, const ws_sentence *sentence, ws_drafts *drafts,
                      ws_error *error)
{
    size_t first = sentence->token_begin;
    if (first + 3 >= sentence->token_end || !is(reading, first, "nor")) return WS_OK;
    if (!ws_lexicon_has(lexicon, "auxiliaries", reading->tokens[first + 1].folded)) return WS_OK;
    size_t d = ws_drafts_from(drafts, drafts->count, reading->tokens[first].span.begin);
    while (d < drafts->count && drafts->items[d].dropped) d++;
    if (d == drafts->count) return WS_OK;
    ws_draft *draft = &drafts->items[d];
    ws_spans source = draft->role[WS_ROLE_SOURCE], verb = draft->role[WS_ROLE_CUE];
    if (!source.count || source.items[0].begin != reading->tokens[first + 2].span.begin) return WS_OK;
    if (verb.count != 1 || verb.items[0].begin < source.items[0].end) return WS_OK;
    if (verb.items[0].end > sentence->span.end) return WS_OK;
    ws_span pieces[2] = {{reading->tokens[first].span.begin, reading->tokens[first + 1].span.end}, verb.items[0]};
    draft->role[WS_ROLE_CUE] = (ws_spans){ws_arena_copy(reading->arena, pieces, sizeof pieces), 2};
    return draft->role[WS_ROLE_CUE].items ? WS_OK : ws_no_memory(error);
}

/* "According to the log, the trawler sank": with one comma only, or it is not plain where the source ends. */
static ws_status accord(ws_reading *reading, const ws_sentence *sentence, const bool *cue, ws_drafts *drafts,
                        ws_error *error)
{
    size_t first = sentence->token_begin, comma = sentence->token_end, aside = 0;
    if (!is(reading, first, "according") || !is(reading, first + 1, "to") || cue[first]) return WS_OK;
    for (size_t i = first + 2; i < sentence->token_end; i++) {
        if (!is(reading, i, ",")) continue;
        if (comma < sentence->token_end) return WS_OK;
        comma = i;
        if (is(reading, i + 1, "which") || is(reading, i + 1, "citing")) { /* "..., which cited two officials, ..." */
            aside = i;
            comma = sentence->token_end;
            for (i += 2; i < sentence->token_end && !is(reading, i, ","); i++) continue;
            comma = i;
        }
    }
    if (comma == sentence->token_end || comma == first + 2) return WS_OK;
    const ws_span roles[WS_ROLES] = {[WS_ROLE_SOURCE] = span_of(reading, first + 2, aside ? aside : comma),
                                     [WS_ROLE_CUE] = span_of(reading, first, first + 2),
                                     [WS_ROLE_CONTENT] = span_of(reading, comma + 1, sentence->token_end)};
    return ws_drafts_add(reading->arena, drafts, roles, listed_confidence, error);
}

/* Marks the tokens of all cues. */
static bool *cue_tokens(const ws_reading *reading, const ws_drafts *drafts)
{
    bool *marked = ws_arena_array(reading->arena, reading->token_count, sizeof *marked);
    for (size_t d = 0; d < drafts->count && marked; d++)
        for (size_t s = 0; s < drafts->items[d].role[WS_ROLE_CUE].count && !drafts->items[d].dropped; s++) {
            ws_span span = drafts->items[d].role[WS_ROLE_CUE].items[s];
            for (size_t i = ws_token_at(reading, span.begin); i < reading->token_count; i++) {
                if (reading->tokens[i].span.begin >= span.end) break;
                marked[i] = true;
            }
        }
    return marked;
}

/* The request in "did not respond to a request for comment" is no attribution of its own. */
static void drop_requests(ws_drafts *drafts)
{
    uint32_t end = 0;
    for (size_t i = 0; i < drafts->count; i++) {
        ws_draft *draft = &drafts->items[i];
        ws_spans content = draft->role[WS_ROLE_CONTENT];
        if (draft->added)
            end = content.count ? content.items[0].end : 0;
        else if (ws_draft_cue(draft) < end)
            draft->dropped = true;
    }
}

static ws_status refusals_of(const ws_lexicon *lexicon, ws_reading *reading, const ws_sentence *sentence,
                             const bool *cue, ws_drafts *drafts, ws_error *error)
{
    size_t length;
    const char *kind;
    for (size_t i = sentence->token_begin; i < sentence->token_end; i++) {
        ws_status status = ws_refusal_at(lexicon, reading, i, &kind, &length, error);
        if (status != WS_OK) return status;
        if (!kind || i + length > sentence->token_end) continue;
        bool taken = ws_reading_quotation_at(reading, reading->tokens[i].span.begin) >= 0;
        for (size_t k = i; k < i + length; k++) taken |= cue[k];
        if (!taken) status = refuse(lexicon, reading, sentence, i, cue_end(reading, i, length, kind), drafts, error);
        if (status == WS_OK) status = echo(lexicon, reading, sentence, i + length, cue, drafts, error);
        if (status != WS_OK) return status;
        i += length - 1;
    }
    return WS_OK;
}

ws_status ws_drafts_list(const ws_lexicon *lexicon, ws_reading *reading, ws_drafts *drafts, ws_error *error)
{
    size_t found = drafts->count;
    ws_status status = WS_OK;
    const bool *cue = cue_tokens(reading, drafts);
    if (!cue) return ws_no_memory(error);
    for (size_t s = 0; s < reading->sentence_count && status == WS_OK; s++)
        status = refusals_of(lexicon, reading, &reading->sentences[s], cue, drafts, error);
    if (drafts->count > found) {
        ws_drafts_sort(drafts);
        drop_requests(drafts);
    }
    for (size_t s = 0; s < reading->sentence_count && status == WS_OK; s++)
        status = turn(lexicon, reading, &reading->sentences[s], drafts, error);
    for (size_t s = 0; s < reading->sentence_count && status == WS_OK; s++)
        status = accord(reading, &reading->sentences[s], cue, drafts, error);
    if (drafts->count > found) ws_drafts_sort(drafts);
    return status;
}
