/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom the names of an article name: mentions of one person or body under one roof ("Jane Ruiz", "Ms. Ruiz", "Ruiz";
 * "Civil Aviation Board", "CAB"), whatever their order. */
#ifndef WS_ENTITIES_H
#define WS_ENTITIES_H

#include "mentions.h"

typedef struct ws_entity {
    uint32_t *mentions; /* indexes into mentions->items, in order of the text */
    size_t count;
    const ws_mention *full;      /* the one that names it in full */
    const ws_mention *described; /* one with an apposition or a title; NULL: none has */
    ws_gender gender;
    float kinds[WS_NAMED_KINDS];
    ws_speaker_type type; /* person, organization, publication or document */
    bool certain;         /* a list, a title, a given name or the text says so */
} ws_entity;

typedef struct ws_entities {
    const ws_mentions *names;
    ws_entity *items; /* in order of their first mentions */
    size_t count;
    uint32_t *of_mention; /* for each mention its entity */
    float *certainty;     /* for each mention: how sure it is that it is theirs; 1 where only one bears the name */
} ws_entities;

ws_status ws_entities_form(const ws_mentions *mentions, ws_entities *out, ws_error *error);

/* Index into entity->mentions of the last one that ends at or before a token; entity->count: none. */
size_t ws_entity_last_before(const ws_entities *entities, const ws_entity *entity, size_t token);

/* The entity that a mention belongs to. */
const ws_entity *ws_entity_of(const ws_entities *entities, const ws_mention *mention);

#endif
