/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers for people: "12,345" and "1 article", "12,345 articles". */
#ifndef WS_COUNT_TEXT_H
#define WS_COUNT_TEXT_H

#include <stddef.h>

#pragma GCC visibility push(default)

/* By value, so that ws_count_text(...).text can stand among the arguments of a printf. */
typedef struct ws_count_string {
    char text[64];
} ws_count_string;

ws_count_string ws_count_text(size_t count);                    /* digits in groups of three */
ws_count_string ws_count_of(size_t count, const char *singular); /* with its noun, whose plural takes an s */

#pragma GCC visibility pop
#endif
