/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People whom an article introduces without a name ("a senior official", "two of the aides"): nobody who is named may
 * take their words, whatever the later "the official" looks like. */
#ifndef WS_INTRODUCTIONS_H
#define WS_INTRODUCTIONS_H

#include "mentions.h"

typedef struct ws_introduction {
    ws_range words; /* with the determiner */
    size_t noun;    /* token */
} ws_introduction;

typedef struct ws_introductions {
    const ws_mentions *mentions;
    ws_introduction *items; /* in order of the text */
    size_t count;
} ws_introductions;

ws_status ws_introductions_find(const ws_mentions *mentions, ws_introductions *out, ws_error *error);

/* The last one that ends before token `before`, at or behind token `after`, with this noun (singular or plural; NULL:
 * any); NULL: none near. */
const ws_introduction *ws_introduced(const ws_introductions *introductions, size_t after, size_t before,
                                     const char *noun);

#endif
