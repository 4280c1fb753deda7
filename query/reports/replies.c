/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Right of reply: what stands beside accusations. */
#include "count_text.h"
#include "measures.h"
#include "propose.h"
#include "sections.h"

#include <string.h>

enum { LOOKED_AT = 60, LISTED = 12 };

static const char note[] =
    "An accusation is told by its cue alone (accused, alleged, blamed): others are missed, and some of these accuse "
    "nobody. "
    "What answers one is a link that somebody accepted (whosaid link), or else a proposal of whosaid responses that is "
    "likely (those that are only possible are left out); the two are counted apart, and a proposal may be wrong. An "
    "accusation with several answers counts at the "
    "first of: response, refusal, no response. None found means none in the articles read, in the same article or up "
    "to a "
    "fortnight later: it does not say that nobody was asked.";

typedef enum reply { REPLY_RESPONSE, REPLY_REFUSAL, REPLY_SILENCE, REPLY_NONE, REPLIES } reply;

static const struct {
    const char *label, *note, *title;
} kinds[] = {
    {"a response", "a denial, a confirmation, an apology or a retraction", "Accusations with a response"},
    {"a refusal", "whoever was asked would not comment", "Accusations with a refusal"},
    {"no response", "whoever was asked did not answer, or was not reached",
     "Accusations without an answer to questions"},
    {"none found", "in the articles read", "Accusations with nothing found beside them"},
};

typedef struct tally {
    size_t accepted[REPLIES], proposed[REPLIES];
} tally;

static reply kind_of(const ws_statement *statement)
{
    if (statement->act == WS_ACT_NO_COMMENT) return REPLY_REFUSAL;
    return statement->act == WS_ACT_NO_RESPONSE ? REPLY_SILENCE : REPLY_RESPONSE;
}

/* The best of the accepted ones, else the best of the likely ones. NULL: none. */
static const ws_response *best_of(const ws_responses *responses, bool accepted)
{
    const ws_response *best = NULL;
    for (size_t i = 0; i < responses->count; i++) {
        const ws_response *each = &responses->items[i];
        if (accepted ? !each->decision : each->decision || !each->likely) continue;
        if (!best || kind_of(each->hit.statement) < kind_of(best->hit.statement)) best = each;
    }
    return best;
}

static ws_status add_accusation(ws_session *session, const ws_hit *hit, tally *counts, ws_block **lists,
                                ws_error *error)
{
    ws_responses responses;
    ws_review review, other;
    ws_index_totals totals = {0};
    ws_status status = ws_session_totals(session, &totals, error);
    const ws_responses_in in = {session->index, session->people, &session->decisions, session->arena,
                                totals.statements};
    if (status == WS_OK) status = ws_responses_propose(&in, hit, &responses, error);
    if (status == WS_OK) status = ws_review_of(session, hit, &review, error);
    if (status != WS_OK) return status;
    const ws_response *accepted = best_of(&responses, true), *best = accepted ? accepted : best_of(&responses, false);
    reply kind = best ? kind_of(best->hit.statement) : REPLY_NONE;
    ++*(accepted ? &counts->accepted[kind] : &counts->proposed[kind]);
    if (best) {
        status = ws_review_of(session, &best->hit, &other, error);
        if (status != WS_OK) return status;
        review.beside = ws_arena_printf(session->arena, "%s, %s: %s: %s", accepted ? "Accepted" : "Proposed", other.id,
                                        *other.speaker ? other.speaker : "speaker not resolved", other.words);
        if (!review.beside) return ws_no_memory(error);
    }
    lists[kind]->list.total++;
    if (lists[kind]->list.count >= LISTED) return WS_OK;
    return ws_block_review(session->arena, lists[kind], review) ? WS_OK : ws_no_memory(error);
}

static ws_status add_counts(ws_arena *arena, ws_block *block, const tally *counts, ws_error *error)
{
    block->facts.title = "What stands beside them";
    for (size_t i = 0; i < REPLIES; i++) {
        const char *value = i == REPLY_NONE ? ws_arena_printf(arena, "%zu", counts->proposed[i])
                                            : ws_arena_printf(arena, "%zu accepted, %zu proposed", counts->accepted[i],
                                                              counts->proposed[i]);
        if (!ws_block_fact(arena, block, (ws_fact){kinds[i].label, value, kinds[i].note, NULL}))
            return ws_no_memory(error);
    }
    return WS_OK;
}

static ws_status find(ws_counting *counting, ws_hits *out, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_search search = {.sort = WS_SORT_PUBLISHED_DESCENDING, .limit = LOOKED_AT};
    const char *query = ws_counting_query(counting, "act:allegation");
    if (!query) return ws_no_memory(error);
    ws_status status = ws_counting_prepare(counting, query, &search, error);
    return status == WS_OK ? ws_index_search(session->index, &search, session->arena, out, error) : status;
}

/* A block of facts, and a list for each kind, in a row. NULL: no memory. */
static ws_block *add_blocks(ws_arena *arena, ws_section *section)
{
    size_t first = section->count;
    if (!ws_section_block(arena, section, WS_BLOCK_FACTS)) return NULL;
    for (size_t i = 0; i < REPLIES; i++) {
        ws_block *list = ws_section_block(arena, section, WS_BLOCK_LIST);
        if (!list) return NULL;
        list->list.title = kinds[i].title;
    }
    return &section->blocks[first];
}

static const ws_measure accusations[] = {
    {"accusations", WS_UNIT_STATEMENTS, "act:allegation", "", "by their cue"},
    {"articles with one", WS_UNIT_ARTICLES, "act:allegation", "", NULL},
};
const ws_measure_table ws_reply_tables[] = {{"Accusations", NULL, false, accusations, WS_COUNT_OF(accusations)},
                                            {.title = NULL}};

ws_status ws_section_replies(ws_counting *counting, ws_profile *profile, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_arena *arena = session->arena;
    ws_hits hits = {0};
    tally counts = {{0}, {0}};
    ws_block *lists[REPLIES];
    ws_section *section = ws_profile_section(arena, profile, "replies", "Accusations and replies");
    if (!section || !ws_section_note(arena, section, note)) return ws_no_memory(error);
    ws_status status = ws_count_tables(counting, section, ws_reply_tables, error);
    if (status == WS_OK) status = find(counting, &hits, error);
    if (status != WS_OK) return status;
    const char *extent = ws_arena_printf(arena, "Looked into were the newest %s of %s.", ws_count_text(hits.count).text,
                                         ws_count_text(hits.total > hits.count ? hits.total : hits.count).text);
    if (!ws_section_note(arena, section, extent)) return ws_no_memory(error);
    ws_block *blocks = add_blocks(arena, section);
    if (!blocks) return ws_no_memory(error);
    for (size_t i = 0; i < REPLIES; i++) lists[i] = blocks + 1 + i;
    for (size_t i = 0; i < hits.count && status == WS_OK; i++)
        status = add_accusation(session, &hits.items[i], &counts, lists, error);
    return status == WS_OK ? add_counts(arena, blocks, &counts, error) : status;
}
