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

static ws_status take_names(ws_people *people, const ws_known_name *names, size_t count, ws_error *error)
{
    people->members = ws_arena_array(people->arena, count, sizeof *people->members);
    if (!people->members) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++) people->members[i] = (ws_member){.key = names[i].key, .count = names[i].count};
    if (count) qsort(people->members, count, sizeof *people->members, compare_members);
    for (size_t i = 0; i < count; i++) {
        ws_member *last = people->count ? &people->members[people->count - 1] : NULL;
        if (last && !strcmp(last->key, people->members[i].key))
            last->count += people->members[i].count;
        else
            people->members[people->count++] = people->members[i];
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
static void order_groups(ws_people *people, ws_kin kin)
{
    size_t *begin = people->begin[kin];
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
    people->arena = arena;
    people->registry = registry;
    ws_status status = take_names(people, names, count, error);
    if (status == WS_OK) status = make_room(people, error);
    if (status == WS_OK) status = ws_people_group(people, all, error);
    if (status != WS_OK) return status;
    order_groups(people, WS_KIN_PERSONS);
    order_groups(people, WS_KIN_BODIES);
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

/* Adds the members of a group whose types are needed and not among those added already. */
static void add_doubtful(const ws_people *people, ws_kin kin, size_t leader, bool *added, const char **keys,
                         size_t *count)
{
    for (size_t i = people->begin[kin][leader]; i < people->begin[kin][leader + 1]; i++) {
        size_t member = people->order[kin][i];
        if (!people->members[member].doubtful || people->members[member].settled || added[member]) continue;
        added[member] = true;
        keys[(*count)++] = people->members[member].key;
    }
}

ws_status ws_people_doubtful(ws_people *people, const char *const *keys, size_t count, const char ***out,
                             size_t *out_count, ws_error *error)
{
    bool *added = ws_arena_array(people->arena, people->count, sizeof *added);
    bool *walked[WS_KINS] = {ws_arena_array(people->arena, people->count, sizeof(bool)),
                             ws_arena_array(people->arena, people->count, sizeof(bool))};
    *out = ws_arena_array(people->arena, people->count, sizeof **out);
    *out_count = 0;
    if (!added || !walked[0] || !walked[1] || !*out) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++) {
        size_t place = ws_people_place(people, keys[i]);
        for (int kin = 0; place != SIZE_MAX && kin < WS_KINS; kin++) {
            size_t leader = ws_people_leader(people, (ws_kin)kin, place);
            if (!walked[kin][leader]) add_doubtful(people, (ws_kin)kin, leader, added, *out, out_count);
            walked[kin][leader] = true;
        }
    }
    return WS_OK;
}

void ws_people_settle(ws_people *people, const char *key, ws_speaker_type type)
{
    size_t place = ws_people_place(people, key);
    if (place == SIZE_MAX) return;
    people->members[place].type = type;
    people->members[place].settled = true;
}

/* In which of its groups a name belongs; WS_KINS: in none. */
static ws_kin kin_of(const ws_member *member)
{
    if (member->entry) return member->entry->type == WS_SPEAKER_PERSON ? WS_KIN_PERSONS : WS_KIN_BODIES;
    if (!member->doubtful || !member->settled) return WS_KINS;
    if (member->type == WS_SPEAKER_PERSON) return WS_KIN_PERSONS;
    return member->type == WS_SPEAKER_ORGANIZATION || member->type == WS_SPEAKER_PUBLICATION ? WS_KIN_BODIES : WS_KINS;
}

/* --- who somebody is --- */

static ws_status gather(ws_people *people, ws_kin kin, size_t leader, ws_person *person, ws_error *error)
{
    size_t begin = people->begin[kin][leader], end = people->begin[kin][leader + 1];
    person->keys = ws_arena_array(people->arena, end - begin, sizeof *person->keys);
    if (!person->keys) return ws_no_memory(error);
    for (size_t i = begin; i < end; i++) {
        ws_member *member = &people->members[people->order[kin][i]];
        if (kin_of(member) != kin) continue;
        person->keys[person->key_count++] = member->key;
        person->documents += member->count;
        member->person = person;
    }
    person->entry = people->members[leader].joined[kin];
    return WS_OK;
}

ws_status ws_people_of(ws_people *people, const char *key, const ws_person **out, ws_error *error)
{
    size_t place = ws_people_place(people, key);
    *out = NULL;
    if (place == SIZE_MAX) return WS_OK;
    ws_member *member = &people->members[place];
    if (!member->person) {
        ws_person *person = ws_arena_alloc(people->arena, sizeof *person);
        const char **alone = ws_arena_array(people->arena, 1, sizeof *alone);
        if (!person || !alone) return ws_no_memory(error);
        *alone = member->key;
        ws_kin kin = kin_of(member);
        if (kin == WS_KINS) *person = (ws_person){.keys = alone, .key_count = 1, .documents = member->count};
        ws_status status =
            kin != WS_KINS ? gather(people, kin, ws_people_leader(people, kin, place), person, error) : WS_OK;
        if (status != WS_OK) return status;
        person->id = person->entry && person->entry->id ? person->entry->id : person->keys[0];
        member->person = person;
    }
    *out = member->person;
    return WS_OK;
}

/* --- finding --- */

typedef struct ws_finder {
    ws_people *people;
    ws_arena *scratch;                    /* emptied after every name */
    ws_name_words words;                  /* asked for */
    const char *skeletons[WS_NAME_WORDS]; /* of them */
    unsigned char *entries;               /* by index: 0 not looked at, 1 found, 2 not */
    bool failed;
} ws_finder;

static bool is_word(ws_finder *finder, size_t asked, const char *word)
{
    const char *wanted = finder->words.items[asked];
    if (!strcmp(wanted, word)) return true;
    const char *skeleton = ws_name_skeleton(finder->scratch, word);
    finder->failed |= !skeleton;
    if (skeleton && !strcmp(skeleton, finder->skeletons[asked])) return true;
    const ws_registry *registry = finder->people->registry;
    return asked == 0 && finder->words.count > 1 &&
           !strcmp(ws_registry_given(registry, wanted), ws_registry_given(registry, word));
}

static bool has_words(ws_finder *finder, const char *key)
{
    ws_name_words words;
    finder->failed |= !ws_name_split(finder->scratch, key, &words);
    for (size_t asked = 0; asked < finder->words.count; asked++) {
        bool found = false;
        for (size_t i = 0; i < words.count && !found; i++) found = is_word(finder, asked, words.items[i]);
        if (!found) return false;
    }
    return true;
}

static bool entry_has_words(ws_finder *finder, const ws_registered *entry)
{
    unsigned char *seen = &finder->entries[entry->index];
    if (*seen) return *seen == 1;
    *seen = 2;
    for (; entry && *seen == 2; entry = entry->also)
        for (size_t i = 0; i < entry->key_count && *seen == 2; i++)
            if (has_words(finder, entry->keys[i])) *seen = 1;
    return *seen == 1;
}

static bool is_found(ws_finder *finder, size_t place)
{
    ws_people *people = finder->people;
    if (has_words(finder, people->members[place].key)) return true;
    for (int kin = 0; kin < WS_KINS; kin++) {
        const ws_registered *entry = people->members[ws_people_leader(people, (ws_kin)kin, place)].joined[kin];
        if (entry && entry_has_words(finder, entry)) return true;
    }
    return false;
}

typedef struct ws_found {
    const char *key;
    size_t count;
} ws_found;

static int compare_found(const void *left_, const void *right_)
{
    const ws_found *left = left_, *right = right_;
    if (left->count != right->count) return left->count > right->count ? -1 : 1;
    return strcmp(left->key, right->key);
}

/* Initials are left out where a name with them is nobody's. */
static bool drop_initials(ws_name_words *words)
{
    size_t kept = 0;
    for (size_t i = 0; i < words->count; i++)
        if (i == 0 || words->items[i][1]) words->items[kept++] = words->items[i];
    bool dropped = kept < words->count && kept > 1;
    if (dropped) words->count = kept;
    return dropped;
}

static ws_status search(ws_finder *finder, ws_found *found, size_t *count, ws_error *error)
{
    ws_people *people = finder->people;
    finder->entries = ws_arena_alloc(people->arena, ws_registry_count(people->registry) + 1);
    if (!finder->entries) return ws_no_memory(error);
    for (size_t i = 0; i < finder->words.count; i++) {
        finder->skeletons[i] = ws_name_skeleton(people->arena, finder->words.items[i]);
        if (!finder->skeletons[i]) return ws_no_memory(error);
    }
    *count = 0;
    for (size_t i = 0; i < people->count && finder->words.count; i++) {
        if (is_found(finder, i)) found[(*count)++] = (ws_found){people->members[i].key, people->members[i].count};
        ws_arena_reset(finder->scratch);
    }
    return finder->failed ? ws_no_memory(error) : WS_OK;
}

static ws_status find_all(ws_finder *finder, const char *name_key, ws_found *found, size_t *count, ws_error *error)
{
    if (!ws_name_split(finder->people->arena, name_key, &finder->words)) return ws_no_memory(error);
    ws_status status = search(finder, found, count, error);
    if (status != WS_OK || *count || !drop_initials(&finder->words)) return status;
    return search(finder, found, count, error);
}

ws_status ws_people_find(ws_people *people, const char *name_key, const char ***out, size_t *out_count, ws_error *error)
{
    ws_finder finder = {.people = people, .scratch = ws_arena_new(0)};
    ws_found *found = ws_arena_array(people->arena, people->count, sizeof *found);
    *out = ws_arena_array(people->arena, people->count, sizeof **out);
    *out_count = 0;
    ws_status status =
        finder.scratch && found && *out ? find_all(&finder, name_key, found, out_count, error) : ws_no_memory(error);
    ws_arena_free(finder.scratch);
    if (status != WS_OK) return status;
    if (*out_count) qsort(found, *out_count, sizeof *found, compare_found);
    for (size_t i = 0; i < *out_count; i++) (*out)[i] = found[i].key;
    return WS_OK;
}
