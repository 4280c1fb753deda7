/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a quotation, as they are compared with those of another. */
#ifndef WS_QUOTE_H
#define WS_QUOTE_H

#include "analyser.h"
#include "arena.h"
#include "record.h"
#include "status.h"
#include "unicode.h"

#include <stdbool.h>

enum {
    WS_QUOTE_MOST = 400, /* words that are compared; of longer ones the first */
    WS_QUOTE_FEW = 5     /* fewer say little by themselves */
};

typedef struct ws_quote_word {
    const char *compared; /* folded, in one spelling; "don't" is two words, "do" and "not" */
    const char *term;     /* as the index has it; NULL for the second of two */
    ws_span span;         /* in the text */
    bool bracketed;       /* put in by an editor: stands for whatever was said there */
    bool gap;             /* words were left out before it, and it shows: by an ellipsis, or by unquoted words */
    bool begins;          /* the first of a sentence, as far as punctuation tells */
} ws_quote_word;

typedef struct ws_quote {
    const char *text; /* not copied */
    ws_quote_word *words;
    size_t count;
    size_t own;   /* of these, those that no editor put in */
    bool quoted;  /* from inside quotation marks; else a paraphrase */
    bool cut_off; /* there were more than WS_QUOTE_MOST */
    ws_hash hash; /* of all own words */
} ws_quote;

/* Of pieces of a text, in order. */
ws_status ws_quote_make(ws_arena *arena, const char *text, ws_spans pieces, bool quoted, ws_quote *out,
                        ws_error *error);

/* Of a statement: its words inside quotation marks; where there are none, all of its content. */
ws_status ws_quote_of(ws_arena *arena, const ws_article *article, const ws_statement *statement, ws_quote *out,
                      ws_error *error);

#endif
