/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lemma.h"

#include "tokens.h"

#include <string.h>

enum { LEAST_STEM = 2, LONGEST_ENDING = 6 };

/* --- the word that counts --- */

typedef struct search {
    const ws_lexicon *lexicon;
    const ws_reading *reading;
    ws_cue_head head;
    bool sure; /* the head is more than an auxiliary, an article, a preposition ... */
    bool over; /* nothing later is better */
} search;

static const char *value(const search *s, const char *list, const ws_token *token)
{
    const char *found = ws_lexicon_value(s->lexicon, list, token->folded);
    return found ? found : "";
}

static bool has(const search *s, const char *list, const ws_token *token)
{
    return ws_lexicon_has(s->lexicon, list, token->folded);
}

bool ws_is_adverb(const ws_lexicon *lexicon, const char *folded)
{
    size_t size = strlen(folded);
    bool ly = size > 4 && !strcmp(folded + size - 2, "ly") && !ws_lexicon_has(lexicon, "irregular", folded);
    return ly || ws_lexicon_has(lexicon, "adverbs", folded);
}

/* Words that a cue doesn't come down to as long as it has others. */
static bool weak(const search *s, const ws_token *token)
{
    return token->kind != WS_TOKEN_WORD || has(s, "auxiliaries", token) || has(s, "boundaries", token) ||
           has(s, "determiners", token) || has(s, "pronouns", token) || ws_is_adverb(s->lexicon, token->folded) ||
           strchr(token->folded, '\'');
}

/* "said in a statement": what follows the preposition is no part of the verb; but "the following statement", "began by
 * saying". */
static bool ends_verb(const search *s, size_t i, size_t first)
{
    const ws_token *token = &s->reading->tokens[i];
    if (strcmp(value(s, "boundaries", token), "circumstance") || ws_token_is(token, "to")) return false;
    bool leads_on = s->head.cue && s->head.cue->light && ws_token_is(token, "by");
    return !leads_on && !(i > first && has(s, "determiners", token - 1));
}

static void take(search *s, const ws_token *token, const ws_cue *cue, bool sure)
{
    s->head.token = token;
    s->head.cue = cue;
    s->sure = sure;
}

/* "a direct appeal", "a passing promise": between article and noun it describes the noun. */
static bool describes(const search *s, size_t i, size_t first, size_t last)
{
    const ws_token *tokens = s->reading->tokens;
    if (i == first || i + 1 >= last || !has(s, "determiners", &tokens[i - 1])) return false;
    const ws_cue *next = ws_lexicon_cue(s->lexicon, tokens[i + 1].folded);
    return next && !next->light;
}

/* Looks at one token; returns how many it has dealt with. */
static size_t look(search *s, size_t i, size_t first, size_t last)
{
    const ws_token *token = &s->reading->tokens[i];
    size_t length;
    const ws_cue *cue = ws_lexicon_cue_phrase(s->lexicon, token, s->reading->token_count - i, &length);
    if (cue && length == 1 && describes(s, i, first, last)) return 1;
    if (cue && !(cue->light && s->sure && s->head.cue)) {
        take(s, token, cue, true);
        s->over = !cue->light;
        s->head.runs_over = i + length > last;
        const ws_token *next = token + length;
        if (s->over && i + length < last && (ws_token_is(next, "no") || ws_token_is(next, "nothing")))
            s->head.negated = true;
        return length;
    }
    if (!strcmp(value(s, "auxiliaries", token), "negative")) s->head.negated = true;
    if (s->sure && ends_verb(s, i, first)) {
        s->over = true;
    } else if (weak(s, token)) {
        if (!s->head.token) take(s, token, NULL, false);
    } else if (!s->sure || (s->head.cue && i > first && ws_token_is(token - 1, "to"))) {
        take(s, token, NULL, true);
        s->over = i > first && ws_token_is(token - 1, "to");
    }
    return 1;
}

ws_cue_head ws_cue_find_head(const ws_lexicon *lexicon, const ws_reading *reading, ws_spans spans)
{
    search s = {.lexicon = lexicon, .reading = reading};
    for (size_t k = 0; k < spans.count && !(s.sure && s.head.cue && !s.head.cue->light); k++) {
        size_t first = ws_token_at(reading, spans.items[k].begin), last = first;
        while (last < reading->token_count && reading->tokens[last].span.end <= spans.items[k].end) last++;
        s.over = false;
        for (size_t i = first; i < last && !s.over;) i += look(&s, i, first, last);
    }
    if (!s.head.token && spans.count) {
        size_t i = ws_token_at(reading, spans.items[0].begin);
        if (i < reading->token_count) s.head.token = &reading->tokens[i];
    }
    return s.head;
}

/* --- its dictionary form --- */

static bool ends_in(const char *word, size_t size, const char *ending)
{
    size_t length = strlen(ending);
    return size >= length && !memcmp(word + size - length, ending, length);
}

static bool has_vowel(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (strchr("aeiouy", word[i])) return true;
    return false;
}

/* What the longest listed ending says of a stem that has lost its -ed or -ing: an e is to be put back, it is whole, or
 * one of two letters goes. */
static const char *ending_of(const ws_lexicon *lexicon, const char *stem, size_t size)
{
    char ending[LONGEST_ENDING + 1];
    for (size_t length = size < LONGEST_ENDING ? size : LONGEST_ENDING; length; length--) {
        memcpy(ending, stem + size - length, length);
        ending[length] = '\0';
        const char *found = ws_lexicon_value(lexicon, "endings", ending);
        if (found) return found;
    }
    return "plain";
}

static const char *restore(const ws_lexicon *lexicon, ws_arena *arena, const char *stem, size_t size)
{
    const char *ending = ending_of(lexicon, stem, size);
    if (!strcmp(ending, "half") && size > LEAST_STEM + 1) size--;
    return ws_arena_printf(arena, "%.*s%s", (int)size, stem, !strcmp(ending, "e") ? "e" : "");
}

const char *ws_lemma(const ws_lexicon *lexicon, ws_arena *arena, const char *folded)
{
    const char *listed = ws_lexicon_value(lexicon, "irregular", folded);
    if (listed) return listed;
    size_t size = strlen(folded);
    int length = (int)size;
    if (size > LEAST_STEM + 2 && (ends_in(folded, size, "ies") || ends_in(folded, size, "ied")))
        return ws_arena_printf(arena, "%.*sy", length - 3, folded);
    if (ends_in(folded, size, "sses") || ends_in(folded, size, "shes") || ends_in(folded, size, "ches") ||
        ends_in(folded, size, "xes") || ends_in(folded, size, "zzes") || ends_in(folded, size, "oes"))
        return ws_arena_string(arena, folded, size - 2);
    if (size > LEAST_STEM + 1 && folded[size - 1] == 's' && !strchr("sui", folded[size - 2]))
        return ws_arena_string(arena, folded, size - 1);
    if (size > LEAST_STEM + 2 && ends_in(folded, size, "ed") && folded[size - 3] != 'e' && has_vowel(folded, size - 2))
        return restore(lexicon, arena, folded, size - 2);
    if (size > LEAST_STEM + 2 && ends_in(folded, size, "ing") && has_vowel(folded, size - 3))
        return restore(lexicon, arena, folded, size - 3);
    return folded;
}

const char *ws_cue_lemma(const ws_lexicon *lexicon, const ws_reading *reading, ws_spans spans, const ws_cue **cue)
{
    ws_cue_head head = ws_cue_find_head(lexicon, reading, spans);
    *cue = head.cue;
    const ws_cue *own = head.cue && head.runs_over ? ws_lexicon_cue(lexicon, head.token->folded) : head.cue;
    if (own) return own->lemma;
    return head.token ? ws_lemma(lexicon, reading->arena, head.token->folded) : "";
}
