/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Executable cases (tests/README.md describes their notation): reading the files. */
#ifndef WS_CASES_H
#define WS_CASES_H

#include "arena.h"
#include "attribution.h"
#include "buffer.h"
#include "record.h"

typedef struct ws_case {
    const char *file, *name;
    size_t line; /* of its heading */
    bool aim;
    const char *kind;                             /* "reading" for an aim; else the word after `must` */
    const char *published, *publisher, *dateline; /* of the article; NULL: not known */
    const char *text_file; /* an aim whose text is in that file, seen from the repository; NULL: the text is here */
    bool absent;           /* there is no such file */
    const char *text;      /* escapes decoded; may hold any byte */
    size_t text_size;
    const char **expected; /* lines, trimmed, never empty ones */
    size_t expected_count;
} ws_case;

typedef struct ws_cases {
    ws_case *items;
    size_t count, capacity;
} ws_cases;

/* An expected attribution, its spans found in the text, and the fields asked about. */
enum { WS_CASE_FIELDS = 16 };
typedef struct ws_expectation {
    ws_spans roles[3]; /* who, cue, what */
    const char *keys[WS_CASE_FIELDS], *values[WS_CASE_FIELDS];
    size_t field_count;
} ws_expectation;

/* Appends the cases of a file. False, with a message on stderr, when it cannot be read or makes no sense. */
bool ws_cases_read(ws_arena *arena, const char *path, ws_cases *out);

/* The attributions that a case expects. NULL when one of its lines makes no sense or its words are not in the text;
 * then `problem` says so. `none` gives no items. */
ws_expectation *ws_case_expectations(ws_arena *arena, const ws_case *test, size_t *count, ws_buffer *problem);

/* How a reading agrees with what a case expects. */
typedef struct ws_agreement {
    size_t expected, right; /* right: words and fields */
    size_t surplus;         /* statements that nothing expects */
    bool failed;
} ws_agreement;

/* Prints what was found into `out`; when `brief`, only what disagrees. */
ws_agreement ws_case_compare(ws_arena *arena, const ws_reading *reading, const ws_expectation *expected, size_t count,
                             bool brief, ws_buffer *out);

#endif
