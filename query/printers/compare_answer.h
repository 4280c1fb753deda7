/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to `whosaid compare`. */
#ifndef WS_COMPARE_ANSWER_H
#define WS_COMPARE_ANSWER_H

#include "pairing.h"
#include "printer.h"

typedef struct ws_comparison {
    const ws_search *search;
    const ws_hits *hits; /* the units of the pairs */
    const ws_pair_unit *units;
    const ws_pairs *pairs;       /* those that are shown */
    size_t offset, found;        /* how many were passed over; all there are */
    const ws_searched *searched; /* given when there are no hits */
} ws_comparison;

/* What is folded behind a hit is the print's `folding`. On a wide terminal the two stand side by side. */
ws_status ws_text_comparison(const ws_print *print, const ws_comparison *comparison, ws_error *error);
/* As one value, or as a line for each pair. */
ws_status ws_json_comparison(const ws_print *print, const ws_comparison *comparison, bool lines, ws_error *error);

#endif
