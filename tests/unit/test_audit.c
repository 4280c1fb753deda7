/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What audits are made of: strata, sizes of samples, paragraphs, results by hand. */
#include "audit.h"
#include "drawing.h"
#include "surroundings.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static ws_audit_stratum stratum_of(ws_naming first, ws_naming second)
{
    ws_speaker speakers[] = {{.naming = first}, {.naming = second}};
    ws_statement statement = {.speakers = speakers, .speaker_count = 2};
    return ws_audit_stratum_of(&statement);
}

static void whoever_is_named_most_fully_counts(void **state)
{
    (void)state;
    assert_int_equal(stratum_of(WS_NAMING_INSIDER, WS_NAMING_NAMED), WS_AUDIT_NAMED);
    assert_int_equal(stratum_of(WS_NAMING_PARTLY, WS_NAMING_WITHHELD), WS_AUDIT_NAMED);
    assert_int_equal(stratum_of(WS_NAMING_COLLECTIVE, WS_NAMING_WITHHELD), WS_AUDIT_SPOKEN);
    assert_int_equal(stratum_of(WS_NAMING_INSIDER, WS_NAMING_WITHHELD), WS_AUDIT_WITHHELD);
    assert_int_equal(stratum_of(WS_NAMING_UNKNOWN, WS_NAMING_INSIDER), WS_AUDIT_INSIDER);
    assert_int_equal(stratum_of(WS_NAMING_UNKNOWN, WS_NAMING_UNKNOWN), WS_AUDIT_OTHER);
    assert_int_equal(ws_audit_stratum_read("Collective"), WS_AUDIT_SPOKEN);
    assert_int_equal(ws_audit_stratum_read("anonymous"), -1);
}

static void small_strata_are_drawn_whole_and_large_ones_by_their_size(void **state)
{
    const size_t population[WS_STRATA] = {3, 50, 900, 0, 47};
    size_t sizes[WS_STRATA], all = 0;
    (void)state;
    ws_audit_allocate(population, 100, sizes);
    for (size_t i = 0; i < WS_STRATA; i++) all += sizes[i];
    assert_int_equal(all, 100);
    assert_int_equal(sizes[0], 3);
    assert_int_equal(sizes[3], 0);
    assert_in_range(sizes[1], 12, 25);
    assert_in_range(sizes[2], 55, 65);
    ws_audit_allocate(population, 5000, sizes);
    assert_memory_equal(sizes, population, sizeof sizes);
}

static void an_article_has_its_paragraphs_once(void **state)
{
    const char *const expected[] = {"One.", "Two\nlines.", "Three"};
    ws_article article = {.text = "\n One. \n\nTwo\nlines.\n \n\nThree"};
    ws_paragraphs walk = {0};
    ws_span span;
    size_t count = 0;
    (void)state;
    article.text_size = strlen(article.text);
    while (ws_paragraphs_next(&article, &walk, &span)) {
        assert_in_range(count, 0, 2);
        assert_int_equal(span.end - span.begin, strlen(expected[count]));
        assert_memory_equal(article.text + span.begin, expected[count], span.end - span.begin);
        count++;
    }
    assert_int_equal(count, 3);
}

/* By hand: 80 named, of which 10 of 10 are statements, and 20 insiders, of which 5 of 10: (80 + 10) / 100. Of these 90
 * the naming is right in 80 x 0.9 + 10 x 0.6 = 78. */
static void results_are_as_counted_by_hand(void **state)
{
    ws_audit_statement rows[20];
    ws_drawing drawing = {.statements = rows, .statement_count = 20, .population = {0, 20, 80, 0, 0}};
    ws_audit_results results;
    ws_arena *arena = ws_arena_new(0);
    (void)state;
    for (size_t i = 0; i < 20; i++) {
        bool named = i < 10;
        rows[i] = (ws_audit_statement){.stratum = named ? WS_AUDIT_NAMED : WS_AUDIT_INSIDER, .judged_stratum = -1};
        rows[i].is_statement = named || i < 15 ? WS_ANSWER_YES : WS_ANSWER_NO;
        if (rows[i].is_statement == WS_ANSWER_YES)
            rows[i].judged_stratum = i < 9 || (i >= 12) == named ? WS_AUDIT_NAMED : WS_AUDIT_INSIDER;
    }
    assert_int_equal(ws_audit_results_of(arena, &drawing, &results, NULL), WS_OK);
    assert_int_equal(results.statements, 20);
    assert_true(fabs(results.right.value - 0.9) < 1e-9);
    assert_false(results.speaker.known);
    assert_false(results.missed.known);
    assert_true(results.naming.known);
    assert_true(fabs(results.naming.value - (80 * 0.9 + 10 * 0.6) / 90) < 1e-9);
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_is_named_most_fully_counts),
        cmocka_unit_test(small_strata_are_drawn_whole_and_large_ones_by_their_size),
        cmocka_unit_test(an_article_has_its_paragraphs_once),
        cmocka_unit_test(results_are_as_counted_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
