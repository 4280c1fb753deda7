/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which names stand together: everything by sorting, so that any number of names takes little more than their sum. */
#include "people_form.h"

#include <stdlib.h>
#include <string.h>

uint64_t ws_first_letters(const char *text)
{
    uint64_t letters = 0;
    size_t taken = 0;
    for (; taken < sizeof letters && text[taken]; taken++) letters = letters << 8 | (unsigned char)text[taken];
    return taken ? letters << 8 * (sizeof letters - taken) : 0;
}

/* --- groups --- */

size_t ws_people_leader(const ws_people *people, ws_kin kin, size_t member)
{
    ws_member *members = people->members;
    while (members[member].leader[kin] != member) {
        members[member].leader[kin] = members[members[member].leader[kin]].leader[kin];
        member = members[member].leader[kin];
    }
    return member;
}

/* Two of the registry are never one. */
static bool unite(ws_people *people, ws_kin kin, size_t left, size_t right)
{
    left = ws_people_leader(people, kin, left);
    right = ws_people_leader(people, kin, right);
    if (left == right) return true;
    const ws_registered *one = people->members[left].joined[kin], *other = people->members[right].joined[kin];
    if (one && other && one != other) return false;
    size_t first = left < right ? left : right;
    people->members[left + right - first].leader[kin] = first;
    people->members[first].joined[kin] = one ? one : other;
    return true;
}

static bool unite_with_entry(ws_people *people, ws_kin kin, size_t member, const ws_registered *entry)
{
    size_t *first = &people->of_entry[kin][entry->index];
    if (*first != SIZE_MAX) return unite(people, kin, *first, member);
    ws_member *leader = &people->members[ws_people_leader(people, kin, member)];
    if (leader->joined[kin] && leader->joined[kin] != entry) return false;
    leader->joined[kin] = entry;
    *first = member;
    return true;
}

static const ws_registered *entry_of(const ws_people *people, ws_kin kin, size_t member)
{
    return people->members[ws_people_leader(people, kin, member)].joined[kin];
}

/* Puts the index's names among these together, and with the one whom the registry knows among them; none when it knows
 * several. */
static void join(ws_people *people, ws_kin kin, const ws_full_name *names, size_t count)
{
    const ws_registered *known = NULL;
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        const ws_registered *entry = names[i].entry;
        if (names[i].name != SIZE_MAX && !entry) entry = entry_of(people, kin, names[i].name);
        if (entry && known && entry != known) return;
        if (entry) known = entry;
    }
    for (size_t i = 0; i < count; i++) {
        size_t name = names[i].name;
        if (name == SIZE_MAX || people->members[name].entry) continue;
        ws_member *member = &people->members[name];
        if (known) {
            member->doubtful |= unite_with_entry(people, kin, name, known);
        } else if (first == SIZE_MAX) {
            first = name;
        } else if (unite(people, kin, first, name)) {
            member->doubtful = people->members[first].doubtful = true;
        }
    }
}

/* --- what the registry has --- */

static bool is_surname_of(ws_people *people, const ws_registered *entry, const ws_name_parts *parts, bool *failed)
{
    for (; entry; entry = entry->also)
        for (size_t i = 0; i < entry->key_count; i++) {
            ws_name_parts full;
            *failed |= !ws_name_part(people->arena, entry->keys[i], &full);
            if (*full.given && !full.is_short && !strcmp(full.surname, parts->surname)) return true;
        }
    return false;
}

/* Names that the registry has as they are; a surname alone waits until it is known who else bears it. */
static ws_status join_registered(ws_people *people, ws_error *error)
{
    bool failed = false;
    for (size_t i = 0; i < people->count; i++) {
        ws_member *member = &people->members[i];
        const ws_registered *entry = ws_registry_find(people->registry, member->key);
        if (!entry) continue;
        bool person = entry->type == WS_SPEAKER_PERSON;
        if (person && member->parts.is_short && is_surname_of(people, entry, &member->parts, &failed)) continue;
        member->entry = entry;
        unite_with_entry(people, person ? WS_KIN_PERSONS : WS_KIN_BODIES, i, entry);
    }
    return failed ? ws_no_memory(error) : WS_OK;
}

/* --- full names --- */

static size_t same_initials(const ws_full_name *names, size_t count)
{
    size_t end = 1;
    while (end < count && !strcmp(names[0].parts.initials, names[end].parts.initials)) end++;
    return end;
}

static size_t same_middle(const ws_full_name *names, size_t count)
{
    size_t end = 1;
    while (end < count && !strcmp(names[0].parts.middle, names[end].parts.middle)) end++;
    return end;
}

/* "John James" and "John Joseph" have the same initial. */
static bool middles_agree(const ws_full_name *names, size_t count)
{
    const char *full = NULL;
    for (size_t i = 0; i < count; i++) {
        if (names[i].parts.abbreviated) continue;
        if (full && strcmp(full, names[i].parts.middle)) return false;
        full = names[i].parts.middle;
    }
    return true;
}

/* Joins, or only counts the groups that have names between, of one surname and given name. */
static size_t walk_middles(ws_people *people, const ws_full_name *names, size_t count, bool joins)
{
    size_t groups = 0;
    for (size_t begin = 0, run; begin < count; begin += run) {
        run = same_initials(names + begin, count - begin);
        bool agree = middles_agree(names + begin, run);
        for (size_t at = begin, size; at < begin + run; at += size) {
            size = agree ? run : same_middle(names + at, begin + run - at);
            if (joins) join(people, WS_KIN_PERSONS, names + at, size);
            groups += *names[at].parts.initials != '\0';
        }
    }
    return groups;
}

/* Without a name between it is whichever there is, when there is only one. */
static ws_status join_block(ws_people *people, const ws_full_name *block, size_t count, ws_error *error)
{
    size_t registered;
    const ws_full_name *known =
        ws_registry_full_names(people->registry, block->parts.surname, block->parts.given, &registered);
    if (count + registered < 2) return WS_OK;
    ws_full_name *names = ws_arena_array(people->arena, count + registered, sizeof *names);
    if (!names) return ws_no_memory(error);
    memcpy(names, block, count * sizeof *names);
    if (registered) memcpy(names + count, known, registered * sizeof *names);
    count += registered;
    qsort(names, count, sizeof *names, ws_full_name_compare);
    if (walk_middles(people, names, count, false) > 1)
        walk_middles(people, names, count, true);
    else
        join(people, WS_KIN_PERSONS, names, count);
    return WS_OK;
}

static bool same_block(const ws_full_name *left, const ws_full_name *right)
{
    return !strcmp(left->parts.surname, right->parts.surname) && !strcmp(left->parts.given, right->parts.given);
}

static ws_status join_full_names(ws_people *people, const ws_full_name *full, size_t count, ws_error *error)
{
    ws_status status = WS_OK;
    for (size_t begin = 0, end; begin < count && status == WS_OK; begin = end) {
        for (end = begin + 1; end < count && same_block(&full[begin], &full[end]);) end++;
        status = join_block(people, full + begin, end - begin, error);
    }
    return status;
}

/* --- surnames alone --- */

typedef struct ws_bearers {
    const char *surname;
    size_t sole; /* leader of the only one; SIZE_MAX: several */
} ws_bearers;

static int compare_bearers(const void *left, const void *right)
{
    return strcmp(((const ws_bearers *)left)->surname, ((const ws_bearers *)right)->surname);
}

static ws_bearers *find_bearers(ws_people *people, const ws_full_name *full, size_t count, size_t *out_count)
{
    ws_bearers *bearers = ws_arena_array(people->arena, count, sizeof *bearers);
    *out_count = 0;
    for (size_t i = 0; bearers && i < count; i++) {
        size_t leader = ws_people_leader(people, WS_KIN_PERSONS, full[i].name);
        ws_bearers *last = *out_count ? &bearers[*out_count - 1] : NULL;
        if (!last || strcmp(last->surname, full[i].parts.surname))
            bearers[(*out_count)++] = (ws_bearers){full[i].parts.surname, leader};
        else if (last->sole != leader)
            last->sole = SIZE_MAX;
    }
    return bearers;
}

static const ws_registered *sole_registered(const ws_people *people, const char *surname)
{
    size_t count;
    const ws_full_name *names = ws_registry_full_names(people->registry, surname, NULL, &count);
    for (size_t i = 1; i < count; i++)
        if (names[i].entry != names[0].entry) return NULL;
    return count ? names[0].entry : NULL;
}

static const char *last_word(const char *key)
{
    const char *blank = strrchr(key, ' ');
    return blank ? blank + 1 : key;
}

/* The surname is spelt as the registry has it somewhere, and so is the initial, if there is one. */
static bool is_spelt_so(const ws_registered *entry, const ws_member *member)
{
    size_t letter = strlen(member->parts.given);
    for (; entry; entry = entry->also)
        for (size_t i = 0; i < entry->key_count; i++)
            if (!strcmp(last_word(entry->keys[i]), last_word(member->key)) &&
                !strncmp(entry->keys[i], member->parts.given, letter))
                return true;
    return false;
}

static void join_short(ws_people *people, size_t place, const ws_bearers *bearers, size_t count)
{
    const ws_member *member = &people->members[place];
    ws_bearers wanted = {member->parts.surname, 0};
    const ws_bearers *found = count ? bsearch(&wanted, bearers, count, sizeof wanted, compare_bearers) : NULL;
    if (found && found->sole == SIZE_MAX) return;
    const ws_registered *borne = found ? people->members[found->sole].joined[WS_KIN_PERSONS] : NULL;
    const ws_registered *meant = ws_registry_find(people->registry, member->key);
    if (found && !borne) return;
    if (!meant && (!borne || sole_registered(people, member->parts.surname) != borne || !is_spelt_so(borne, member)))
        return;
    if (meant && borne && meant != borne) return;
    people->members[place].doubtful |= unite_with_entry(people, WS_KIN_PERSONS, place, meant ? meant : borne);
}

/* --- bodies --- */

typedef struct ws_body {
    uint64_t begin;           /* ws_first_letters of the name */
    const char *name, *other; /* "texaco", or an acronym with what it stands for */
    size_t member;
} ws_body;

static int compare_bodies(const void *left_, const void *right_)
{
    const ws_body *left = left_, *right = right_;
    if (left->begin != right->begin) return left->begin < right->begin ? -1 : 1;
    int order = strcmp(left->name, right->name);
    if (!order) order = strcmp(left->other, right->other);
    return order ? order : (left->member > right->member) - (left->member < right->member);
}

static ws_status join_bodies_of(ws_people *people, const ws_body *bodies, size_t count, ws_error *error)
{
    const ws_registered *known = ws_registry_find(people->registry, bodies->name);
    if (known && known->type == WS_SPEAKER_PERSON) known = NULL;
    if (count + (known != NULL) < 2) return WS_OK;
    ws_full_name *names = ws_arena_array(people->arena, count + 1, sizeof *names);
    if (!names) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++) {
        names[i].name = bodies[i].member;
        names[i].entry = people->members[bodies[i].member].entry;
    }
    names[count] = (ws_full_name){.entry = known, .name = SIZE_MAX};
    join(people, WS_KIN_BODIES, names, count + 1);
    return WS_OK;
}

static bool is_body_name(const ws_member *member)
{
    return !member->entry || member->entry->type != WS_SPEAKER_PERSON;
}

/* Names that differ by their legal form. */
static ws_status join_bodies(ws_people *people, ws_error *error)
{
    ws_body *bodies = ws_arena_array(people->arena, people->count, sizeof *bodies);
    size_t count = 0;
    if (!bodies) return ws_no_memory(error);
    for (size_t i = 0; i < people->count; i++) {
        if (!is_body_name(&people->members[i])) continue;
        const char *name = ws_name_body(people->arena, people->members[i].key);
        if (!name) return ws_no_memory(error);
        bodies[count++] = (ws_body){ws_first_letters(name), name, "", i};
    }
    if (count) qsort(bodies, count, sizeof *bodies, compare_bodies);
    ws_status status = WS_OK;
    for (size_t begin = 0, end; begin < count && status == WS_OK; begin = end) {
        for (end = begin + 1; end < count && !strcmp(bodies[begin].name, bodies[end].name);) end++;
        status = join_bodies_of(people, bodies + begin, end - begin, error);
    }
    return status;
}

enum { SHORTEST_ACRONYM = 3, LONGEST_ACRONYM = 8 };

static bool has_acronym_size(const char *word)
{
    size_t size = strlen(word);
    return size >= SHORTEST_ACRONYM && size <= LONGEST_ACRONYM;
}

bool ws_people_may_be_acronym(const char *key)
{
    return !strchr(key, ' ') && has_acronym_size(key);
}

/* Its last word has the first letters of those before, little words aside. */
const char *ws_people_acronym(const char *key)
{
    static const char *const little[] = {"of ", "the ", "and ", "for ", "on ", "to ", "in "};
    const char *acronym = last_word(key), *letter = acronym, *word = key;
    if (acronym == key || !has_acronym_size(acronym)) return NULL;
    while (word + 1 < acronym) {
        bool passed = false;
        for (size_t i = 0; i < sizeof little / sizeof *little; i++)
            passed |= !strncmp(word, little[i], strlen(little[i]));
        if (!passed && *word != *letter++) return NULL;
        word = strchr(word, ' ') + 1;
    }
    return *letter ? NULL : acronym;
}

static void join_acronym(ws_people *people, const ws_body *claim, bool only)
{
    size_t places[] = {ws_people_place(people, claim->other), only ? ws_people_place(people, claim->name) : SIZE_MAX};
    for (int i = 0; i < 2; i++) {
        if (places[i] == SIZE_MAX || !is_body_name(&people->members[places[i]])) continue;
        if (!unite(people, WS_KIN_BODIES, places[i], claim->member)) continue;
        people->members[places[i]].doubtful |= !people->members[places[i]].entry;
        people->members[claim->member].doubtful |= !people->members[claim->member].entry;
    }
}

/* An acronym stands for what some name says it does, when no other says that it is something else. */
static ws_status join_acronyms(ws_people *people, ws_error *error)
{
    ws_body *claims = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < people->count; i++) {
        const char *key = people->members[i].key, *acronym = ws_people_acronym(key);
        if (!acronym || !is_body_name(&people->members[i])) continue;
        ws_body *grown = ws_arena_grow(people->arena, claims, count, &capacity, sizeof *claims);
        const char *rest = ws_arena_string(people->arena, key, (size_t)(acronym - key) - 1);
        if (!grown || !rest) return ws_no_memory(error);
        claims = grown;
        claims[count++] = (ws_body){ws_first_letters(acronym), acronym, rest, i};
    }
    if (count) qsort(claims, count, sizeof *claims, compare_bodies);
    for (size_t begin = 0, end; begin < count; begin = end) {
        for (end = begin + 1; end < count && !strcmp(claims[begin].name, claims[end].name);) end++;
        bool only = !strcmp(claims[begin].other, claims[end - 1].other);
        for (size_t i = begin; i < end; i++) join_acronym(people, &claims[i], only);
    }
    return WS_OK;
}

/* --- what cannot be one --- */

/* Surnames are the same of one person's names, and so are given names in full; names without their legal form of one
 * body's; what the registry has may be called otherwise, and so may what an acronym stands for. */
ws_status ws_people_may_be_one(ws_arena *arena, const ws_registry *registry, const char *key, const char *other,
                               bool *out, ws_error *error)
{
    const char *const names[] = {key, other};
    const char *bodies[2];
    ws_name_parts parts[2];
    *out = false;
    for (int i = 0; i < 2; i++) {
        bodies[i] = ws_name_body(arena, names[i]);
        if (!bodies[i] || !ws_name_part(arena, names[i], &parts[i])) return ws_no_memory(error);
        *out |= ws_people_may_be_acronym(names[i]) || ws_people_acronym(names[i]) ||
                ws_registry_find(registry, names[i]) || ws_registry_find(registry, bodies[i]);
    }
    bool given = parts[0].is_short || parts[1].is_short || !strcmp(ws_registry_given(registry, parts[0].given),
                                                                   ws_registry_given(registry, parts[1].given));
    *out |= !strcmp(bodies[0], bodies[1]) || (given && !strcmp(parts[0].surname, parts[1].surname));
    return WS_OK;
}

/* --- all of it --- */

typedef struct ws_sorted_name {
    uint64_t begin; /* ws_first_letters of the surname */
    ws_full_name name;
} ws_sorted_name;

static int compare_sorted(const void *left_, const void *right_)
{
    const ws_sorted_name *left = left_, *right = right_;
    if (left->begin != right->begin) return left->begin < right->begin ? -1 : 1;
    return ws_full_name_compare(&left->name, &right->name);
}

static ws_full_name *full_names(ws_people *people, size_t *count)
{
    ws_full_name *full = ws_arena_array(people->arena, people->count, sizeof *full);
    ws_sorted_name *sorted = ws_arena_array(people->arena, people->count, sizeof *sorted);
    *count = 0;
    if (!full || !sorted) return NULL;
    for (size_t i = 0; i < people->count; i++) {
        const ws_member *member = &people->members[i];
        if (member->parts.is_short || !*member->parts.given || (member->entry && is_body_name(member))) continue;
        ws_sorted_name *name = &sorted[(*count)++];
        *name = (ws_sorted_name){ws_first_letters(member->parts.surname), {member->parts, member->entry, i}};
        name->name.parts.given = ws_registry_given(people->registry, name->name.parts.given);
    }
    if (*count) qsort(sorted, *count, sizeof *sorted, compare_sorted);
    for (size_t i = 0; i < *count; i++) full[i] = sorted[i].name;
    return full;
}

ws_status ws_people_group(ws_people *people, bool all, ws_error *error)
{
    size_t count, bearer_count;
    ws_status status = join_registered(people, error);
    if (status != WS_OK) return status;
    ws_full_name *full = full_names(people, &count);
    if (!full) return ws_no_memory(error);
    status = join_full_names(people, full, count, error);
    if (status != WS_OK) return status;
    ws_bearers *bearers = find_bearers(people, full, count, &bearer_count);
    if (!bearers) return ws_no_memory(error);
    for (size_t i = 0; i < people->count && all; i++)
        if (people->members[i].parts.is_short && !people->members[i].entry)
            join_short(people, i, bearers, bearer_count);
    status = join_bodies(people, error);
    return status == WS_OK ? join_acronyms(people, error) : status;
}
