/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who speaks, as transcripts tell: "MAYOR BRANDT (by phone): ..." at the beginning of a paragraph. */
#ifndef WS_LABELS_H
#define WS_LABELS_H

#include "record.h"

#include <stdbool.h>
#include <stddef.h>

/* The label that a line begins with, in bytes of it, without a time before it ("[00:12:34] ") and without its colon;
 * empty: none. A sentence before a colon is none: at least half of the words of a name begin with a capital. */
ws_span ws_text_label(const char *line, size_t size);

/* Labels of a text are counted to tell transcripts from other texts with colons: names come again. */
enum { WS_MOST_LABELS = 16 }; /* that are told apart */
typedef struct ws_labels {
    const char *known[WS_MOST_LABELS];
    size_t sizes[WS_MOST_LABELS];
    size_t names, count, repeated;
} ws_labels;
void ws_labels_count(ws_labels *all, const char *label, size_t size); /* `label` is kept as it is */
bool ws_labels_tell(const ws_labels *all);

#endif
