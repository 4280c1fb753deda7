/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people.c and people_form.c share. */
#ifndef WS_PEOPLE_FORM_H
#define WS_PEOPLE_FORM_H

#include "people.h"
#include "registry_names.h"

#include <stdint.h>

/* A name is a member of two groups: one by what holds for persons, one by what holds for bodies. */
typedef enum { WS_KIN_PERSONS, WS_KIN_BODIES, WS_KINS } ws_kin;

typedef struct ws_member {
    const char *key;
    size_t count;
    const ws_registered *entry; /* that has this very key; NULL: none */
    ws_name_parts parts;
    bool doubtful; /* joined by a rule: its type must be known */
    bool settled;
    ws_speaker_type type; /* when settled */
    size_t leader[WS_KINS];
    const ws_registered *joined[WS_KINS]; /* in a leader: whom the registry knows in its group */
    const ws_person *person;              /* NULL: not asked yet */
} ws_member;

/* What was decided about a name and another. */
typedef struct ws_tie {
    size_t from, to;
    const ws_speaker_pair *pair;
} ws_tie;

struct ws_people {
    ws_arena *arena;
    ws_arena *answers; /* where what is asked for once lies */
    const ws_registry *registry;
    ws_member *members; /* by key */
    size_t count;
    size_t *of_entry[WS_KINS]; /* by index of the entry: a member of its group; SIZE_MAX: none yet */
    size_t *order[WS_KINS];    /* members by leader, then by place */
    size_t *begin[WS_KINS];    /* of a leader's group in `order`; count + 1 of them */
    ws_tie *ties;              /* each pair twice, by `from` */
    size_t *tie_begin;         /* of a member's ties; count + 1 of them. NULL: nothing was decided */
};

/* The first letters as a number that is less where the text comes earlier: most texts of a long list are told apart by
 * it, without being looked up. */
uint64_t ws_first_letters(const char *text);

size_t ws_people_leader(const ws_people *people, ws_kin kin, size_t member);
size_t ws_people_place(const ws_people *people, const char *key); /* SIZE_MAX: not known */

/* Where a name stands; WS_KINS: alone. */
ws_kin ws_people_kin(const ws_member *member);
/* Fills `order` and `begin` from the leaders. */
void ws_people_order(ws_people *people, ws_kin kin);
/* The ties of a member, `count` of them. */
const ws_tie *ws_people_ties(const ws_people *people, size_t member, size_t *count);

/* Makes the groups. */
ws_status ws_people_group(ws_people *people, bool all, ws_error *error);

/* Where the acronym begins in a name that tells what it stands for ("european central bank ecb"); NULL: none. */
const char *ws_people_acronym(const char *key);
bool ws_people_may_be_acronym(const char *key);

/* A name that is asked for. All that it fits has its words, in spellings that compare alike; the first of several words
 * may be a nickname. */
typedef struct ws_asked_name {
    const ws_registry *registry;
    ws_arena *scratch; /* emptied after every name */
    ws_name_words words;
    const char *skeletons[WS_NAME_WORDS]; /* of them */
    unsigned char *entries;               /* by index: 0 not looked at, 1 fits, 2 not */
    bool failed;                          /* there was no memory */
} ws_asked_name;

/* What is asked for lives in the arena. End it whatever happened. */
ws_status ws_asked_name_begin(ws_asked_name *asked, const ws_registry *registry, ws_arena *arena, const char *name_key,
                              ws_error *error);
/* Whether initials were left out, which nobody may have. */
bool ws_asked_name_drop_initials(ws_asked_name *asked);
bool ws_asked_name_fits(ws_asked_name *asked, const char *key);
bool ws_asked_name_fits_entry(ws_asked_name *asked, const ws_registered *entry);
void ws_asked_name_end(ws_asked_name *asked);

#endif
