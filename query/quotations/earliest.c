/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "earliest.h"

#include "date.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DAY = 24 * 3600, HOUR = 3600, DAY_LETTERS = 10 };

typedef struct moment {
    int64_t from, to; /* seconds */
    bool day;
} moment;

static int64_t offset_of(const char *iso)
{
    int hours, minutes;
    char sign;
    const char *zone = strpbrk(iso + DAY_LETTERS, "+-");
    if (!zone || sscanf(zone, "%c%2d:%2d", &sign, &hours, &minutes) != 3) return 0;
    return (sign == '-' ? -1 : 1) * ((int64_t)hours * HOUR + minutes * 60);
}

static bool find_moment(const char *text, moment *out)
{
    char iso[WS_DATE_BYTES];
    struct tm parts = {0};
    if (!text || !ws_date_iso(text, iso)) return false;
    if (sscanf(iso, "%4d-%2d-%2d", &parts.tm_year, &parts.tm_mon, &parts.tm_mday) != 3) return false;
    out->day = strlen(iso) <= DAY_LETTERS;
    if (!out->day) sscanf(iso + DAY_LETTERS, "T%2d:%2d:%2d", &parts.tm_hour, &parts.tm_min, &parts.tm_sec);
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    out->from = (int64_t)timegm(&parts) - (out->day ? 0 : offset_of(iso));
    out->to = out->from + (out->day ? DAY : 0);
    return true;
}

static bool is_surely_first(const moment *first, const moment *second)
{
    if (first->day || second->day) return first->to <= second->from;
    return first->to + HOUR <= second->from;
}

bool ws_perhaps_as_early(const char *first, const char *second)
{
    moment one, other;
    return find_moment(first, &one) && find_moment(second, &other) && !is_surely_first(&one, &other);
}

ws_earliest ws_earliest_of(const char *const *dates, const char *const *articles, size_t count)
{
    ws_earliest found = {.first = WS_NO_EARLIEST, .determined = true};
    moment first = {0, 0, false}, other;
    for (size_t i = 0; i < count; i++) {
        if (!find_moment(dates[i], &other)) {
            found.undated++;
        } else if (found.first == WS_NO_EARLIEST || other.from < first.from) {
            found.first = i;
            first = other;
        }
    }
    for (size_t i = 0; i < count && found.first != WS_NO_EARLIEST; i++) {
        if (i == found.first || (articles && !strcmp(articles[i], articles[found.first]))) continue;
        if (find_moment(dates[i], &other) && !is_surely_first(&first, &other)) found.determined = false;
    }
    return found;
}
