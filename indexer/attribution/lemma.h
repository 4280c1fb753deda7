/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_LEMMA_H
#define WS_LEMMA_H

#include "lexicon.h"
#include "reading.h"

/* The dictionary form of a cue, in the arena: from the list of cues where it stands there, else by the rules of English
 * inflection from its last word that is no preposition. `cue` is its entry in the list, or NULL. "" for a statement
 * without a cue; NULL: no memory. */
const char *ws_cue_lemma(const ws_lexicon *lexicon, const ws_reading *reading, ws_spans spans, const ws_cue **cue);

#endif
