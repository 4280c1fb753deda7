/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people.h"

#include "people_form.h"

#include <stdlib.h>
#include <string.h>

/* --- forming --- */

static int compare_members(const void *left, const void *right)
{
    return strcmp(((const ws_member *)left)->key, ((const ws_member *)right)->key);
}

typedef struct ws_sorted_key {
    uint64_t begin; /* ws_first_letters of the key */
    const char *key;
    size_t count;
} ws_sorted_key;

static int compare_names(const void *left_, const void *right_)
{
    const ws_sorted_key *left = left_, *right = right_;
    if (left->begin != right->begin) return left->begin < right->begin ? -1 : 1;
    return strcmp(left->key, right->key);
}

static ws_status take_names(ws_people *people, const ws_known_name *names, size_t count, ws_error *error)
{
    ws_sorted_key *sorted = ws_arena_array(people->arena, count, sizeof *sorted);
    people->members = ws_arena_array(people->arena, count, sizeof *people->members);
    if (!people->members || !sorted) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (ws_sorted_key){ws_first_letters(names[i].key), names[i].key, names[i].count};
    if (count) qsort(sorted, count, sizeof *sorted, compare_names);
    for (size_t i = 0; i < count; i++) {
        ws_member *last = people->count ? &people->members[people->count - 1] : NULL;
        if (last && !strcmp(last->key, sorted[i].key))
            last->count += sorted[i].count;
        else
            people->members[people->count++] = (ws_member){.key = sorted[i].key, .count = sorted[i].count};
    }
    for (size_t i = 0; i < people->count; i++) {
        ws_member *member = &people->members[i];
        member->leader[WS_KIN_PERSONS] = member->leader[WS_KIN_BODIES] = i;
        if (!ws_name_part(people->arena, member->key, &member->parts)) return ws_no_memory(error);
    }
    return WS_OK;
}

static ws_status make_room(ws_people *people, ws_error *error)
{
    size_t entries = ws_registry_count(people->registry);
    for (int kin = 0; kin < WS_KINS; kin++) {
        people->of_entry[kin] = ws_arena_array(people->arena, entries, sizeof(size_t));
        people->order[kin] = ws_arena_array(people->arena, people->count, sizeof(size_t));
        people->begin[kin] = ws_arena_array(people->arena, people->count + 2, sizeof(size_t));
        if (!people->of_entry[kin] || !people->order[kin] || !people->begin[kin]) return ws_no_memory(error);
        for (size_t i = 0; i < entries; i++) people->of_entry[kin][i] = SIZE_MAX;
    }
    return WS_OK;
}

/* begin[leader] to begin[leader + 1] of `order` are a group. */
void ws_people_order(ws_people *people, ws_kin kin)
{
    size_t *begin = people->begin[kin];
    memset(begin, 0, (people->count + 2) * sizeof *begin);
    for (size_t i = 0; i < people->count; i++) begin[ws_people_leader(people, kin, i) + 2]++;
    for (size_t i = 2; i < people->count + 2; i++) begin[i] += begin[i - 1];
    for (size_t i = 0; i < people->count; i++) people->order[kin][begin[ws_people_leader(people, kin, i) + 1]++] = i;
}

ws_status ws_people_form(ws_arena *arena, const ws_registry *registry, const ws_known_name *names, size_t count,
                         bool all, ws_people **out, ws_error *error)
{
    ws_people *people = ws_arena_alloc(arena, sizeof *people);
    *out = NULL;
    if (!people) return ws_no_memory(error);
    people->arena = people->answers = arena;
    people->registry = registry;
    ws_status status = take_names(people, names, count, error);
    if (status == WS_OK) status = make_room(people, error);
    if (status == WS_OK) status = ws_people_group(people, all, error);
    if (status != WS_OK) return status;
    ws_people_order(people, WS_KIN_PERSONS);
    ws_people_order(people, WS_KIN_BODIES);
    *out = people;
    return WS_OK;
}

size_t ws_people_place(const ws_people *people, const char *key)
{
    ws_member wanted = {.key = key};
    if (!people->count) return SIZE_MAX;
    const ws_member *found = bsearch(&wanted, people->members, people->count, sizeof wanted, compare_members);
    return found ? (size_t)(found - people->members) : SIZE_MAX;
}

/* --- types --- */

/* Names whose groups have to be looked at: those asked for, and what was merged with somebody in these groups. */
typedef struct ws_walk {
    ws_people *people;
    size_t *queue; /* of places */
    size_t count;
    bool *queued, *walked[WS_KINS]; /* by place, by leader */
    bool *added;
    const char **keys;
    size_t key_count;
} ws_walk;

static void visit(ws_walk *walk, size_t place)
{
    if (place == SIZE_MAX || walk->queued[place]) return;
    walk->queued[place] = true;
    walk->queue[walk->count++] = place;
}

static void walk_member(ws_walk *walk, size_t place)
{
    const ws_member *member = &walk->people->members[place];
    size_t count;
    const ws_tie *ties = ws_people_ties(walk->people, place, &count);
    for (size_t i = 0; i < count; i++)
        if (ties[i].pair->merged) visit(walk, ties[i].to);
    if (!member->doubtful || member->settled || walk->added[place]) return;
    walk->added[place] = true;
    walk->keys[walk->key_count++] = member->key;
}

static void walk_groups(ws_walk *walk, size_t place)
{
    const ws_people *people = walk->people;
    for (int kin = 0; kin < WS_KINS; kin++) {
        size_t leader = ws_people_leader(people, (ws_kin)kin, place);
        if (walk->walked[kin][leader]) continue;
        walk->walked[kin][leader] = true;
        for (size_t i = people->begin[kin][leader]; i < people->begin[kin][leader + 1]; i++)
            walk_member(walk, people->order[kin][i]);
    }
}

void ws_people_answer_in(ws_people *people, ws_arena *arena)
{
    people->answers = arena;
}

ws_status ws_people_doubtful(ws_people *people, const char *const *keys, size_t count, const char ***out,
                             size_t *out_count, ws_error *error)
{
    ws_walk walk = {.people = people, .queue = ws_arena_array(people->answers, people->count, sizeof *walk.queue)};
    bool **flags[] = {&walk.queued, &walk.walked[0], &walk.walked[1], &walk.added};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (!(*flags[i] = ws_arena_array(people->answers, people->count, sizeof **flags[i])))
            return ws_no_memory(error);
    walk.keys = *out = ws_arena_array(people->answers, people->count, sizeof **out);
    if (!walk.queue || !walk.keys) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++) visit(&walk, ws_people_place(people, keys[i]));
    for (size_t i = 0; i < walk.count; i++) walk_groups(&walk, walk.queue[i]);
    *out_count = walk.key_count;
    return WS_OK;
}

void ws_people_settle(ws_people *people, const char *key, ws_speaker_type type)
{
    size_t place = ws_people_place(people, key);
    if (place == SIZE_MAX) return;
    people->members[place].type = type;
    people->members[place].settled = true;
}

ws_kin ws_people_kin(const ws_member *member)
{
    if (member->entry) return member->entry->type == WS_SPEAKER_PERSON ? WS_KIN_PERSONS : WS_KIN_BODIES;
    if (!member->doubtful || !member->settled) return WS_KINS;
    if (member->type == WS_SPEAKER_PERSON) return WS_KIN_PERSONS;
    return member->type == WS_SPEAKER_ORGANIZATION || member->type == WS_SPEAKER_PUBLICATION ? WS_KIN_BODIES : WS_KINS;
}

/* --- who somebody is --- */

typedef struct ws_gathering {
    ws_people *people;
    ws_person *person;
    size_t *places;
    size_t count, capacity;
} ws_gathering;

static bool add_place(ws_gathering *gathering, size_t place)
{
    size_t *grown = ws_arena_grow(gathering->people->arena, gathering->places, gathering->count, &gathering->capacity,
                                  sizeof *grown);
    if (!grown) return false;
    gathering->places = grown;
    grown[gathering->count++] = place;
    gathering->people->members[place].person = gathering->person;
    return true;
}

/* The names that are one with this one by rule. */
static bool add_group(ws_gathering *gathering, size_t place)
{
    ws_people *people = gathering->people;
    ws_kin kin = ws_people_kin(&people->members[place]);
    if (kin == WS_KINS) return add_place(gathering, place);
    size_t leader = ws_people_leader(people, kin, place);
    for (size_t i = people->begin[kin][leader]; i < people->begin[kin][leader + 1]; i++) {
        size_t other = people->order[kin][i];
        if (ws_people_kin(&people->members[other]) == kin && !add_place(gathering, other)) return false;
    }
    return true;
}

/* ... and by decision; the names found last are looked at too. */
static bool add_merged(ws_gathering *gathering)
{
    for (size_t i = 0; i < gathering->count; i++) {
        size_t count;
        const ws_tie *ties = ws_people_ties(gathering->people, gathering->places[i], &count);
        for (size_t j = 0; j < count; j++) {
            bool known = gathering->people->members[ties[j].to].person == gathering->person;
            if (ties[j].pair->merged && !known && !add_group(gathering, ties[j].to)) return false;
        }
    }
    return true;
}

/* Of one journal or several, decisions lie in one array in the order of their time. */
static int compare_decisions(const void *left, const void *right)
{
    const ws_decision *one = *(const ws_decision *const *)left, *other = *(const ws_decision *const *)right;
    return (one > other) - (one < other);
}

static bool add_decided(ws_gathering *gathering)
{
    ws_person *person = gathering->person;
    const ws_decision **decided = NULL;
    size_t found = 0, capacity = 0;
    for (size_t i = 0; i < gathering->count; i++) {
        size_t count;
        const ws_tie *ties = ws_people_ties(gathering->people, gathering->places[i], &count);
        for (size_t j = 0; j < count; j++) {
            decided = ws_arena_grow(gathering->people->arena, decided, found, &capacity, sizeof *decided);
            if (!decided) return false;
            decided[found++] = ties[j].pair->decision;
        }
    }
    if (found) qsort(decided, found, sizeof *decided, compare_decisions);
    for (size_t i = 0; i < found; i++)
        if (i == 0 || decided[i] != decided[i - 1]) decided[person->decided_count++] = decided[i];
    person->decided = decided;
    return true;
}

static const ws_decided_name *named_in(const ws_decision *decision, const char *key)
{
    size_t i = 0;
    while (i + 1 < decision->name_count && strcmp(decision->names[i].key, key)) i++;
    return &decision->names[i];
}

static int compare_ends(const void *left, const void *right)
{
    const ws_tie *one = *(const ws_tie *const *)left, *other = *(const ws_tie *const *)right;
    return (one->to > other->to) - (one->to < other->to);
}

static bool add_split(ws_gathering *gathering)
{
    ws_people *people = gathering->people;
    ws_person *person = gathering->person;
    const ws_tie **apart = NULL;
    size_t found = 0, capacity = 0;
    for (size_t i = 0; i < gathering->count; i++) {
        size_t count;
        const ws_tie *ties = ws_people_ties(people, gathering->places[i], &count);
        for (size_t j = 0; j < count; j++) {
            if (ties[j].pair->merged || people->members[ties[j].to].person == person) continue;
            apart = ws_arena_grow(people->arena, apart, found, &capacity, sizeof *apart);
            if (!apart) return false;
            apart[found++] = &ties[j];
        }
    }
    ws_decided_name *split = ws_arena_array(people->arena, found, sizeof *split);
    if (!split) return false;
    if (found) qsort(apart, found, sizeof *apart, compare_ends);
    for (size_t i = 0; i < found; i++)
        if (i == 0 || apart[i]->to != apart[i - 1]->to)
            split[person->split_count++] = *named_in(apart[i]->pair->decision, people->members[apart[i]->to].key);
    person->split = split;
    return true;
}

static int compare_places(const void *left, const void *right)
{
    size_t one = *(const size_t *)left, other = *(const size_t *)right;
    return (one > other) - (one < other);
}

static bool gather(ws_gathering *gathering, size_t place)
{
    ws_people *people = gathering->people;
    ws_person *person = gathering->person;
    if (!add_group(gathering, place) || !add_merged(gathering)) return false;
    qsort(gathering->places, gathering->count, sizeof *gathering->places, compare_places);
    person->keys = ws_arena_array(people->arena, gathering->count, sizeof *person->keys);
    if (!person->keys || !add_decided(gathering) || !add_split(gathering)) return false;
    for (size_t i = 0; i < gathering->count; i++) {
        const ws_member *member = &people->members[gathering->places[i]];
        ws_kin kin = ws_people_kin(member);
        person->keys[person->key_count++] = member->key;
        person->documents += member->count;
        size_t leader = kin == WS_KINS ? 0 : ws_people_leader(people, kin, gathering->places[i]);
        const ws_registered *entry = kin == WS_KINS ? NULL : people->members[leader].joined[kin];
        if (entry && (!person->entry || (!person->entry->id && entry->id))) person->entry = entry;
    }
    person->id = person->entry && person->entry->id ? person->entry->id : person->keys[0];
    return true;
}

ws_status ws_people_of(ws_people *people, const char *key, const ws_person **out, ws_error *error)
{
    size_t place = ws_people_place(people, key);
    *out = NULL;
    if (place == SIZE_MAX) return WS_OK;
    ws_member *member = &people->members[place];
    if (!member->person) {
        ws_gathering gathering = {.people = people, .person = ws_arena_alloc(people->arena, sizeof *gathering.person)};
        if (!gathering.person || !gather(&gathering, place)) return ws_no_memory(error);
    }
    *out = member->person;
    return WS_OK;
}

bool ws_people_merged(const ws_people *people, const char *one, const char *other)
{
    size_t left = ws_people_place(people, one), right = ws_people_place(people, other);
    if (left == SIZE_MAX || right == SIZE_MAX || left == right) return false;
    const ws_member *first = &people->members[left], *second = &people->members[right];
    ws_kin kin = ws_people_kin(first);
    if (!first->person || first->person != second->person) return false;
    return kin == WS_KINS || kin != ws_people_kin(second) ||
           ws_people_leader(people, kin, left) != ws_people_leader(people, kin, right);
}

bool ws_person_merged(const ws_person *person)
{
    for (size_t i = 0; i < person->decided_count; i++)
        if (person->decided[i]->kind == WS_DECISION_MERGE) return true;
    return false;
}

static int compare_keys(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

bool ws_person_has(const ws_person *person, const char *key)
{
    return bsearch(key, person->keys, person->key_count, sizeof *person->keys, compare_keys);
}
