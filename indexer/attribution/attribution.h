/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributions: which words are said, by whom (the source phrase), and by which cue. */
#ifndef WS_ATTRIBUTION_H
#define WS_ATTRIBUTION_H

#include "lexicon.h"
#include "model.h"
#include "reading.h"
#include "status.h"

/* Fills reading->statements with spans, cue_lemma, paragraph, part, confidence: what the model says of each
 * cue, with quotation marks as evidence, and the quotations that no cue claims. Statements stand in the order of their
 * last characters; of those that end together the inner one comes first. */
ws_status ws_attribution_find(const ws_lexicon *lexicon, const ws_model_reading *read, ws_reading *reading,
                              ws_error *error);

/* Fills what follows from spans and cue: form (share of content inside quotation marks), quoted spans, act, stance,
 * negation, response. */
ws_status ws_attribution_classify(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);

#endif
