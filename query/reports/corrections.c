/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a later version of an article does not have any more, and who still has it. */
#include "count_text.h"
#include "identity.h"
#include "matching.h"
#include "measures.h"
#include "sections.h"

#include <string.h>

enum { LOOKED_AT = 50, LISTED = 30, NOTES_OF = 600 /* statements of articles with a note */ };

static const char note[] =
    "Superseded are statements that a later version of their article lacks, or has in other words: because they were "
    "wrong, or for any other reason. Stale copies are articles of others that still have the same words by the same "
    "named "
    "speaker; words of sources without a name are never looked for elsewhere. No query finds superseded statements; "
    "whosaid changes --since DATE tells of them.";

static ws_status find_superseded(ws_counting *counting, ws_hits *out, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_search search = {.sort = WS_SORT_PUBLISHED_DESCENDING, .limit = LOOKED_AT, .all_states = true};
    const char *scope = ws_counting_outside(counting, "");
    ws_query superseded = {
        .op = WS_QUERY_VALUE, .field = WS_FIELD_STATE, .text = ws_value_name(WS_STATES, WS_STATE_SUPERSEDED)};
    ws_query *children[] = {&superseded, NULL};
    ws_query both = {.op = WS_QUERY_AND, .children = children, .child_count = 2};
    ws_status status = scope ? WS_OK : ws_no_memory(error);
    if (status == WS_OK && *scope) status = ws_counting_prepare(counting, scope, &search, error);
    if (status != WS_OK) return status;
    children[1] = (ws_query *)(uintptr_t)search.query;
    search.query = search.query ? &both : &superseded;
    return ws_index_search(session->index, &search, session->arena, out, error);
}

static bool same_words(const ws_variant *variant)
{
    return variant->verdict == WS_FOLD_SAME && variant->alignment.relation == WS_RELATION_EQUAL;
}

static ws_status list_stale(ws_session *session, ws_block *list, const ws_hit *old, const ws_hit *copy, ws_error *error)
{
    ws_review review, gone;
    list->list.total++;
    if (list->list.count >= LISTED) return WS_OK;
    ws_status status = ws_review_of(session, copy, &review, error);
    if (status == WS_OK) status = ws_review_of(session, old, &gone, error);
    if (status != WS_OK) return status;
    review.beside = ws_arena_printf(
        session->arena, "Superseded %.10s in %s, %s (%s)", old->set_aside ? old->set_aside : "at a time not told",
        gone.outlet ? gone.outlet : "an outlet that is not told", gone.title ? gone.title : "no title", gone.id);
    return review.beside && ws_block_review(session->arena, list, review) ? WS_OK : ws_no_memory(error);
}

/* Words that the article still has, elsewhere in it, were not corrected. */
static ws_status find_stale(ws_session *session, const ws_hit *old, ws_block *list, ws_error *error)
{
    ws_fold_unit unit;
    ws_variants variants;
    ws_status status = ws_identity_settle_hits(session, &(ws_hits){.items = (ws_hit *)old, .count = 1}, error);
    if (status == WS_OK) status = ws_folding_unit(session, old, &unit, error);
    if (status != WS_OK || !unit.speaker_count || unit.quote->own < WS_QUOTE_FEW) return status;
    status = ws_matching_find(session, &unit, old, NULL, &variants, error);
    if (status == WS_OK) ws_matching_keep(&variants, same_words);
    for (size_t i = 0; i < variants.count && status == WS_OK; i++)
        if (!strcmp(variants.items[i].hit.article->id, old->article->id)) return WS_OK;
    for (size_t i = 0; i < variants.count && status == WS_OK; i++)
        status = list_stale(session, list, old, &variants.items[i].hit, error);
    return status;
}

static ws_status list_superseded(ws_session *session, const ws_hits *hits, ws_block *list, ws_error *error)
{
    ws_status status = WS_OK;
    list->list.total = hits->total > hits->count ? hits->total : hits->count;
    for (size_t i = 0; i < hits->count && i < LISTED && status == WS_OK; i++) {
        ws_review review;
        status = ws_review_of(session, &hits->items[i], &review, error);
        if (status == WS_OK && !ws_block_review(session->arena, list, review)) status = ws_no_memory(error);
    }
    return status;
}

static bool is_listed(const ws_hit *hits, size_t count, const ws_article *article)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(hits[i].article->id, article->id)) return true;
    return false;
}

/* A note stands with the first of its article's statements, and what earlier versions had. */
static ws_status list_note(ws_session *session, const ws_hits *superseded, const ws_hit *hit, ws_block *list,
                           ws_error *error)
{
    ws_review review;
    size_t gone = 0;
    for (size_t i = 0; i < superseded->count; i++) gone += !strcmp(superseded->items[i].article->id, hit->article->id);
    ws_status status = ws_review_of(session, hit, &review, error);
    if (status != WS_OK) return status;
    review.speaker = "The note";
    review.labels = "";
    review.words = hit->article->correction;
    review.beside = gone ? ws_arena_printf(session->arena, "%s that a later version lacks: above",
                                           ws_count_of(gone, "statement").text)
                         : NULL;
    if (gone && !review.beside) return ws_no_memory(error);
    return ws_block_review(session->arena, list, review) ? WS_OK : ws_no_memory(error);
}

/* Each article with a note once, the newest first. */
static ws_status list_notes(ws_counting *counting, const ws_hits *superseded, ws_block *list, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_search search = {.sort = WS_SORT_PUBLISHED_DESCENDING, .limit = NOTES_OF};
    ws_hits hits = {0};
    const char *query = ws_counting_outside(counting, "has:correction");
    if (!query) return ws_no_memory(error);
    ws_status status = ws_counting_prepare(counting, query, &search, error);
    if (status == WS_OK) status = ws_index_search(session->index, &search, session->arena, &hits, error);
    for (size_t i = 0; i < hits.count && status == WS_OK; i++) {
        const ws_hit *hit = &hits.items[i];
        if (!hit->article->correction || is_listed(hits.items, i, hit->article)) continue;
        if (list->list.total++ < LISTED) status = list_note(session, superseded, hit, list, error);
    }
    return status;
}

static const ws_measure notes_of_correction[] = {
    {"articles with a note of correction", WS_UNIT_ARTICLES, "has:correction", "",
     "of those with statements that count; by the article's own words or its metadata"},
    {"their statements", WS_UNIT_STATEMENTS, "has:correction", "", NULL},
};

const ws_measure_table ws_correction_tables[] = {
    {"Notes of correction in articles", NULL, false, notes_of_correction, WS_COUNT_OF(notes_of_correction)},
    {.title = NULL},
};

ws_status ws_section_corrections(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    static const char *const titles[] = {"Statements that a later version lacks", "Notes of correction",
                                         "Stale copies"};
    ws_session *session = ws_counting_session(counting);
    ws_arena *arena = session->arena;
    ws_hits superseded = {0};
    ws_section *section = ws_profile_section(arena, profile, "corrections", "Corrections");
    if (!section || !ws_section_note(arena, section, note)) return ws_no_memory(error);
    ws_status status = find_superseded(counting, &superseded, error);
    if (status != WS_OK) return status;
    size_t total = superseded.total > superseded.count ? superseded.total : superseded.count;
    const char *extent =
        ws_arena_printf(arena, "Stale copies were looked for of the newest %s of %s superseded statements.",
                        ws_count_text(superseded.count).text, ws_count_text(total).text);
    if (!ws_section_note(arena, section, extent)) return ws_no_memory(error);
    status = ws_count_tables(counting, section, ws_correction_tables, error);
    if (status != WS_OK) return status;
    size_t first = section->count;
    for (size_t i = 0; i < 3; i++) {
        ws_block *list = ws_section_block(arena, section, WS_BLOCK_LIST);
        if (!list) return ws_no_memory(error);
        list->list.title = titles[i];
    }
    ws_block *lists = section->blocks + first;
    status = list_superseded(session, &superseded, &lists[0], error);
    if (status == WS_OK) status = list_notes(counting, &superseded, &lists[1], error);
    for (size_t i = 0; i < superseded.count && status == WS_OK; i++)
        status = find_stale(session, &superseded.items[i], &lists[2], error);
    return status;
}
