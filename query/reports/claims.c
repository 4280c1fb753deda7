/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "claims.h"

#include "folding.h"
#include "matching.h"
#include "measures.h"
#include "sections.h"

#include <stdlib.h>
#include <string.h>

/* Refusals and questions of the same words are no claims. */
static const char named[] =
    "is:running naming:(named OR partly OR spokesperson) -act:(no-comment OR no-response OR question)";

static const char unnamed[] = "is:running " WS_BROAD " -act:(no-comment OR no-response OR question)";

static ws_status search(ws_counting *counting, const char *which, ws_hits *out, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_search asked = {.sort = WS_SORT_PUBLISHED_DESCENDING, .limit = WS_CLAIMS_READ};
    const char *query = ws_counting_outside(counting, which);
    if (!query) return ws_no_memory(error);
    ws_status status = ws_counting_prepare(counting, query, &asked, error);
    return status == WS_OK ? ws_index_search(session->index, &asked, session->arena, out, error) : status;
}

static int compare_ids(const void *left, const void *right)
{
    return memcmp(&((const ws_hit *)left)->statement->id, &((const ws_hit *)right)->statement->id, sizeof(ws_hash));
}

static int compare_dates(const void *left, const void *right)
{
    const char *one = ws_matching_seen(left), *other = ws_matching_seen(right);
    int order = one && other ? strcmp(one, other) : !one - !other;
    return order ? order : compare_ids(left, right);
}

static int compare_claims(const void *left_, const void *right_)
{
    const ws_claim *left = left_, *right = right_;
    if (left->outlets != right->outlets) return left->outlets < right->outlets ? 1 : -1;
    return compare_dates(left->hits, right->hits);
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static size_t different(const char **texts, size_t count)
{
    size_t found = 0;
    if (count) qsort(texts, count, sizeof *texts, compare_texts);
    for (size_t i = 0; i < count; i++) found += !i || strcmp(texts[i], texts[i - 1]) != 0;
    return found;
}

/* Of hits, which are put in order. */
static ws_status make_claim(ws_arena *arena, ws_hit *hits, size_t count, ws_claim *out, ws_error *error)
{
    const char **texts = ws_arena_array(arena, count, sizeof *texts);
    if (!texts) return ws_no_memory(error);
    qsort(hits, count, sizeof *hits, compare_dates);
    for (size_t i = 0; i < count; i++) texts[i] = hits[i].article->id;
    *out = (ws_claim){.hits = hits, .count = count, .articles = different(texts, count)};
    for (size_t i = 0; i < count; i++) texts[i] = hits[i].article->publisher ? hits[i].article->publisher : "";
    out->outlets = different(texts, count);
    return WS_OK;
}

static ws_status make_folded(ws_arena *arena, const ws_hit *head, const ws_same_words *behind, ws_claim *out,
                             ws_error *error)
{
    ws_hit *hits = ws_arena_array(arena, behind->count + 1, sizeof *hits);
    if (!hits) return ws_no_memory(error);
    hits[0] = *head;
    for (size_t i = 0; i < behind->count; i++) hits[i + 1] = behind->items[i].hit;
    return make_claim(arena, hits, behind->count + 1, out, error);
}

ws_status ws_claims_find(ws_counting *counting, ws_claims *out, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    ws_hits hits = {0};
    ws_folding folding;
    *out = (ws_claims){0};
    ws_status status = search(counting, named, &hits, error);
    if (status != WS_OK) return status;
    out->read = hits.count;
    out->total = hits.total > hits.count ? hits.total : hits.count;
    /* What stands for a quotation is the first of it: the earliest. */
    if (hits.count) qsort(hits.items, hits.count, sizeof *hits.items, compare_dates);
    status = ws_fold_hits(ws_counting_session(counting), NULL, hits.count, &hits, &folding, error);
    if (status == WS_OK) out->items = ws_arena_array(arena, hits.count, sizeof *out->items);
    if (status == WS_OK && !out->items) return ws_no_memory(error);
    for (size_t i = 0; i < hits.count && status == WS_OK; i++) {
        ws_claim *claim = &out->items[out->count];
        if (!folding.items[i].count) continue;
        status = make_folded(arena, &hits.items[i], &folding.items[i], claim, error);
        out->count += status == WS_OK && claim->articles > 1;
    }
    if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_claims);
    return status;
}

/* --- of sources without a name --- */

typedef struct worded {
    ws_hash words;
    const ws_hit *hit;
} worded;

static int compare_worded(const void *left_, const void *right_)
{
    const worded *left = left_, *right = right_;
    int order = memcmp(&left->words, &right->words, sizeof left->words);
    return order ? order : compare_ids(left->hit, right->hit);
}

/* Those with words enough to be known again. */
static ws_status word_hits(ws_arena *arena, const ws_hits *hits, worded *out, size_t *count, ws_error *error)
{
    ws_quote quote;
    ws_status status = WS_OK;
    *count = 0;
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) {
        status = ws_quote_of(arena, hits->items[i].article, hits->items[i].statement, &quote, error);
        if (status == WS_OK && quote.own >= WS_QUOTE_FEW) out[(*count)++] = (worded){quote.hash, &hits->items[i]};
    }
    return status;
}

ws_status ws_claims_find_unnamed(ws_counting *counting, ws_claims *out, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    ws_hits hits = {0};
    size_t count = 0;
    *out = (ws_claims){0};
    ws_status status = search(counting, unnamed, &hits, error);
    if (status != WS_OK) return status;
    out->read = hits.count;
    out->total = hits.total > hits.count ? hits.total : hits.count;
    worded *all = ws_arena_array(arena, hits.count, sizeof *all);
    ws_hit *ordered = ws_arena_array(arena, hits.count, sizeof *ordered);
    out->items = ws_arena_array(arena, hits.count, sizeof *out->items);
    if (!all || !ordered || !out->items) return ws_no_memory(error);
    status = word_hits(arena, &hits, all, &count, error);
    if (count) qsort(all, count, sizeof *all, compare_worded);
    for (size_t i = 0; i < count; i++) ordered[i] = *all[i].hit;
    for (size_t begin = 0, end; begin < count && status == WS_OK; begin = end) {
        for (end = begin + 1; end < count && !memcmp(&all[begin].words, &all[end].words, sizeof(ws_hash));) end++;
        if (end - begin < 2) continue;
        status = make_claim(arena, ordered + begin, end - begin, &out->items[out->count], error);
        out->count += status == WS_OK && out->items[out->count].articles > 1;
    }
    if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_claims);
    return status;
}

ws_status ws_section_claims(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_claims claims;
    ws_status status = ws_claims_find(counting, &claims, error);
    ws_claims others;
    if (status == WS_OK) status = ws_claims_find_unnamed(counting, &others, error);
    if (status == WS_OK) status = ws_section_spread(counting, profile, &claims, &others, error);
    return status == WS_OK ? ws_section_fidelity(counting, profile, &claims, error) : status;
}
