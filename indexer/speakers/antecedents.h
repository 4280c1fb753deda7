/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a pronoun, a noun or nothing at all stands for: every person and body that the article names is weighed against
 * "none of them" by a learned score over facts about both and the encoder's view of both words (mention ranking after
 * Denis and Baldridge 2008, and Lee et al. 2017 for "none"). */
#ifndef WS_ANTECEDENTS_H
#define WS_ANTECEDENTS_H

#include "entities.h"
#include "introductions.h"
#include "sources.h"

enum { WS_ANTECEDENTS_MOST = 64 };
#define WS_NO_ENTITY UINT32_MAX /* beyond int, so no enumerator */

/* What has been said so far, by whom: grows from statement to statement in the order of their sources. */
typedef struct ws_discourse {
    const ws_model *model;
    const ws_entities *entities;
    const ws_introductions *introductions;
    const ws_reading *reading;
    struct ws_spoken {
        uint32_t statements, paragraph; /* how many so far; of the last one, 0-based */
    } * spoken;                         /* for each entity */
    uint32_t last[2];                   /* who spoke last, and before that; WS_NO_ENTITY: somebody else */
    uint32_t last_paragraph;
    bool last_unnamed;
    uint32_t joint[2]; /* the two who spoke last, jointly; WS_NO_ENTITY: not two */
} ws_discourse;

ws_status ws_discourse_begin(const ws_model *model, const ws_entities *entities, const ws_introductions *introductions,
                             ws_discourse *out, ws_error *error);
/* Somebody has spoken, alone or with another; WS_NO_ENTITY: somebody without a name, or nobody else. */
void ws_discourse_spoke(ws_discourse *discourse, uint32_t entity, uint32_t other, size_t paragraph);

typedef struct ws_anaphor {
    const ws_source *source;       /* kind EMPTY for no words */
    size_t token;                  /* where it stands, or where the cue does */
    const ws_statement *statement; /* that it is the source of */
} ws_anaphor;

typedef struct ws_antecedents {
    size_t count;                           /* of candidates; "none of them" is the first one */
    uint32_t entities[WS_ANTECEDENTS_MOST]; /* WS_NO_ENTITY for "none" */
    uint32_t words[WS_ANTECEDENTS_MOST];    /* the mention's word of the model that is compared */
    float features[WS_ANTECEDENTS_MOST][WS_ANTECEDENT_FEATURES];
    float probability[WS_ANTECEDENTS_MOST];
} ws_antecedents;

/* The one body whose name has all the words of a noun phrase of two or more ("the appeals court": the Court of Appeals
 * of Norrland); WS_NO_ENTITY: none, or several. */
uint32_t ws_body_of_words(const ws_entities *entities, const ws_source *source);

/* Fills candidates and features; those who cannot be meant (another gender) are left out. */
void ws_antecedents_gather(const ws_discourse *discourse, const ws_anaphor *anaphor, ws_antecedents *out);
/* Fills the probabilities. */
void ws_antecedents_weigh(const ws_discourse *discourse, const ws_anaphor *anaphor, ws_antecedents *out);

#endif
