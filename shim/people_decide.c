/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody decided about names, laid over the groups in which they stand by rule. */
#include "people_form.h"

#include <stdlib.h>
#include <string.h>

/* --- ties --- */

const ws_tie *ws_people_ties(const ws_people *people, size_t member, size_t *count)
{
    *count = people->tie_begin ? people->tie_begin[member + 1] - people->tie_begin[member] : 0;
    return *count ? people->ties + people->tie_begin[member] : NULL;
}

static int compare_ties(const void *left_, const void *right_)
{
    const ws_tie *left = left_, *right = right_;
    if (left->from != right->from) return left->from > right->from ? 1 : -1;
    return (left->to > right->to) - (left->to < right->to);
}

static ws_status take_ties(ws_people *people, const ws_speaker_pairs *pairs, ws_error *error)
{
    size_t count = 0;
    people->ties = ws_arena_array(people->arena, pairs->count, 2 * sizeof *people->ties);
    size_t *begin = people->tie_begin = ws_arena_array(people->arena, people->count + 1, sizeof *begin);
    if (!people->ties || !begin) return ws_no_memory(error);
    for (size_t i = 0; i < pairs->count; i++) {
        const ws_speaker_pair *pair = &pairs->items[i];
        size_t a = ws_people_place(people, pair->a), b = ws_people_place(people, pair->b);
        if (a == SIZE_MAX || b == SIZE_MAX || a == b) continue;
        people->ties[count++] = (ws_tie){a, b, pair};
        people->ties[count++] = (ws_tie){b, a, pair};
        begin[a + 1]++;
        begin[b + 1]++;
    }
    if (count) qsort(people->ties, count, sizeof *people->ties, compare_ties);
    for (size_t i = 0; i < people->count; i++) begin[i + 1] += begin[i];
    return WS_OK;
}

/* --- leaving --- */

/* Groups of one kin that somebody leaves. All by place, or by that of the leader as it was. */
typedef struct ws_leaving {
    ws_people *people;
    ws_kin kin;
    bool any, *leaves;
    bool *torn;   /* by leader: a full name leaves, so that a surname alone may be either's */
    size_t *heir; /* by leader: the first who stays; SIZE_MAX: nobody */
    bool *named;  /* by leader: the registry has somebody of it under the very name */
    const ws_registered **joined;
} ws_leaving;

static bool begin_leaving(ws_leaving *leaving)
{
    ws_arena *arena = leaving->people->arena;
    size_t count = leaving->people->count;
    leaving->leaves = ws_arena_array(arena, count, sizeof *leaving->leaves);
    leaving->torn = ws_arena_array(arena, count, sizeof *leaving->torn);
    leaving->heir = ws_arena_array(arena, count, sizeof *leaving->heir);
    leaving->named = ws_arena_array(arena, count, sizeof *leaving->named);
    leaving->joined = ws_arena_array(arena, count, sizeof *leaving->joined);
    return leaving->leaves && leaving->torn && leaving->heir && leaving->named && leaving->joined;
}

static void find_leavers(ws_leaving *leaving)
{
    ws_people *people = leaving->people;
    for (size_t i = 0; i < people->tie_begin[people->count]; i++) {
        const ws_tie *tie = &people->ties[i];
        const ws_member *from = &people->members[tie->from];
        size_t leader = ws_people_leader(people, leaving->kin, tie->from);
        if (tie->pair->merged || strcmp(tie->pair->a, from->key)) continue;
        if (leader != ws_people_leader(people, leaving->kin, tie->to)) continue;
        leaving->any = leaving->leaves[tie->from] = true;
        leaving->torn[leader] |= leaving->kin == WS_KIN_PERSONS && !from->parts.is_short;
    }
    for (size_t i = 0; i < people->count && leaving->any; i++) {
        const ws_member *member = &people->members[i];
        bool torn = leaving->torn[ws_people_leader(people, leaving->kin, i)];
        leaving->leaves[i] |= torn && member->parts.is_short && !member->entry;
    }
}

static bool has_own_entry(const ws_leaving *leaving, const ws_member *member)
{
    return member->entry && ws_people_kin(member) == leaving->kin;
}

static void find_heirs(ws_leaving *leaving)
{
    ws_people *people = leaving->people;
    for (size_t i = 0; i < people->count; i++) {
        leaving->heir[i] = SIZE_MAX;
        leaving->joined[i] = people->members[i].joined[leaving->kin];
    }
    for (size_t i = 0; i < people->count; i++) {
        size_t leader = ws_people_leader(people, leaving->kin, i);
        if (leaving->leaves[i]) continue;
        if (leaving->heir[leader] == SIZE_MAX) leaving->heir[leader] = i;
        leaving->named[leader] |= has_own_entry(leaving, &people->members[i]);
    }
}

/* One entry stands for one person: it goes with the first who leaves with its very name when nobody with one stays. */
static void move_entries(ws_leaving *leaving, const size_t *old)
{
    ws_people *people = leaving->people;
    for (size_t i = 0; i < people->count; i++) {
        ws_member *member = &people->members[i];
        if (!leaving->leaves[i] || !has_own_entry(leaving, member)) continue;
        if (leaving->named[old[i]]) {
            member->entry = NULL;
            continue;
        }
        leaving->named[old[i]] = true;
        member->joined[leaving->kin] = member->entry;
        leaving->joined[old[i]] = NULL;
    }
    for (size_t i = 0; i < people->count; i++)
        if (leaving->heir[i] != SIZE_MAX) people->members[leaving->heir[i]].joined[leaving->kin] = leaving->joined[i];
}

static ws_status leave(ws_people *people, ws_kin kin, ws_error *error)
{
    ws_leaving leaving = {.people = people, .kin = kin};
    size_t *old = ws_arena_array(people->arena, people->count, sizeof *old);
    if (!old || !begin_leaving(&leaving)) return ws_no_memory(error);
    find_leavers(&leaving);
    if (!leaving.any) return WS_OK;
    find_heirs(&leaving);
    for (size_t i = 0; i < people->count; i++) old[i] = ws_people_leader(people, kin, i);
    for (size_t i = 0; i < people->count; i++) {
        people->members[i].leader[kin] = leaving.leaves[i] ? i : leaving.heir[old[i]];
        people->members[i].joined[kin] = NULL;
    }
    move_entries(&leaving, old);
    ws_people_order(people, kin);
    return WS_OK;
}

ws_status ws_people_decide(ws_people *people, const ws_speaker_pairs *pairs, ws_error *error)
{
    if (!pairs->count) return WS_OK;
    ws_status status = take_ties(people, pairs, error);
    if (status == WS_OK) status = leave(people, WS_KIN_PERSONS, error);
    return status == WS_OK ? leave(people, WS_KIN_BODIES, error) : status;
}
