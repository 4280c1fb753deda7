/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What flows through the reading of one article. Each stage reads the arrays of the stages before it and fills its own;
 * all of them lie in one arena, freed or reset with the article. Offsets are bytes of article->text, end exclusive. */
#ifndef WS_READING_H
#define WS_READING_H

#include "record.h"

#include <stdbool.h>

typedef struct ws_paragraph {
    ws_span span;              /* without surrounding white space; never empty */
    uint32_t sentence_begin, sentence_end;   /* of sentences[] */
    uint32_t token_begin, token_end;         /* of tokens[] */
    ws_part part;              /* as the article marks it; headline for a leading title line, else body */
} ws_paragraph;

typedef struct ws_sentence {
    ws_span span;
    uint32_t paragraph;
    uint32_t token_begin, token_end;
} ws_sentence;

typedef enum { WS_TOKEN_WORD, WS_TOKEN_NUMBER, WS_TOKEN_PUNCTUATION } ws_token_kind;

/* Words keep inner apostrophes, hyphens and dots ("don't", "G-7", "U.S."); a possessive 's is a token of its own. */
typedef struct ws_token {
    ws_span span;
    ws_token_kind kind;
    const char *folded;        /* ws_fold of the token */
    bool capital;              /* begins with an upper-case letter */
} ws_token;

/* A quotation, as its marks delimit it. A quotation that runs over paragraphs, with an opening mark on each and a closing
 * mark on the last only, is several: `continues` chains them. */
typedef struct ws_quotation {
    ws_span inner;             /* without the marks */
    ws_span outer;             /* with them; a missing closing mark leaves the end of the paragraph */
    uint32_t paragraph;
    uint32_t depth;            /* 0 outermost */
    int32_t parent;            /* the quotation it stands in, or -1 */
    bool closed;               /* has its own closing mark */
    int32_t continues;         /* the quotation in the previous paragraph that this one carries on, or -1 */
    bool scare;                /* a word or two marked as not the writer's, nothing said */
} ws_quotation;

typedef struct ws_reading {
    ws_arena *arena;
    const ws_article *article;
    /* text */
    ws_paragraph *paragraphs;
    size_t paragraph_count;
    ws_sentence *sentences;
    size_t sentence_count;
    ws_token *tokens;
    size_t token_count;
    ws_quotation *quotations;  /* in order of their opening marks */
    size_t quotation_count;
    /* attribution, then speakers fill the statements, in the order of their last characters */
    ws_statement *statements;
    size_t statement_count;
} ws_reading;

/* The quotation that holds a byte, innermost; -1: none. */
int32_t ws_reading_quotation_at(const ws_reading *reading, uint32_t offset);

#endif
