/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands at which day, lines of blocks, and two texts beside each other. */
#include "day.h"
#include "over_time.h"
#include "side_by_side.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
    *state = ws_arena_new(0);
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    ws_arena_free(*state);
    return 0;
}

static ws_over_time over(ws_arena *arena, ws_count *days, size_t count)
{
    ws_over_time time;
    ws_counts all = {days, count};
    assert_int_equal(ws_over_time_of(arena, &all, &time, NULL), WS_OK);
    return time;
}

static void test_days(void **state)
{
    ws_count days[] = {{"20250302", 8}, {"20250228", 1}, {"20250301", 0}, {"nonsense", 3}};
    ws_over_time time = over(*state, days, 4);
    ws_buffer line = WS_BUFFER_INIT(100);
    assert_string_equal(time.unit, "day");
    assert_int_equal(time.count, 3);
    assert_string_equal(time.items[0].value, "2025-02-28");
    assert_string_equal(time.items[2].value, "2025-03-02");
    assert_int_equal(time.items[2].count, 8);
    assert_int_equal(ws_over_time_peak(&time), 8);
    ws_over_time_line(&time, &line);
    assert_string_equal(line.bytes, "▁·█");
    ws_buffer_free(&line);
}

/* As many as fit; one more asks for the next unit. */
static void test_units(void **state)
{
    static const struct {
        const char *first, *last, *unit, *label;
        size_t count;
    } cases[] = {
        {"20240101", "20240302", "day", "2024-03-02", 62}, {"20240101", "20240303", "month", "2024-03", 3},
        {"19861231", "19870101", "day", "1987-01-01", 2},  {"20240101", "20290228", "month", "2029-02", 62},
        {"20240101", "20290301", "year", "2029", 6},       {"19700101", "20320101", "decade", "2030", 7},
        {"00010101", "99991231", "century", "9900", 100},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ws_count days[] = {{cases[i].last, 2}, {cases[i].first, 1}};
        ws_over_time time = over(*state, days, 2);
        assert_string_equal(time.unit, cases[i].unit);
        assert_int_equal(time.count, cases[i].count);
        assert_int_equal(time.items[0].count, 1);
        assert_int_equal(time.items[time.count - 1].count, 2);
        assert_string_equal(time.items[time.count - 1].value, cases[i].label);
    }
    assert_int_equal(over(*state, NULL, 0).count, 0);
}

static ws_day day_of(const char *published, const char *said, const char *precision)
{
    ws_article article = {.id = "a", .text = "", .published = published};
    ws_statement statement = {.time = {.date = said, .precision = precision}};
    ws_hit hit = {.article = &article, .statement = &statement};
    return ws_day_of(&hit);
}

static void test_day(void **state)
{
    (void)state;
    ws_day said = day_of("2025-03-10T09:00:00Z", "2025-03-08", "day"),
           published = day_of("2025-03-10T09:00:00Z", NULL, NULL);
    ws_day month = day_of("2025-03-10", "2025-02", "month"), week = day_of(NULL, "2025-03-03", "week");
    ws_day none = day_of(NULL, NULL, NULL);
    assert_string_equal(said.text, "2025-03-08");
    assert_string_equal(ws_day_basis_name(said.basis), "said");
    assert_string_equal(published.text, "2025-03-10");
    assert_string_equal(ws_day_basis_name(published.basis), "published");
    assert_string_equal(month.text, "2025-02");
    assert_string_equal(month.period.to, "20250228");
    assert_string_equal(week.text, "week of 2025-03-03");
    assert_string_equal(none.text, "no date");
    assert_null(ws_day_basis_name(none.basis));
    assert_true(ws_day_is_before(&said, &published));
    assert_false(ws_day_is_before(&published, &said));
    assert_int_equal(ws_days_between(&said, &published), 2);
    assert_int_equal(ws_days_between(&month, &said), 8);
    assert_false(ws_day_is_before(&week, &said)); /* which is in that week */
    assert_false(ws_day_is_before(&none, &said));
    assert_int_equal(ws_days_between(&none, &said), 0);
}

static void test_beside(void **state)
{
    (void)state;
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    ws_side_by_side(out, "\033[1mnaïve\033[0m\nb\n", "one\n\n\nfour", 6);
    fclose(out);
    assert_string_equal(text, "\033[1mnaïve\033[0m  │ one\nb      │\n       │\n       │ four\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_units, set_up, tear_down),
        cmocka_unit_test(test_day),
        cmocka_unit_test(test_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
