/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around the words of a statement: the tokens near its cue, each by whose it is. */
#ifndef WS_FRAME_H
#define WS_FRAME_H

#include "lexicon.h"
#include "reading.h"
#include "status.h"
#include "tokens.h"

typedef enum ws_place {
    WS_PLACE_ELSEWHERE, /* in words that the cue isn't in: quotations, what others say */
    WS_PLACE_FREE,
    WS_PLACE_OTHERS, /* source or cue of another statement that is made in the same room */
    WS_PLACE_SOURCE,
    WS_PLACE_CUE,
    WS_PLACE_CONTENT
} ws_place;

enum { WS_FRAME_SIDE = 80, WS_FRAME_TOKENS = 2 * WS_FRAME_SIDE };

/* Whose each token of an article is: made once, for all frames. */
typedef struct ws_owners {
    const ws_lexicon *lexicon;
    ws_reading *reading;
    uint32_t *holder; /* for each token 1 + the innermost statement whose content holds it; 0: none */
    bool *speaking;   /* for each token: it is in a source or cue */
} ws_owners;

typedef struct ws_frame {
    const ws_lexicon *lexicon;
    const ws_reading *reading;
    const ws_statement *statement;
    ws_range room;   /* tokens: the sentence of the cue, or as much of it as is in the same words of somebody */
    ws_range source; /* its first piece; empty: none, or elsewhere */
    ws_range cue;    /* from its first token to its last */
    size_t clause;   /* where the clause of source and cue begins */
    uint8_t places[WS_FRAME_TOKENS]; /* of the tokens of the room */
} ws_frame;

ws_status ws_owners_find(const ws_lexicon *lexicon, ws_reading *reading, ws_owners *out, ws_error *error);

/* False: the statement has no cue, and nothing is known of what stands around it. */
bool ws_frame_make(const ws_owners *owners, const ws_statement *statement, ws_frame *out);

ws_place ws_frame_place(const ws_frame *frame, size_t token);

typedef enum ws_zone {
    WS_ZONE_NONE,
    WS_ZONE_LEAD,   /* before source and cue */
    WS_ZONE_HEAD,   /* the very first words of the clause */
    WS_ZONE_MIDDLE, /* between source and cue, or within the cue */
    WS_ZONE_BEHIND  /* behind the cue */
} ws_zone;

/* How tokens hang on the cue, if they are free and nothing between opens another clause or phrase ("after the crash on
 * Monday"). */
ws_zone ws_frame_zone(const ws_frame *frame, ws_range words);

/* "and", "who", "after": behind it words belong to something else than the cue. */
bool ws_frame_parts(const ws_frame *frame, size_t token);

/* "published" in "the Courier published on Friday": a participle behind a name. */
bool ws_ends_name(const ws_reading *reading, size_t token);

#endif
