/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many origins stand behind one claim in several articles. All units are of one claim: the same words by the same
 * speaker. The rule:
 *
 *     Two of them are known to be one origin when their articles are copies, when one article cites the other's outlet
 * (as its source, by way of it, or as what the speaker talked to), when both name the same agency in their credit line,
 * when they are of the same outlet, or when the words were said on the same occasion: the same setting, or else the same
 * place, and the same day.
 *     Two are known to be different when each outlet was told by the speaker itself, or the words were said on
 * different days that are both known.
 *     Of all others it is unknown. `most` takes each of them for an origin of its own; `least` takes as many for one as
 * what is known allows. Neither says that anybody checked anything. */
#ifndef WS_ORIGINS_H
#define WS_ORIGINS_H

#include "arena.h"
#include "status.h"

#include <stdbool.h>

enum { WS_ORIGIN_UNITS = 50 }; /* of a claim, at most: each two are compared */

/* Names are folded words, parted by blanks; NULL: not told. */
typedef struct ws_origin_unit {
    const char *article, *outlet, *credit;
    const char *occasion; /* equal for what was said on one occasion; with its day */
    const char *said;     /* the day, where the article tells it */
    bool own;             /* the speaker told this outlet itself */
    const char *const *cites; /* names of publications */
    size_t cite_count;
    const char *const *copies; /* ids of articles with nearly the same text */
    size_t copy_count;
} ws_origin_unit;

typedef enum ws_origin_link {
    WS_LINK_NONE,
    WS_LINK_COPY,
    WS_LINK_CITES, /* the second cites the first */
    WS_LINK_CITED, /* the first cites the second */
    WS_LINK_CREDIT,
    WS_LINK_OUTLET,
    WS_LINK_OCCASION
} ws_origin_link;

ws_origin_link ws_origin_link_of(const ws_origin_unit *first, const ws_origin_unit *second);

/* A picture of who has it from where, as far as that is known: a tree, in the order in which it is printed. */
typedef struct ws_origin_node {
    size_t unit, depth;
    ws_origin_link link; /* of the node above (first) and this one (second); NONE for one that stands alone */
} ws_origin_node;

typedef struct ws_origins {
    size_t least, most;
    ws_origin_node *nodes; /* as many as units */
} ws_origins;

/* Of at most WS_ORIGIN_UNITS units, the earliest first. WS_NO_MEMORY. */
ws_status ws_origins_find(ws_arena *arena, const ws_origin_unit *units, size_t count, ws_origins *out, ws_error *error);

#endif
