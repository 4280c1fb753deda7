/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matches in the order of the days at which they were said. */
#ifndef WS_BY_DAY_H
#define WS_BY_DAY_H

#include "day.h"
#include "folding.h"
#include "identity.h"

typedef struct ws_by_day {
    ws_search search;
    ws_hits hits;       /* those that stand for a quotation; `total` is of all statements */
    const ws_day *days; /* of each of them */
    ws_folding folding;
    ws_people_counts candidates; /* whom the names in the query mean, where they are several */
} ws_by_day;

enum { WS_BY_DAY_MOST = 10000 };

/* Fills `out`, whose search is given (its sort, limit and query are set), with at most `limit` quotations: those that
 * match in their own words, by day; of one day those first that are known to be said then, then those that were
 * published; the undated last. What folds stands where it was first said. People are formed and marked. All lives in
 * the session's arena. */
ws_status ws_by_day_find(ws_session *session, const ws_strings *people, size_t limit, ws_by_day *out, ws_error *error);

#endif
