/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matching.h"

#include "identity.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_KEYS = 200 /* of those whom a name may mean */ };

const char *ws_matching_seen(const ws_hit *hit)
{
    return hit->statement->first_seen ? hit->statement->first_seen : ws_article_version(hit->article);
}

static bool is_copy(const ws_quote *one, const ws_quote *other)
{
    return one->own && !memcmp(&one->hash, &other->hash, sizeof one->hash);
}

static bool is_it(const ws_hit *hit, const ws_hit *other)
{
    return hit && !memcmp(&hit->statement->id, &other->statement->id, sizeof(ws_hash));
}

typedef struct comparing {
    ws_session *session;
    ws_align_room *room;
    const ws_fold_unit *asked;
    size_t compared;
    bool more; /* than were compared */
} comparing;

static ws_status compare(comparing *work, ws_variant *variant, ws_error *error)
{
    const ws_quote *asked = work->asked->quote, *other = variant->unit.quote;
    ws_status status = WS_OK;
    if (is_copy(asked, other)) {
        variant->alignment = (ws_alignment){.relation = WS_RELATION_EQUAL, .matched = asked->own};
    } else if (ws_align_may(asked, other)) {
        work->more |= work->compared == WS_FIND_COMPARED;
        if (work->more) return WS_OK;
        work->compared++;
        status = ws_align(work->room, work->session->arena, asked, other, &variant->alignment, error);
    }
    variant->same_speaker = ws_same_speaker(work->asked, &variant->unit);
    variant->verdict = ws_fold_judge(work->asked, &variant->unit, variant->alignment.relation);
    return status;
}

static int order_of(const ws_variant *variant)
{
    return -(int)variant->verdict * 16 + (variant->same_speaker ? 0 : 8) + (int)variant->alignment.relation;
}

static int compare_variants(const void *left_, const void *right_)
{
    const ws_variant *left = left_, *right = right_;
    int order = order_of(left) - order_of(right);
    const char *one = left->seen ? left->seen : "~", *other = right->seen ? right->seen : "~"; /* undated: last */
    if (!order) order = strcmp(one, other);
    return order ? order : memcmp(&left->hit.statement->id, &right->hit.statement->id, sizeof(ws_hash));
}

ws_status ws_matching_find(ws_session *session, const ws_fold_unit *asked, const ws_hit *hit,
                           const ws_find_bounds *bounds, ws_variants *out, ws_error *error)
{
    ws_hits hits;
    comparing work = {session, ws_align_room_new(session->arena), asked, 0, false};
    ws_find_bounds looked_at = bounds ? *bounds : (ws_find_bounds){.most = WS_FIND_MOST};
    *out = (ws_variants){0};
    if (!work.room) return ws_no_memory(error);
    ws_status status = ws_find_candidates(session->index, session->arena, asked->quote, looked_at, &hits, error);
    out->items = ws_arena_array(session->arena, hits.count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    if (status == WS_OK) status = ws_identity_settle_hits(session, &hits, error);
    for (size_t i = 0; i < hits.count && status == WS_OK; i++) {
        ws_variant *variant = &out->items[out->count];
        if (is_it(hit, &hits.items[i])) continue;
        *variant = (ws_variant){.hit = hits.items[i], .seen = ws_matching_seen(&hits.items[i])};
        variant->translated = variant->hit.statement->translated || (hit && hit->statement->translated);
        status = ws_folding_unit(session, &variant->hit, &variant->unit, error);
        if (status == WS_OK) status = compare(&work, variant, error);
        if (variant->alignment.relation != WS_RELATION_NONE) out->count++;
    }
    out->more = work.more || hits.count == looked_at.most;
    if (status == WS_OK && out->count) qsort(out->items, out->count, sizeof *out->items, compare_variants);
    return status;
}

void ws_matching_keep(ws_variants *variants, bool (*keep)(const ws_variant *variant))
{
    size_t kept = 0;
    for (size_t i = 0; i < variants->count; i++)
        if (keep(&variants->items[i])) variants->items[kept++] = variants->items[i];
    variants->count = kept;
}

static bool is_among(const ws_person *const *persons, size_t count, const ws_person *person)
{
    for (size_t i = 0; i < count; i++)
        if (persons[i] == person) return true;
    return false;
}

ws_status ws_matching_named(ws_session *session, const char *name, ws_fold_unit *out, const ws_query **said_by,
                            ws_error *error)
{
    const char *key = ws_name_key(session->arena, name), **keys = NULL, **ids;
    const ws_person **persons;
    size_t count = 0, found = 0;
    if (!key) return ws_no_memory(error);
    const ws_meant_bounds bounds = {MOST_KEYS, SIZE_MAX};
    ws_status status = ws_identity_find(session, key, &bounds, &keys, &count, NULL, error);
    if (status == WS_OK) status = ws_identity_settle(session, keys, count, error);
    ids = ws_arena_array(session->arena, count + 1, sizeof *ids);
    persons = ws_arena_array(session->arena, count, sizeof *persons);
    if (status != WS_OK) return status;
    if (!ids || !persons) return ws_no_memory(error);
    for (size_t i = 0; i < count && status == WS_OK; i++) {
        const ws_person *person = NULL;
        status = ws_people_of(session->people, keys[i], &person, error);
        if (person && !is_among(persons, found, person)) persons[found++] = person;
    }
    out->speakers = ids;
    out->speaker_count = found ? found : 1;
    ids[0] = "";
    for (size_t i = 0; i < found; i++) ids[i] = persons[i]->id;
    if (!said_by || status != WS_OK) return status;
    return ws_identity_statements_of_all(session, persons, found, said_by, error);
}
