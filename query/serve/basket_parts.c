/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "basket_parts.h"

/* What was withdrawn, superseded or rejected meanwhile is in no export. */
static bool is_shown(const ws_hit *hit)
{
    return !hit->rejected && hit->statement->state == WS_STATE_CURRENT;
}

ws_status ws_basket_find(ws_session *session, const ws_strings *ids, ws_hits *out, ws_error *error)
{
    out->items = ws_arena_array(session->arena, ids->count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    for (size_t i = 0; i < ids->count; i++) {
        ws_hit *hit = &out->items[out->count];
        ws_status status = ws_index_statement(session->index, ids->items[i], session->arena, hit, error);
        if (status == WS_NOT_FOUND) continue;
        if (status != WS_OK) return status;
        out->count += is_shown(hit);
    }
    out->total = out->count;
    out->total_exact = true;
    return ws_identity_mark(session, out, error);
}
