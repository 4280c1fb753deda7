/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods as people ask for them: "2025-04", "2025-04-01..2025-04-30", "last-month". */
#include "date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* The day at noon, so that a change to summer time never moves it. */
static struct tm day_of(time_t now)
{
    struct tm day = {0};
    localtime_r(&now, &day);
    day.tm_hour = 12;
    day.tm_min = day.tm_sec = 0;
    day.tm_isdst = -1;
    return day;
}

static void print_day(struct tm day, char out[9])
{
    day.tm_isdst = -1;
    mktime(&day); /* carries days below 1 and above the month's last */
    strftime(out, 9, "%Y%m%d", &day);
}

static void set_days(struct tm from, struct tm to, ws_period *out)
{
    print_day(from, out->from);
    print_day(to, out->to);
}

static bool parse_past_days(const char *text, struct tm today, ws_period *out)
{
    enum { MOST_DAYS = 36500 };
    int days = 0;
    if (strncmp(text, "past-", 5)) return false;
    const char *at = text + 5;
    if (!isdigit((unsigned char)*at)) return false;
    for (; isdigit((unsigned char)*at) && days <= MOST_DAYS; at++) days = days * 10 + (*at - '0');
    if ((strcmp(at, "-days") && strcmp(at, "-day")) || days < 1 || days > MOST_DAYS) return false;
    struct tm from = today;
    from.tm_mday -= days - 1; /* today is one of them */
    set_days(from, today, out);
    return true;
}

/* "today", "yesterday", "this-week", "last-month", "past-30-days"; weeks begin on Monday. */
static bool parse_relative(const char *text, struct tm today, ws_period *out)
{
    struct tm from = today, to = today;
    bool last = !strncmp(text, "last-", 5), this = !strncmp(text, "this-", 5);
    const char *unit = last || this ? text + 5 : "";
    if (!strcmp(text, "today")) return set_days(from, to, out), true;
    if (!strcmp(text, "yesterday")) {
        from.tm_mday--;
        return set_days(from, from, out), true;
    }
    if (!last && !this) return parse_past_days(text, today, out);
    if (!strcmp(unit, "week")) {
        from.tm_mday -= (today.tm_wday + 6) % 7 + (last ? 7 : 0);
        to = from;
        to.tm_mday += 6;
    } else if (!strcmp(unit, "month")) {
        from.tm_mday = 1;
        from.tm_mon -= last;
        to = from;
        to.tm_mon++;
        to.tm_mday = 0;
    } else if (!strcmp(unit, "year")) {
        from.tm_mday = 1;
        from.tm_mon = 0;
        from.tm_year -= last;
        to = from;
        to.tm_mon = 11;
        to.tm_mday = 31;
    } else {
        return false;
    }
    set_days(from, to, out);
    return true;
}

static bool has_shape(const char *text, const char *shape)
{
    for (; *shape; shape++, text++)
        if (*shape == '9' ? !isdigit((unsigned char)*text) : *text != *shape) return false;
    return !*text;
}

/* "2025", "2025-04", "2025-04-01", "20250401". */
static bool parse_calendar(const char *text, ws_period *out)
{
    char first[16], last[16], iso[WS_DATE_BYTES];
    if (has_shape(text, "9999")) {
        snprintf(first, sizeof first, "%.4s-01-01", text);
        snprintf(last, sizeof last, "%.4s-12-31", text);
    } else if (has_shape(text, "9999-99")) {
        snprintf(first, sizeof first, "%.7s-01", text);
        int day = 31;
        do snprintf(last, sizeof last, "%.7s-%02d", text, day);
        while (!ws_date_iso(last, iso) && --day > 27);
    } else if (has_shape(text, "9999-99-99") || has_shape(text, "99999999")) {
        snprintf(first, sizeof first, "%.10s", text);
        snprintf(last, sizeof last, "%.10s", text);
    } else {
        return false;
    }
    if (!ws_date_iso(first, iso)) return false;
    ws_date_day(iso, out->from);
    if (!ws_date_iso(last, iso)) return false;
    ws_date_day(iso, out->to);
    return true;
}

static ws_status parse_one(const char *text, size_t column, time_t now, ws_period *out, ws_error *error)
{
    if (parse_calendar(text, out) || parse_relative(text, day_of(now), out)) return WS_OK;
    bool numeric = isdigit((unsigned char)*text) && strlen(text) <= 10;
    ws_fail(error, WS_USAGE,
            "write 2025, 2025-04, 2025-04-13, 2025-04-01..2025-04-30, today, last-week, last-month or past-30-days",
            numeric ? "there is no date '%s'" : "'%s' is no period", text);
    if (error) error->column = column;
    return WS_USAGE;
}

ws_status ws_period_parse(const char *text, time_t now, ws_period *out, ws_error *error)
{
    enum { LONGEST = 64 };
    char copy[LONGEST + 1];
    ws_period first = {"", ""}, last = {"", ""};
    size_t size = strlen(text);
    *out = first;
    if (size > LONGEST) return parse_one(text, 1, now, out, error);
    memcpy(copy, text, size + 1);
    for (char *each = copy; *each; each++) *each = (char)tolower((unsigned char)*each);
    char *dots = strstr(copy, "..");
    if (!dots) return parse_one(copy, 1, now, out, error);
    *dots = '\0';
    const char *end = dots + 2;
    if (!*copy && !*end) return parse_one(text, 1, now, out, error);
    ws_status status = *copy ? parse_one(copy, 1, now, &first, error) : WS_OK;
    if (!status && *end) status = parse_one(end, (size_t)(end - copy) + 1, now, &last, error);
    if (status) return status;
    if (*copy && *end && strcmp(first.from, last.to) > 0) {
        ws_fail(error, WS_USAGE, "write the earlier date first", "'%s' ends before it begins", text);
        if (error) error->column = 1;
        return WS_USAGE;
    }
    memcpy(out->from, first.from, sizeof out->from);
    memcpy(out->to, last.to, sizeof out->to);
    return WS_OK;
}
