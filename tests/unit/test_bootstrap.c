/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals against a simulation whose truth is known. */
#include "bootstrap.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CLUSTERS = 80, EACH = 5, WORLDS = 400 };

static double uniform(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (double)(*state >> 33) / (double)(1U << 31);
}

/* Articles of which some are full of unnamed sources and others have none: with chance 0.2 each statement has one with
 * chance 0.9, else 0.05; all in all 0.22. */
static double make_world(uint64_t *state, ws_cluster *clusters)
{
    double part = 0;
    for (size_t i = 0; i < CLUSTERS; i++) {
        double chance = uniform(state) < 0.2 ? 0.9 : 0.05;
        clusters[i] = (ws_cluster){.seed = *state, .whole = EACH};
        for (int j = 0; j < EACH; j++) clusters[i].part += uniform(state) < chance;
        part += clusters[i].part;
    }
    return part / (CLUSTERS * EACH);
}

static void intervals_hold_the_truth_as_often_as_they_say(void **state_)
{
    const double truth = 0.2 * 0.9 + 0.8 * 0.05;
    uint64_t state = 7;
    size_t held = 0, naive = 0;
    (void)state_;
    for (size_t world = 0; world < WORLDS; world++) {
        ws_cluster clusters[CLUSTERS];
        double low, high, share = make_world(&state, clusters);
        assert_true(ws_bootstrap_share(clusters, CLUSTERS, &low, &high));
        assert_true(low <= share && share <= high);
        held += low <= truth && truth <= high;
        double half = 1.96 * sqrt(share * (1 - share) / (CLUSTERS * EACH));
        naive += fabs(share - truth) <= half;
    }
    assert_in_range(held, WORLDS * 91 / 100, WORLDS * 98 / 100);
    assert_in_range(naive, 0, WORLDS * 85 / 100); /* what drawing statements would have given */
}

static void order_moves_nothing(void **state_)
{
    uint64_t state = 11;
    ws_cluster clusters[CLUSTERS], turned[CLUSTERS + 1];
    double low, high, again_low, again_high;
    (void)state_;
    make_world(&state, clusters);
    for (size_t i = 0; i < CLUSTERS; i++) turned[i] = clusters[CLUSTERS - 1 - i];
    turned[CLUSTERS] = (ws_cluster){.seed = 5}; /* an article without any of the whole is not there */
    assert_true(ws_bootstrap_share(clusters, CLUSTERS, &low, &high));
    assert_true(ws_bootstrap_share(turned, CLUSTERS + 1, &again_low, &again_high));
    assert_true(low == again_low && high == again_high);
    assert_true(low < high);
}

static void nothing_and_everything_have_bounds(void **state_)
{
    ws_cluster clusters[20];
    double low, high;
    (void)state_;
    for (size_t i = 0; i < 20; i++) clusters[i] = (ws_cluster){.seed = i, .whole = 3};
    assert_true(ws_bootstrap_share(clusters, 20, &low, &high));
    assert_true(low == 0 && fabs(high - 0.1684) < 0.0001); /* Clopper and Pearson's for 0 of 20 */
    for (size_t i = 0; i < 20; i++) clusters[i].part = 3;
    assert_true(ws_bootstrap_share(clusters, 20, &low, &high));
    assert_true(fabs(low - 0.8316) < 0.0001 && high == 1);
}

static void nothing_has_no_interval(void **state_)
{
    ws_cluster empty = {.seed = 1};
    double low, high;
    (void)state_;
    assert_false(ws_bootstrap_share(NULL, 0, &low, &high));
    assert_false(ws_bootstrap_share(&empty, 1, &low, &high));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
        cmocka_unit_test(order_moves_nothing),
        cmocka_unit_test(nothing_and_everything_have_bounds),
        cmocka_unit_test(nothing_has_no_interval),
    };
    return cmocka_run_group_tests_name("bootstrap", tests, NULL, NULL);
}
