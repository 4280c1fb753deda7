/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folding.h"

#include "identity.h"

static bool speaks_by_name(const ws_speaker *speaker)
{
    return speaker->key && speaker->type != WS_SPEAKER_ANONYMOUS && speaker->type != WS_SPEAKER_GROUP;
}

static ws_status name_speakers(ws_session *session, bool persons, const ws_statement *statement, ws_fold_unit *out,
                               ws_error *error)
{
    const char **ids = ws_arena_array(session->arena, statement->speaker_count, sizeof *ids);
    if (!ids) return ws_no_memory(error);
    out->speakers = ids;
    out->speaker_count = 0;
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const ws_speaker *speaker = &statement->speakers[i];
        const ws_person *person = NULL;
        if (!speaks_by_name(speaker)) continue;
        ws_status status = persons ? ws_people_of(session->people, speaker->key, &person, error) : WS_OK;
        if (status != WS_OK) return status;
        ids[out->speaker_count++] = person ? person->id : speaker->key;
    }
    return WS_OK;
}

static size_t keys_of(const ws_statement *statement, const char **keys)
{
    size_t count = 0;
    for (size_t i = 0; i < statement->speaker_count; i++)
        if (speaks_by_name(&statement->speakers[i])) keys[count++] = statement->speakers[i].key;
    return count;
}

static ws_status make_unit(ws_session *session, const ws_hit *hit, ws_fold_unit *out, ws_error *error)
{
    ws_quote *quote = ws_arena_alloc(session->arena, sizeof *quote);
    ws_event *event = ws_arena_alloc(session->arena, sizeof *event);
    if (!quote || !event) return ws_no_memory(error);
    *event = (ws_event){.said = hit->statement->time.date, .published = hit->article->published};
    *out = (ws_fold_unit){.quote = quote, .event = event};
    ws_status status = ws_quote_of(session->arena, hit->article, hit->statement, quote, error);
    /* Only part-quotes of few words are asked where they come from. */
    if (status == WS_OK && quote->quoted && quote->own < WS_QUOTE_FEW)
        status = ws_event_words(session->arena, hit->article, event, error);
    return status;
}

ws_status ws_folding_unit(ws_session *session, const ws_hit *hit, ws_fold_unit *out, ws_error *error)
{
    ws_status status = make_unit(session, hit, out, error);
    return status == WS_OK ? name_speakers(session, session->people != NULL, hit->statement, out, error) : status;
}

/* --- folding an answer --- */

typedef struct work {
    ws_fold_unit *units;
    ws_folded *folded;
} work;

/* Of statements that differ in their speakers' names. */
static ws_status may_be_one(ws_session *session, const ws_fold_unit *one, const ws_fold_unit *other, bool *out,
                            ws_error *error)
{
    ws_status status = WS_OK;
    *out = ws_identity_decided(session) && one->speaker_count && other->speaker_count;
    for (size_t i = 0; i < one->speaker_count; i++)
        for (size_t j = 0; j < other->speaker_count && !*out && status == WS_OK; j++)
            status = ws_people_may_be_one(session->arena, session->registry, one->speakers[i], other->speakers[j], out,
                                          error);
    return status;
}

/* As if all were one speaker: does anything fold of which the names differ, and could they be one's? */
static ws_status names_matter(ws_session *session, const ws_strings *people, const ws_hits *hits, const work *all,
                              bool *differ, bool *may_be, ws_error *error)
{
    static const char *const anybody[] = {"*"};
    ws_fold_unit *alike = ws_arena_array(session->arena, hits->count, sizeof *alike);
    *differ = *may_be = false;
    if (!alike) return ws_no_memory(error);
    for (size_t i = 0; i < hits->count; i++) {
        alike[i] = all->units[i];
        if (alike[i].speaker_count) alike[i].speakers = anybody;
        if (alike[i].speaker_count) alike[i].speaker_count = 1;
    }
    ws_status status = ws_fold_units(session->arena, alike, hits->count, all->folded, error);
    for (size_t i = 0; i < hits->count; i++)
        for (size_t j = 0; j < i && !*may_be && status == WS_OK; j++) {
            if (all->folded[i].group != all->folded[j].group || ws_same_speaker(&all->units[i], &all->units[j]))
                continue;
            *differ = true;
            status = ws_identity_registry(session, people, error);
            if (status == WS_OK) status = may_be_one(session, &all->units[i], &all->units[j], may_be, error);
        }
    return status;
}

/* Whoever folds with nobody, were all one speaker, needs no more than his name. */
static ws_status name_persons(ws_session *session, const ws_strings *people, const ws_hits *hits, const work *all,
                              ws_error *error)
{
    ws_status status = ws_identity_open(session, people, error);
    bool *folds = ws_arena_array(session->arena, hits->count, sizeof *folds);
    size_t most = 0, count = 0;
    for (size_t i = 0; i < hits->count; i++) most += hits->items[i].statement->speaker_count;
    const char **keys = ws_arena_array(session->arena, most, sizeof *keys);
    if (status != WS_OK) return status;
    if (!folds || !keys) return ws_no_memory(error);
    for (size_t i = 0; i < hits->count; i++)
        if (all->folded[i].group != i) folds[i] = folds[all->folded[i].group] = true;
    for (size_t i = 0; i < hits->count; i++)
        if (folds[i]) count += keys_of(hits->items[i].statement, keys + count);
    status = ws_identity_settle(session, keys, count, error);
    for (size_t i = 0; i < hits->count && status == WS_OK; i++)
        if (folds[i]) status = name_speakers(session, true, hits->items[i].statement, &all->units[i], error);
    return status;
}

static ws_status fold_all(ws_session *session, const ws_strings *people, const ws_hits *hits, work *all,
                          ws_error *error)
{
    bool differ = false, may_be = false;
    ws_status status = WS_OK;
    all->units = ws_arena_array(session->arena, hits->count, sizeof *all->units);
    all->folded = ws_arena_array(session->arena, hits->count, sizeof *all->folded);
    if (!all->units || !all->folded) return ws_no_memory(error);
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) {
        status = make_unit(session, &hits->items[i], &all->units[i], error);
        if (status == WS_OK) status = name_speakers(session, false, hits->items[i].statement, &all->units[i], error);
    }
    if (status == WS_OK) status = names_matter(session, people, hits, all, &differ, &may_be, error);
    if (status == WS_OK && may_be) status = name_persons(session, people, hits, all, error);
    if (status != WS_OK || !differ) return status; /* they are folded by their names */
    return ws_fold_units(session->arena, all->units, hits->count, all->folded, error);
}

/* Up to the last hit before one that begins a quotation too many. */
static size_t reach(const work *all, size_t count, size_t limit)
{
    size_t quotations = 0, end = 0;
    for (; end < count; end++)
        if (all->folded[end].group == end && ++quotations > limit) break;
    return end;
}

static ws_status arrange(ws_session *session, const work *all, size_t end, ws_hits *hits, ws_folding *out,
                         ws_error *error)
{
    size_t *place = ws_arena_array(session->arena, end, sizeof *place), kept = 0, fallback = 0;
    ws_hit *old = ws_arena_copy(session->arena, hits->items, end * sizeof *old);
    out->items = ws_arena_array(session->arena, end, sizeof *out->items);
    ws_same *same = ws_arena_array(session->arena, end, sizeof *same);
    if (!place || !old || !out->items || !same) return ws_no_memory(error);
    for (size_t i = 0; i < end; i++) {
        size_t group = all->folded[i].group;
        if (group == i)
            hits->items[place[i] = kept++] = old[i];
        else
            out->items[place[group]].count++;
        fallback += group == i && i >= out->content;
    }
    hits->fallback = fallback;
    for (size_t i = 0; i < kept; i++) {
        out->items[i].items = same;
        same += out->items[i].count;
        out->items[i].count = 0;
    }
    for (size_t i = 0; i < end; i++) {
        ws_same_words *behind = &out->items[place[all->folded[i].group]];
        if (all->folded[i].group == i) continue;
        behind->items[behind->count++] = (ws_same){old[i], ws_relation_name(all->folded[i].relation)};
    }
    out->hits = hits->items;
    out->count = hits->count = kept;
    return WS_OK;
}

ws_status ws_fold_hits(ws_session *session, const ws_strings *people, size_t limit, ws_hits *hits, ws_folding *out,
                       ws_error *error)
{
    work all;
    size_t content = hits->count - hits->fallback;
    *out = (ws_folding){0};
    if (!hits->count) return WS_OK;
    ws_status status = fold_all(session, people, hits, &all, error);
    if (status != WS_OK) return status;
    size_t end = reach(&all, hits->count, limit);
    out->content = end < content ? end : content;
    out->fallback = end - out->content;
    return arrange(session, &all, end, hits, out, error);
}
