/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from the spans of a statement and its cue. */
#include "attribution.h"

#include "lemma.h"
#include "listed.h"
#include "passive.h"
#include "responses.h"
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

/* Whether words in this quotation are given as the speaker's own: it is outermost, or stands in the quotation that has
 * the cue too. What somebody relays within a quotation of his own is no quotation of whom he relays. */
static bool quotes_speaker(const ws_reading *reading, const ws_quotation *quotation, const ws_statement *s)
{
    if (!s->cue.count) return quotation->depth == 0;
    if (ws_span_holds(quotation->outer, s->cue.items[0])) return false;
    return quotation->parent < 0 || ws_span_holds(reading->quotations[quotation->parent].outer, s->cue.items[0]);
}

/* The first quotation that may have a part of a span: the outermost one around it, else the first that begins after. */
static size_t first_near(const ws_reading *reading, ws_span span)
{
    int32_t around = ws_reading_quotation_at(reading, span.begin);
    while (around >= 0 && reading->quotations[around].parent >= 0) around = reading->quotations[around].parent;
    return around >= 0 ? (size_t)around : ws_quotation_from(reading, span.begin);
}

/* "RUIZ: I think so." in a transcript: the words behind a label in capitals that begins its paragraph are her own. */
static bool labelled(const ws_reading *reading, const ws_statement *s)
{
    if (s->cue.count != 1 || !s->source.count) return false;
    const char *text = reading->article->text;
    ws_span source = s->source.items[0], cue = s->cue.items[0];
    const ws_paragraph *paragraph = &reading->paragraphs[ws_paragraph_at(reading, source.begin)];
    if (cue.end - cue.begin != 1 || text[cue.begin] != ':' || cue.begin != source.end) return false;
    bool letters = false;
    for (uint32_t i = source.begin; i < source.end; i++) {
        if (text[i] >= 'a' && text[i] <= 'z') return false;
        letters |= text[i] >= 'A' && text[i] <= 'Z';
    }
    return letters && paragraph->part != WS_PART_HEADLINE && paragraph->span.begin == source.begin;
}

/* Quoted spans and form. */
static ws_status mark_quoted(ws_reading *reading, ws_statement *s, ws_error *error)
{
    size_t all = 0, inside = 0, capacity = 0;
    for (size_t i = 0; i < s->content.count; i++) {
        ws_span piece = s->content.items[i];
        all += words_in(reading, piece);
        for (size_t k = first_near(reading, piece);
             k < reading->quotation_count && reading->quotations[k].outer.begin < piece.end; k++) {
            ws_span span = reading->quotations[k].inner;
            if (span.end <= piece.begin || !quotes_speaker(reading, &reading->quotations[k], s)) continue;
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
    s->form = labelled(reading, s)                           ? WS_FORM_DIRECT
              : !inside                                      ? WS_FORM_INDIRECT
              : (double)inside >= direct_share * (double)all ? WS_FORM_DIRECT
                                                             : WS_FORM_MIXED;
    return WS_OK;
}

/* "The study", but not the Geological Survey, which is somebody. */
static bool reports_findings(const ws_lexicon *lexicon, const ws_reading *reading, const ws_statement *s)
{
    if (!s->source.count) return false;
    const char *kind = NULL;
    size_t first = ws_token_at(reading, s->source.items[0].begin);
    for (size_t i = first; i < reading->token_count && reading->tokens[i].span.end <= s->source.items[0].end; i++) {
        const ws_token *token = &reading->tokens[i];
        if (ws_lexicon_has(lexicon, "boundaries", token->folded) || ws_token_is(token, ",")) break;
        kind = token->capital && i > first ? NULL : ws_lexicon_value(lexicon, "documents", token->folded);
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

/* The refusal in a cue, which may end within the words of the list ("declined" to comment). */
static ws_status find_refusal(const ws_lexicon *lexicon, const ws_reading *reading, ws_spans cue, const char **kind,
                              ws_error *error)
{
    size_t opening = reading->token_count, length;
    *kind = NULL;
    for (size_t piece = 0; piece < cue.count && !*kind; piece++) {
        size_t i = ws_token_at(reading, cue.items[piece].begin);
        if (piece && opening < i && i < reading->token_count)
            *kind = refusal_turned(lexicon, &reading->tokens[opening], &reading->tokens[i]);
        for (; i < reading->token_count && reading->tokens[i].span.end <= cue.items[piece].end && !*kind; i++) {
            ws_status status = ws_refusal_at(lexicon, reading, i, kind, &length, error);
            if (status != WS_OK) return status;
            opening = i;
        }
    }
    return WS_OK;
}

static const ws_token *first_word(const ws_reading *reading, ws_span span)
{
    size_t i = ws_token_at(reading, span.begin);
    while (i < reading->token_count && reading->tokens[i].kind == WS_TOKEN_PUNCTUATION) i++;
    return i < reading->token_count && reading->tokens[i].span.end <= span.end ? &reading->tokens[i] : NULL;
}

/* "asked them to leave", "told to wait"; not "asked whether they would leave". */
static bool asks_for_deeds(const ws_lexicon *lexicon, const ws_reading *reading, const ws_statement *s, ws_act act)
{
    for (size_t i = 0; i < s->content.count; i++) {
        const ws_token *first = first_word(reading, s->content.items[i]);
        if (first && ws_token_is(first, "to")) return true;
    }
    if (act != WS_ACT_QUESTION || !s->content.count || s->form == WS_FORM_DIRECT) return false;
    const ws_token *first = first_word(reading, s->content.items[0]);
    ws_span last = s->content.items[s->content.count - 1];
    return first && !ws_lexicon_has(lexicon, "questions", first->folded) &&
           !memchr(reading->article->text + last.begin, '?', last.end - last.begin);
}

/* "No organization claimed", "Nobody said", "No cause of death was announced". */
static bool nobody_says(const ws_lexicon *lexicon, const ws_reading *reading, const ws_statement *s)
{
    static const char *const none[] = {"no", "not", "none", "nobody", "neither"};
    ws_spans subject = s->source.count ? s->source : s->content;
    if (!subject.count || !s->cue.count || subject.items[0].begin > s->cue.items[0].begin) return false;
    const ws_token *first = first_word(reading, subject.items[0]);
    if (!s->source.count &&
        !ws_lexicon_has(lexicon, "auxiliaries",
                        first_word(reading, s->cue.items[0]) ? first_word(reading, s->cue.items[0])->folded : ""))
        return false;
    for (size_t i = 0; first && i < sizeof none / sizeof *none; i++)
        if (ws_token_is(first, none[i]) && ws_reading_quotation_at(reading, first->span.begin) < 0) return true;
    return false;
}

/* "Rejected the accusation", "dismissed the report as false"; a proposal or a request that is rejected is no denial. */
static bool rejects_claim(const ws_lexicon *lexicon, const ws_reading *reading, const ws_statement *s,
                          const char *lemma)
{
    static const char *const verbs[] = {"reject", "dismiss", "brush off", "brush aside", "wave off", "call"};
    enum { OPENING = 5, ALL = 40 };
    size_t verb = 0, verbs_count = sizeof verbs / sizeof *verbs;
    while (verb < verbs_count && strcmp(verbs[verb], lemma)) verb++;
    if (verb == verbs_count || !s->content.count || s->form == WS_FORM_DIRECT) return false;
    size_t first = ws_token_at(reading, s->content.items[0].begin);
    bool claim = false, untrue = false;
    for (size_t i = first;
         i < reading->token_count && reading->tokens[i].span.end <= s->content.items[0].end && i - first < ALL; i++) {
        const char *kind = ws_lexicon_value(lexicon, "claims", reading->tokens[i].folded);
        if (!kind) continue;
        claim |= !strcmp(kind, "claim") && i - first < OPENING;
        untrue |= !strcmp(kind, "untrue");
    }
    return strcmp(lemma, "call") ? claim || untrue : claim && untrue;
}

/* By the cue's dictionary form, whether it is listed as a cue or not; of what was not said there is none. */
static ws_status find_tone(const ws_lexicon *lexicon, const ws_reading *reading, ws_statement *s, ws_error *error)
{
    const ws_cue *cue;
    if (s->negated || !s->cue.count) return WS_OK;
    const char *lemma = ws_cue_lemma(lexicon, reading, s->cue, &cue);
    if (!lemma) return ws_no_memory(error);
    const char *tone = ws_lexicon_value(lexicon, "tones", cue ? cue->lemma : lemma);
    if (tone) s->tone = (ws_tone)ws_value_parse(WS_TONES, tone);
    return WS_OK;
}

static void classify_by_head(const ws_lexicon *lexicon, const ws_reading *reading, ws_statement *s)
{
    ws_cue_head head = ws_cue_find_head(lexicon, reading, s->cue);
    s->negated = head.negated != nobody_says(lexicon, reading, s);
    if (head.cue) s->act = head.cue->act, s->stance = head.cue->stance;
    if (!head.negated && head.cue && s->act != WS_ACT_DENIAL && rejects_claim(lexicon, reading, s, head.cue->lemma))
        s->act = WS_ACT_DENIAL;
    if (head.cue && head.cue->asks && asks_for_deeds(lexicon, reading, s, s->act)) s->act = WS_ACT_REQUEST;
    /* Who didn't deny or confirm something has not said whether it is true. */
    if (s->negated && (s->act == WS_ACT_DENIAL || s->act == WS_ACT_CONFIRMATION)) s->act = WS_ACT_STATEMENT;
    if (s->act == WS_ACT_STATEMENT && reports_findings(lexicon, reading, s)) s->act = WS_ACT_FINDING;
}

static ws_status classify_cue(const ws_lexicon *lexicon, ws_reading *reading, ws_statement *s, ws_error *error)
{
    const char *refusal;
    ws_status status = find_refusal(lexicon, reading, s->cue, &refusal, error);
    if (status != WS_OK) return status;
    if (!refusal) {
        classify_by_head(lexicon, reading, s);
        return find_tone(lexicon, reading, s, error);
    }
    int kind = ws_value_parse(WS_RESPONSE_KINDS, refusal);
    s->response.kind = kind < 0 ? WS_RESPONSE_NONE : (ws_response_kind)kind;
    s->act = s->response.kind >= WS_RESPONSE_DID_NOT_RESPOND ? WS_ACT_NO_RESPONSE : WS_ACT_NO_COMMENT;
    return ws_response_describe(lexicon, reading, s, error);
}

/* "The prosecutor declined to comment, as did the insurer": the same answer by somebody else. */
static void echo(ws_reading *reading, size_t number)
{
    int32_t echoed = ws_response_echoed(reading, number);
    if (echoed < 0) return;
    reading->statements[number].act = reading->statements[echoed].act;
    reading->statements[number].response = reading->statements[echoed].response;
}

ws_status ws_attribution_classify(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    ws_status status = WS_OK;
    for (size_t i = 0; i < reading->statement_count && status == WS_OK; i++) {
        status = mark_quoted(reading, &reading->statements[i], error);
        if (status == WS_OK) status = classify_cue(lexicon, reading, &reading->statements[i], error);
        if (status == WS_OK) echo(reading, i);
        if (ws_cue_hides_speaker(lexicon, reading, &reading->statements[i])) reading->statements[i].source.count = 0;
    }
    return status;
}
