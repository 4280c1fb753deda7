/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day at which a statement stands in an order of time. */
#ifndef WS_DAY_H
#define WS_DAY_H

#include "index.h"

typedef enum ws_day_basis {
    WS_DAY_SAID,      /* as the article dates it */
    WS_DAY_PUBLISHED, /* where it does not: the article's own day */
    WS_DAY_NONE
} ws_day_basis;

enum { WS_DAY_BYTES = 24 };

typedef struct ws_day {
    ws_day_basis basis;
    ws_period period; /* the first and the last day that it may be: what was said "in March" was on any; "" : none */
    char text[WS_DAY_BYTES]; /* "2025-03-08", "2025-03", "2025", "week of 2025-03-03", "no date" */
} ws_day;

/* As WS_SORT_SAID_ASCENDING puts them. */
ws_day ws_day_of(const ws_hit *hit);

/* "said", "published"; NULL for none. */
const char *ws_day_basis_name(ws_day_basis basis);

/* Whether one's last day is before the other's first. */
bool ws_day_is_before(const ws_day *one, const ws_day *other);
/* From the first one's last day to the other's first; 0 where they have no date or overlap. */
size_t ws_days_between(const ws_day *one, const ws_day *other);

#endif
