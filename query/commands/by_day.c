/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "by_day.h"

#include <stdlib.h>
#include <string.h>

enum { SPARE = 3 /* statements are looked at for one quotation */ };

typedef struct dated {
    ws_day day;
    ws_hit hit;
    ws_same_words same;
    size_t place;
} dated;

/* The days are in order already: within one, by how it is known. */
static int compare_dated(const void *left_, const void *right_)
{
    const dated *left = left_, *right = right_;
    bool undated = left->day.basis == WS_DAY_NONE, other_undated = right->day.basis == WS_DAY_NONE;
    if (undated != other_undated) return undated ? 1 : -1;
    int order = strcmp(left->day.period.from, right->day.period.from);
    if (!order) order = strcmp(left->day.text, right->day.text);
    if (!order) order = (int)left->day.basis - (int)right->day.basis;
    return order ? order : (left->place > right->place) - (left->place < right->place);
}

static ws_status put_in_order(ws_session *session, ws_by_day *out, ws_error *error)
{
    size_t count = out->hits.count;
    dated *all = ws_arena_array(session->arena, count, sizeof *all);
    ws_day *days = ws_arena_array(session->arena, count, sizeof *days);
    if (!all || !days) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++)
        all[i] = (dated){ws_day_of(&out->hits.items[i]), out->hits.items[i], out->folding.items[i], i};
    if (count) qsort(all, count, sizeof *all, compare_dated);
    for (size_t i = 0; i < count; i++) {
        days[i] = all[i].day;
        out->hits.items[i] = all[i].hit;
        out->folding.items[i] = all[i].same;
    }
    out->days = days;
    return WS_OK;
}

ws_status ws_by_day_find(ws_session *session, const ws_strings *people, size_t limit, ws_by_day *out, ws_error *error)
{
    ws_search *search = &out->search;
    search->sort = WS_SORT_SAID_ASCENDING;
    search->limit = limit < WS_BY_DAY_MOST / SPARE ? limit * SPARE : WS_BY_DAY_MOST;
    out->candidates = (ws_people_counts){0};
    ws_status status = ws_identity_open(session, people, error);
    if (status == WS_OK) status = ws_identity_expand(session, error);
    search->query = session->asked;
    if (status == WS_OK) status = ws_index_search(session->index, search, session->arena, &out->hits, error);
    if (status != WS_OK) return status;
    out->hits.count -= out->hits.fallback;
    out->hits.fallback = 0;
    status = ws_fold_hits(session, people, limit, &out->hits, &out->folding, error);
    if (status == WS_OK) status = ws_identity_mark(session, &out->hits, error);
    if (status == WS_OK && session->meant.count > 1)
        status = ws_identity_candidates(session, search, &out->candidates, error);
    return status == WS_OK ? put_in_order(session, out, error) : status;
}
