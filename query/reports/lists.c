/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements for review: what a share cannot judge, a person can. */
#include "counting.h"

#include "describe.h"
#include "language.h"

#include <string.h>

enum { SHOWN = 12 };

static const char *text_of(ws_arena *arena, const ws_styled *styled)
{
    if (styled->text.failed) return NULL;
    return ws_arena_string(arena, styled->text.size ? styled->text.bytes : "", styled->text.size);
}

ws_status ws_review_of(ws_session *session, const ws_hit *hit, ws_review *out, ws_error *error)
{
    ws_arena *arena = session->arena;
    ws_print print = {.arena = arena, .people = session->people};
    ws_span extent = ws_statement_extent(hit->statement);
    ws_styled styled = ws_styled_new();
    char *id = ws_arena_alloc(arena, 13);
    ws_status status = ws_describe_speakers(&print, hit, &styled, error);
    *out = (ws_review){.speaker = text_of(arena, &styled)};
    ws_styled_clear(&styled);
    ws_describe_labels(hit, &styled);
    out->labels = text_of(arena, &styled);
    ws_styled_free(&styled);
    out->words = ws_arena_string(arena, hit->article->text + extent.begin, extent.end - extent.begin);
    out->outlet = hit->article->publisher;
    out->day = hit->article->published ? ws_arena_printf(arena, "%.10s", hit->article->published) : NULL;
    out->title = hit->article->title;
    out->id = id;
    if (status != WS_OK) return status;
    if (!out->speaker || !out->labels || !out->words || !id) return ws_no_memory(error);
    ws_short_id(hit->statement, id);
    return WS_OK;
}

static ws_status fill(ws_counting *counting, ws_session *session, ws_review_list *list, ws_sort sort, ws_error *error)
{
    ws_hits hits;
    ws_search search = {.sort = sort, .limit = SHOWN};
    ws_status status = ws_counting_prepare(counting, list->query, &search, error);
    if (status == WS_OK) status = ws_index_search(session->index, &search, session->arena, &hits, error);
    if (status != WS_OK) return status;
    list->items = ws_arena_array(session->arena, hits.count, sizeof *list->items);
    if (!list->items) return ws_no_memory(error);
    for (size_t i = 0; i < hits.count && status == WS_OK; i++)
        status = ws_review_of(session, &hits.items[i], &list->items[list->count++], error);
    return status;
}

ws_status ws_count_list(ws_counting *counting, ws_section *section, const char *title, const char *note,
                        const char *condition, ws_sort sort, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_block *block = ws_section_block(session->arena, section, WS_BLOCK_LIST);
    if (!block) return ws_no_memory(error);
    ws_review_list *list = &block->list;
    *list = (ws_review_list){.title = title, .note = note, .query = ws_counting_query(counting, condition)};
    if (!list->query) return ws_no_memory(error);
    ws_status status = ws_count_of_condition(counting, WS_UNIT_STATEMENTS, condition, &list->total, error);
    return status == WS_OK && list->total ? fill(counting, session, list, sort, error) : status;
}
