/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "claims.h"

#include "folding.h"
#include "matching.h"
#include "sections.h"

#include <stdlib.h>
#include <string.h>

/* Refusals and questions of the same words are no claims. */
static const char which[] =
    "is:running naming:(named OR partly OR spokesperson) -act:(no-comment OR no-response OR question)";

static ws_status search(ws_counting *counting, ws_hits *out, ws_error *error)
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

static ws_status make_claim(ws_arena *arena, const ws_hit *head, const ws_same_words *behind, ws_claim *out,
                            ws_error *error)
{
    size_t count = behind->count + 1;
    ws_hit *hits = ws_arena_array(arena, count, sizeof *hits);
    const char **texts = ws_arena_array(arena, count, sizeof *texts);
    if (!hits || !texts) return ws_no_memory(error);
    hits[0] = *head;
    for (size_t i = 0; i < behind->count; i++) hits[i + 1] = behind->items[i].hit;
    qsort(hits, count, sizeof *hits, compare_dates);
    for (size_t i = 0; i < count; i++) texts[i] = hits[i].article->id;
    *out = (ws_claim){.hits = hits, .count = count, .articles = different(texts, count)};
    for (size_t i = 0; i < count; i++) texts[i] = hits[i].article->publisher ? hits[i].article->publisher : "";
    out->outlets = different(texts, count);
    return WS_OK;
}

ws_status ws_claims_find(ws_counting *counting, ws_claims *out, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    ws_hits hits = {0};
    ws_folding folding;
    *out = (ws_claims){0};
    ws_status status = search(counting, &hits, error);
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
        status = make_claim(arena, &hits.items[i], &folding.items[i], claim, error);
        out->count += status == WS_OK && claim->articles > 1;
    }
    if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_claims);
    return status;
}

ws_status ws_section_claims(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_claims claims;
    ws_status status = ws_claims_find(counting, &claims, error);
    if (status == WS_OK) status = ws_section_spread(counting, profile, &claims, error);
    return status == WS_OK ? ws_section_fidelity(counting, profile, &claims, error) : status;
}
