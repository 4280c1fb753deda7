/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the words of a text stand: their lines, the quotations that their marks delimit, where sentences begin. Windows
 * are cut by it and the roles of words weighed; it is deliberately plain, since training sees the same (corpus.py). */
#ifndef WS_LAYOUT_H
#define WS_LAYOUT_H

#include "arena.h"
#include "pieces.h"

typedef enum { WS_PLACE_OUTSIDE, WS_PLACE_INSIDE, WS_PLACE_OPENING, WS_PLACE_CLOSING } ws_place;

typedef struct ws_word_layout {
    uint32_t line;      /* number of its line among those with words */
    uint32_t quotation; /* the quotation it stands in, marks included; 0: none */
    uint8_t place;      /* ws_place */
    bool sentence;      /* seems to begin a sentence */
} ws_word_layout;

/* One for each word of the pieces, in the arena; NULL: no memory. */
ws_word_layout *ws_layout_make(ws_arena *arena, const char *text, const ws_pieces *pieces);

#endif
