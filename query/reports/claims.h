/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements of named speakers that stand in several articles, by the folding of quotations (fold.h). */
#ifndef WS_CLAIMS_H
#define WS_CLAIMS_H

#include "counting.h"

enum { WS_CLAIMS_READ = 3000 /* statements that are compared, the newest ones */ };

typedef struct ws_claim {
    const ws_hit *hits; /* the earliest first; undated ones last */
    size_t count, articles, outlets; /* outlets: all that do not tell theirs are one */
} ws_claim;

typedef struct ws_claims {
    ws_claim *items; /* in two articles at least; those in the most outlets first, then the earliest */
    size_t count;
    size_t read, total; /* statements compared, and those there are */
} ws_claims;

/* Copies and agency copy are among them. Unnamed sources are not: they are one with nobody in another article. */
ws_status ws_claims_find(ws_counting *counting, ws_claims *out, ws_error *error);

/* The sections of these claims. */
ws_status ws_section_spread(ws_counting *counting, ws_profile *profile, const ws_claims *claims, ws_error *error);
ws_status ws_section_fidelity(ws_counting *counting, ws_profile *profile, const ws_claims *claims, ws_error *error);

#endif
