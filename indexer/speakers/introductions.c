/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "introductions.h"
#include "lists.h"

#include <string.h>

enum { NOUN_WITHIN = 6, LOOK_BACK = 64 };

/* Somebody's age or name stands before the comma at `comma`: what follows may be an apposition to it ("Ruiz, 34, a
 * nurse"). */
static bool name_before(const ws_mentions *m, size_t first, size_t comma)
{
    size_t at = comma - 1;
    bool age = m->reading->tokens[at].kind == WS_TOKEN_NUMBER && at > first + 1 &&
               ws_token_is(&m->reading->tokens[at - 1], ",");
    const ws_mention *name = ws_mention_at(m, age ? at - 2 : at);
    return name && name->kinds[WS_NAMED_PERSON] > 0.3f;
}

/* "a", "another", "two", "some": but not the role of somebody named after "is" or "as". */
static bool introduces(const ws_mentions *m, size_t first, size_t i)
{
    const char *kind = value(m, "determiners", i);
    if (strcmp(kind, "indefinite") && strcmp(kind, "several") && m->reading->tokens[i].kind != WS_TOKEN_NUMBER)
        return false;
    if (i == first) return true;
    const ws_token *before = &m->reading->tokens[i - 1];
    if (ws_token_is(before, "still") || ws_token_is(before, "once")) return false;
    return !has(m, "auxiliaries", i - 1) && !ws_token_is(before, "as") && !ws_token_is(before, "became");
}

static size_t noun_behind(const ws_mentions *m, size_t i, size_t end)
{
    size_t noun = end;
    for (size_t k = i + 1; k < end && k - i < NOUN_WITHIN; k++) {
        bool of = ws_token_is(&m->reading->tokens[k], "of") && k == i + 1;
        if (of) continue;
        if (*value(m, "determiners", k) || ws_token_is(&m->reading->tokens[k], "-")) break;
        if ((*value(m, "boundaries", k) && !m->of_token[k]) || ws_token_stops(&m->reading->tokens[k])) break;
        if (has(m, "anonymous", k) || has(m, "roles", k) || has(m, "kin", k)) noun = k;
    }
    if (noun < end && m->reading->tokens[i].kind == WS_TOKEN_NUMBER) { /* "75 witness interviews" */
        const char *word = m->reading->tokens[noun].folded;
        size_t size = strlen(word);
        bool plural = !strcmp(value(m, "anonymous", noun), "several") || (size > 1 && word[size - 1] == 's');
        if (!plural || !strcmp(word, "witness")) return end;
    }
    bool named = noun + 1 < end && m->of_token[noun + 1];
    bool apposed = noun + 2 < end && ws_token_is(&m->reading->tokens[noun + 1], ",") && m->of_token[noun + 2];
    return named || apposed ? end : noun;
}

ws_status ws_introductions_find(const ws_mentions *m, ws_introductions *out, ws_error *error)
{
    *out = (ws_introductions){.mentions = m};
    size_t capacity = 0;
    for (size_t p = 0; p < m->reading->paragraph_count; p++) {
        size_t first = m->reading->paragraphs[p].token_begin, end = m->reading->paragraphs[p].token_end;
        for (size_t i = first; i + 1 < end; i++) {
            if (!introduces(m, first, i)) continue;
            size_t noun = noun_behind(m, i, end);
            if (noun == end) continue;
            bool apposed =
                i > first + 1 && ws_token_is(&m->reading->tokens[i - 1], ",") && name_before(m, first, i - 1);
            bool speaks = noun + 1 < end && ws_lexicon_cue(m->lexicon, m->reading->tokens[noun + 1].folded);
            if (apposed && !speaks) continue; /* "..., Ruiz, a nurse, ..." but "..., Ruiz, a nurse said" */
            ws_introduction *grown = ws_arena_grow(m->reading->arena, out->items, out->count, &capacity, sizeof *grown);
            if (!grown) return ws_no_memory(error);
            out->items = grown;
            out->items[out->count++] = (ws_introduction){{i, noun + 1}, noun};
            i = noun;
        }
    }
    return WS_OK;
}

/* "aide" and "aides" */
static bool same_noun(const char *a, const char *b)
{
    size_t short_size = strlen(a), long_size = strlen(b);
    if (short_size > long_size) return same_noun(b, a);
    return !strncmp(a, b, short_size) &&
           (long_size == short_size || (long_size == short_size + 1 && b[short_size] == 's'));
}

const ws_introduction *ws_introduced(const ws_introductions *introductions, size_t after, size_t before,
                                     const char *noun)
{
    const ws_token *tokens = introductions->mentions->reading->tokens;
    size_t low = 0, high = introductions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (introductions->items[middle].words.end <= before)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t seen = 0; low > 0 && seen < LOOK_BACK; seen++) {
        const ws_introduction *item = &introductions->items[--low];
        if (item->words.begin < after) return NULL;
        if (!noun || same_noun(tokens[item->noun].folded, noun)) return item;
    }
    return NULL;
}
