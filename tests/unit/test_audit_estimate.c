/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates against worlds that are made up, so that the truth is known. */
#include "estimate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PARAGRAPHS = 3000, EACH_MOST = 4, FOUND_MOST = PARAGRAPHS * (EACH_MOST + 1), WORLDS = 300, DRAWN = 150 };

static double uniform(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (double)(*state >> 33) / (double)(1U << 31);
}

/* A statement that was found: what we said, and what is so. */
typedef struct found {
    size_t stratum;
    bool is, sought;
} found;

typedef struct world {
    ws_judged_paragraph paragraphs[PARAGRAPHS];
    found statements[FOUND_MOST];
    size_t count, there, sought, right;
} world;

static void add_found(world *self, size_t place, size_t stratum, bool is, bool sought)
{
    self->statements[self->count++] = (found){stratum, is, sought};
    self->paragraphs[place].found[stratum]++;
    self->right += is;
}

/* Of the statements there 0.15 have a source without a name; of these 0.6 are found, of the others 0.85; of the found
 * ones one in ten is taken to be named so far as it is not; in one of four paragraphs something is found that is none.
 */
static void make_world(world *self, uint64_t *state)
{
    memset(self, 0, sizeof *self);
    for (size_t i = 0; i < PARAGRAPHS; i++) {
        ws_judged_paragraph *paragraph = &self->paragraphs[i];
        size_t there = (size_t)(uniform(state) * EACH_MOST);
        for (size_t j = 0; j < there; j++) {
            bool sought = uniform(state) < 0.15;
            paragraph->there++;
            paragraph->sought += sought;
            if (uniform(state) > (sought ? 0.6 : 0.85)) continue;
            bool mistaken = uniform(state) < 0.1;
            add_found(self, i, sought != mistaken ? uniform(state) < 0.5 : 2, true, sought);
        }
        if (uniform(state) < 0.25) add_found(self, i, (size_t)(uniform(state) * WS_STRATA), false, false);
        self->there += paragraph->there;
        self->sought += paragraph->sought;
    }
}

/* Draws without putting back: `drawn` of `count`, their places in `out`. */
static void draw_places(uint64_t *state, size_t count, size_t drawn, size_t *out)
{
    for (size_t i = 0, kept = 0; i < count && kept < drawn; i++)
        if (uniform(state) * (double)(count - i) < (double)(drawn - kept)) out[kept++] = i;
}

static void judge_statements(const world *self, uint64_t *state, ws_judged_sample *out)
{
    for (size_t stratum = 0; stratum < WS_STRATA; stratum++) {
        static size_t theirs[FOUND_MOST], places[FOUND_MOST];
        size_t count = 0;
        for (size_t i = 0; i < self->count; i++)
            if (self->statements[i].stratum == stratum) theirs[count++] = i;
        size_t drawn = count < 40 ? count : 40;
        draw_places(state, count, drawn, places);
        out->statements[stratum] = out->sought[stratum] = (ws_stratum){.population = count, .judged = drawn};
        for (size_t i = 0; i < drawn; i++) {
            const found *one = &self->statements[theirs[places[i]]];
            out->statements[stratum].right += one->is;
            out->sought[stratum].right += one->is && one->sought;
        }
    }
}

static bool holds(ws_estimate estimate, double truth)
{
    assert_true(estimate.known);
    assert_true(estimate.low <= estimate.value && estimate.value <= estimate.high);
    return estimate.low <= truth && truth <= estimate.high;
}

static void intervals_hold_the_truth_as_often_as_they_say(void **state_)
{
    static world self;
    static ws_judged_paragraph drawn[DRAWN];
    size_t places[DRAWN], right = 0, missed = 0, corrected = 0, raw = 0;
    double bias = 0;
    uint64_t state = 5;
    (void)state_;
    for (size_t i = 0; i < WORLDS; i++) {
        ws_judged_sample sample = {.paragraphs = drawn, .paragraph_count = DRAWN, .paragraph_population = PARAGRAPHS};
        make_world(&self, &state);
        judge_statements(&self, &state, &sample);
        draw_places(&state, PARAGRAPHS, DRAWN, places);
        for (size_t j = 0; j < DRAWN; j++) drawn[j] = self.paragraphs[places[j]];
        double all = (double)self.count, truth = (double)self.sought / (double)self.there;
        double counted = (double)(sample.statements[0].population + sample.statements[1].population) / all;
        ws_estimate share = ws_corrected_share(&sample);
        right += holds(ws_stratified_share(sample.statements, WS_STRATA), (double)self.right / all);
        missed += holds(ws_missed_share(&sample), (double)(self.there - self.right) / all);
        corrected += holds(share, truth);
        raw += share.low <= counted && counted <= share.high;
        bias += (share.value - truth) / WORLDS;
    }
    assert_in_range(right, WORLDS * 92 / 100, WORLDS * 99 / 100);
    assert_in_range(missed, WORLDS * 92 / 100, WORLDS * 99 / 100);
    assert_in_range(corrected, WORLDS * 92 / 100, WORLDS * 99 / 100);
    assert_true(fabs(bias) < 0.005);
    assert_true(raw < WORLDS); /* there is something to correct */
}

/* Wilson's interval of 8 of 10, from a population that is as good as endless: 0.4902 to 0.9433. */
static void one_stratum_has_wilsons_interval(void **state)
{
    (void)state;
    ws_stratum stratum = {.population = 1000000000, .judged = 10, .right = 8};
    ws_estimate wilson = ws_wilson(stratum), share = ws_stratified_share(&stratum, 1);
    assert_true(fabs(wilson.low - 0.4902) < 0.0001 && fabs(wilson.high - 0.9433) < 0.0001);
    assert_true(fabs(share.low - wilson.low) < 1e-9 && fabs(share.high - wilson.high) < 1e-9);
    stratum = (ws_stratum){.population = 10, .judged = 10, .right = 8};
    wilson = ws_wilson(stratum);
    assert_true(wilson.known && fabs(wilson.low - 0.8) < 1e-9 && fabs(wilson.high - 0.8) < 1e-9); /* all are known */
}

static void weights_count_and_what_was_not_judged_widens(void **state)
{
    (void)state;
    ws_stratum strata[] = {{900, 20, 20}, {100, 20, 0}, {0, 0, 0}};
    ws_estimate share = ws_stratified_share(strata, 3);
    assert_true(fabs(share.value - 0.9) < 1e-9);
    strata[1] = (ws_stratum){.population = 100};
    ws_estimate open = ws_stratified_share(strata, 3);
    assert_true(fabs(open.value - 1) < 1e-9 && open.low < 0.91 && open.high <= 1);
    strata[0].judged = strata[0].right = 0;
    assert_false(ws_stratified_share(strata, 3).known);
}

static void few_paragraphs_tell_nothing_and_equal_ones_not_all(void **state)
{
    ws_judged_paragraph paragraphs[WS_LEAST_PARAGRAPHS];
    ws_judged_sample sample = {.paragraphs = paragraphs,
                               .paragraph_count = WS_LEAST_PARAGRAPHS - 1,
                               .paragraph_population = 100000,
                               .statements = {[2] = {1000, 50, 50}},
                               .sought = {[2] = {1000, 50, 0}}};
    (void)state;
    for (size_t i = 0; i < WS_LEAST_PARAGRAPHS; i++)
        paragraphs[i] = (ws_judged_paragraph){.found = {0, 0, 1, 0, 0}, .there = 1};
    assert_false(ws_missed_share(&sample).known);
    assert_false(ws_corrected_share(&sample).known);
    sample.paragraph_count++;
    ws_estimate missed = ws_missed_share(&sample), share = ws_corrected_share(&sample);
    assert_true(missed.known && missed.value < 1e-9 && missed.high > 0.1);
    assert_true(share.known && share.value < 1e-9 && share.high > 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
        cmocka_unit_test(one_stratum_has_wilsons_interval),
        cmocka_unit_test(weights_count_and_what_was_not_judged_widens),
        cmocka_unit_test(few_paragraphs_tell_nothing_and_equal_ones_not_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
