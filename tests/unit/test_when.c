/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "when.h"

static const char TUESDAY[] = "2025-04-15";

static void expect(ws_when when, const char *reference, bool ahead, const char *wanted, const char *finest)
{
    char date[WS_WHEN_BYTES] = "none";
    const char *precision = "none";
    if (!ws_when_date(&when, reference, ahead, date, &precision)) strcpy(date, "none");
    if (strcmp(date, wanted) || strcmp(precision, finest)) fail_msg("%s (%s), not %s", date, precision, wanted);
}

static ws_when weekday(int number, int shift)
{
    return (ws_when){.kind = WS_WHEN_WEEKDAY, .weekday = number, .shift = shift};
}

static void test_weekdays_either_way(void **state)
{
    (void)state;
    expect(weekday(1, 0), TUESDAY, false, "2025-04-14", "day");
    expect(weekday(2, 0), TUESDAY, false, "2025-04-15", "day"); /* the day itself */
    expect(weekday(3, 0), TUESDAY, false, "2025-04-09", "day");
    expect(weekday(7, 0), TUESDAY, false, "2025-04-13", "day");
    expect(weekday(1, 0), TUESDAY, true, "2025-04-21", "day");
    expect(weekday(2, 0), TUESDAY, true, "2025-04-15", "day");
    expect(weekday(3, 0), TUESDAY, true, "2025-04-16", "day");
    expect(weekday(2, -1), TUESDAY, false, "2025-04-08", "day");
    expect(weekday(1, -1), TUESDAY, false, "2025-04-14", "day");
    expect(weekday(2, 1), TUESDAY, false, "2025-04-22", "day");
    expect(weekday(1, 1), TUESDAY, false, "2025-04-21", "day");
}

static void test_days_over_the_ends_of_months_and_years(void **state)
{
    const ws_when yesterday = {.kind = WS_WHEN_DAY, .shift = -1}, tomorrow = {.kind = WS_WHEN_DAY, .shift = 1};
    (void)state;
    expect(yesterday, "2025-03-01", false, "2025-02-28", "day");
    expect(yesterday, "2024-03-01", false, "2024-02-29", "day");
    expect(yesterday, "2100-03-01", false, "2100-02-28", "day");
    expect(yesterday, "2025-01-01", false, "2024-12-31", "day");
    expect(tomorrow, "2024-12-31", false, "2025-01-01", "day");
    expect(weekday(1, 0), "2025-01-01", false, "2024-12-30", "day");
    expect((ws_when){.kind = WS_WHEN_DAY, .shift = -1, .part = true}, TUESDAY, false, "2025-04-14", "part-of-day");
}

static void test_weeks_months_and_years(void **state)
{
    (void)state;
    expect((ws_when){.kind = WS_WHEN_WEEK}, TUESDAY, false, "2025-04-14", "week");
    expect((ws_when){.kind = WS_WHEN_WEEK, .shift = -1}, TUESDAY, false, "2025-04-07", "week");
    expect((ws_when){.kind = WS_WHEN_WEEK, .weekday = 5, .shift = -1}, TUESDAY, false, "2025-04-11", "day");
    expect((ws_when){.kind = WS_WHEN_WEEK}, "2025-04-13", false, "2025-04-07", "week"); /* a Sunday ends its week */
    expect((ws_when){.kind = WS_WHEN_MONTH, .shift = -1}, TUESDAY, false, "2025-03", "month");
    expect((ws_when){.kind = WS_WHEN_MONTH, .shift = -1}, "2025-01-31", false, "2024-12", "month");
    expect((ws_when){.kind = WS_WHEN_MONTH, .shift = -14}, "2025-01-31", false, "2023-11", "month");
    expect((ws_when){.kind = WS_WHEN_YEAR, .shift = -1}, "2025-01-31", false, "2024", "year");
}

static ws_when date(int year, int month, int day)
{
    return (ws_when){.kind = WS_WHEN_DATE, .year = year, .month = month, .day = day};
}

static void test_dates_without_a_year(void **state)
{
    (void)state;
    expect(date(0, 4, 3), TUESDAY, false, "2025-04-03", "day");
    expect(date(0, 4, 15), TUESDAY, false, "2025-04-15", "day");
    expect(date(0, 4, 16), TUESDAY, false, "2025-04-16", "day"); /* a day ahead in another time zone */
    expect(date(0, 4, 17), TUESDAY, false, "2024-04-17", "day");
    expect(date(0, 12, 31), "2025-01-02", false, "2024-12-31", "day");
    expect(date(0, 1, 1), "2024-12-31", false, "2025-01-01", "day");
    expect(date(0, 5, 2), TUESDAY, true, "2025-05-02", "day");
    expect(date(0, 1, 2), TUESDAY, true, "2026-01-02", "day");
    expect(date(0, 4, 0), TUESDAY, false, "2025-04", "month");
    expect(date(0, 11, 0), TUESDAY, false, "2024-11", "month");
    expect(date(0, 2, 0), TUESDAY, true, "2026-02", "month");
    expect((ws_when){.kind = WS_WHEN_DATE, .month = 3, .of_year = true, .shift = -1}, TUESDAY, false, "2024-03",
           "month");
}

static void test_without_a_publication_date(void **state)
{
    (void)state;
    expect(weekday(1, 0), NULL, false, "none", "none");
    expect((ws_when){.kind = WS_WHEN_DAY, .shift = -1}, NULL, false, "none", "none");
    expect((ws_when){.kind = WS_WHEN_YEAR, .shift = -1}, NULL, false, "none", "none");
    expect(date(0, 4, 3), NULL, false, "none", "none");
    expect(date(2025, 4, 3), NULL, false, "2025-04-03", "day");
    expect(date(2014, 0, 0), NULL, false, "2014", "year");
    expect(weekday(1, 0), "April", false, "none", "none");
}

static void test_what_is_no_date(void **state)
{
    (void)state;
    expect((ws_when){.kind = WS_WHEN_LOOSE}, TUESDAY, false, "none", "none");
    expect(date(2025, 2, 30), TUESDAY, false, "none", "none");
    expect(date(2025, 13, 1), TUESDAY, false, "none", "none");
    expect((ws_when){.kind = WS_WHEN_DATE}, TUESDAY, false, "none", "none");
    expect((ws_when){.kind = WS_WHEN_YEAR, .shift = -2000}, TUESDAY, false, "none", "none");
    expect((ws_when){.kind = WS_WHEN_WEEK, .shift = -2000000000}, TUESDAY, false, "none", "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weekdays_either_way),
        cmocka_unit_test(test_days_over_the_ends_of_months_and_years),
        cmocka_unit_test(test_weeks_months_and_years),
        cmocka_unit_test(test_dates_without_a_year),
        cmocka_unit_test(test_without_a_publication_date),
        cmocka_unit_test(test_what_is_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
