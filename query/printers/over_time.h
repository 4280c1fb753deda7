/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers over time, and a line of blocks that shows them. */
#ifndef WS_OVER_TIME_H
#define WS_OVER_TIME_H

#include "arena.h"
#include "buffer.h"
#include "index.h"

typedef struct ws_over_time {
    const char *unit; /* "day", "month", "year", "decade", "century": the finest that fits */
    ws_count *items;  /* of each in turn, those without any too: "2025-03-08", "2025-03", "2025", "1980", "1900" */
    size_t count;     /* WS_OVER_TIME_MOST at most; 0: there are no days */
} ws_over_time;

enum { WS_OVER_TIME_MOST = 62 };

/* Of counts by day, YYYYMMDD, in any order; what is no such day is passed over. In the arena. WS_NO_MEMORY. */
ws_status ws_over_time_of(ws_arena *arena, const ws_counts *days, ws_over_time *out, ws_error *error);

/* Appends a block for each, as high as it is of the most (U+2581 to U+2588); a middle dot for none. */
void ws_over_time_line(const ws_over_time *time, ws_buffer *out);
size_t ws_over_time_peak(const ws_over_time *time);

#endif
