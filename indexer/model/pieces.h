/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WordPiece as BERT has it (uncased): words parted at white space and punctuation, lower-cased, accents dropped, each
 * cut greedily into the longest pieces of the vocabulary. */
#ifndef WS_PIECES_H
#define WS_PIECES_H

#include "arena.h"
#include "record.h"
#include "status.h"

#include <stddef.h>
#include <stdint.h>

typedef struct ws_vocabulary_table ws_vocabulary_table;

/* Pieces of a vocabulary, one a line, in the order of their numbers; `text` must outlive it. */
ws_status ws_vocabulary_new(const char *text, size_t size, ws_vocabulary_table **out, ws_error *error);
void ws_vocabulary_free(ws_vocabulary_table *table);
size_t ws_vocabulary_size(const ws_vocabulary_table *table);

/* Letter case and kind of a word, which the uncased vocabulary loses: as training has it (corpus.py). */
typedef enum {
    WS_SHAPE_NONE,
    WS_SHAPE_CAPITALS,
    WS_SHAPE_CAPITAL,
    WS_SHAPE_DIGITS,
    WS_SHAPE_MARK, /* opening or straight quotation mark */
    WS_SHAPE_CLOSING,
    WS_SHAPE_SMALL,
    WS_SHAPE_OTHER,
    WS_SHAPES
} ws_shape;

typedef struct ws_pieces {
    uint32_t *ids;   /* [count] numbers of pieces */
    uint8_t *shapes; /* [count] ws_shape of the word */
    uint8_t *starts; /* [count] 1 for the first piece of a line */
    size_t count;
    uint32_t *first; /* [word_count + 1] first piece of each word; the last one is `count` */
    ws_span *words;  /* [word_count] bytes of the text */
    size_t word_count;
} ws_pieces;

/* The pieces of checked text, in the arena. */
ws_status ws_pieces_make(const ws_vocabulary_table *table, ws_arena *arena, const char *text, size_t size,
                         ws_pieces *out, ws_error *error);

#endif
