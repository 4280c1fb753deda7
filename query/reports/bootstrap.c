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

/* How often a cluster is drawn, by twelve bits: Poisson's probabilities for mean 1, in 4,096ths. */
enum { BITS = 12, CHANCES = 1 << BITS, BITS_OF_NUMBER = 64 };

static void fill_chances(uint8_t times[CHANCES])
{
    static const unsigned chances[] = {1507, 1507, 753, 251, 63, 13, 2};
    size_t at = 0;
    for (size_t i = 0; i < sizeof chances / sizeof *chances; i++)
        for (unsigned j = 0; j < chances[i]; j++) times[at++] = (uint8_t)i;
}

/* One cluster's part in every draw. */
static void draw_cluster(const ws_cluster *cluster, const uint8_t times[CHANCES], uint64_t *parts, uint64_t *wholes)
{
    uint64_t state = cluster->seed, numbers = 0;
    for (size_t draw = 0; draw < WS_BOOTSTRAP_DRAWS; draw++, numbers >>= BITS) {
        if (draw % (BITS_OF_NUMBER / BITS) == 0) numbers = next_number(&state);
        uint64_t drawn = times[numbers & (CHANCES - 1)];
        parts[draw] += drawn * cluster->part;
        wholes[draw] += drawn * cluster->whole;
    }
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
    uint8_t times[CHANCES];
    uint64_t part = 0, whole = 0;
    size_t filled = 0, counted = 0;
    fill_chances(times);
    for (size_t i = 0; i < count; i++) {
        if (!clusters[i].whole) continue;
        counted++;
        part += clusters[i].part;
        whole += clusters[i].whole;
        draw_cluster(&clusters[i], times, parts, wholes);
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
