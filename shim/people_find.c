/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a name asked for may mean. */
#include "people.h"

#include "people_form.h"

#include <stdlib.h>
#include <string.h>

/* --- the name --- */

static ws_status take_words(ws_asked_name *asked, ws_arena *arena, const char *name_key, ws_error *error)
{
    if (!ws_name_split(arena, name_key, &asked->words)) return ws_no_memory(error);
    for (size_t i = 0; i < asked->words.count; i++)
        if (!(asked->skeletons[i] = ws_name_skeleton(arena, asked->words.items[i]))) return ws_no_memory(error);
    return WS_OK;
}

ws_status ws_asked_name_begin(ws_asked_name *asked, const ws_registry *registry, ws_arena *arena, const char *name_key,
                              ws_error *error)
{
    *asked = (ws_asked_name){.registry = registry, .scratch = ws_arena_new(0)};
    asked->entries = ws_arena_alloc(arena, ws_registry_count(registry) + 1);
    if (!asked->scratch || !asked->entries) return ws_no_memory(error);
    return take_words(asked, arena, name_key, error);
}

void ws_asked_name_end(ws_asked_name *asked)
{
    ws_arena_free(asked->scratch);
}

bool ws_asked_name_drop_initials(ws_asked_name *asked)
{
    size_t kept = 0, count = asked->words.count;
    for (size_t i = 0; i < count; i++) kept += i == 0 || asked->words.items[i][1];
    if (kept == count || kept < 2) return false;
    kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (i && !asked->words.items[i][1]) continue;
        asked->skeletons[kept] = asked->skeletons[i];
        asked->words.items[kept++] = asked->words.items[i];
    }
    asked->words.count = kept;
    memset(asked->entries, 0, ws_registry_count(asked->registry));
    return true;
}

static bool is_word(ws_asked_name *asked, size_t place, const char *word)
{
    const char *wanted = asked->words.items[place];
    if (!strcmp(wanted, word)) return true;
    const char *skeleton = ws_name_skeleton(asked->scratch, word);
    asked->failed |= !skeleton;
    if (skeleton && !strcmp(skeleton, asked->skeletons[place])) return true;
    return place == 0 && asked->words.count > 1 &&
           !strcmp(ws_registry_given(asked->registry, wanted), ws_registry_given(asked->registry, word));
}

static bool has_words(ws_asked_name *asked, const char *key)
{
    ws_name_words words;
    asked->failed |= !ws_name_split(asked->scratch, key, &words);
    for (size_t place = 0; place < asked->words.count; place++) {
        bool found = false;
        for (size_t i = 0; i < words.count && !found; i++) found = is_word(asked, place, words.items[i]);
        if (!found) return false;
    }
    return true;
}

/* A quick look before a name is taken apart: does a word of it begin as the last one asked for does? Words that compare
 * alike differ by apostrophes and by their ends; initials may be written as one word. */
static bool may_fit(const ws_asked_name *asked, const char *key)
{
    if (!asked->words.count) return true;
    const char *wanted = asked->skeletons[asked->words.count - 1];
    char first = wanted[0], second = first ? wanted[1] : 0; /* every name of the index comes by here */
    for (const char *at = key, *before = " "; *at; before = at++) {
        if (*before != ' ' || *at == ' ') continue;
        bool begins = !first || *at == first;
        bool goes_on = !second || !at[1] || at[1] == second || at[1] == '\'' || at[1] == ' ';
        if (*at == '\'' || (begins && goes_on)) return true;
    }
    return false;
}

bool ws_asked_name_fits(ws_asked_name *asked, const char *key)
{
    if (!may_fit(asked, key)) return false;
    bool fits = has_words(asked, key);
    ws_arena_reset(asked->scratch);
    return fits;
}

bool ws_asked_name_fits_entry(ws_asked_name *asked, const ws_registered *entry)
{
    unsigned char *seen = &asked->entries[entry->index];
    if (*seen) return *seen == 1;
    *seen = 2;
    for (; entry && *seen == 2; entry = entry->also)
        for (size_t i = 0; i < entry->key_count && *seen == 2; i++)
            if (ws_asked_name_fits(asked, entry->keys[i])) *seen = 1;
    return *seen == 1;
}

/* --- finding --- */

static bool is_found(const ws_people *people, ws_asked_name *asked, size_t place)
{
    if (ws_asked_name_fits(asked, people->members[place].key)) return true;
    for (int kin = 0; kin < WS_KINS; kin++) {
        const ws_registered *entry = people->members[ws_people_leader(people, (ws_kin)kin, place)].joined[kin];
        if (entry && ws_asked_name_fits_entry(asked, entry)) return true;
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

static size_t search(const ws_people *people, ws_asked_name *asked, ws_found *found)
{
    size_t count = 0;
    for (size_t i = 0; i < people->count && asked->words.count; i++)
        if (is_found(people, asked, i)) found[count++] = (ws_found){people->members[i].key, people->members[i].count};
    return count;
}

ws_status ws_people_find(ws_people *people, const char *name_key, const char ***out, size_t *out_count, ws_error *error)
{
    ws_asked_name asked;
    ws_found *found = ws_arena_array(people->answers, people->count, sizeof *found);
    *out = ws_arena_array(people->answers, people->count, sizeof **out);
    *out_count = 0;
    if (!found || !*out) return ws_no_memory(error);
    ws_status status = ws_asked_name_begin(&asked, people->registry, people->answers, name_key, error);
    if (status == WS_OK) *out_count = search(people, &asked, found);
    /* Initials are left out where a name with them is nobody's. */
    if (status == WS_OK && !*out_count && ws_asked_name_drop_initials(&asked))
        *out_count = search(people, &asked, found);
    if (asked.failed) status = ws_no_memory(error);
    ws_asked_name_end(&asked);
    if (status != WS_OK) return status;
    if (*out_count) qsort(found, *out_count, sizeof *found, compare_found);
    for (size_t i = 0; i < *out_count; i++) (*out)[i] = found[i].key;
    return WS_OK;
}
