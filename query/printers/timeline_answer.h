/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to `whosaid timeline`. */
#ifndef WS_TIMELINE_ANSWER_H
#define WS_TIMELINE_ANSWER_H

#include "buffer.h"
#include "day.h"
#include "printer.h"

typedef struct ws_timeline {
    const ws_search *search;
    const ws_hits *hits;         /* in order */
    const ws_day *days;          /* of each */
    const ws_searched *searched; /* given when there are none */
} ws_timeline;

/* What is folded behind each is the print's `folding`. */
ws_status ws_text_timeline(const ws_print *print, const ws_timeline *timeline, ws_error *error);
/* As one value, or as a line for each statement. */
ws_status ws_json_timeline(const ws_print *print, const ws_timeline *timeline, bool lines, ws_error *error);

/* Appends "day":"2025-03-08","day_is":"said". */
void ws_json_add_day(ws_buffer *buffer, const ws_day *day);

#endif
