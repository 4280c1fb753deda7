/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as archives write them, as ISO 8601; and ranges as people ask for them. */
#ifndef WS_DATE_H
#define WS_DATE_H

#include "arena.h"
#include "status.h"

#include <stdbool.h>
#include <time.h>

#pragma GCC visibility push(default)

/* "2025-04-13", "2025-04-13T18:00:00+02:00", RFC 2822, "April 13, 2025", "13 April 2025", "20250413": the ISO form, with
 * time and offset only where given. NULL for what is no date or an impossible one (2025-02-30). */
const char *ws_date_normalise(ws_arena *arena, const char *text);

/* The same without an arena; false for what is no date. The day stays as written: nothing is shifted between zones. */
enum { WS_DATE_BYTES = 32 };
bool ws_date_iso(const char *text, char iso[WS_DATE_BYTES]);

/* 1 to 12 for a month by its English name, or its first three letters or more; 0 for any other word. */
int ws_date_month(const char *word, size_t size);

/* Whether an ISO date is a moment before another's; a day without a time begins at its midnight, a time without an offset
 * is taken as UTC. False when either is NULL or no date. */
bool ws_date_before(const char *iso, const char *other);

/* The moment of a date, in seconds since 1970, on the same terms; false for what is no date. */
bool ws_date_moment(const char *iso, time_t *out);

/* A period: "2025", "2025-04", "2025-04-01", "A..B" (either side open), "today", "yesterday", "last-week", "last-month",
 * "last-year", "this-month", "past-30-days". Both ends inclusive, as YYYYMMDD; "" for an open end. `now` is the clock. */
typedef struct ws_period {
    char from[9], to[9];
} ws_period;
ws_status ws_period_parse(const char *text, time_t now, ws_period *out, ws_error *error);

/* The moment from which it is past everywhere, as ISO 8601 UTC to the second: a day without a time begins last at UTC-12,
 * and so is a time without an offset taken. False for what is no date. */
bool ws_date_last_utc(const char *iso, char utc[21]);

/* YYYYMMDD of an ISO date; "" when NULL. */
void ws_date_day(const char *iso, char day[9]);
/* Now, as ISO 8601 UTC to the second; SOURCE_DATE_EPOCH is obeyed. */
void ws_date_now(char iso[21]);

#pragma GCC visibility pop
#endif
