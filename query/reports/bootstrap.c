/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bootstrap.h"

#include <math.h>
#include <stdlib.h>

enum { LOW = WS_BOOTSTRAP_DRAWS / 40, HIGH = WS_BOOTSTRAP_DRAWS - 1 - LOW };

/* SplitMix64 (Steele, Lea, Flood, 2014). */
static uint64_t next_number(uint64_t *state)
{
    uint64_t mixed = *state += 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

/* How often it is drawn, by where 16 bits fall among the sums of Poisson's probabilities for mean 1, in 65,536ths. */
static uint32_t times_drawn(uint16_t bits)
{
    static const uint32_t sums[] = {24109, 48219, 60273, 64292, 65296, 65497, 65531, 65535};
    uint32_t times = 0;
    while (times < sizeof sums / sizeof *sums && bits >= sums[times]) times++;
    return times;
}

static int compare_shares(const void *left_, const void *right_)
{
    const double *left = left_, *right = right_;
    return (*left > *right) - (*left < *right);
}

/* Where no cluster has a part, or none has anything else, no draw has, and the draws tell nothing: then it is the bound
 * for so many clusters that none, or each, of them has (C. J. Clopper and E. S. Pearson, 1934). */
static void bound_extreme(size_t clusters, bool all, double *low, double *high)
{
    const double tail = 0.025;
    double most = 1 - pow(tail, 1 / (double)clusters);
    *low = all ? 1 - most : 0;
    *high = all ? 1 : most;
}

bool ws_bootstrap_share(const ws_cluster *clusters, size_t count, double *low, double *high)
{
    uint64_t parts[WS_BOOTSTRAP_DRAWS] = {0}, wholes[WS_BOOTSTRAP_DRAWS] = {0};
    double shares[WS_BOOTSTRAP_DRAWS];
    uint64_t part = 0, whole = 0;
    size_t filled = 0, counted = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t state = clusters[i].seed, numbers = 0;
        if (!clusters[i].whole) continue;
        counted++;
        part += clusters[i].part;
        whole += clusters[i].whole;
        for (size_t draw = 0; draw < WS_BOOTSTRAP_DRAWS; draw++, numbers >>= 16) {
            if (draw % 4 == 0) numbers = next_number(&state);
            uint32_t times = times_drawn((uint16_t)(numbers & 0xffff));
            parts[draw] += (uint64_t)times * clusters[i].part;
            wholes[draw] += (uint64_t)times * clusters[i].whole;
        }
    }
    for (size_t draw = 0; draw < WS_BOOTSTRAP_DRAWS; draw++)
        if (wholes[draw]) shares[filled++] = (double)parts[draw] / (double)wholes[draw];
    if (!filled) return false;
    if (!part || part == whole) {
        bound_extreme(counted, part > 0, low, high);
        return true;
    }
    qsort(shares, filled, sizeof *shares, compare_shares);
    *low = shares[LOW * filled / WS_BOOTSTRAP_DRAWS];
    *high = shares[HIGH * filled / WS_BOOTSTRAP_DRAWS];
    return true;
}
