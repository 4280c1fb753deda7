/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements of an index that may have the words of a quotation. */
#ifndef WS_FIND_H
#define WS_FIND_H

#include "index.h"
#include "quote.h"

enum {
    WS_FIND_MOST = 200,    /* candidates; copies among them are told by their hash alone */
    WS_FIND_COMPARED = 50, /* of those that are no copies, so many are compared word by word */
};

/* What is looked at. */
typedef struct ws_find_bounds {
    const ws_query *within; /* only what this finds; NULL: all */
    size_t most;            /* candidates */
} ws_find_bounds;

/* Current statements that have some of the quotation's rarest words, those with the most of them first; of fewer than
 * WS_QUOTE_FEW words, all of them in a row. An empty quotation has none. */
ws_status ws_find_candidates(ws_index *index, ws_arena *arena, const ws_quote *quote, ws_find_bounds bounds,
                             ws_hits *out, ws_error *error);

#endif
