/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lexemes of a query. */
#ifndef WS_LEXER_H
#define WS_LEXER_H

#include "arena.h"
#include "record.h"
#include "status.h"

typedef enum ws_lexeme_kind {
    WS_LEXEME_END,
    WS_LEXEME_WORD,   /* up to a blank, bracket or quotation mark */
    WS_LEXEME_QUOTED, /* span: between the marks */
    WS_LEXEME_FIELD,  /* span: the name, without the colon */
    WS_LEXEME_OPEN,
    WS_LEXEME_CLOSE,
    WS_LEXEME_AND,
    WS_LEXEME_OR,
    WS_LEXEME_NOT,
    WS_LEXEME_MINUS
} ws_lexeme_kind;

typedef struct ws_lexeme {
    ws_lexeme_kind kind;
    ws_span span;  /* bytes of the query */
    size_t column; /* of its first character (of a quotation: its mark), 1-based, code points */
    bool glued;    /* follows the one before without a blank */
} ws_lexeme;

typedef struct ws_lexemes {
    ws_lexeme *items; /* ended by WS_LEXEME_END */
    size_t count;     /* with it */
} ws_lexemes;

/* WS_USAGE for text that is no UTF-8, too long, or has a quotation that is never closed. */
ws_status ws_lex(ws_arena *arena, const char *text, ws_lexemes *out, ws_error *error);

/* ws_fail(WS_USAGE) at a column. */
ws_status ws_query_mistake(ws_error *error, size_t column, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
