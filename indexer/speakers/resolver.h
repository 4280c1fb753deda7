/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known while the statements of an article are resolved one after another; for the files of this room. */
#ifndef WS_RESOLVER_H
#define WS_RESOLVER_H

#include "antecedents.h"
#include "introductions.h"

/* Whom one part of a source came to mean; a name is put to it when everything is resolved. */
typedef struct ws_answer {
    uint32_t entity;       /* WS_NO_ENTITY: nobody with a name */
    const ws_mention *own; /* what stands in the source, when that is a name */
    bool found;
} ws_answer;

typedef struct ws_resolver {
    const ws_model *model;
    ws_reading *reading;
    ws_mentions mentions;
    ws_entities entities;
    ws_introductions introductions;
    ws_discourse discourse;
    const ws_speaker *unnamed; /* who spoke last, when without a name; NULL: somebody with one */
    size_t unnamed_at;         /* token of that source */
    uint32_t *owners;          /* mentions of bodies that have an owner ("Jane Ruiz's office"), by surname */
    size_t owner_count;
    ws_antecedents *antecedents;
    ws_answer **answers;      /* for each statement, one for each of its speakers */
    float (*types)[WS_TYPES]; /* for each entity: of its names as sources, summed */
    const uint32_t *order;    /* in which statements are resolved */
    size_t resolved;          /* how many are */
    int *genders;             /* for each entity: by how many pronouns it is a woman more than a man */
    float least;
    ws_error *error;
} ws_resolver;

/* Finds the bodies that have an owner, whose names tell their owners'. Before anybody is named. */
ws_status ws_owners_of_bodies(ws_resolver *resolver);

/* Whom an answer means, as shown: name, key, type, naming, role. When all statements are resolved. */
ws_status ws_speaker_name(const ws_resolver *resolver, const ws_answer *answer, ws_speaker *out);

#endif
