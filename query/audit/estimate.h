/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a judged sample tells of all that it was drawn from. Shares within a stratum have Wilson's interval (E. B.
 * Wilson, 1927) with the finite population in it; parts are combined by the distances of their bounds (MOVER: G. Y. Zou
 * and A. Donner, 2008). All intervals are at 95 in 100. */
#ifndef WS_ESTIMATE_H
#define WS_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WS_STRATA = 5, WS_LEAST_PARAGRAPHS = 30 };

typedef struct ws_estimate {
    bool known; /* false: too little was judged, and the rest says nothing */
    double value, low, high;
} ws_estimate;

/* Judged: of so many that were drawn at random from the population; right: of the judged. */
typedef struct ws_stratum {
    size_t population, judged, right;
} ws_stratum;

/* One stratum; without a judged one, anything from 0 to 1. */
ws_estimate ws_wilson(ws_stratum stratum);
/* Weighted by the populations. A stratum of which nothing was judged is taken to be as the others, with an interval
 * from 0 to 1. */
ws_estimate ws_stratified_share(const ws_stratum *strata, size_t count);

/* A judged paragraph: what was found in it, by stratum, and how many statements the judge counts, of them those that
 * are looked for ("sought": sources without a name). */
typedef struct ws_judged_paragraph {
    uint32_t found[WS_STRATA];
    uint32_t there, sought;
} ws_judged_paragraph;

typedef struct ws_judged_sample {
    ws_stratum statements[WS_STRATA]; /* right: it is somebody's statement */
    ws_stratum sought[WS_STRATA];     /* right: it is, and one of those that are looked for */
    const ws_judged_paragraph *paragraphs;
    size_t paragraph_count, paragraph_population;
} ws_judged_sample;

/* How many statements are missed, as a share of those that are found: those that are there less those found that are
 * right, as estimated by stratum, in the same paragraphs. Not known below WS_LEAST_PARAGRAPHS. */
ws_estimate ws_missed_share(const ws_judged_sample *sample);

/* Which share of all statements that are there is looked for: (right ones found, by stratum and weight, and missed ones
 * that are looked for) through (right ones found and missed ones). The same paragraphs are needed. */
ws_estimate ws_corrected_share(const ws_judged_sample *sample);

#endif
