/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found by fixed words where the model missed it: refusals to comment and answers that never came
 * (refusals.txt), by few of which anything is said, so that the model learned little of them; and sentences that begin
 * with "According to". */
#ifndef WS_LISTED_H
#define WS_LISTED_H

#include "drafts.h"

/* The kind of refusal that begins at a token, and how many tokens it has; *kind NULL: none. A verb with which one
 * begins is listed by its dictionary form; adverbs within it don't count. */
ws_status ws_refusal_at(const ws_lexicon *lexicon, const ws_reading *reading, size_t token, const char **kind,
                        size_t *length, ws_error *error);

/* Adds those that no draft has for its cue. */
ws_status ws_drafts_list(const ws_lexicon *lexicon, ws_reading *reading, ws_drafts *drafts, ws_error *error);

#endif
