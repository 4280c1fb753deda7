/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "day.h"

#include "facets.h"

#include <stdio.h>
#include <string.h>

ws_day ws_day_of(const ws_hit *hit)
{
    ws_day day = {.basis = WS_DAY_NONE, .text = "no date"};
    const ws_statement *statement = hit->statement;
    const char *precision = statement->time.precision;
    if (ws_statement_days(statement, &day.period)) {
        bool week = precision && !strcmp(precision, "week");
        day.basis = WS_DAY_SAID;
        snprintf(day.text, sizeof day.text, "%s%.10s", week ? "week of " : "", statement->time.date);
        return day;
    }
    ws_date_day(hit->article->published, day.period.from);
    memcpy(day.period.to, day.period.from, sizeof day.period.to);
    if (!day.period.from[0]) return day;
    day.basis = WS_DAY_PUBLISHED;
    snprintf(day.text, sizeof day.text, "%.4s-%.2s-%.2s", day.period.from, day.period.from + 4, day.period.from + 6);
    return day;
}

const char *ws_day_basis_name(ws_day_basis basis)
{
    static const char *const names[] = {"said", "published", NULL};
    return names[basis];
}

bool ws_day_is_before(const ws_day *one, const ws_day *other)
{
    return one->period.to[0] && other->period.from[0] && strcmp(one->period.to, other->period.from) < 0;
}

static time_t moment_of(const char *day)
{
    time_t at;
    return ws_date_moment(day, &at) ? at : 0;
}

size_t ws_days_between(const ws_day *one, const ws_day *other)
{
    enum { SECONDS = 24 * 60 * 60 };
    if (!ws_day_is_before(one, other)) return 0;
    return (size_t)((moment_of(other->period.from) - moment_of(one->period.to)) / SECONDS);
}
