/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers that an outlet has seen: who saw them, and how they came to be seen where the text says. */
#include "chains.h"

#include "mentions.h"
#include "relayers.h"
#include "tokens.h"

#include <string.h>

enum { SEEN_WITHIN = 14, LEAKED_BEFORE = 3, STATE_TOKENS = 14, PAPERS_MOST = 32, NEAR_TOKENS = 60 };

/* A paper that was introduced, by its noun. */
typedef struct paper {
    const char *noun, *seen_by, *obtained;
    bool several; /* another paper of this noun was seen by somebody else */
} paper;

typedef struct finder {
    const ws_lexicon *lexicon;
    ws_reading *reading;
    paper papers[PAPERS_MOST];
    size_t count;
    ws_error *error;
} finder;

static const ws_token *token(const finder *f, size_t i)
{
    return &f->reading->tokens[i];
}

static bool is_paper(const finder *f, size_t i)
{
    return token(f, i)->kind == WS_TOKEN_WORD && ws_lexicon_has(f->lexicon, "documents", token(f, i)->folded);
}

/* Whoever stands at a token, with a second one: "Reuters and Der Spiegel". */
static ws_status name_seers(const finder *f, size_t i, size_t end, const char **out)
{
    ws_range phrase = ws_relayer_behind(f->lexicon, f->reading, i, end);
    ws_via first, second;
    if (phrase.begin == phrase.end) return WS_OK;
    ws_status status = ws_relayer_of(f->lexicon, f->reading, phrase, &first, f->error);
    if (status != WS_OK || !first.name) return status;
    *out = first.name;
    bool joined = phrase.end + 1 < end && ws_token_is(token(f, phrase.end), "and");
    if (!joined) return WS_OK;
    phrase = ws_relayer_behind(f->lexicon, f->reading, phrase.end + 1, end);
    if (phrase.begin == phrase.end || !ws_relayer_is_outlet(f->lexicon, f->reading, phrase)) return WS_OK;
    status = ws_relayer_of(f->lexicon, f->reading, phrase, &second, f->error);
    if (status == WS_OK && second.name) *out = ws_arena_printf(f->reading->arena, "%s and %s", first.name, second.name);
    return *out ? status : ws_no_memory(f->error);
}

/* The words that say how a paper was come by, to the end of their clause when they go on. */
static ws_status name_means(const finder *f, size_t i, size_t length, size_t end, const char **out)
{
    size_t last = i + length;
    const ws_token *final = token(f, last - 1);
    bool goes_on = length > 1 && !ws_token_is(final, "and");
    while (goes_on && last < end && last - i < STATE_TOKENS && !ws_token_stops(token(f, last))) last++;
    while (token(f, last - 1)->kind == WS_TOKEN_PUNCTUATION) last--;
    *out = ws_tokens_text(f->reading->arena, f->reading, (ws_range){i, last});
    return *out ? WS_OK : ws_no_memory(f->error);
}

/* What is said of the paper at token `noun`, before `end`. */
static ws_status describe(const finder *f, size_t noun, size_t first, size_t end, paper *out)
{
    ws_status status = WS_OK;
    for (size_t i = noun; i-- > first && noun - i <= LEAKED_BEFORE && !out->obtained && status == WS_OK;)
        if (ws_token_is(token(f, i), "leaked")) status = name_means(f, i, 1, end, &out->obtained);
    for (size_t i = noun + 1; i < end && i - noun <= SEEN_WITHIN && status == WS_OK; i++) {
        const char *kind;
        size_t length = ws_lexicon_phrase(f->lexicon, "seen", token(f, i), end - i, &kind);
        if (!length && (ws_lexicon_cue(f->lexicon, token(f, i)->folded) || is_paper(f, i))) break;
        if (!length) continue;
        if (!out->obtained && strcmp(kind, "seen")) {
            bool by = !strcmp(kind, "obtained") && ws_token_is(token(f, i + length - 1), "by");
            bool whole = !strcmp(kind, "obtained");
            out->obtained = NULL;
            status = whole ? WS_OK : name_means(f, i, length, end, &out->obtained);
            if (whole) {
                out->obtained = ws_tokens_text(f->reading->arena, f->reading, (ws_range){i, i + length - by});
                if (!out->obtained) status = ws_no_memory(f->error);
            }
        }
        if (status == WS_OK && !out->seen_by && strcmp(kind, "state"))
            status = name_seers(f, i + length, end, &out->seen_by);
        i += length - 1;
    }
    return status;
}

/* Later papers of the same noun are the same, unless two of them were seen by different outlets. */
static void keep(finder *f, const paper *found)
{
    for (size_t i = 0; i < f->count; i++) {
        if (strcmp(f->papers[i].noun, found->noun)) continue;
        const char *a = f->papers[i].seen_by, *b = found->seen_by;
        if (a && b && strcmp(a, b)) f->papers[i].several = true;
        return;
    }
    if (f->count < PAPERS_MOST) f->papers[f->count++] = *found;
}

/* "the draft" after "a draft seen by the Courier". */
static const paper *known(const finder *f, const ws_statement *s)
{
    size_t first = ws_token_at(f->reading, s->source.items[0].begin);
    const char *determiner = ws_lexicon_value(f->lexicon, "determiners", token(f, first)->folded);
    if (!determiner || strcmp(determiner, "definite")) return NULL;
    for (size_t i = first; i < f->reading->token_count && token(f, i)->span.end <= s->source.items[0].end; i++) {
        if (i - first > NEAR_TOKENS) break;
        for (size_t k = 0; k < f->count; k++)
            if (ws_token_is(token(f, i), f->papers[k].noun)) return f->papers[k].several ? NULL : &f->papers[k];
    }
    return NULL;
}

/* Does a paper at a token belong to the statement: as its source, or as what it is written or told in? */
static bool belongs(const finder *f, const ws_statement *s, size_t noun, size_t first)
{
    if (ws_spans_hold(s->source, token(f, noun)->span)) return true;
    for (size_t i = noun; i-- > first && noun - i <= LEAKED_BEFORE + 1;)
        if (ws_token_is(token(f, i), "in") || ws_token_is(token(f, i), "to") || ws_token_is(token(f, i), "from"))
            return true;
    return false;
}

static ws_status find_paper(finder *f, ws_statement *s)
{
    const ws_spans *place = s->cue.count ? &s->cue : &s->source;
    const ws_sentence *sentence = &f->reading->sentences[ws_sentence_at(f->reading, place->items[0].begin)];
    size_t at = ws_token_at(f->reading, place->items[0].begin), begin = sentence->token_begin,
           end = sentence->token_end;
    if (at > begin + NEAR_TOKENS) begin = at - NEAR_TOKENS;
    if (end > at + NEAR_TOKENS) end = at + NEAR_TOKENS;
    for (size_t i = begin; i < end; i++) {
        if (!is_paper(f, i) || ws_spans_hold(s->content, token(f, i)->span)) continue;
        if (!belongs(f, s, i, begin)) continue;
        paper found = {.noun = token(f, i)->folded};
        ws_status status = describe(f, i, begin, end, &found);
        if (status != WS_OK) return status;
        if (!found.seen_by && !found.obtained) continue;
        s->document.seen_by = found.seen_by;
        s->document.obtained = found.obtained;
        keep(f, &found);
        return WS_OK;
    }
    const paper *before = s->source.count ? known(f, s) : NULL;
    if (before) s->document.seen_by = before->seen_by, s->document.obtained = before->obtained;
    return WS_OK;
}

ws_status ws_documents_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error)
{
    finder f = {.lexicon = lexicon, .reading = reading, .error = error};
    ws_status status = WS_OK;
    for (size_t i = 0; i < reading->statement_count && status == WS_OK; i++) {
        ws_statement *s = &reading->statements[i];
        if (s->cue.count || s->source.count) status = find_paper(&f, s);
        if (s->document.seen_by && s->setting == WS_SETTING_NONE) s->setting = WS_SETTING_DOCUMENT_SEEN;
    }
    return status;
}
