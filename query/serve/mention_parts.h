/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an article mentions a speaker, as far as its statements tell: where the full name stands first, and the words
 * by which each statement of theirs names its source. */
#ifndef WS_MENTION_PARTS_H
#define WS_MENTION_PARTS_H

#include "view.h"

typedef struct ws_mention_place {
    size_t begin, end; /* bytes of the text */
    size_t number;     /* of the statement whose source it is, from 1; 0: the name alone */
    const char *id;    /* of that statement */
} ws_mention_place;

typedef struct ws_mention_places {
    ws_mention_place *items; /* in the order of the text; in the view's arena */
    size_t count;
} ws_mention_places;

/* A speaker without an id was not resolved, or has no name: such a one has no mentions. False: no memory. */
bool ws_mentions_find(ws_view *view, const char *text, const cJSON *statements, const cJSON *speaker,
                      ws_mention_places *out);

/* The row "mentions" of a list of facts, with links; nothing where the source of `chosen` is the only one. */
void ws_page_mentions(ws_view *view, const char *text, const cJSON *statements, const cJSON *speaker,
                      const char *chosen);

#endif
