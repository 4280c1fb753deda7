/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheets.h"

#include <stdlib.h>
#include <string.h>

/* --- order --- */

static int compare_texts(const char *left, const char *right)
{
    return strcmp(left ? left : "", right ? right : "");
}

static bool is_of_one_day(const ws_hit *left, const ws_hit *right)
{
    enum { DAY = sizeof "2025-03-08" - 1 };
    const char *one = left->article->published, *other = right->article->published;
    return left->statement->firsthand == right->statement->firsthand &&
           !strncmp(one ? one : "", other ? other : "", DAY);
}

static int compare_places(const void *left_, const void *right_)
{
    const ws_hit *left = left_, *right = right_;
    int order = compare_texts(left->article->publisher, right->article->publisher);
    if (!order) order = compare_texts(left->article->id, right->article->id);
    uint32_t one = ws_statement_extent(left->statement).begin, other = ws_statement_extent(right->statement).begin;
    if (!order) order = (one > other) - (one < other);
    return order ? order : memcmp(&left->statement->id, &right->statement->id, sizeof left->statement->id);
}

/* They come by day and id. Whoever reads them wants those of one article together, as they stand in it. */
static ws_hit *in_order(ws_arena *arena, const ws_hits *hits)
{
    ws_hit *items = ws_arena_array(arena, hits->count, sizeof *items);
    if (!items) return NULL;
    memcpy(items, hits->items, hits->count * sizeof *items);
    for (size_t begin = 0, end; begin < hits->count; begin = end) {
        for (end = begin + 1; end < hits->count && is_of_one_day(&items[begin], &items[end]);) end++;
        qsort(items + begin, end - begin, sizeof *items, compare_places);
    }
    return items;
}

/* --- entries --- */

ws_status ws_sheets_batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_put_entry put, ws_error *error)
{
    if (!hits->count) return WS_OK;
    ws_styled verbatim = ws_styled_new();
    const ws_hit *items = in_order(arena, hits);
    ws_status status = items ? WS_OK : ws_no_memory(error);
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) {
        ws_sheet_entry entry;
        ws_styled_clear(&verbatim);
        status = ws_sheet_fill(export, arena, &items[i], &verbatim, &entry, error);
        entry.index = export->statements + i;
        if (status == WS_OK) status = put(export, arena, &entry, error);
    }
    ws_styled_free(&verbatim);
    return status;
}
