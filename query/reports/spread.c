/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims in several outlets: how many origins they have, as far as the articles tell, and who has them from whom. */
#include "claims.h"
#include "count_text.h"
#include "earliest.h"
#include "matching.h"
#include "origins.h"

#include <string.h>

enum { SHOWN = 30, LOOKED_AT = 100 /* statements of an article, for the publications it cites */ };

static const char *folded(ws_arena *arena, const char *text)
{
    return text ? ws_fold_words(arena, text, strlen(text)) : NULL;
}

/* --- what is known of a statement's way into its article --- */

static bool is_publication(const ws_via *via)
{
    return via->type == WS_SPEAKER_PUBLICATION && via->name;
}

static size_t cited_by(const ws_statement *statement, const char **out)
{
    size_t count = 0;
    for (size_t i = 0; i < statement->via_count; i++)
        if (is_publication(&statement->via[i])) out[count++] = statement->via[i].name;
    for (size_t i = 0; i < statement->speaker_count; i++)
        if (statement->speakers[i].type == WS_SPEAKER_PUBLICATION && statement->speakers[i].name)
            out[count++] = statement->speakers[i].name;
    return count;
}

/* Every publication that any statement of the article has in it, and whom the speaker talked to. */
static ws_status find_cites(ws_session *session, const ws_hit *hit, ws_origin_unit *out, ws_error *error)
{
    ws_hits all;
    size_t most = 1, count = 0;
    ws_query inside = {.op = WS_QUERY_VALUE, .field = WS_FIELD_ARTICLE, .text = hit->article->id};
    ws_search asked = {.query = &inside, .limit = LOOKED_AT};
    ws_status status = ws_index_search(session->index, &asked, session->arena, &all, error);
    if (status != WS_OK) return status;
    for (size_t i = 0; i < all.count; i++)
        most += all.items[i].statement->via_count + all.items[i].statement->speaker_count;
    const char **names = ws_arena_array(session->arena, most, sizeof *names);
    if (!names) return ws_no_memory(error);
    for (size_t i = 0; i < all.count; i++) count += cited_by(all.items[i].statement, names + count);
    if (hit->statement->addressee) names[count++] = hit->statement->addressee;
    for (size_t i = 0; i < count; i++)
        if (!(names[i] = folded(session->arena, names[i]))) return ws_no_memory(error);
    out->cites = names;
    out->cite_count = count;
    return WS_OK;
}

static ws_status find_copies(ws_session *session, const ws_hit *hit, ws_origin_unit *out, ws_error *error)
{
    ws_copies copies;
    ws_status status = ws_index_copies(session->index, &hit->article->id, NULL, 1, session->arena, &copies, error);
    if (status != WS_OK) return status;
    const char **ids = ws_arena_array(session->arena, copies.count, sizeof *ids);
    if (!ids) return ws_no_memory(error);
    for (size_t i = 0; i < copies.count; i++) ids[i] = copies.items[i]->id;
    out->copies = ids;
    out->copy_count = copies.count;
    return WS_OK;
}

/* A setting and a day, or the place that the article names and a day. NULL: not told. */
static const char *occasion_of(ws_arena *arena, const ws_hit *hit)
{
    const ws_statement *statement = hit->statement;
    const char *day = statement->time.date ? statement->time.date : hit->article->published;
    bool elsewhere = statement->setting == WS_SETTING_OWN_INTERVIEW || statement->setting == WS_SETTING_OTHER_OUTLET;
    if (!day || elsewhere) return NULL;
    if (statement->setting != WS_SETTING_NONE) return ws_arena_printf(arena, "%.10s %d", day, (int)statement->setting);
    const char *place = folded(arena, statement->occasion);
    return place ? ws_arena_printf(arena, "%.10s in %s", day, place) : NULL;
}

static ws_status make_unit(ws_session *session, const ws_hit *hit, ws_origin_unit *out, ws_error *error)
{
    ws_arena *arena = session->arena;
    const ws_statement *statement = hit->statement;
    const char *date = statement->time.date;
    *out = (ws_origin_unit){
        .article = hit->article->id,
        .outlet = folded(arena, hit->article->publisher),
        .credit = folded(arena, hit->article->credit),
        .occasion = occasion_of(arena, hit),
        .said = date && strlen(date) >= 10 ? ws_arena_printf(arena, "%.10s", date) : NULL,
        .own = statement->setting == WS_SETTING_OWN_INTERVIEW ||
               (statement->given_to && !strcmp(statement->given_to, "us")),
    };
    ws_status status = find_cites(session, hit, out, error);
    return status == WS_OK ? find_copies(session, hit, out, error) : status;
}

/* --- a claim --- */

/* The first statement of each article. */
static size_t once_an_article(const ws_claim *claim, const ws_hit **out)
{
    size_t count = 0;
    for (size_t i = 0; i < claim->count && count < WS_ORIGIN_UNITS; i++) {
        bool again = false;
        for (size_t j = 0; j < count; j++) again |= !strcmp(out[j]->article->id, claim->hits[i].article->id);
        if (!again) out[count++] = &claim->hits[i];
    }
    return count;
}

static const char *why(ws_origin_link link)
{
    switch (link) {
    case WS_LINK_COPY:
        return "nearly the same text";
    case WS_LINK_CITES:
        return "cites the one above";
    case WS_LINK_CITED:
        return "is cited by the one above";
    case WS_LINK_CREDIT:
        return "the same agency in the credit line";
    case WS_LINK_OUTLET:
        return "the same outlet";
    case WS_LINK_OCCASION:
        return "the same occasion";
    default:
        return NULL;
    }
}

static const char *tell_earliest(ws_arena *arena, const ws_hit *const *hits, size_t count)
{
    const char *dates[WS_ORIGIN_UNITS];
    for (size_t i = 0; i < count; i++) dates[i] = ws_matching_seen(hits[i]);
    ws_earliest found = ws_earliest_of(dates, NULL, count);
    if (found.first == WS_NO_EARLIEST) return "Which is the earliest is not known: none has a date.";
    const ws_article *article = hits[found.first]->article;
    const char *outlet = article->publisher ? article->publisher : "an outlet that is not told";
    const char *undated = found.undated ? "; some have no date" : "";
    if (found.determined)
        return ws_arena_printf(arena, "The earliest in this index is by %s, %.10s%s.", outlet, dates[found.first],
                               undated);
    return ws_arena_printf(arena,
                           "Which is the earliest in this index is undetermined: another is of about the same time as "
                           "that by %s, %.10s%s.",
                           outlet, dates[found.first], undated);
}

static ws_status make_units(ws_session *session, const ws_hit *const *hits, size_t count, ws_origin_unit *out,
                            ws_error *error)
{
    ws_status status = WS_OK;
    for (size_t i = 0; i < count && status == WS_OK; i++) status = make_unit(session, hits[i], &out[i], error);
    return status;
}

/* Articles that have a claim, as units of origins. */
typedef struct claim_units {
    const ws_hit *hits[WS_ORIGIN_UNITS];
    ws_origin_unit units[WS_ORIGIN_UNITS];
    size_t count;
    ws_origins origins;
} claim_units;

/* The numbers of a claim. What is about the source makes no origins where it has no name: `named`. */
static ws_status find_origins(ws_session *session, const ws_claim *claim, bool named, claim_units *found,
                              ws_spread *out, ws_error *error)
{
    found->count = once_an_article(claim, found->hits);
    ws_status status = ws_review_of(session, found->hits[0], &out->claim, error);
    if (status == WS_OK) status = make_units(session, found->hits, found->count, found->units, error);
    for (size_t i = 0; i < found->count && !named && status == WS_OK; i++) {
        found->units[i].occasion = found->units[i].said = NULL;
        found->units[i].own = false;
    }
    if (status == WS_OK)
        status = ws_origins_find(session->arena, found->units, found->count, &found->origins, error);
    if (status != WS_OK) return status;
    out->articles = claim->articles;
    out->outlets = claim->outlets;
    out->least = found->origins.least;
    out->most = found->origins.most + (claim->articles - found->count);
    return WS_OK;
}

static ws_status make_spread(ws_session *session, const ws_claim *claim, ws_spread *out, ws_error *error)
{
    claim_units found = {0};
    ws_arena *arena = session->arena;
    ws_status status = find_origins(session, claim, true, &found, out, error);
    if (status != WS_OK) return status;
    out->earliest = tell_earliest(arena, found.hits, found.count);
    out->nodes = ws_arena_array(arena, found.count, sizeof *out->nodes);
    if (!out->earliest || !out->nodes) return ws_no_memory(error);
    for (size_t i = 0; i < found.count && status == WS_OK; i++) {
        const ws_origin_node *origin = &found.origins.nodes[i];
        ws_spread_node *node = &out->nodes[out->count++];
        *node = (ws_spread_node){.depth = origin->depth, .link = why(origin->link)};
        const ws_hit *hit = found.hits[origin->unit];
        status = ws_review_of(session, hit, &node->place, error);
        /* Of the version that has the words, as for the earliest. */
        const char *seen = ws_matching_seen(hit);
        if (seen && status == WS_OK) node->place.day = ws_arena_printf(arena, "%.10s", seen);
    }
    return status;
}

/* The claim as the earliest has it, and numbers. */
static ws_status make_unnamed(ws_session *session, const ws_claim *claim, ws_spread *out, ws_error *error)
{
    claim_units found = {0};
    ws_status status = find_origins(session, claim, false, &found, out, error);
    if (status != WS_OK) return status;
    out->claim.beside = ws_spread_counts(session->arena, out);
    return out->claim.beside ? WS_OK : ws_no_memory(error);
}

/* --- the section --- */

static const char *const notes[] = {
    "A claim is the same words by the same named speaker. Articles that have it count as one origin where they cite "
    "one another, share nearly the same text or an agency's credit line, are of one outlet, or report the same "
    "occasion. Where nothing tells, two articles may have one origin or two: \"at least\" takes them for one, \"at "
    "most\" for two. Different for certain are only those whom the speaker told itself, or on different days. More "
    "origins do not make a claim truer.",
    "No query gives these numbers: origins are counted from the articles listed under each claim. What sources without "
    "a name say is counted apart, below.",
    "Sources without a name are never linked across articles: two of them may be one or not, and nothing here tells. "
    "What is counted is words: the same five or more, each one equal, in several outlets. Articles that have them count "
    "as one origin where they cite one another, share nearly the same text or an agency's credit line, or are of one "
    "outlet, and by nothing that is about the source. \"At least\" takes all others for one. Each claim is shown once, "
    "where it is earliest, and not where else.",
};

/* How much of them was looked at. `speakers`: "named speakers", say. */
static const char *extent_of(ws_arena *arena, const ws_claims *claims, const char *speakers, size_t several)
{
    return ws_arena_printf(arena,
                           "Compared were the newest %s of %s statements of %s; looked into were %s of %s claims in "
                           "several outlets, those in most outlets first.",
                           ws_count_text(claims->read).text, ws_count_text(claims->total).text, speakers,
                           ws_count_text(several < SHOWN ? several : SHOWN).text, ws_count_text(several).text);
}

static bool add_number(ws_arena *arena, ws_block *block, const char *label, size_t count, const char *note)
{
    return ws_block_fact(arena, block,
                         (ws_fact){label, ws_arena_printf(arena, "%s", ws_count_text(count).text), note, NULL});
}

typedef struct totals {
    size_t claims, looked_into, outlets, least, most;
} totals;

static ws_status add_totals(ws_arena *arena, ws_block *facts, const totals *all, ws_error *error)
{
    bool made = add_number(arena, facts, "claims in several articles", all->claims, NULL) &&
                add_number(arena, facts, "of these looked into, in several outlets", all->looked_into, NULL) &&
                add_number(arena, facts, "outlets that have them", all->outlets, "each once for each claim") &&
                add_number(arena, facts, "origins, at least", all->least, "all that is unknown taken for the same") &&
                add_number(arena, facts, "origins, at most", all->most, "all that is unknown taken for different");
    if (made && all->least && all->most)
        made = ws_block_fact(arena, facts,
                             (ws_fact){"echo ratio",
                                       ws_arena_strdup(arena, ws_echo_range(all->outlets, all->least, all->most).text),
                                       "outlets through origins", NULL});
    return made ? WS_OK : ws_no_memory(error);
}

static void add_to(totals *all, const ws_spread *spread)
{
    all->looked_into++;
    all->outlets += spread->outlets;
    all->least += spread->least;
    all->most += spread->most;
}

static size_t in_several_outlets(const ws_claims *claims)
{
    size_t several = 0;
    while (several < claims->count && claims->items[several].outlets > 1) several++;
    return several;
}

static ws_status add_unnamed(ws_session *session, ws_section *section, const ws_claims *claims, ws_error *error)
{
    ws_arena *arena = session->arena;
    size_t several = in_several_outlets(claims);
    totals all = {.claims = claims->count};
    if (!ws_section_note(arena, section, notes[2]) ||
        !ws_section_note(arena, section, extent_of(arena, claims, "sources without a name", several)) ||
        !ws_section_block(arena, section, WS_BLOCK_FACTS))
        return ws_no_memory(error);
    ws_block *list = ws_section_block(arena, section, WS_BLOCK_LIST), *facts = list - 1;
    if (!list) return ws_no_memory(error);
    facts->facts.title = "Claims of sources without a name";
    list->list.title = "The same words of sources without a name, in several outlets";
    list->list.note = "Each once, where it is earliest in this index.";
    list->list.total = several;
    ws_status status = WS_OK;
    for (size_t i = 0; i < several && i < SHOWN && status == WS_OK; i++) {
        ws_spread spread = {0};
        status = make_unnamed(session, &claims->items[i], &spread, error);
        if (status == WS_OK && !ws_block_review(arena, list, spread.claim)) status = ws_no_memory(error);
        add_to(&all, &spread);
    }
    if (status == WS_OK) status = add_totals(arena, facts, &all, error);
    return status;
}

ws_status ws_section_spread(ws_counting *counting, ws_profile *profile, const ws_claims *claims,
                            const ws_claims *unnamed, ws_error *error)
{
    ws_session *session = ws_counting_session(counting);
    ws_arena *arena = session->arena;
    size_t several = in_several_outlets(claims);
    totals all = {.claims = claims->count};
    ws_section *section = ws_profile_section(arena, profile, "origins", "Claims in several outlets");
    bool made = section && ws_section_note(arena, section, notes[0]) && ws_section_note(arena, section, notes[1]) &&
                ws_section_note(arena, section, extent_of(arena, claims, "named speakers", several));
    if (!made || !ws_section_block(arena, section, WS_BLOCK_FACTS)) return ws_no_memory(error);
    ws_block *block = ws_section_block(arena, section, WS_BLOCK_SPREADS);
    if (!block) return ws_no_memory(error);
    block->spreads.title = "Where each claim stands";
    block->spreads.note = "Below another stands what is known to have the claim from there, or as it has.";
    ws_status status = WS_OK;
    for (size_t i = 0; i < several && i < SHOWN && status == WS_OK; i++) {
        ws_spread spread = {0};
        status = make_spread(session, &claims->items[i], &spread, error);
        if (status == WS_OK && !ws_block_spread(arena, block, spread)) status = ws_no_memory(error);
        add_to(&all, &spread);
    }
    if (status == WS_OK) status = add_totals(arena, block - 1, &all, error);
    return status == WS_OK ? add_unnamed(session, section, unnamed, error) : status;
}
