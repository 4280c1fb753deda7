/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one analyser: what a word is, for indexing, for queries and for highlighting alike.
 * Words by Unicode UAX 29 (libunistring); folded by ws_fold; stems by Xapian's English stemmer. */
#ifndef WS_ANALYSER_H
#define WS_ANALYSER_H

#include "arena.h"
#include "record.h"
#include "status.h"

#pragma GCC visibility push(default)

typedef struct ws_word {
    ws_span span;       /* in the analysed text */
    const char *folded; /* possessive 's cut off */
} ws_word;

typedef struct ws_words {
    ws_word *items;
    size_t count;
} ws_words;

/* The words of text[span]; spans are in bytes of `text`. */
ws_status ws_analyse(ws_arena *arena, const char *text, ws_span span, ws_words *out, ws_error *error);

/* A stemmer is not thread-safe: one for each thread. */
typedef struct ws_stemmer ws_stemmer;
ws_stemmer *ws_stemmer_new(void); /* NULL: no memory */
void ws_stemmer_free(ws_stemmer *stemmer);
/* The stem of a folded word, in the arena; NULL: no memory. */
const char *ws_stem(ws_stemmer *stemmer, ws_arena *arena, const char *folded);

#pragma GCC visibility pop
#endif
