/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which statements are one quotation. The rule:
 *
 *     Only the same speaker's words fold: somebody with a name, the same person or body over all articles.
 *     Quotations fold when their words are equal, one is contained in the other, or they differ as align.h says.
 *     A part-quote under five words folds only with one of the same speaker and event: the same day, of saying or else
 * of publication, and articles that share a quarter of their longer words. Else it is proposed. Paraphrases fold only
 * when their words are equal, and there are five at least. */
#ifndef WS_FOLD_H
#define WS_FOLD_H

#include "align.h"

/* What happened, as far as an article shows. */
typedef struct ws_event {
    const char *said;      /* ISO 8601, when the words were said; NULL: not told */
    const char *published; /* ISO 8601; NULL: not told */
    const uint64_t *words; /* hashes of the article's longer words, in ascending order */
    size_t word_count;
} ws_event;

/* The hashes that ws_event wants. */
ws_status ws_event_words(ws_arena *arena, const ws_article *article, ws_event *out, ws_error *error);
bool ws_event_is_same(const ws_event *first, const ws_event *second);

typedef struct ws_fold_unit {
    const ws_quote *quote;
    const char *const *speakers; /* ids of persons and bodies; none: never folds */
    size_t speaker_count;
    const ws_event *event;
} ws_fold_unit;

typedef enum ws_verdict { WS_FOLD_NO, WS_FOLD_PROPOSED, WS_FOLD_SAME } ws_verdict;

bool ws_same_speaker(const ws_fold_unit *first, const ws_fold_unit *second);
/* Of two units whose words stand in this relation. */
ws_verdict ws_fold_judge(const ws_fold_unit *first, const ws_fold_unit *second, ws_relation relation);

typedef struct ws_folded {
    size_t group;         /* the unit that it folds into: itself or an earlier one, which folds into itself */
    ws_relation relation; /* how its words differ from those of that one */
} ws_folded;

/* Folds each unit into the first that it belongs to; out has `count` elements. Copies are found by their hash, others
 * by their rarest words among the units: each is compared with fifty at most. WS_NO_MEMORY. */
ws_status ws_fold_units(ws_arena *arena, const ws_fold_unit *units, size_t count, ws_folded *out, ws_error *error);

#endif
