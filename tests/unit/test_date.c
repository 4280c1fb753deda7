/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "date.h"

#include <stdlib.h>
#include <string.h>

static void dates_become_iso(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"2025-04-13", "2025-04-13"},
        {" 2025-04-13\n", "2025-04-13"},
        {"2025/04/13", "2025-04-13"},
        {"20250413", "2025-04-13"},
        {"20250413T180000Z", "2025-04-13T18:00:00Z"},
        {"2025-04-13T18:00:00+02:00", "2025-04-13T18:00:00+02:00"},
        {"2025-04-13 18:00:00", "2025-04-13T18:00:00"},
        {"2025-04-13T23:59:59.123456-0430", "2025-04-13T23:59:59-04:30"},
        {"2025-04-13T18:00Z", "2025-04-13T18:00Z"},
        {"Sun, 13 Apr 2025 18:00:00 +0200", "2025-04-13T18:00:00+02:00"},
        {"Sun, 13 Apr 2025 18:00:00 GMT (summer)", "2025-04-13T18:00:00Z"},
        {"April 13, 2025", "2025-04-13"},
        {"Apr. 13, 2025", "2025-04-13"},
        {"Sept. 3rd, 2024", "2024-09-03"},
        {"Sunday, April 13, 2025", "2025-04-13"},
        {"April 13, 2025 Sunday", "2025-04-13"},
        {"13 April 2025", "2025-04-13"},
        {"13th of April 2025", "2025-04-13"},
        {"April 13, 2025 at 6:41 p.m. EDT", "2025-04-13T18:41-04:00"},
        {"April 13, 2025 12:05 AM ET", "2025-04-13T00:05"},
        {"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"},
        {"2024-02-29", "2024-02-29"},
    };
    ws_arena *arena = ws_arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *iso = ws_date_normalise(arena, cases[i].from);
        if (!iso) fail_msg("no date: %s", cases[i].from);
        assert_string_equal(iso, cases[i].to);
        assert_string_equal(ws_date_normalise(arena, iso), iso);
    }
    ws_arena_free(arena);
}

static void what_is_no_date_is_null(void **state)
{
    (void)state;
    static const char *const cases[] = {"",
                                        " ",
                                        "2025",
                                        "2025-04",
                                        "2025-02-30",
                                        "2025-02-29",
                                        "2025-13-01",
                                        "2025-00-10",
                                        "2025-04-00",
                                        "0000-01-01",
                                        "2025-04-13T25:00:00",
                                        "2025-04-13T12:60",
                                        "2025-04-13T12:00:00+99:00",
                                        "April 31, 2025",
                                        "31 April 2025",
                                        "April 2025",
                                        "13 April",
                                        "Foo 13, 2025",
                                        "yesterday",
                                        "2025-04-13x",
                                        "13/04/2025",
                                        "April 13, 2025 13:00 PM",
                                        "1of",
                                        "1 Ma 2025",
                                        "April 13, 20255",
                                        "99999999999999999999",
                                        "2025-04-13T",
                                        "12 of",
                                        "April 13, 2025 at the harbour"};
    ws_arena *arena = ws_arena_new(0);
    char iso[WS_DATE_BYTES];
    assert_false(ws_date_iso(NULL, iso));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ws_date_normalise(arena, cases[i])) fail_msg("a date: %s", cases[i]);
    ws_arena_free(arena);
}

static void days_stay_as_written(void **state)
{
    (void)state;
    char day[9];
    ws_date_day("2025-04-13T23:30:00-08:00", day);
    assert_string_equal(day, "20250413");
    ws_date_day("2025-04-13", day);
    assert_string_equal(day, "20250413");
    ws_date_day(NULL, day);
    assert_string_equal(day, "");
    ws_date_day("2025-04", day);
    assert_string_equal(day, "");
}

static void check_period(const char *text, const char *from, const char *to)
{
    ws_period period;
    ws_error error = {.message = ""};
    time_t now = 1744549200; /* Sunday 13 April 2025, 13:00 UTC */
    if (ws_period_parse(text, now, &period, &error) != WS_OK) fail_msg("%s: %s", text, error.message);
    assert_string_equal(period.from, from);
    assert_string_equal(period.to, to);
}

static void periods(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    check_period("2025", "20250101", "20251231");
    check_period("2024-02", "20240201", "20240229");
    check_period("2025-04-01", "20250401", "20250401");
    check_period("2025-04-01..2025-04-30", "20250401", "20250430");
    check_period("2025-04..", "20250401", "");
    check_period("..2025-02", "", "20250228");
    check_period("today", "20250413", "20250413");
    check_period("Yesterday", "20250412", "20250412");
    check_period("this-week", "20250407", "20250413");
    check_period("last-week", "20250331", "20250406");
    check_period("this-month", "20250401", "20250430");
    check_period("last-month", "20250301", "20250331");
    check_period("last-year", "20240101", "20241231");
    check_period("past-30-days", "20250315", "20250413");
    check_period("past-1-day", "20250413", "20250413");
    check_period("last-month..today", "20250301", "20250413");
}

static void bad_periods_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t column;
    } cases[] = {{"", 1},
                 {"..", 1},
                 {"soon", 1},
                 {"2025-02-30", 1},
                 {"2025-13", 1},
                 {"2025-04..soon", 10},
                 {"2025-05..2025-04", 1},
                 {"last-", 1},
                 {"past-0-days", 1},
                 {"past-99999999999-days", 1},
                 {"2025-04-01...", 13}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ws_period period;
        ws_error error;
        assert_int_equal(ws_period_parse(cases[i].text, 1744549200, &period, &error), WS_USAGE);
        assert_int_equal(error.column, cases[i].column);
        assert_string_not_equal(error.hint, "");
    }
    char longest[500];
    memset(longest, '2', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    ws_period period;
    assert_int_equal(ws_period_parse(longest, 0, &period, NULL), WS_USAGE);
}

static void moments_are_compared_across_zones(void **state)
{
    (void)state;
    assert_true(ws_date_before("2025-04-13T18:00:00+02:00", "2025-04-13T17:00:00Z"));
    assert_false(ws_date_before("2025-04-13T17:00:00Z", "2025-04-13T18:00:00+02:00"));
    assert_false(ws_date_before("2025-04-13", "2025-04-13T00:00:00Z"));
    assert_true(ws_date_before("2025-04-13", "2025-04-13T00:01:00Z"));
    assert_false(ws_date_before(NULL, "2025-04-13"));
    assert_false(ws_date_before("2025-04-13", ""));
}

static void moments_are_seconds(void **state)
{
    (void)state;
    time_t at = 1;
    assert_true(ws_date_moment("1970-01-01", &at));
    assert_int_equal(at, 0);
    assert_true(ws_date_moment("20250413", &at));
    assert_int_equal(at, 1744502400);
    assert_true(ws_date_moment("2025-04-13T15:00:00+02:00", &at));
    assert_int_equal(at, 1744549200);
    assert_true(ws_date_moment("1969-12-31T23:59:59", &at));
    assert_int_equal(at, -1);
    assert_false(ws_date_moment("2025-02-30", &at));
    assert_false(ws_date_moment(NULL, &at));
}

static void the_clock_can_be_fixed(void **state)
{
    (void)state;
    char iso[21];
    setenv("SOURCE_DATE_EPOCH", "1744549200", 1);
    ws_date_now(iso);
    assert_string_equal(iso, "2025-04-13T13:00:00Z");
    setenv("SOURCE_DATE_EPOCH", "99999999999999999999", 1);
    ws_date_now(iso);
    assert_int_equal(strlen(iso), 20);
    unsetenv("SOURCE_DATE_EPOCH");
}

static void months_have_names(void **state)
{
    (void)state;
    assert_int_equal(ws_date_month("january", 7), 1);
    assert_int_equal(ws_date_month("Sept", 4), 9);
    assert_int_equal(ws_date_month("DEC.", 3), 12);
    assert_int_equal(ws_date_month("Ju", 2), 0);
    assert_int_equal(ws_date_month("Mayor", 5), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_have_names),
        cmocka_unit_test(dates_become_iso),
        cmocka_unit_test(what_is_no_date_is_null),
        cmocka_unit_test(days_stay_as_written),
        cmocka_unit_test(periods),
        cmocka_unit_test(bad_periods_are_told),
        cmocka_unit_test(moments_are_compared_across_zones),
        cmocka_unit_test(moments_are_seconds),
        cmocka_unit_test(the_clock_can_be_fixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
