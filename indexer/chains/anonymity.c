/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Speakers without a name: how near they stand to what they tell, why their names are kept back, what they are called.
 */
#include "chains.h"

#include "mentions.h"
#include "tokens.h"
#include "withheld.h"

#include <string.h>
#include <strings.h>

enum { SENTENCE_TOKENS = 160, REASON_WITHIN = 8, BACK = 64, NEAR = 16, WORDS_MOST = 300 };

typedef struct finder {
    const ws_lexicon *lexicon;
    ws_reading *reading;
    ws_error *error;
} finder;

static const ws_token *token(const finder *f, size_t i)
{
    return &f->reading->tokens[i];
}

static bool has(const finder *f, const char *list, size_t i)
{
    return ws_lexicon_has(f->lexicon, list, token(f, i)->folded);
}

static size_t phrase_at(const finder *f, const char *list, size_t i, size_t end, const char **value)
{
    return ws_lexicon_phrase(f->lexicon, list, token(f, i), end - i, value);
}

static bool unnamed(ws_naming naming)
{
    return naming == WS_NAMING_INSIDER || naming == WS_NAMING_WITHHELD;
}

/* At most WORDS_MOST of them. */
static ws_range tokens_of(const finder *f, ws_span span)
{
    ws_range range = {ws_token_at(f->reading, span.begin), 0};
    range.end = range.begin;
    while (range.end < f->reading->token_count && token(f, range.end)->span.end <= span.end &&
           range.end - range.begin < WORDS_MOST)
        range.end++;
    return range;
}

static ws_range sentence_of(const finder *f, size_t number)
{
    const ws_sentence *sentence = &f->reading->sentences[number];
    size_t end = sentence->token_end;
    if (end - sentence->token_begin > SENTENCE_TOKENS) end = sentence->token_begin + SENTENCE_TOKENS;
    return (ws_range){sentence->token_begin, end};
}

/* --- the reason --- */

static ws_status take_reason(const finder *f, ws_range words, ws_anonymity *out)
{
    while (words.end > words.begin && token(f, words.end - 1)->kind == WS_TOKEN_PUNCTUATION) words.end--;
    if (words.end - words.begin < 2) return WS_OK;
    for (size_t i = words.begin; i < words.end && !out->stock; i++)
        out->stock = phrase_at(f, "stock_reasons", i, words.end, NULL) > 0;
    out->reason = ws_tokens_text(f->reading->arena, f->reading, words);
    return out->reason ? WS_OK : ws_no_memory(f->error);
}

/* Behind the words that hold the name back, or before them at the head of the sentence; or these words are the reason
 * themselves ("who was not authorized to speak publicly"). */
static ws_status find_reason(const finder *f, ws_range sentence, ws_range withheld, ws_anonymity *out)
{
    for (size_t i = withheld.end; i < sentence.end && i - withheld.end < REASON_WITHIN; i++) {
        if (token(f, i)->kind == WS_TOKEN_PUNCTUATION && !ws_token_is(token(f, i), ",")) break;
        if (ws_reason_opens(f->lexicon, f->reading, i, sentence.end))
            return take_reason(f, (ws_range){i, ws_reason_end(f->reading, i, sentence.end)}, out);
    }
    size_t first = sentence.begin;
    if (ws_token_is(token(f, first), "because") || ws_token_is(token(f, first), "citing"))
        return take_reason(f, (ws_range){first, ws_reason_end(f->reading, first, withheld.begin)}, out);
    bool itself = false;
    for (size_t i = withheld.begin; i < withheld.end; i++)
        itself |= phrase_at(f, "stock_reasons", i, withheld.end, NULL) > 0;
    if (!itself) return WS_OK;
    size_t begin = withheld.begin;
    while (begin > sentence.begin && has(f, "auxiliaries", begin - 1)) begin--;
    for (size_t i = begin; i > sentence.begin && begin - i < 3; i--) /* "because they were" */
        if (ws_reason_opens(f->lexicon, f->reading, i - 1, sentence.end)) begin = i - 1;
    return take_reason(f, (ws_range){begin, ws_reason_end(f->reading, withheld.end, sentence.end)}, out);
}

/* May the sentence behind speak of the same source: "He spoke on condition ...", "The officials asked not to ..."? */
static bool carries_on(const finder *f, ws_range sentence)
{
    size_t i = sentence.begin;
    if (i >= sentence.end) return false;
    if (has(f, "pronouns", i)) return true;
    static const char *const all[] = {"both", "all", "neither", "none", "like"};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        if (ws_token_is(token(f, i), all[k])) return true;
    if (!ws_token_is(token(f, i), "the")) return false;
    for (size_t k = i + 1; k < sentence.end && k < i + 4; k++)
        if (has(f, "anonymous", k)) return true;
    return false;
}

/* --- how near, how plain --- */

static ws_proximity proximity_of(const finder *f, ws_range words)
{
    const char *value;
    for (size_t i = words.begin; i < words.end; i++)
        if (phrase_at(f, "proximities", i, words.end, &value))
            return (ws_proximity)ws_value_parse(WS_PROXIMITIES, value);
    return WS_PROXIMITY_UNSPECIFIED;
}

/* The source phrase without what is told of the speaking: "a foreman, who spoke on condition ..." is "a foreman". */
static ws_range descriptor_of(const finder *f, ws_range source)
{
    for (size_t i = source.begin + 1; i < source.end; i++) {
        bool speaks = ws_token_is(token(f, i), "who") && i + 1 < source.end &&
                      (ws_token_is(token(f, i + 1), "spoke") || ws_token_is(token(f, i + 1), "asked") ||
                       ws_token_is(token(f, i + 1), "declined") || ws_token_is(token(f, i + 1), "requested") ||
                       phrase_at(f, "withheld", i + 1, source.end, NULL));
        if (ws_token_is(token(f, i), ",") || ws_token_is(token(f, i), "speaking") || speaks)
            return (ws_range){source.begin, i};
    }
    return source;
}

static ws_specificity specificity_of(const finder *f, ws_range words, ws_proximity proximity)
{
    static const char *const empty[] = {"senior", "unnamed", "anonymous", "unidentified", "top", "other", "same"};
    bool described = proximity != WS_PROXIMITY_UNSPECIFIED;
    for (size_t i = words.begin; i < words.end; i++) {
        const ws_token *t = token(f, i);
        bool name = t->capital && (i > words.begin || !ws_lexicon_has(f->lexicon, "determiners", t->folded)) &&
                    !has(f, "anonymous", i) && !has(f, "title_words", i);
        if (name || has(f, "organizations", i) || has(f, "bodies", i) || has(f, "demonyms", i))
            return WS_SPECIFICITY_PLACED;
        bool plain = has(f, "determiners", i) || has(f, "informants", i) || has(f, "pronouns", i) ||
                     has(f, "anonymous", i) || has(f, "boundaries", i) || t->kind != WS_TOKEN_WORD;
        for (size_t k = 0; k < sizeof empty / sizeof *empty; k++) plain |= ws_token_is(t, empty[k]);
        described |= !plain;
    }
    return described ? WS_SPECIFICITY_DESCRIBED : WS_SPECIFICITY_BARE;
}

/* --- what is said --- */

static bool speaks_of_person(const finder *f, size_t i, size_t first, size_t end)
{
    size_t from = i > first + 8 ? i - 8 : first, to = i + 6 < end ? i + 6 : end;
    for (size_t k = from; k < to; k++) {
        const char *kind = ws_lexicon_value(f->lexicon, "pronouns", token(f, k)->folded);
        if (kind && (!strcmp(kind, "male") || !strcmp(kind, "female"))) return true;
        if (token(f, k)->capital && k > first && !has(f, "organizations", k) && !has(f, "demonyms", k)) return true;
    }
    return false;
}

/* A fact where it is reported without a word that weighs; nothing where it is quoted and none is found. */
static ws_judgement judgement_of(const finder *f, const ws_statement *s)
{
    ws_judgement found = WS_JUDGEMENT_NONE;
    size_t words = 0;
    for (size_t p = 0; p < s->content.count && words < WORDS_MOST; p++) {
        ws_range range = tokens_of(f, s->content.items[p]);
        for (size_t i = range.begin; i < range.end; i++) {
            const char *value;
            words += token(f, i)->kind == WS_TOKEN_WORD;
            if (!phrase_at(f, "judgements", i, range.end, &value)) continue;
            bool denied =
                i > range.begin && (ws_token_is(token(f, i - 1), "not") || ws_token_is(token(f, i - 1), "no"));
            bool attack = !strcmp(value, "attack") && !denied && speaks_of_person(f, i, range.begin, range.end);
            if (attack) return WS_JUDGEMENT_ATTACK;
            if (strcmp(value, "attack")) found = WS_JUDGEMENT_OPINION;
        }
    }
    if (found || s->act == WS_ACT_THOUGHT) return WS_JUDGEMENT_OPINION;
    return s->form == WS_FORM_INDIRECT && words > 3 ? WS_JUDGEMENT_FACT : WS_JUDGEMENT_NONE;
}

/* --- statements --- */

/* "One of them", "two of the people": of those who spoke right before. */
static bool part_of_others(const finder *f, const ws_statement *s)
{
    ws_range source = s->source.count ? tokens_of(f, s->source.items[0]) : (ws_range){0, 0};
    for (size_t i = source.begin; i + 1 < source.end; i++)
        if (ws_token_is(token(f, i), "of")) return ws_token_is(token(f, i + 1), "them") && i + 2 == source.end;
    return false;
}

/* The one before with the same speaker, or of whom the speaker is one. */
static const ws_statement *told_before(const finder *f, size_t number)
{
    const ws_statement *s = &f->reading->statements[number];
    const char *name = s->speakers[0].name;
    bool part = part_of_others(f, s);
    for (size_t i = number, seen = 0; name && i-- > 0 && seen < BACK; seen++) {
        const ws_statement *before = &f->reading->statements[i];
        if (!before->speaker_count || !before->speakers[0].name) continue;
        if (part) return before->anonymity.proximity ? before : NULL;
        if (!before->anonymity.proximity) continue;
        if (!strcasecmp(before->speakers[0].name, name)) return before;
    }
    return NULL;
}

/* Is nobody else's source between the statement's and the words, and nobody's behind it the next one's? */
static bool meant(const finder *f, size_t number, size_t withheld)
{
    uint32_t own = f->reading->statements[number].source.items[0].begin, at = token(f, withheld)->span.begin;
    for (size_t i = number > NEAR ? number - NEAR : 0; i < f->reading->statement_count && i <= number + NEAR; i++) {
        const ws_statement *other = &f->reading->statements[i];
        if (i == number || !other->source.count) continue;
        uint32_t source = other->source.items[0].begin;
        if (source > own && source < at) return false;
        if (source > at && own > at && source < own) return false;
    }
    return true;
}

static ws_status find_withheld(const finder *f, ws_statement *s, size_t number, bool *withheld)
{
    ws_range sentence = sentence_of(f, number), found = ws_withheld_in(f->lexicon, f->reading, sentence);
    if (found.begin == found.end && number + 1 < f->reading->sentence_count) {
        bool together = f->reading->sentences[number].paragraph == f->reading->sentences[number + 1].paragraph;
        sentence = sentence_of(f, number + 1);
        if (together && carries_on(f, sentence)) found = ws_withheld_in(f->lexicon, f->reading, sentence);
    }
    *withheld = found.begin < found.end && meant(f, (size_t)(s - f->reading->statements), found.begin);
    return *withheld ? find_reason(f, sentence, found, &s->anonymity) : WS_OK;
}

static ws_status look(const finder *f, size_t number)
{
    ws_statement *s = &f->reading->statements[number];
    ws_range source = s->source.count ? tokens_of(f, s->source.items[0]) : (ws_range){0, 0};
    bool withheld = false;
    const ws_statement *before = told_before(f, number);
    ws_status status = WS_OK;
    s->anonymity.proximity = WS_PROXIMITY_UNSPECIFIED;
    s->anonymity.descriptor = s->speakers[0].name;
    if (source.begin < source.end) {
        ws_range words = descriptor_of(f, source);
        s->anonymity.proximity = proximity_of(f, words);
        s->anonymity.specificity = specificity_of(f, words, s->anonymity.proximity);
        size_t sentence = ws_sentence_at(f->reading, token(f, source.begin)->span.begin);
        status = find_withheld(f, s, sentence, &withheld);
        bool pronoun = words.end == words.begin + 1 && has(f, "pronouns", words.begin);
        if (status == WS_OK && !pronoun) {
            s->anonymity.descriptor = ws_tokens_text(f->reading->arena, f->reading, words);
            if (!s->anonymity.descriptor) return ws_no_memory(f->error);
        }
    }
    if (before && s->anonymity.proximity == WS_PROXIMITY_UNSPECIFIED)
        s->anonymity.proximity = before->anonymity.proximity;
    if (before && before->anonymity.specificity > s->anonymity.specificity) {
        s->anonymity.specificity = before->anonymity.specificity;
        s->anonymity.descriptor = before->anonymity.descriptor;
    }
    if (before && !withheld && before->speakers[0].naming == WS_NAMING_WITHHELD) {
        withheld = true;
        s->anonymity.reason = before->anonymity.reason;
        s->anonymity.stock = before->anonymity.stock;
    }
    s->anonymity.judgement = judgement_of(f, s);
    for (size_t i = 0; i < s->speaker_count; i++) {
        if (!withheld || s->speakers[i].key) continue;
        s->speakers[i].naming = WS_NAMING_WITHHELD;
        s->speakers[i].type = WS_SPEAKER_ANONYMOUS;
    }
    if (!withheld && !unnamed(s->speakers[0].naming)) memset(&s->anonymity, 0, sizeof s->anonymity);
    return status;
}

ws_status ws_anonymity_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    finder f = {lexicon, reading, error};
    ws_status status = WS_OK;
    for (size_t i = 0; i < reading->statement_count && status == WS_OK; i++) {
        const ws_statement *s = &reading->statements[i];
        if (!s->speaker_count || s->speakers[0].key) continue;
        ws_speaker_type type = s->speakers[0].type;
        bool open = type == WS_SPEAKER_ROLE || type == WS_SPEAKER_GROUP; /* until the text says otherwise */
        if (unnamed(s->speakers[0].naming) || open) status = look(&f, i);
    }
    return status;
}
