/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of the reading is right, where somebody judged a sample of it. */
#include "drawing.h"
#include "sections.h"
#include "tell.h"

#include <string.h>

/* The latest that was judged, of this very query; else of everything. */
static const ws_drawing *choose(const ws_audits *audits, const char *query)
{
    const ws_drawing *general = NULL;
    for (size_t i = audits->count; i--;) {
        const ws_drawing *one = &audits->items[i];
        if (!one->last_judged) continue;
        if (!strcmp(one->query, query)) return one;
        if (!*one->query && !general) general = one;
    }
    return general;
}

static ws_status tell(ws_counting *counting, ws_section *section, const ws_drawing *drawing, bool same, ws_error *error)
{
    ws_arena *arena = ws_counting_arena(counting);
    size_t now[WS_STRATA], count;
    ws_fact facts[WS_AUDIT_FACTS];
    const char *title = same ? "Audited" : "Audited, of everything in the index";
    ws_status status = same ? ws_audit_populations(counting, now, NULL, error) : WS_OK;
    bool changed = status == WS_OK && same && memcmp(now, drawing->population, sizeof now) != 0;
    if (changed) title = "Audited, before the index or its decisions changed";
    if (status == WS_OK) status = ws_audit_facts(arena, drawing, same && !changed, facts, &count, error);
    if (status != WS_OK) return status;
    ws_block *block = ws_section_block(arena, section, WS_BLOCK_FACTS);
    if (!block) return ws_no_memory(error);
    block->facts.title = title;
    for (size_t i = 0; i < count; i++)
        if (!ws_block_fact(arena, block, facts[i])) return ws_no_memory(error);
    return WS_OK;
}

ws_status ws_block_audit(ws_counting *counting, ws_section *section, bool *audited, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    const ws_report_request *request = ws_counting_request(counting);
    const char *file, *query = request->query ? request->query : "";
    ws_audits audits;
    *audited = false;
    if (!request->decisions && ws_place_is_remote(ws_index_place(session->index, 0))) return WS_OK;
    ws_status status = ws_audit_place(session, request->decisions, &file, error);
    if (status == WS_OK) status = ws_audits_load(session->arena, file, &audits, error);
    const ws_drawing *drawing = status == WS_OK ? choose(&audits, query) : NULL;
    if (!drawing) return status;
    *audited = true;
    bool same = !strcmp(drawing->query, query) && !ws_counting_has_subject(counting);
    return tell(counting, section, drawing, same, error);
}
