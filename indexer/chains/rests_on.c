/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a headline or lead claims flat and a later paragraph gives a source for; what a headline or pull quote repeats.
 * Two texts are held to say the same when they share most of the first one's content words and all its numbers. */
#include "chains.h"

#include "lemma.h"
#include "tokens.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    OUTER_WITHIN = 64,
    WORDS_MOST = 64,
    WORDS_LEAST = 4,
    LEAD_PARAGRAPHS = 2,
    CLAIMS_MOST = 8,
    LATER_MOST = 400,
    TIES_MOST = 4,
    TOKENS_MOST = 300,
    DATELINE_TOKENS = 14
};
static const double claim_share = 0.65, repeat_share = 0.85;

typedef struct word_set {
    uint64_t words[WORDS_MOST]; /* hashes of dictionary forms, sorted, each once */
    size_t count;
    uint64_t numbers[8];
    size_t number_count;
} word_set;

typedef struct finder {
    const ws_lexicon *lexicon;
    ws_reading *reading;
    ws_error *error;
} finder;

static const ws_token *token(const finder *f, size_t i)
{
    return &f->reading->tokens[i];
}

/* --- words --- */

static bool counts(const finder *f, const ws_token *t)
{
    static const char *const lists[] = {"boundaries", "determiners", "auxiliaries", "pronouns", "particles", "adverbs"};
    if (t->kind == WS_TOKEN_PUNCTUATION) return false;
    if (strlen(t->folded) < 3) return false;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (ws_lexicon_has(f->lexicon, lists[i], t->folded)) return false;
    return true;
}

/* "nine" is 9. */
static const char *number_of(const ws_token *t)
{
    static const char *const numbers[] = {"two", "2",  "three",  "3",  "four",   "4",  "five",  "5",
                                          "six", "6",  "seven",  "7",  "eight",  "8",  "nine",  "9",
                                          "ten", "10", "eleven", "11", "twelve", "12", "dozen", "12"};
    if (t->kind == WS_TOKEN_NUMBER) return t->folded;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i += 2)
        if (ws_token_is(t, numbers[i])) return numbers[i + 1];
    return NULL;
}

static uint64_t hash_of(const char *word)
{
    uint64_t hash = 14695981039346656037u;
    for (; *word; word++) hash = (hash ^ (unsigned char)*word) * 1099511628211u;
    return hash;
}

static int by_value(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static ws_status add_words(const finder *f, ws_span span, word_set *set)
{
    size_t first = ws_token_at(f->reading, span.begin);
    for (size_t i = first; i < f->reading->token_count && token(f, i)->span.begin < span.end &&
                           set->count < WORDS_MOST && i - first < TOKENS_MOST;
         i++) {
        const ws_token *t = token(f, i);
        const char *number = number_of(t);
        if (!number && !counts(f, t)) continue;
        const char *lemma = number ? number : ws_lemma(f->lexicon, f->reading->arena, t->folded);
        if (!lemma) return ws_no_memory(f->error);
        set->words[set->count++] = hash_of(lemma);
        if (number && set->number_count < 8) set->numbers[set->number_count++] = hash_of(lemma);
    }
    return WS_OK;
}

static void finish(word_set *set)
{
    size_t kept = 0;
    qsort(set->words, set->count, sizeof *set->words, by_value);
    for (size_t i = 0; i < set->count; i++)
        if (!kept || set->words[kept - 1] != set->words[i]) set->words[kept++] = set->words[i];
    set->count = kept;
}

static ws_status words_of(const finder *f, ws_spans spans, word_set *set)
{
    ws_status status = WS_OK;
    set->count = set->number_count = 0;
    for (size_t i = 0; i < spans.count && status == WS_OK && set->count < WORDS_MOST; i++)
        status = add_words(f, spans.items[i], set);
    finish(set);
    return status;
}

static bool has_word(const word_set *set, uint64_t word)
{
    return bsearch(&word, set->words, set->count, sizeof word, by_value) != NULL;
}

/* The share of the first one's words that the other has; 0 when it lacks a number. */
static double share(const word_set *claim, const word_set *other)
{
    size_t shared = 0;
    for (size_t i = 0; i < claim->number_count; i++)
        if (!has_word(other, claim->numbers[i])) return 0;
    for (size_t i = 0; i < claim->count; i++) shared += has_word(other, claim->words[i]);
    return claim->count ? (double)shared / (double)claim->count : 0;
}

/* --- claims --- */

/* May a statement be what a claim rests on? */
static bool sources(const ws_statement *s, uint32_t after)
{
    bool says = s->act == WS_ACT_STATEMENT || s->act == WS_ACT_CONFIRMATION || s->act == WS_ACT_ANNOUNCEMENT ||
                s->act == WS_ACT_ALLEGATION || s->act == WS_ACT_FINDING;
    return says && !s->negated && s->speaker_count && s->source.count && s->content.count &&
           s->content.items[0].begin >= after;
}

/* The statements behind `after` that say what the claim says; returns how many, at most TIES_MOST. */
static ws_status find_sources(const finder *f, const word_set *claim, uint32_t after, size_t ties[TIES_MOST],
                              size_t *count, double *best)
{
    *count = 0;
    *best = 0;
    if (claim->count < WORDS_LEAST) return WS_OK;
    for (size_t i = 0, seen = 0; i < f->reading->statement_count && seen < LATER_MOST && *count < TIES_MOST; i++) {
        const ws_statement *s = &f->reading->statements[i];
        word_set words;
        if (!sources(s, after)) continue;
        seen++;
        ws_status status = words_of(f, s->content, &words);
        if (status != WS_OK) return status;
        double common = share(claim, &words);
        if (common < claim_share) continue;
        if (common > *best) *best = common;
        ties[(*count)++] = i;
    }
    return WS_OK;
}

/* A sentence without what stands before it in a wire report ("LINDFELL (Wire) -") and without its full stop. */
static ws_span claim_span(const finder *f, const ws_sentence *sentence)
{
    size_t begin = sentence->token_begin, end = sentence->token_end;
    for (size_t i = begin; i < end && i - begin < DATELINE_TOKENS; i++) {
        const ws_token *t = token(f, i);
        if (ws_token_is(t, "-") || ws_token_is(t, "--") || ws_token_is(t, "\xe2\x80\x94") ||
            ws_token_is(t, "\xe2\x80\x93")) {
            begin = i + 1;
            break;
        }
        if (t->kind == WS_TOKEN_WORD && !t->capital) break;
    }
    while (end > begin && token(f, end - 1)->kind == WS_TOKEN_PUNCTUATION) end--;
    return begin < end ? (ws_span){token(f, begin)->span.begin, token(f, end - 1)->span.end} : (ws_span){0, 0};
}

/* Is there a statement, a quotation or a question in it? Then it claims nothing flat. */
static bool flat(const finder *f, ws_span span)
{
    const ws_reading *r = f->reading;
    size_t quotation = ws_quotation_from(r, span.begin);
    if (quotation < r->quotation_count && r->quotations[quotation].outer.begin < span.end) return false;
    if (r->article->text[span.end] == '?') return false;
    for (size_t i = 0; i < r->statement_count; i++) {
        ws_span extent = ws_statement_extent(&r->statements[i]);
        if (extent.begin < span.end && span.begin < extent.end) return false;
    }
    return true;
}

/* Above the first paragraph, and sourced below it. */
static bool stands_above(ws_part part)
{
    return part == WS_PART_HEADLINE || part == WS_PART_SUMMARY;
}

static bool leads(const finder *f, size_t paragraph)
{
    size_t above = 0;
    while (above < f->reading->paragraph_count && above <= paragraph &&
           stands_above(f->reading->paragraphs[above].part))
        above++;
    return paragraph < above + LEAD_PARAGRAPHS;
}

/* In its place among the others, in order of last characters. */
static ws_status insert(const finder *f, ws_span span, size_t paragraph, double confidence)
{
    ws_reading *r = f->reading;
    ws_statement *grown = ws_arena_array(r->arena, r->statement_count + 1, sizeof *grown);
    ws_span *content = ws_arena_copy(r->arena, &span, sizeof span);
    if (!grown || !content) return ws_no_memory(f->error);
    size_t place = 0;
    while (place < r->statement_count && ws_statement_extent(&r->statements[place]).end < span.end) place++;
    memcpy(grown, r->statements, place * sizeof *grown);
    memcpy(grown + place + 1, r->statements + place, (r->statement_count - place) * sizeof *grown);
    grown[place] = (ws_statement){.paragraph = (uint32_t)paragraph + 1,
                                  .part = r->paragraphs[paragraph].part,
                                  .form = WS_FORM_INDIRECT,
                                  .content = {content, 1},
                                  .cue_lemma = "",
                                  .confidence = (float)confidence};
    r->statements = grown;
    r->statement_count++;
    return WS_OK;
}

ws_status ws_claims_add(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    finder f = {lexicon, reading, error};
    ws_status status = WS_OK;
    if (!reading->statement_count) return WS_OK;
    for (size_t i = 0; i < reading->sentence_count && i < CLAIMS_MOST && status == WS_OK; i++) {
        const ws_sentence *sentence = &reading->sentences[i];
        word_set claim;
        size_t ties[TIES_MOST], count;
        double best;
        if (!leads(&f, sentence->paragraph)) break;
        ws_span span = claim_span(&f, sentence);
        if (span.begin == span.end || !flat(&f, span)) continue;
        status = words_of(&f, (ws_spans){&span, 1}, &claim);
        if (status == WS_OK) status = find_sources(&f, &claim, sentence->span.end, ties, &count, &best);
        if (status == WS_OK && count) status = insert(&f, span, sentence->paragraph, best);
    }
    return status;
}

/* A statement that nobody is given for, at the head of the article. */
static ws_status tie_claim(const finder *f, ws_statement *s)
{
    word_set claim;
    size_t ties[TIES_MOST], count;
    double best;
    ws_status status = words_of(f, s->content, &claim);
    if (status == WS_OK) status = find_sources(f, &claim, ws_statement_extent(s).end, ties, &count, &best);
    if (status != WS_OK || !count) return status;
    s->rests_on = ws_arena_array(f->reading->arena, count, sizeof *s->rests_on);
    if (!s->rests_on) return ws_no_memory(f->error);
    for (size_t i = 0; i < count; i++) s->rests_on[i] = f->reading->statements[ties[i]].id;
    s->rests_on_count = count;
    s->firsthand = false;
    return WS_OK;
}

/* --- what was told in private --- */

static bool same_last_word(const char *left, const char *right)
{
    const char *a = left ? strrchr(left, ' ') : NULL, *b = right ? strrchr(right, ' ') : NULL;
    return left && right && !strcasecmp(a ? a + 1 : left, b ? b + 1 : right);
}

/* The statement in whose content another one is made; NULL: none near. */
static const ws_statement *told_by(const ws_reading *r, size_t number)
{
    const ws_statement *inner = &r->statements[number];
    for (size_t i = number + 1; i < r->statement_count && i < number + OUTER_WITHIN; i++)
        if (inner->cue.count && ws_spans_hold(r->statements[i].content, inner->cue.items[0])) return &r->statements[i];
    return NULL;
}

/* "The cabinet has told its neighbours ..." flat at the head, and later again with those from whom the writer knows it.
 */
static ws_status tie_telling(const finder *f, ws_statement *s)
{
    const ws_reading *r = f->reading;
    size_t number = (size_t)(s - r->statements);
    if (!s->addressee || s->via_count || s->given_to || s->form != WS_FORM_INDIRECT || !s->cue_lemma) return WS_OK;
    for (size_t i = number + 1, seen = 0; i < r->statement_count && seen < LATER_MOST; i++, seen++) {
        const ws_statement *other = &r->statements[i];
        bool again = other->via_count && other->cue_lemma && !strcmp(other->cue_lemma, s->cue_lemma) &&
                     other->act == s->act && same_last_word(other->addressee, s->addressee);
        const ws_statement *teller = again ? told_by(r, i) : NULL;
        if (!teller || teller->paragraph == s->paragraph) continue;
        s->rests_on = ws_arena_copy(r->arena, &teller->id, sizeof teller->id);
        if (!s->rests_on) return ws_no_memory(f->error);
        s->rests_on_count = 1;
        s->firsthand = false;
        return WS_OK;
    }
    return WS_OK;
}

/* --- repeated words --- */

static bool may_differ(const ws_statement *a, const ws_statement *b)
{
    const char *x = a->speaker_count ? a->speakers[0].key : NULL, *y = b->speaker_count ? b->speakers[0].key : NULL;
    return x && y && strcmp(x, y);
}

/* What a part says that isn't the body itself, the body may say too. */
static bool may_repeat(ws_part part)
{
    return stands_above(part) || part == WS_PART_CAPTION || part == WS_PART_PULL_QUOTE;
}

/* A headline's or caption's words that the body has too, or a quotation that stands alone and is made elsewhere with
 * its cue. */
static ws_status tie_repeated(const finder *f, size_t number)
{
    ws_reading *r = f->reading;
    ws_statement *s = &r->statements[number];
    bool marked = may_repeat(s->part);
    bool alone = !marked && s->form == WS_FORM_DIRECT && !s->cue.count && s->content.count == 1;
    word_set own, words;
    if (!marked && !alone) return WS_OK;
    ws_status status = words_of(f, s->content, &own);
    if (own.count < WORDS_LEAST) return status;
    for (size_t i = 0, seen = 0; i < r->statement_count && seen < LATER_MOST && status == WS_OK; i++) {
        const ws_statement *other = &r->statements[i];
        if (i == number || other->part != WS_PART_BODY || !other->cue.count || may_differ(s, other)) continue;
        seen++;
        status = words_of(f, other->content, &words);
        if (status != WS_OK || share(&own, &words) < (alone ? 1.0 : repeat_share)) continue;
        s->repeats = &other->id;
        if (alone) s->part = WS_PART_PULL_QUOTE;
        break;
    }
    return status;
}

ws_status ws_rests_on_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    finder f = {lexicon, reading, error};
    ws_status status = WS_OK;
    for (size_t i = 0, claims = 0, repeats = 0; i < reading->statement_count && status == WS_OK; i++) {
        ws_statement *s = &reading->statements[i];
        bool nobody = claims < CLAIMS_MOST && !s->speaker_count && !s->unresolved && !s->source.count;
        if (nobody && leads(&f, s->paragraph - 1)) status = tie_claim(&f, s), claims++;
        if (status == WS_OK && s->speaker_count && leads(&f, s->paragraph - 1)) status = tie_telling(&f, s);
        bool searched = repeats < CLAIMS_MOST && (may_repeat(s->part) || !s->cue.count) && !s->rests_on_count;
        if (status == WS_OK && searched) status = tie_repeated(&f, i), repeats++;
    }
    return status;
}
