/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "once.h"

#include "index_rows.h"

#include <stdint.h>

const char *const ws_once_names[] = {"statement", "source", "article", NULL};

/* Of what a hit is. *some: false where it is of nothing. */
static ws_status hash_of(ws_once once, ws_arena *arena, const ws_hit *hit, ws_hash *out, bool *some, ws_error *error)
{
    const char *strings[] = {hit->article->id, ""};
    ws_buffer source = WS_BUFFER_INIT(SIZE_MAX);
    ws_status status = WS_OK;
    if (once == WS_ONCE_SOURCE) {
        status = ws_statement_source(arena, hit->statement, &source, error);
        if (source.size) strings[1] = source.bytes;
    }
    *some = once == WS_ONCE_ARTICLE || source.size;
    *out = ws_hash_strings(strings, 2);
    ws_buffer_free(&source);
    return status;
}

ws_status ws_once_leave_new(ws_once once, ws_seen *seen, ws_arena *arena, ws_hits *hits, ws_error *error)
{
    size_t kept = 0;
    if (once == WS_ONCE_STATEMENT) return WS_OK;
    for (size_t i = 0; i < hits->count; i++) {
        ws_hash hash;
        bool some, is_new = false;
        ws_status status = hash_of(once, arena, &hits->items[i], &hash, &some, error);
        if (status == WS_OK && some) status = ws_seen_add(seen, hash, &is_new, error);
        if (status != WS_OK) return status;
        if (is_new) hits->items[kept++] = hits->items[i];
    }
    hits->count = kept;
    return WS_OK;
}
