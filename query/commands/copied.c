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

ws_status ws_copied_find(ws_session *session, const ws_hits *hits, ws_copied *out, ws_error *error)
{
    size_t count = hits->count < MOST_ASKED ? hits->count : MOST_ASKED;
    ws_copies *items = ws_arena_array(session->arena, count, sizeof *items);
    ws_status status = items ? WS_OK : ws_no_memory(error);
    for (size_t i = 0; i < count && status == WS_OK; i++) {
        size_t first = first_of(hits, i);
        if (first < i)
            items[i] = items[first];
        else
            status = ws_index_copies(session->index, hits->items[i].article->id, session->arena, &items[i], error);
    }
    *out = (ws_copied){hits->items, items, count};
    return status;
}
