/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_near.h"

#include "people_form.h"

#include <stdlib.h>
#include <string.h>

enum {
    QUESTIONS = 1000,  /* to the index, together */
    MOST_NAMES = 5000, /* to be looked at */
    MOST_MEANT = 64,   /* by one name: to look around each of more takes longer than to look at all names */
    SPELT_ALIKE = 64,  /* words that one word may be spelt as */
    INITIALS = 4,      /* written as one word */
    LISTED = 100000    /* terms with one beginning */
};

/* Strings, each once. */
typedef struct ws_bag {
    const char **items;
    size_t count, capacity;
    size_t *places; /* 1 + the index of an item; 0: free. A power of two of them, twice as many as items */
    size_t room;
} ws_bag;

struct ws_near {
    ws_arena *arena;
    ws_index *index;
    const ws_registry *registry;
    ws_bag names; /* keys of the index */
    ws_known_name *known;
    size_t known_capacity;
    ws_bag persons, bodies; /* keys to be looked at as a person's or a body's name; up to `done` of them were */
    size_t persons_done, bodies_done;
    ws_bag words, pairs,
        bases;     /* of which all names are known: words as they compare; surname and given name; bodies */
    bool *entries; /* of the registry, by index, that were looked at */
    size_t questions;
    bool enough;
    ws_status status;
    ws_error *error;
};

/* --- bags --- */

static size_t hash_of(const char *text)
{
    size_t hash = 5381;
    while (*text) hash = hash * 33 + (unsigned char)*text++;
    return hash ^ (hash >> 15);
}

static size_t *place_of(const ws_bag *bag, const char *text)
{
    size_t at = hash_of(text) & (bag->room - 1);
    while (bag->places[at] && strcmp(bag->items[bag->places[at] - 1], text)) at = (at + 1) & (bag->room - 1);
    return &bag->places[at];
}

static bool has(const ws_bag *bag, const char *text)
{
    return bag->room && *place_of(bag, text);
}

static bool make_room(ws_near *near, ws_bag *bag)
{
    if (2 * (bag->count + 1) <= bag->room) return true;
    size_t room = bag->room ? 2 * bag->room : 64;
    size_t *places = ws_arena_array(near->arena, room, sizeof *places);
    if (!places) return false;
    bag->places = places;
    bag->room = room;
    for (size_t i = 0; i < bag->count; i++) *place_of(bag, bag->items[i]) = i + 1;
    return true;
}

static void no_memory(ws_near *near)
{
    if (near->status == WS_OK) near->status = ws_no_memory(near->error);
}

/* Whether it is new. The string has to stay. */
static bool put(ws_near *near, ws_bag *bag, const char *text)
{
    if (near->status != WS_OK || !make_room(near, bag)) return no_memory(near), false;
    size_t *place = place_of(bag, text);
    if (*place) return false;
    const char **grown = ws_arena_grow(near->arena, bag->items, bag->count, &bag->capacity, sizeof *grown);
    if (!grown) return no_memory(near), false;
    bag->items = grown;
    grown[bag->count++] = text;
    *place = bag->count;
    return true;
}

/* --- the index --- */

static bool may_ask(ws_near *near)
{
    if (near->status == WS_OK && near->enough && ++near->questions > QUESTIONS) near->enough = false;
    return near->status == WS_OK && near->enough;
}

static void add_name(ws_near *near, const char *key, size_t count)
{
    if (!put(near, &near->names, key)) return;
    ws_known_name *grown =
        ws_arena_grow(near->arena, near->known, near->names.count - 1, &near->known_capacity, sizeof *grown);
    if (!grown) {
        no_memory(near);
        return;
    }
    near->known = grown;
    grown[near->names.count - 1] = (ws_known_name){key, count};
}

static ws_counts list(ws_near *near, ws_field_id field, const char *start)
{
    ws_counts found = {NULL, 0};
    if (may_ask(near))
        near->status = ws_index_terms(near->index, field, start, LISTED, near->arena, &found, near->error);
    if (found.count == LISTED) near->enough = false;
    return near->status == WS_OK ? found : (ws_counts){NULL, 0};
}

/* All names with words of the sets, where they are not more than `most`. How many there are. */
static size_t fetch(ws_near *near, const ws_word_set *sets, size_t count, size_t most)
{
    ws_counts found = {NULL, 0};
    if (!may_ask(near)) return 0;
    near->status = ws_index_names(near->index, sets, count, near->arena, &found, near->error);
    if (found.count > most) return found.count;
    for (size_t i = 0; i < found.count && near->status == WS_OK; i++)
        add_name(near, found.items[i].value, found.items[i].count);
    if (near->names.count > MOST_NAMES) near->enough = false;
    return found.count;
}

/* --- words --- */

typedef struct ws_spellings {
    const char *items[SPELT_ALIKE];
    size_t count;
} ws_spellings;

static void add_spelling(ws_near *near, ws_spellings *out, const char *word)
{
    if (out->count == SPELT_ALIKE)
        near->enough = false;
    else
        out->items[out->count++] = word;
}

static void add_beginning(ws_near *near, const char *start, const char *skeleton, ws_spellings *out)
{
    ws_counts found = list(near, WS_FIELD_BY, start);
    for (size_t i = 0; i < found.count && near->status == WS_OK; i++) {
        const char *spelt = ws_name_skeleton(near->arena, found.items[i].value);
        if (!spelt)
            no_memory(near);
        else if (!strcmp(spelt, skeleton))
            add_spelling(near, out, found.items[i].value);
    }
}

/* Words of names that compare as this one does: an apostrophe may stand anywhere, and -i for other endings. */
static void add_alike(ws_near *near, const char *skeleton, ws_spellings *out)
{
    enum { SAME = 24 };
    size_t size = strlen(skeleton);
    char start[SAME + 2];
    if (size && skeleton[size - 1] == 'i') size--;
    if (size > SAME) size = SAME;
    for (size_t at = 0; at < size; at++) {
        memcpy(start, skeleton, at);
        strcpy(start + at, "'");
        add_beginning(near, start, skeleton, out);
    }
    memcpy(start, skeleton, size);
    start[size] = '\0';
    add_beginning(near, start, skeleton, out);
}

/* "jd" as "j d". */
static void add_initials(ws_near *near, const char *word, ws_spellings *out)
{
    char spaced[2 * INITIALS + 1];
    size_t size = strlen(word), at = 0;
    if (size < 2 || size > INITIALS) return;
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)word[i] >= 0x80) return;
        spaced[at++] = word[i];
        spaced[at++] = ' ';
    }
    const char *copy = ws_arena_string(near->arena, spaced, at - 1);
    if (copy)
        add_spelling(near, out, copy);
    else
        no_memory(near);
}

/* All whom the registry calls so for short or in full. */
static void add_given(ws_near *near, const char *given, ws_spellings *out)
{
    const char *full = ws_registry_given(near->registry, given), *word;
    add_spelling(near, out, given);
    if (strcmp(full, given)) add_spelling(near, out, full);
    for (size_t i = 0; (word = ws_registry_nickname(near->registry, full, i)); i++)
        if (strcmp(word, given)) add_spelling(near, out, word);
    add_initials(near, given, out);
}

/* All names with a word that compares so. */
static void need_word(ws_near *near, const char *skeleton)
{
    ws_spellings words = {.count = 0};
    if (!put(near, &near->words, skeleton)) return;
    add_alike(near, skeleton, &words);
    add_initials(near, skeleton, &words);
    if (words.count) fetch(near, &(ws_word_set){words.items, words.count}, 1, SIZE_MAX);
}

static void need_pair(ws_near *near, const char *surname, const char *given)
{
    ws_spellings surnames = {.count = 0}, givens = {.count = 0};
    const char *pair = ws_arena_printf(near->arena, "%s %s", given, surname);
    if (!pair) no_memory(near);
    if (!pair || has(&near->words, surname) || !put(near, &near->pairs, pair)) return;
    add_given(near, given, &givens);
    add_alike(near, surname, &surnames);
    const ws_word_set both[] = {{surnames.items, surnames.count}, {givens.items, givens.count}};
    if (surnames.count) fetch(near, both, 2, SIZE_MAX);
}

/* The name itself, where the index has it. */
static bool need_name(ws_near *near, const char *key)
{
    size_t count = 0;
    if (has(&near->names, key)) return true;
    if (near->status != WS_OK) return false;
    near->status = ws_index_frequencies(near->index, WS_FIELD_SPEAKER, &key, 1, &count, near->error);
    if (near->status == WS_OK && count) add_name(near, key, count);
    return near->status == WS_OK && count;
}

/* --- bodies --- */

static const char *body_of(ws_near *near, const char *key)
{
    const char *body = ws_name_body(near->arena, key);
    if (!body) no_memory(near);
    return body ? body : "";
}

/* Names that say that an acronym is this name's. */
static bool is_claim_for(const char *claim, const char *name)
{
    size_t size = strlen(name);
    return !strncmp(claim, name, size) && claim[size] == ' ' && !strchr(claim + size + 1, ' ') &&
           ws_people_acronym(claim);
}

static void need_beginning(ws_near *near, const char *base, const char *start)
{
    ws_counts found = list(near, WS_FIELD_SPEAKER, start);
    for (size_t i = 0; i < found.count && near->status == WS_OK; i++) {
        const char *key = found.items[i].value;
        if (strcmp(body_of(near, key), base) && !is_claim_for(key, start)) continue;
        add_name(near, key, found.items[i].count);
        put(near, &near->bodies, key);
    }
}

/* All that differ from it by their legal form or by "the", and what tells its acronym. */
static void need_body(ws_near *near, const char *name)
{
    const char *base = body_of(near, name), *with_the = ws_arena_printf(near->arena, "the %s", base);
    if (!with_the) no_memory(near);
    if (!with_the || !put(near, &near->bases, base)) return;
    need_beginning(near, base, base);
    need_beginning(near, base, with_the);
}

static void need_claims(ws_near *near, const char *acronym)
{
    const char *skeleton = ws_name_skeleton(near->arena, acronym);
    if (!skeleton) {
        no_memory(near);
        return;
    }
    need_word(near, skeleton);
    for (size_t i = 0; i < near->names.count && near->status == WS_OK; i++) {
        const char *key = near->names.items[i], *told = ws_people_acronym(key);
        if (told && !strcmp(told, acronym)) put(near, &near->bodies, key);
    }
    if (need_name(near, acronym)) put(near, &near->bodies, acronym);
}

static void need_entry(ws_near *near, const ws_registered *entry);

static void look_at_body(ws_near *near, const char *key)
{
    const char *acronym = ws_people_acronym(key);
    need_body(near, key);
    if (acronym) {
        const char *rest = ws_arena_string(near->arena, key, (size_t)(acronym - key) - 1);
        if (!rest) no_memory(near);
        if (rest && need_name(near, rest)) put(near, &near->bodies, rest);
        need_claims(near, acronym);
    } else if (ws_people_may_be_acronym(key)) {
        need_claims(near, key);
    }
    const ws_registered *known[] = {ws_registry_find(near->registry, key),
                                    ws_registry_find(near->registry, body_of(near, key))};
    for (size_t i = 0; i < 2; i++)
        if (known[i] && known[i]->type != WS_SPEAKER_PERSON) need_entry(near, known[i]);
}

/* --- persons --- */

static const char *surname_word(ws_near *near, const ws_name_parts *parts)
{
    const char *word = ws_arena_string(near->arena, parts->surname, strcspn(parts->surname, " "));
    if (!word) no_memory(near);
    return word ? word : "";
}

static void look_at_person(ws_near *near, const char *key)
{
    ws_name_parts parts;
    size_t bearers, full;
    if (!ws_name_part(near->arena, key, &parts)) no_memory(near);
    if (near->status != WS_OK || !*parts.surname) return;
    const ws_registered *entry = ws_registry_find(near->registry, key);
    if (entry && entry->type != WS_SPEAKER_PERSON) {
        need_entry(near, entry);
        return;
    }
    const char *word = surname_word(near, &parts), *given = ws_registry_given(near->registry, parts.given);
    const ws_full_name *known = ws_registry_full_names(near->registry, parts.surname, NULL, &bearers);
    if (bearers || entry)
        need_word(near, word);
    else if (!parts.is_short)
        need_pair(near, word, parts.given);
    if (entry) need_entry(near, entry);
    if (parts.is_short && bearers) need_entry(near, known[0].entry);
    known = ws_registry_full_names(near->registry, parts.surname, given, &full);
    for (size_t i = 0; i < full && !parts.is_short; i++) need_entry(near, known[i].entry);
}

/* All that may be joined with whom the registry knows. */
static void need_entry(ws_near *near, const ws_registered *entry)
{
    if (entry->same) entry = entry->same;
    if (near->entries[entry->index]) return;
    near->entries[entry->index] = true;
    bool person = entry->type == WS_SPEAKER_PERSON;
    for (; entry; entry = entry->also)
        for (size_t i = 0; i < entry->key_count && near->status == WS_OK; i++) {
            ws_name_parts parts;
            const char *key = entry->keys[i];
            bool there = need_name(near, key);
            if (there) put(near, person ? &near->persons : &near->bodies, key);
            if (!person) need_body(near, key);
            if (!ws_name_part(near->arena, key, &parts))
                no_memory(near);
            else if (person && *parts.surname)
                need_word(near, surname_word(near, &parts));
        }
}

/* --- all of it --- */

static ws_status look_around(ws_near *near, bool *enough)
{
    while (near->status == WS_OK && near->enough) {
        if (near->persons_done < near->persons.count)
            look_at_person(near, near->persons.items[near->persons_done++]);
        else if (near->bodies_done < near->bodies.count)
            look_at_body(near, near->bodies.items[near->bodies_done++]);
        else
            break;
    }
    *enough = near->enough;
    return near->status;
}

static void look_at(ws_near *near, const char *key)
{
    put(near, &near->persons, key);
    put(near, &near->bodies, key);
}

ws_near *ws_near_new(ws_arena *arena, ws_index *index, const ws_registry *registry)
{
    ws_near *near = ws_arena_alloc(arena, sizeof *near);
    if (!near || !(near->entries = ws_arena_array(arena, ws_registry_count(registry), sizeof *near->entries)))
        return NULL;
    near->arena = arena;
    near->index = index;
    near->registry = registry;
    near->enough = true;
    return near;
}

ws_status ws_near_keys(ws_near *near, const char *const *keys, size_t count, bool *enough, ws_error *error)
{
    near->error = error;
    for (size_t i = 0; i < count && near->status == WS_OK && near->enough; i++) {
        const char *key = ws_arena_strdup(near->arena, keys[i]);
        if (!key)
            no_memory(near);
        else if (need_name(near, key))
            look_at(near, key);
    }
    return look_around(near, enough);
}

/* Every word that is not an initial must be there. How many names have them. */
static size_t fetch_by_words(ws_near *near, const ws_asked_name *asked, size_t most)
{
    ws_spellings spellings[WS_NAME_WORDS];
    ws_word_set sets[WS_NAME_WORDS];
    size_t count = 0;
    for (size_t i = 0; i < asked->words.count; i++) {
        ws_spellings *words = &spellings[count];
        *words = (ws_spellings){.count = 0};
        if (i && !asked->words.items[i][1]) continue;
        add_alike(near, asked->skeletons[i], words);
        if (i == 0 && asked->words.count > 1)
            add_given(near, asked->words.items[i], words);
        else
            add_initials(near, asked->words.items[i], words);
        if (!words->count) return 0; /* nobody has it */
        sets[count] = (ws_word_set){words->items, words->count};
        count++;
    }
    size_t names = count ? fetch(near, sets, count, most) : 0;
    if (names <= most && count == 1 && asked->words.count == 1) put(near, &near->words, asked->skeletons[0]);
    return names;
}

static int compare_known(const void *left_, const void *right_)
{
    const ws_known_name *left = left_, *right = right_;
    if (left->count != right->count) return left->count > right->count ? -1 : 1;
    return strcmp(left->key, right->key);
}

/* Around the names that a name asked for fits. */
static void look_at_meant(ws_near *near, ws_asked_name *asked, size_t most)
{
    size_t count = 0;
    ws_known_name *meant = ws_arena_array(near->arena, near->names.count, sizeof *meant);
    if (!meant) {
        no_memory(near);
        return;
    }
    for (size_t i = 0; i < near->names.count; i++)
        if (ws_asked_name_fits(asked, near->names.items[i])) meant[count++] = near->known[i];
    if (count) qsort(meant, count, sizeof *meant, compare_known);
    if (count > most) count = most;
    if (count > MOST_MEANT) near->enough = false;
    for (size_t i = 0; i < count && near->enough; i++) look_at(near, meant[i].key);
}

static ws_status look_at_name(ws_near *near, ws_asked_name *asked, size_t most, bool *enough)
{
    ws_asked_name_drop_initials(asked);
    if (near->status == WS_OK) look_at_meant(near, asked, most);
    for (size_t i = 0; i < ws_registry_count(near->registry) && near->status == WS_OK; i++) {
        const ws_registered *entry = ws_registry_entry(near->registry, i);
        if (entry && ws_asked_name_fits_entry(asked, entry)) need_entry(near, entry);
    }
    if (asked->failed) no_memory(near);
    return look_around(near, enough);
}

ws_status ws_near_name(ws_near *near, const char *name_key, const ws_meant_bounds *bounds, size_t *shared, bool *enough,
                       ws_error *error)
{
    static const ws_meant_bounds none = {SIZE_MAX, SIZE_MAX};
    ws_asked_name asked;
    if (!bounds) bounds = &none;
    near->error = error;
    near->status = ws_asked_name_begin(&asked, near->registry, near->arena, name_key, error);
    size_t names = near->status == WS_OK ? fetch_by_words(near, &asked, bounds->shared) : 0;
    *shared = names > bounds->shared ? names : 0;
    *enough = true;
    ws_status status = *shared ? near->status : look_at_name(near, &asked, bounds->most, enough);
    ws_asked_name_end(&asked);
    return status;
}

const ws_known_name *ws_near_names(const ws_near *near, size_t *count)
{
    *count = near->names.count;
    return near->known;
}
