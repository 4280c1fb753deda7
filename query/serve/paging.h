/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of the list in an answer, for commands that have no pages of their own. */
#ifndef WS_PAGING_H
#define WS_PAGING_H

#include "buffer.h"
#include "status.h"

typedef struct ws_page_asked {
    bool asked;
    size_t limit, offset; /* 0: no limit */
} ws_page_asked;

/* Leaves of the array `list` in the JSON object `answer` what the page asks for; "offset" and "total" tell where it
 * stands. WS_USAGE: the answer is no JSON object with such a list. */
ws_status ws_paging_cut(ws_buffer *answer, const char *list, const ws_page_asked *page, ws_error *error);

#endif
