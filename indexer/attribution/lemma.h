/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The word that counts in a cue of several, and its dictionary form. */
#ifndef WS_LEMMA_H
#define WS_LEMMA_H

#include "lexicon.h"
#include "reading.h"

/* What a cue comes down to: "has been trying to argue" to "argue", "said in a statement" to "said". */
typedef struct ws_cue_head {
    const ws_cue *cue;     /* its entry in the list of cues, or NULL */
    const ws_token *token; /* NULL: the cue has no token */
    bool runs_over;        /* the entry has words that follow the cue: "offered" to pay */
    bool negated;          /* "did not say", "has no plans" */
} ws_cue_head;

ws_cue_head ws_cue_find_head(const ws_lexicon *lexicon, const ws_reading *reading, ws_spans spans);

/* An adverb that is listed, or one in -ly: "quickly", but not "rely", which is listed as no inflected form of anything
 * else. */
bool ws_is_adverb(const ws_lexicon *lexicon, const char *folded);

/* The dictionary form of a word: from irregular.txt, else by the rules of English inflection. In the arena or the
 * lexicon; NULL: no memory. */
const char *ws_lemma(const ws_lexicon *lexicon, ws_arena *arena, const char *folded);

/* The dictionary form of a cue: from the list of cues, else that of its head. `cue` is its entry in the list, or NULL.
 * "" for a statement without a cue; NULL: no memory. */
const char *ws_cue_lemma(const ws_lexicon *lexicon, const ws_reading *reading, ws_spans spans, const ws_cue **cue);

#endif
