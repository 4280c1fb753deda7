/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the words of a quotation differ between articles. */
#include "claims.h"
#include "count_text.h"
#include "folding.h"

#include <string.h>

enum { QUOTATIONS = 300, LISTED = 30 };

static const char note[] =
    "Words inside quotation marks by the same named speaker, in several articles, each held against the earliest one "
    "in "
    "this index, which need not be what was said. Shorter: without its beginning or end, or with an ellipsis. Differs: "
    "other words between those that are the same. Translations, and copies of an article, are among them. No query "
    "gives "
    "these numbers; whosaid variants ID shows all of one quotation, whosaid compare ID ID two of them.";

typedef struct tally {
    size_t quotations, variants, relations[5], negation, modality;
} tally;

typedef struct marks {
    bool negation, modality;
} marks;

static marks marks_of(const ws_alignment *alignment)
{
    marks found = {false, false};
    for (size_t i = 0; i < alignment->count; i++) {
        found.negation |= alignment->runs[i].negation != 0;
        found.modality |= alignment->runs[i].modality;
    }
    return found;
}

static ws_status list_variant(ws_session *session, ws_block *list, const ws_hit *base, const ws_hit *hit,
                              ws_relation relation, marks found, ws_error *error)
{
    ws_arena *arena = session->arena;
    ws_review earliest, review;
    list->list.total++;
    if (list->list.count >= LISTED) return WS_OK;
    ws_status status = ws_review_of(session, base, &earliest, error);
    if (status == WS_OK) status = ws_review_of(session, hit, &review, error);
    if (status != WS_OK) return status;
    review.labels = ws_arena_printf(
        arena, "%s%s%s%s%s", ws_relation_name(relation), found.negation ? " · a negation in only one" : "",
        found.modality ? " · other modality" : "", *review.labels ? " · " : "", review.labels);
    review.beside =
        ws_arena_printf(arena, "Earliest, %s, %s, %s: %s", earliest.outlet ? earliest.outlet : "unknown outlet",
                        earliest.day ? earliest.day : "no date", earliest.id, earliest.words);
    return review.labels && review.beside && ws_block_review(arena, list, review) ? WS_OK : ws_no_memory(error);
}

static ws_status compare(ws_session *session, ws_align_room *room, const ws_claim *claim, const ws_quote *quotes,
                         tally *counts, ws_block *list, ws_error *error)
{
    size_t base = 0;
    ws_status status = WS_OK;
    bool begun = false;
    while (base < claim->count && !quotes[base].quoted) base++;
    for (size_t i = base + 1; i < claim->count && status == WS_OK; i++) {
        ws_alignment alignment;
        if (!quotes[i].quoted || !strcmp(claim->hits[i].article->id, claim->hits[base].article->id)) continue;
        status = ws_align(room, session->arena, &quotes[base], &quotes[i], &alignment, error);
        if (status != WS_OK || alignment.relation == WS_RELATION_NONE) continue;
        marks found = marks_of(&alignment);
        if (!begun) counts->quotations++;
        begun = true;
        counts->variants++;
        counts->relations[alignment.relation]++;
        counts->negation += found.negation;
        counts->modality += found.modality;
        if (alignment.relation == WS_RELATION_DIFFERS || found.negation || found.modality)
            status = list_variant(session, list, &claim->hits[base], &claim->hits[i], alignment.relation, found, error);
    }
    return status;
}

static ws_status compare_claim(ws_session *session, ws_align_room *room, const ws_claim *claim, tally *counts,
                               ws_block *list, ws_error *error)
{
    ws_quote *quotes = ws_arena_array(session->arena, claim->count, sizeof *quotes);
    ws_status status = quotes ? WS_OK : ws_no_memory(error);
    for (size_t i = 0; i < claim->count && status == WS_OK; i++)
        status = ws_quote_of(session->arena, claim->hits[i].article, claim->hits[i].statement, &quotes[i], error);
    return status == WS_OK ? compare(session, room, claim, quotes, counts, list, error) : status;
}

static bool add_counts(ws_arena *arena, ws_block *block, const tally *counts)
{
    const struct {
        const char *label;
        size_t count;
        const char *note;
    } rows[] = {
        {"quotations in several articles", counts->quotations, NULL},
        {"other articles' versions of them", counts->variants, "each held against the earliest"},
        {"equal", counts->relations[WS_RELATION_EQUAL], NULL},
        {"shorter", counts->relations[WS_RELATION_SHORTER], NULL},
        {"longer", counts->relations[WS_RELATION_LONGER], "the earliest is the shorter one"},
        {"differs", counts->relations[WS_RELATION_DIFFERS], NULL},
        {"a negation in only one of the two", counts->negation, "for review: among shorter and longer ones, too"},
        {"other modality", counts->modality, "\"may\" against \"will\", \"must\" left out"},
    };
    bool made = true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && made; i++)
        made = ws_block_fact(arena, block,
                             (ws_fact){rows[i].label, ws_arena_printf(arena, "%s", ws_count_text(rows[i].count).text),
                                       rows[i].note, NULL});
    return made;
}

ws_status ws_section_fidelity(ws_counting *counting, ws_profile *profile, const ws_claims *claims, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_arena *arena = session->arena;
    tally counts = {0};
    ws_align_room *room = ws_align_room_new(arena);
    ws_section *section = ws_profile_section(arena, profile, "fidelity", "How quotations differ");
    if (!room || !section || !ws_section_note(arena, section, note)) return ws_no_memory(error);
    if (!ws_section_block(arena, section, WS_BLOCK_FACTS)) return ws_no_memory(error);
    ws_block *list = ws_section_block(arena, section, WS_BLOCK_LIST);
    if (!list) return ws_no_memory(error);
    list->list.title = "Versions that differ, for review";
    list->list.note = "Which of two is nearer to what was said is not known here.";
    ws_status status = WS_OK;
    for (size_t i = 0; i < claims->count && i < QUOTATIONS && status == WS_OK; i++)
        status = compare_claim(session, room, &claims->items[i], &counts, list, error);
    if (status == WS_OK && !add_counts(arena, list - 1, &counts)) status = ws_no_memory(error);
    return status;
}
