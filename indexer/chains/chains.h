/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How what is said came to the reporter: by way of whom, on what it rests, out of which paper, and why from nobody with
 * a name. Rules over what is found already; word lists in the lexicon. */
#ifndef WS_CHAINS_H
#define WS_CHAINS_H

#include "lexicon.h"
#include "reading.h"
#include "status.h"

/* Adds what a headline or lead claims flat and a later paragraph sources, as statements that nobody is given for. For
 * statements that have their speakers, before they get ids. */
ws_status ws_claims_add(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);

/* Fills via, firsthand, rests_on, repeats, anonymity, document and produced of statements that have their speakers and
 * ids, and the naming of speakers whose identity the text says is held back. */
ws_status ws_chains_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);

/* Its steps. Each needs nothing of those behind it. */
ws_status ws_via_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);
ws_status ws_rests_on_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);
ws_status ws_documents_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);
ws_status ws_anonymity_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);
/* Agency copy, by credit line, dateline or byline; unknown where none of them tells. */
ws_produced ws_produced_by(const ws_lexicon *lexicon, const ws_reading *reading);

#endif
