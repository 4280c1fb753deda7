/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drafts.h"

#include <stdlib.h>

uint32_t ws_draft_cue(const ws_draft *draft)
{
    return draft->role[WS_ROLE_CUE].count ? draft->role[WS_ROLE_CUE].items[0].begin : UINT32_MAX;
}

size_t ws_drafts_from(const ws_drafts *drafts, size_t count, uint32_t offset)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ws_draft_cue(&drafts->items[middle]) < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

ws_span ws_draft_extent(const ws_draft *draft)
{
    ws_span all = {UINT32_MAX, 0};
    for (size_t role = WS_ROLE_CUE; role < WS_ROLES; role++) {
        ws_spans spans = draft->role[role];
        if (!spans.count) continue;
        if (spans.items[0].begin < all.begin) all.begin = spans.items[0].begin;
        if (spans.items[spans.count - 1].end > all.end) all.end = spans.items[spans.count - 1].end;
    }
    return all.begin < all.end ? all : (ws_span){0, 0};
}

ws_status ws_drafts_add(ws_arena *arena, ws_drafts *drafts, const ws_span roles[WS_ROLES], float confidence,
                        ws_error *error)
{
    ws_draft *grown = ws_arena_grow(arena, drafts->items, drafts->count, &drafts->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    drafts->items = grown;
    ws_draft *draft = &grown[drafts->count];
    *draft = (ws_draft){.confidence = confidence, .content_room = 1, .added = true};
    for (size_t role = WS_ROLE_CUE; role < WS_ROLES; role++) {
        if (roles[role].begin >= roles[role].end) continue;
        draft->role[role] = (ws_spans){ws_arena_copy(arena, &roles[role], sizeof roles[role]), 1};
        if (!draft->role[role].items) return ws_no_memory(error);
    }
    drafts->count++;
    return WS_OK;
}

static int by_cue(const void *left, const void *right)
{
    uint32_t a = ws_draft_cue(left), b = ws_draft_cue(right);
    return (a > b) - (a < b);
}

void ws_drafts_sort(ws_drafts *drafts)
{
    if (drafts->count) qsort(drafts->items, drafts->count, sizeof *drafts->items, by_cue);
}
