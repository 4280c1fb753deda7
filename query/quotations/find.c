/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find.h"

#include <string.h>

enum { RAREST = 8, LOOKED_AT = 100 /* different words of a quotation */ };

typedef struct terms {
    const char *words[LOOKED_AT];
    size_t counts[LOOKED_AT];
    size_t count;
} terms;

static bool has_word(const terms *found, const char *word)
{
    for (size_t i = 0; i < found->count; i++)
        if (!strcmp(found->words[i], word)) return true;
    return false;
}

static void gather(const ws_quote *quote, bool each, terms *out)
{
    out->count = 0;
    for (size_t i = 0; i < quote->count && out->count < LOOKED_AT; i++) {
        const ws_quote_word *word = &quote->words[i];
        if (word->term && !word->bracketed && (each || !has_word(out, word->term)))
            out->words[out->count++] = word->term;
    }
}

/* The rarest first; those that no statement has are of no use. */
static void keep_rarest(terms *found)
{
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++) {
        const char *word = found->words[i];
        size_t count = found->counts[i], place = kept;
        if (!count) continue;
        while (place > 0 && found->counts[place - 1] > count) place--;
        memmove(&found->words[place + 1], &found->words[place], (kept - place) * sizeof *found->words);
        memmove(&found->counts[place + 1], &found->counts[place], (kept - place) * sizeof *found->counts);
        found->words[place] = word;
        found->counts[place] = count;
        kept++;
    }
    found->count = kept < RAREST ? kept : RAREST;
}

static ws_query *make_query(ws_arena *arena, ws_query_op op, const terms *found)
{
    ws_query *query = ws_arena_alloc(arena, sizeof *query);
    ws_query *words = ws_arena_array(arena, found->count, sizeof *words);
    ws_query **children = ws_arena_array(arena, found->count, sizeof *children);
    if (!query || !words || !children) return NULL;
    for (size_t i = 0; i < found->count; i++) {
        words[i] =
            (ws_query){.op = WS_QUERY_WORD, .field = WS_FIELD_CONTENT, .text = found->words[i], .content_only = true};
        children[i] = &words[i];
    }
    *query = (ws_query){.op = op, .field = WS_FIELD_CONTENT, .children = children, .child_count = found->count};
    return query;
}

static const ws_query *make_both(ws_arena *arena, ws_query *words, const ws_query *within)
{
    ws_query *both = ws_arena_alloc(arena, sizeof *both);
    ws_query **children = ws_arena_array(arena, 2, sizeof *children);
    if (!words || !within) return words;
    if (!both || !children) return NULL;
    children[0] = words;
    children[1] = (ws_query *)within; /* nobody changes it */
    *both = (ws_query){.op = WS_QUERY_AND, .field = WS_FIELD_CONTENT, .children = children, .child_count = 2};
    return both;
}

ws_status ws_find_candidates(ws_index *index, ws_arena *arena, const ws_quote *quote, ws_find_bounds bounds,
                             ws_hits *out, ws_error *error)
{
    terms found;
    bool few = quote->own < WS_QUOTE_FEW;
    ws_status status = WS_OK;
    *out = (ws_hits){0};
    gather(quote, few, &found);
    if (!few) status = ws_index_frequencies(index, WS_FIELD_CONTENT, found.words, found.count, found.counts, error);
    if (status != WS_OK) return status;
    if (!few) keep_rarest(&found);
    if (!found.count) return WS_OK;
    ws_query *words = make_query(arena, few ? WS_QUERY_PHRASE : WS_QUERY_OR, &found);
    ws_search search = {.query = make_both(arena, words, bounds.within),
                        .limit = bounds.most,
                        .all_acts = true};
    if (!search.query) return ws_no_memory(error);
    return ws_index_search(index, &search, arena, out, error);
}
