/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "of_article.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STATEMENTS = 2000 };

static int compare_places(const void *left_, const void *right_)
{
    const ws_hit *left = left_, *right = right_;
    ws_span one = ws_statement_extent(left->statement), other = ws_statement_extent(right->statement);
    if (one.begin != other.begin) return one.begin < other.begin ? -1 : 1;
    return memcmp(&left->statement->id, &right->statement->id, sizeof(ws_hash));
}

static bool is_same_text(const ws_article *one, const ws_article *other)
{
    return one->text_size == other->text_size && !memcmp(one->text, other->text, one->text_size);
}

ws_status ws_of_article(ws_index *index, const ws_hit *asked, ws_arena *arena, ws_hits *out, ws_error *error)
{
    ws_query article = {.op = WS_QUERY_VALUE, .field = WS_FIELD_ARTICLE, .text = asked->article->id};
    ws_search search = {.query = &article, .limit = MOST_STATEMENTS, .all_acts = true};
    ws_hits hits = {0};
    bool there = false;
    ws_status status = ws_index_search(index, &search, arena, &hits, error);
    if (status != WS_OK) return status;
    out->items = ws_arena_array(arena, hits.count + 1, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    for (size_t i = 0; i < hits.count; i++) {
        if (!is_same_text(hits.items[i].article, asked->article)) continue;
        there |= !memcmp(&hits.items[i].statement->id, &asked->statement->id, sizeof(ws_hash));
        out->items[out->count++] = hits.items[i];
    }
    if (!there) out->items[out->count++] = *asked;
    qsort(out->items, out->count, sizeof *out->items, compare_places);
    return WS_OK;
}
