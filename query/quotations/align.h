/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are two quotations the same words? The one place where that is decided.
 *
 * Words are compared folded: case, accents, punctuation, American or British spelling and written-out short forms make
 * no difference. Words in square brackets stand for whatever was said there, up to WS_BRACKET_MOST words; at an
 * ellipsis, and where a quotation is broken off and taken up again, words may be missing without being a difference.
 * Then:
 *
 *     equal     all words, in the same order
 *     shorter,  all words of one are in the other, in the same order and without others between them: it is the other
 *     longer    without its beginning, its end, or what an ellipsis stands for
 *     differs   two thirds of the words of the shorter one, five at least, are in both in the same order; and of the
 * words between the first and the last of these, fewer differ than are the same none      anything else */
#ifndef WS_ALIGN_H
#define WS_ALIGN_H

#include "quote.h"

enum { WS_BRACKET_MOST = 6 };

typedef enum ws_relation {
    WS_RELATION_NONE,
    WS_RELATION_EQUAL,
    WS_RELATION_SHORTER, /* the second is shorter than the first */
    WS_RELATION_LONGER,
    WS_RELATION_DIFFERS
} ws_relation;

/* A run of words; the ranges are of words, end exclusive. */
typedef struct ws_difference {
    size_t first_begin, first_end, second_begin, second_end;
    bool same;
    bool excused;    /* the words differ at a bracket or ellipsis */
    bool outside;    /* before the first or behind the last word that both have */
    bool cut, added; /* words are missing in the second, or in the first */
    int negation;    /* -1: the second lacks a negation that the first has; 1: the other way round */
    bool modality;   /* "may" became "will", "must" was dropped */
} ws_difference;

typedef struct ws_alignment {
    ws_relation relation;
    size_t matched;      /* words that both have */
    ws_difference *runs; /* in order; from the beginning to the end of both. None where the relation is none */
    size_t count;
} ws_alignment;

/* Room for comparing, for any number of comparisons one after the other; in the arena. NULL: no memory. */
typedef struct ws_align_room ws_align_room;
ws_align_room *ws_align_room_new(ws_arena *arena);

/* Takes time in proportion to the product of the numbers of words, which are at most WS_QUOTE_MOST. WS_NO_MEMORY. */
ws_status ws_align(ws_align_room *room, ws_arena *arena, const ws_quote *first, const ws_quote *second,
                   ws_alignment *out, ws_error *error);

/* Have they enough words in common, in whatever order, to be worth comparing? Much faster, and never wrongly no. */
bool ws_align_may(const ws_quote *first, const ws_quote *second);

/* "equal", "shorter", "longer", "differs", "none". */
const char *ws_relation_name(ws_relation relation);

#endif
