/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "when.h"

#include <stdio.h>

enum { FIRST_YEAR = 1400, LAST_YEAR = 2999, DAYS_OF_WEEK = 7, MONTHS = 12, MOST_SHIFT = 40000 };

typedef struct day {
    int year, month, day;
} day;

static int days_in_month(int year, int month)
{
    static const int days[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool possible(const day *at)
{
    return at->year >= FIRST_YEAR && at->year <= LAST_YEAR && at->month >= 1 && at->month <= MONTHS && at->day >= 1 &&
           at->day <= days_in_month(at->year, at->month);
}

/* Days since 1 March of the year 0, and back (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
static int number_of(day at)
{
    int year = at.year - (at.month <= 2), era = year / 400, of_era = year % 400;
    int of_year = (153 * (at.month + (at.month > 2 ? -3 : 9)) + 2) / 5 + at.day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

static day day_of(int number)
{
    int era = number / 146097, rest = number % 146097;
    int of_era = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int of_year = rest - (365 * of_era + of_era / 4 - of_era / 100), month = (5 * of_year + 2) / 153;
    day at = {of_era + era * 400, month < 10 ? month + 3 : month - 9, of_year - (153 * month + 2) / 5 + 1};
    at.year += at.month <= 2;
    return at;
}

/* 1 is Monday; 1 March of the year 0 was a Wednesday. */
static int weekday_of(int number)
{
    return (number + 2) % DAYS_OF_WEEK + 1;
}

static int weekday(const ws_when *when, int reference, bool ahead)
{
    int back = (weekday_of(reference) - when->weekday + DAYS_OF_WEEK) % DAYS_OF_WEEK;
    int on = (DAYS_OF_WEEK - back) % DAYS_OF_WEEK;
    if (when->shift < 0) return reference - (back ? back : DAYS_OF_WEEK);
    if (when->shift > 0) return reference + (on ? on : DAYS_OF_WEEK);
    return ahead ? reference + on : reference - back;
}

/* The year of a month, or of a day of one, that is given without it. */
static int year_of(const ws_when *when, const day *reference, bool ahead)
{
    if (when->of_year) return reference->year + when->shift;
    if (!when->day) {
        if (ahead) return reference->year + (when->month < reference->month);
        return reference->year - (when->month > reference->month);
    }
    day this_year = {reference->year, when->month, when->day};
    int at = number_of(this_year), now = number_of(*reference);
    if (ahead) return reference->year + (at < now);
    day next_year = {reference->year + 1, when->month, when->day};
    if (number_of(next_year) <= now + 1) return reference->year + 1;
    return reference->year - (at > now + 1);
}

static bool print(const day *at, const char *precision, char date[WS_WHEN_BYTES], const char **out)
{
    if (!possible(at)) return false;
    char digits[32];
    int size = precision[0] == 'y' ? 4 : precision[0] == 'm' ? 7 : 10;
    snprintf(digits, sizeof digits, "%04d-%02d-%02d", at->year, at->month, at->day);
    snprintf(date, WS_WHEN_BYTES, "%.*s", size, digits);
    *out = precision;
    return true;
}

static bool written_date(const ws_when *when, const day *reference, bool ahead, char date[WS_WHEN_BYTES],
                         const char **precision)
{
    if (!when->year && !reference) return false;
    day at = {when->year, when->month ? when->month : 1, when->day ? when->day : 1};
    if (at.month > MONTHS) return false;
    if (!at.year) at.year = when->month || when->of_year ? year_of(when, reference, ahead) : 0;
    const char *finest = when->day ? (when->part ? "part-of-day" : "day") : when->month ? "month" : "year";
    return print(&at, finest, date, precision);
}

bool ws_when_date(const ws_when *when, const char *reference, bool ahead, char date[WS_WHEN_BYTES],
                  const char **precision)
{
    day now;
    bool known = reference && sscanf(reference, "%4d-%2d-%2d", &now.year, &now.month, &now.day) == 3 && possible(&now);
    if (when->kind == WS_WHEN_DATE) return written_date(when, known ? &now : NULL, ahead, date, precision);
    if (!known || when->kind == WS_WHEN_LOOSE || when->shift > MOST_SHIFT || when->shift < -MOST_SHIFT) return false;
    int number = number_of(now), months = now.year * MONTHS + now.month - 1 + when->shift;
    day at = now;
    const char *finest = when->part ? "part-of-day" : "day";
    switch (when->kind) {
    case WS_WHEN_DAY:
        at = day_of(number + when->shift);
        break;
    case WS_WHEN_WEEKDAY:
        at = day_of(weekday(when, number, ahead));
        break;
    case WS_WHEN_WEEK:
        number += when->shift * DAYS_OF_WEEK + (when->weekday ? when->weekday : 1) - weekday_of(number);
        at = day_of(number);
        if (!when->weekday) finest = "week";
        break;
    case WS_WHEN_MONTH:
        at = (day){months / MONTHS, months % MONTHS + 1, 1};
        finest = "month";
        break;
    default:
        at = (day){now.year + when->shift, 1, 1};
        finest = "year";
        break;
    }
    return print(&at, finest, date, precision);
}
