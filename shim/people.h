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
 * types of their names are told. */
#ifndef WS_PEOPLE_H
#define WS_PEOPLE_H

#include "arena.h"
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
    size_t documents; /* of all keys */
} ws_person;

typedef struct ws_people ws_people;

/* Forms people from all name keys of an index, in any order. `all`: none is missing; else a surname alone joins nobody.
 * Everything lives in the arena; the registry must outlive it. WS_NO_MEMORY. */
ws_status ws_people_form(ws_arena *arena, const ws_registry *registry, const ws_known_name *names, size_t count,
                         bool all, ws_people **out, ws_error *error);

/* The keys whose types must be told before ws_people_of answers for `keys`; in the arena. WS_NO_MEMORY. */
ws_status ws_people_doubtful(ws_people *people, const char *const *keys, size_t count, const char ***out,
                             size_t *out_count, ws_error *error);
/* Tells the type of most statements of a key. Only before ws_people_of is asked about it. */
void ws_people_settle(ws_people *people, const char *key, ws_speaker_type type);

/* Whose name a key is; doubtful joins whose types were not told do not hold. NULL in *out: the key is not known. */
ws_status ws_people_of(ws_people *people, const char *key, const ws_person **out, ws_error *error);

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
