/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "copied.h"

#include <string.h>

enum { MOST_ASKED = 100 };

/* The first hit from the same article; itself. */
static size_t first_of(const ws_hits *hits, size_t which)
{
    size_t first = 0;
    while (strcmp(hits->items[first].article->id, hits->items[which].article->id) != 0) first++;
    return first;
}

ws_status ws_copied_find(ws_session *session, const ws_hits *hits, const ws_folding *folding, size_t most,
                         ws_copied *out, ws_error *error)
{
    size_t count = hits->count < MOST_ASKED ? hits->count : MOST_ASKED, articles = 0;
    ws_copies *items = ws_arena_array(session->arena, count, sizeof *items);
    ws_copies *each = ws_arena_array(session->arena, count, sizeof *each);
    const char **ids = ws_arena_array(session->arena, count, sizeof *ids);
    size_t *places = ws_arena_array(session->arena, count, sizeof *places);
    size_t *loaded = ws_arena_array(session->arena, count, sizeof *loaded);
    if (!items || !each || !ids || !places || !loaded) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++) {
        size_t first = first_of(hits, i);
        places[i] = first < i ? places[first] : articles;
        if (first == i) {
            loaded[articles] = most;
            ids[articles++] = hits->items[i].article->id;
        }
        if (folding && i < folding->count && folding->items[i].count) loaded[places[i]] = SIZE_MAX;
    }
    ws_status status = ws_index_copies(session->index, ids, loaded, articles, session->arena, each, error);
    for (size_t i = 0; i < count && status == WS_OK; i++) items[i] = each[places[i]];
    *out = (ws_copied){hits->items, items, count};
    return status;
}
