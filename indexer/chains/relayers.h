/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who hands a statement on without being the speaker of one: named by a phrase ("as reported by the Ledger") or as the
 * one who quotes ("Tass quoted him as saying"). */
#ifndef WS_RELAYERS_H
#define WS_RELAYERS_H

#include "lexicon.h"
#include "reading.h"
#include "tokens.h"

/* The noun phrase that begins at a token: up to the next comma, clause or circumstance. Empty when none does. */
ws_range ws_relayer_behind(const ws_lexicon *lexicon, const ws_reading *reading, size_t token, size_t end);
/* The noun phrase that ends before a token, adverbs and auxiliaries between them left out. */
ws_range ws_relayer_before(const ws_lexicon *lexicon, const ws_reading *reading, size_t first, size_t token);

/* Is the phrase one of an outlet, by the lists or by what the article files under it? */
bool ws_relayer_is_outlet(const ws_lexicon *lexicon, const ws_reading *reading, ws_range phrase);

/* Who that is: somebody who speaks elsewhere in the article under this name, else the last name in the phrase, else its
 * words. name NULL: nobody can tell (a pronoun). WS_NO_MEMORY or WS_OK. */
ws_status ws_relayer_of(const ws_lexicon *lexicon, const ws_reading *reading, ws_range phrase, ws_via *out,
                        ws_error *error);

#endif
