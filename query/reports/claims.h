/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements that stand in several articles: those of named speakers by the folding of quotations (fold.h), those of
 * sources without a name by their words alone. */
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

/* The same five words or more, each one equal, by sources without a name, whoever they are: what is one here are words,
 * which copies have too, and never the sources. Only totals may be made of it: nothing that tells where else somebody
 * without a name speaks. */
ws_status ws_claims_find_unnamed(ws_counting *counting, ws_claims *out, ws_error *error);

/* The sections of these claims; `unnamed`: of ws_claims_find_unnamed. */
ws_status ws_section_spread(ws_counting *counting, ws_profile *profile, const ws_claims *claims,
                            const ws_claims *unnamed, ws_error *error);
ws_status ws_section_fidelity(ws_counting *counting, ws_profile *profile, const ws_claims *claims, ws_error *error);

#endif
