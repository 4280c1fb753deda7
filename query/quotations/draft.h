/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quotations of a draft, as whosaid-index reads them: in a process of its own, and nothing is stored. */
#ifndef WS_DRAFT_H
#define WS_DRAFT_H

#include "buffer.h"
#include "quote.h"

enum { WS_DRAFT_MOST = 1000 /* quotations of a draft */, WS_DRAFT_BYTES = 8 * 1024 * 1024 };

typedef struct ws_draft_quote {
    ws_quote quote;
    const char *const *speakers; /* names; none: the draft names nobody, or the reader found nobody */
    size_t speaker_count;
} ws_draft_quote;

typedef struct ws_draft {
    ws_draft_quote *items; /* in the order of each text */
    size_t count;
    bool more; /* there were more than WS_DRAFT_MOST */
} ws_draft;

/* Of lines as `whosaid-index extract` prints them: words inside quotation marks with those who said them, and, of
 * WS_QUOTE_FEW words and more, those in quotation marks of which the reader does not say who did. WS_CORRUPT for
 * anything else. `lines` is written into. */
ws_status ws_draft_parse(ws_arena *arena, char *lines, ws_draft *out, ws_error *error);

/* Runs the reader on bytes, within limits of time and memory, and appends what it prints: a line of JSON for each article,
 * as `whosaid-index extract` does. WS_REFUSED: they can't be read, and why. */
ws_status ws_draft_extract(const void *bytes, size_t size, ws_buffer *lines, ws_error *error);

/* Runs the reader on the bytes of a draft, within limits of time and memory. WS_REFUSED: it can't be read, and why. */
ws_status ws_draft_read(ws_arena *arena, const void *bytes, size_t size, ws_draft *out, ws_error *error);

#endif
