/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quotation beside another one: what variants and check find and print. */
#ifndef WS_VARIANT_H
#define WS_VARIANT_H

#include "fold.h"
#include "index.h"

typedef struct ws_variant {
    ws_hit hit;
    ws_fold_unit unit;
    ws_alignment alignment; /* of the quotation asked about (first) and this one (second); copies have no runs */
    ws_verdict verdict;
    bool same_speaker;
    bool translated;  /* either is a translation: the words may differ for that */
    bool draft;       /* asked about is what a draft has: what it lacks is lost, else what this one lacks is */
    const char *seen; /* when the version that first has the words is from; NULL: no date */
} ws_variant;

typedef struct ws_variants {
    ws_variant *items; /* the same quotation first, then what is proposed, then others; the likest of each first */
    size_t count;
    bool more; /* there were more candidates than are compared */
} ws_variants;

#endif
