/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From "last Monday" to a date: the arithmetic alone. */
#ifndef WS_WHEN_H
#define WS_WHEN_H

#include <stdbool.h>

typedef enum ws_when_kind {
    WS_WHEN_LOOSE,   /* "recently", "at about 5 p.m.": no day */
    WS_WHEN_DAY,     /* `shift` days from the reference: "yesterday" is -1 */
    WS_WHEN_WEEKDAY, /* the nearest one; `shift` -1: before the reference, 1: after it, also where it is that day */
    WS_WHEN_WEEK,    /* `shift` weeks from the reference; with `weekday` that day of the week */
    WS_WHEN_MONTH,   /* `shift` months from the reference */
    WS_WHEN_YEAR,    /* `shift` years from the reference */
    WS_WHEN_DATE     /* `year`, `month` and `day`, each 0 where it isn't given */
} ws_when_kind;

typedef struct ws_when {
    ws_when_kind kind;
    int shift;
    int weekday; /* 1 is Monday; 0: none */
    int year, month, day;
    bool of_year; /* DATE: `shift` says which year ("March of last year") */
    bool part;    /* "evening": less than a day */
} ws_when;

enum { WS_WHEN_BYTES = 11 };

/* The date as YYYY-MM-DD, for a month YYYY-MM, for a year YYYY, for a week its Monday; and the precision: part-of-day,
 * day, week, month or year. `reference` is the day of publication as YYYY-MM-DD where it was published, NULL: unknown,
 * which leaves only dates with a year. Days without a year, weekdays and months are the last ones on or before the
 * reference (a day more, for other time zones, with a day of the month); the first ones on or after it if `ahead`.
 * False: no date. */
bool ws_when_date(const ws_when *when, const char *reference, bool ahead, char date[WS_WHEN_BYTES],
                  const char **precision);

#endif
