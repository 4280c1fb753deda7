/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One spelling for words that British and American houses write differently. */
#ifndef WS_SPELLING_H
#define WS_SPELLING_H

#include "arena.h"

/* The word as it is compared: "favour" and "favor", "organised" and "organized", "travelled" and "traveled" are one.
 * What comes back is no spelling to be shown: a word may come out as nobody writes it. `folded` itself where nothing
 * changes, else in the arena. NULL: no memory. */
const char *ws_house_spelling(ws_arena *arena, const char *folded);

#endif
