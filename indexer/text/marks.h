/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The characters of a paragraph that may be quotation marks, each judged by its neighbours alone. */
#ifndef WS_MARKS_H
#define WS_MARKS_H

#include "reading.h"
#include "status.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    WS_MARK_DOUBLE,
    WS_MARK_SINGLE,
    WS_MARK_GUILLEMET,
    WS_MARK_SINGLE_GUILLEMET,
    WS_MARK_FAMILIES
} ws_mark_family;

/* What a mark looks like where it stands; EITHER is settled by what is open. */
typedef enum { WS_MARK_OPENS, WS_MARK_CLOSES, WS_MARK_EITHER } ws_mark_lean;

typedef struct ws_mark {
    ws_span span;
    uint32_t point; /* its first code point */
    ws_mark_family family;
    ws_mark_lean lean;
    bool low;          /* a low opening mark, which “ may close */
    bool after_number; /* may be an inch or foot mark */
    bool after_s;      /* a single mark that may be a plural's apostrophe */
    bool firm;         /* a closing mark beside punctuation: no apostrophe stands there */
    /* filled by ws_marks_look_ahead: */
    int32_t next;        /* next mark of the family, or -1 */
    bool closer_follows; /* a mark that may close follows in the family */
    int32_t level;       /* marks of the family open before it, counted by lean */
    int32_t lowest;      /* the least level from it to the end of the paragraph, after each mark */
} ws_mark;

typedef struct ws_marks {
    ws_mark *items;
    size_t count;
    size_t capacity;
} ws_marks;

/* The marks of a paragraph; apostrophes and primes are left out. `marks` is reused from paragraph to paragraph. */
ws_status ws_marks_find(ws_arena *arena, const char *text, ws_span paragraph, ws_marks *marks, ws_error *error);

#endif
