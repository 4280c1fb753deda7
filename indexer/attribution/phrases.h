/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Noun phrases by their edges, for the first engine: no grammar, only lists of words at which one begins or ends.
 * Ranges are of reading->tokens, end exclusive, empty when there is none; every search is bounded. */
#ifndef WS_PHRASES_H
#define WS_PHRASES_H

#include "lexicon.h"
#include "reading.h"
#include "tokens.h"

typedef struct ws_narration {
    const ws_lexicon *lexicon;
    const ws_reading *reading;
    const int32_t *quoted; /* for each token the outermost quotation that it stands in, or -1 */
} ws_narration;

/* The phrase that ends right before `end`, not before `first`. */
ws_range ws_phrase_before(const ws_narration *text, size_t first, size_t end);
/* The phrase that begins at `begin`, with an apposition after it when `apposition`. */
ws_range ws_phrase_after(const ws_narration *text, size_t begin, size_t last, bool apposition);
/* The short subject with which a sentence begins ("Ms. Ruiz also ..."). */
ws_range ws_phrase_subject(const ws_narration *text, size_t begin, size_t last);

#endif
