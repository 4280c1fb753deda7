/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words by which one can tell what a statement is about. */
#ifndef WS_TOPIC_H
#define WS_TOPIC_H

#include "analyser.h"
#include "index.h"

enum { WS_TOPIC_LETTERS = 4, WS_TOPIC_MOST = 200 }; /* of a word, at least; words of a statement, at most */

typedef struct ws_topic_word {
    const char *stem;
    const char *form; /* as the article writes it */
} ws_topic_word;

typedef struct ws_topic {
    ws_topic_word *items; /* by stem, each once */
    size_t count;
} ws_topic;

/* Of a statement's content: words of four letters and more, without function words and numbers. In the arena. */
ws_status ws_topic_of(ws_arena *arena, ws_stemmer *stemmer, const ws_hit *hit, ws_topic *out, ws_error *error);

/* Whether a folded word says nothing about any topic: "would", "because", "themselves". */
bool ws_is_function_word(const char *folded);

/* How much more often something happens in one set than in another: Dunning's log-likelihood ratio, which is about 6.6
 * where chance does it one time in a hundred; 0 where it is not more often. */
double ws_log_likelihood(size_t times, size_t of, size_t other_times, size_t other_of);

#endif
