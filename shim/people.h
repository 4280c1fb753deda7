/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, and bodies, formed when a query runs from the name keys that an index holds: nothing stored changes, and any
 * order of the same keys gives the same people. Unnamed speakers have no key and are never part of it.
 *
 * Names are one person's when the registry says so; or, for persons, when the surname is the same (one ending for -y,
 * -i, -iy, -yy beside the same given name), the given names are (nicknames are looked up), and no initial or middle
 * name speaks against it ("Donald J. Trump", "Donald Trump"; not George W. and George H. W. Bush, and then neither with
 * plain George Bush). A surname alone, or with one initial, joins only somebody of the registry who is its only bearer
 * in the registry, or for whom the registry lists it, and only where nobody else in the index bears it. Bodies are one
 * when their names differ by the legal form ("Texaco Inc"), or when a third name says what an acronym means ("European
 * Central Bank ECB").
 *
 * Whether a name is a person's or a body's is known from its statements alone: such joins are `doubtful` until the
 * types of their names are told.
 *
 * What somebody decided goes before all of this (ws_people_decide): a merge makes two names one with all that each is
 * one with, and what was split stays apart. */
#ifndef WS_PEOPLE_H
#define WS_PEOPLE_H

#include "arena.h"
#include "decisions.h"
#include "record.h"
#include "registry.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(default)

typedef struct ws_known_name {
    const char *key;
    size_t count; /* documents */
} ws_known_name;

typedef struct ws_person {
    const char *id;             /* of Wikidata, else the smallest key */
    const ws_registered *entry; /* NULL: not in the registry */
    const char **keys;          /* in the order of their bytes */
    size_t key_count;
    size_t documents;                  /* of all keys */
    const ws_decision *const *decided; /* merges and splits of its keys that count, in the order of their time */
    size_t decided_count;
    const ws_decided_name *split; /* those that are kept apart from it, each once */
    size_t split_count;
} ws_person;

typedef struct ws_people ws_people;

/* Forms people from all name keys of an index, in any order. `all`: none is missing; else a surname alone joins nobody.
 * Everything lives in the arena; the registry must outlive it. WS_NO_MEMORY. */
ws_status ws_people_form(ws_arena *arena, const ws_registry *registry, const ws_known_name *names, size_t count,
                         bool all, ws_people **out, ws_error *error);

/* Whether any rule could make two name keys one person's or body's, whatever other names there are; decisions aside.
 * WS_NO_MEMORY. */
ws_status ws_people_may_be_one(ws_arena *arena, const ws_registry *registry, const char *key, const char *other,
                               bool *out, ws_error *error);

/* Answers (of ws_people_doubtful and ws_people_find) lie in this arena from now on, and no more in that of the people: for
 * whoever asks the same people about many things. */
void ws_people_answer_in(ws_people *people, ws_arena *arena);

/* Lays decisions over them, which must outlive them; pairs of which an index lacks a key do nothing. Of a split the
 * first key leaves those that it stands with by rule, and takes the registry's entry along where that has its very name
 * and no other of theirs; a surname alone then joins none of them. Merges hold whatever the registry says: the entry is
 * that of the smallest key that has one, with a Wikidata id if any has. Only once, and before anything is asked.
 * WS_NO_MEMORY. */
ws_status ws_people_decide(ws_people *people, const ws_speaker_pairs *pairs, ws_error *error);

/* The keys whose types must be told before ws_people_of answers for `keys`; in the arena. WS_NO_MEMORY. */
ws_status ws_people_doubtful(ws_people *people, const char *const *keys, size_t count, const char ***out,
                             size_t *out_count, ws_error *error);
/* Tells the type of most statements of a key. Only before ws_people_of is asked about it. */
void ws_people_settle(ws_people *people, const char *key, ws_speaker_type type);

/* Whose name a key is; doubtful joins whose types were not told do not hold. NULL in *out: the key is not known. */
ws_status ws_people_of(ws_people *people, const char *key, const ws_person **out, ws_error *error);

/* Was it a decision that made these two keys of one person one? Only once ws_people_of told of them. */
bool ws_people_merged(const ws_people *people, const char *one, const char *other);

bool ws_person_has(const ws_person *person, const char *key);
/* Did any decision make names of this person one? */
bool ws_person_merged(const ws_person *person);

/* The keys that a name asked for may mean: all its words are in the key, or in some name that the registry has for it.
 * Spelling is as open as above, nicknames too where there are two words. Those of most documents first. WS_NO_MEMORY.
 */
ws_status ws_people_find(ws_people *people, const char *name_key, const char ***out, size_t *out_count,
                         ws_error *error);

/* How an article describes somebody. NULL: it does not. */
typedef struct ws_description {
    const char *article, *role, *affiliation, *place;
} ws_description;

/* Do all articles agree, each with one of the others, about what one name's bearer is: by a word of role, affiliation
 * or place? One article always does. */
ws_status ws_descriptions_agree(ws_arena *arena, const ws_description *items, size_t count, bool *out, ws_error *error);

#pragma GCC visibility pop
#endif
