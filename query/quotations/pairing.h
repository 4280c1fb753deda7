/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements of one speaker about the same at different times. The rule:
 *
 *     Both are by the same person or body, by name, and of different days: the last day that one may be said on is
 * before the first of the other. They share two words that are rare in the index, or that were asked for. Their words
 * are in no relation of align.h: the same quotation is no pair. The pairs that share the most, by the rarity of the
 * words, come first; a statement stands in two pairs at most, and not with two that say the same. */
#ifndef WS_PAIRING_H
#define WS_PAIRING_H

#include "day.h"
#include "fold.h"

enum { WS_PAIR_WORDS = 2, WS_PAIR_UNITS = 600, WS_PAIRS_EACH = 2 };

typedef struct ws_rare_word {
    const char *stem;
    const char *form; /* as the article writes it */
    double weight;    /* the rarer, the more */
} ws_rare_word;

typedef struct ws_pair_unit {
    ws_fold_unit fold;
    ws_day day;
    const ws_rare_word *words; /* by stem, each once */
    size_t word_count;
} ws_pair_unit;

typedef struct ws_pair {
    size_t first, second; /* units; the first is the earlier one */
    const char **words;   /* that both have, as the earlier one writes them, the rarest first */
    size_t word_count;
    double weight;
} ws_pair;

typedef struct ws_pairs {
    ws_pair *items;
    size_t count;
} ws_pairs;

/* Of WS_PAIR_UNITS units at most; looks at each two of them. WS_NO_MEMORY. */
ws_status ws_pairs_find(ws_arena *arena, const ws_pair_unit *units, size_t count, ws_pairs *out, ws_error *error);

#endif
