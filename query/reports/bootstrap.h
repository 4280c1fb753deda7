/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals for shares of things that lie in clusters, as statements lie in articles: those of one article are alike, so
 * that whole articles are drawn again, and not statements (A. C. Davison and D. V. Hinkley, Bootstrap Methods and their
 * Application, 1997, section 3.8). How often an article is drawn has a Poisson distribution with mean 1 (N. Chamandy et
 * al., Estimating Uncertainty for Massive Data Streams, 2012), by a generator of numbers that begins with the article's
 * own seed: neither the order of articles nor their place among shards moves an interval. */
#ifndef WS_BOOTSTRAP_H
#define WS_BOOTSTRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ws_cluster {
    uint64_t seed; /* different for every cluster */
    uint32_t part, whole;
} ws_cluster;

enum { WS_BOOTSTRAP_DRAWS = 1000 };

/* The 2.5th and 97.5th percentile of the share of all parts in all wholes; where that is 0 or 1, the exact bound for the
 * share of clusters. False: the clusters have nothing in them. */
bool ws_bootstrap_share(const ws_cluster *clusters, size_t count, double *low, double *high);

#endif
