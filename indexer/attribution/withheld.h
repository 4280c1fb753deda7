/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "A diplomat, who asked not to be named because the talks were private": how a source is named, and no statement. */
#ifndef WS_WITHHELD_H
#define WS_WITHHELD_H

#include "drafts.h"
#include "tokens.h"

/* The first words of a range, outside quotations, by which a name is held back; empty: none. */
ws_range ws_withheld_in(const ws_lexicon *lexicon, const ws_reading *reading, ws_range tokens);

/* Where the reason ends that begins at a token: with the sentence, or at a comma behind which something else goes on.
 */
size_t ws_reason_end(const ws_reading *reading, size_t token, size_t end);

/* Does a reason begin at a token ("because", "citing", "for fear")? */
bool ws_reason_opens(const ws_lexicon *lexicon, const ws_reading *reading, size_t token, size_t end);

/* Drops what the model took for statements in such words and in the reason behind them. */
void ws_drafts_withhold(const ws_lexicon *lexicon, const ws_reading *reading, ws_drafts *drafts);

#endif
