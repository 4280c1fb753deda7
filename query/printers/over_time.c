/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "over_time.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY_DIGITS = 8, SECONDS = 24 * 60 * 60, MONTHS = 12 };

/* Its number among those of its unit. */
typedef struct unit {
    const char *name;
    long (*number)(const struct tm *day);
    char *(*label)(ws_arena *arena, long number);
} unit;

static long day_number(const struct tm *day)
{
    struct tm copy = *day;
    long seconds = (long)timegm(&copy);
    return seconds / SECONDS - (seconds % SECONDS < 0);
}

static char *day_label(ws_arena *arena, long number)
{
    time_t moment = (time_t)number * SECONDS;
    struct tm day;
    char text[32];
    if (!gmtime_r(&moment, &day) || !strftime(text, sizeof text, "%Y-%m-%d", &day)) return NULL;
    return ws_arena_strdup(arena, text);
}

static long month_number(const struct tm *day)
{
    return (day->tm_year + 1900L) * MONTHS + day->tm_mon;
}

static char *month_label(ws_arena *arena, long number)
{
    return ws_arena_printf(arena, "%04ld-%02ld", number / MONTHS, number % MONTHS + 1);
}

static long year_number(const struct tm *day)
{
    return day->tm_year + 1900L;
}

static char *year_label(ws_arena *arena, long number)
{
    return ws_arena_printf(arena, "%04ld", number);
}

static long decade_number(const struct tm *day)
{
    return year_number(day) / 10;
}

static char *decade_label(ws_arena *arena, long number)
{
    return year_label(arena, number * 10);
}

static long century_number(const struct tm *day)
{
    return year_number(day) / 100;
}

static char *century_label(ws_arena *arena, long number)
{
    return year_label(arena, number * 100);
}

static const unit units[] = {{"day", day_number, day_label},
                             {"month", month_number, month_label},
                             {"year", year_number, year_label},
                             {"decade", decade_number, decade_label},
                             {"century", century_number, century_label}};
enum { UNITS = sizeof units / sizeof *units };

static bool read_day(const char *digits, struct tm *day)
{
    *day = (struct tm){0};
    if (strlen(digits) != DAY_DIGITS || strspn(digits, "0123456789") != DAY_DIGITS) return false;
    return strptime(digits, "%Y%m%d", day) != NULL;
}

/* The first and last day there are; false: none. */
static bool find_ends(const ws_counts *days, struct tm *first, struct tm *last)
{
    const char *least = NULL, *most = NULL;
    for (size_t i = 0; i < days->count; i++) {
        struct tm day;
        const char *value = days->items[i].value;
        if (!read_day(value, &day)) continue;
        if (!least || strcmp(value, least) < 0) least = value;
        if (!most || strcmp(value, most) > 0) most = value;
    }
    return least && read_day(least, first) && read_day(most, last);
}

ws_status ws_over_time_of(ws_arena *arena, const ws_counts *days, ws_over_time *out, ws_error *error)
{
    struct tm first, last, day;
    size_t chosen = 0;
    *out = (ws_over_time){units[0].name, NULL, 0};
    if (!find_ends(days, &first, &last)) return WS_OK;
    while (chosen + 1 < UNITS && units[chosen].number(&last) - units[chosen].number(&first) >= WS_OVER_TIME_MOST)
        chosen++;
    const unit *of = &units[chosen];
    long begin = of->number(&first);
    size_t count = (size_t)(of->number(&last) - begin) + 1;
    out->unit = of->name;
    out->items = ws_arena_array(arena, count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++)
        if (!(out->items[i].value = of->label(arena, begin + (long)i))) return ws_no_memory(error);
    for (size_t i = 0; i < days->count; i++)
        if (read_day(days->items[i].value, &day)) out->items[of->number(&day) - begin].count += days->items[i].count;
    out->count = count;
    return WS_OK;
}

size_t ws_over_time_peak(const ws_over_time *time)
{
    size_t peak = 0;
    for (size_t i = 0; i < time->count; i++)
        if (time->items[i].count > peak) peak = time->items[i].count;
    return peak;
}

void ws_over_time_line(const ws_over_time *time, ws_buffer *out)
{
    static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    enum { HEIGHTS = sizeof blocks / sizeof *blocks };
    size_t peak = ws_over_time_peak(time);
    for (size_t i = 0; i < time->count; i++) {
        size_t count = time->items[i].count;
        ws_buffer_puts(out, count ? blocks[(count * HEIGHTS - 1) / peak] : "·");
    }
}
