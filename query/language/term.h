/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leaves of a query tree: from one lexeme and its field to words, phrases, values and periods. */
#ifndef WS_QUERY_TERM_H
#define WS_QUERY_TERM_H

#include "lexer.h"
#include "query.h"

#include <time.h>

typedef struct ws_term_maker {
    ws_arena *arena;
    const char *text; /* the query */
    time_t now;
    size_t terms; /* made so far */
    ws_error *error;
} ws_term_maker;

/* A node without children; NULL: no memory. */
ws_query *ws_query_new(ws_term_maker *maker, ws_query_op op, size_t column);

/* The field that a WS_LEXEME_FIELD names. WS_USAGE lists the fields and suggests the nearest. */
ws_status ws_query_field(ws_term_maker *maker, const ws_lexeme *name, const ws_field **out);

/* The leaf for a WS_LEXEME_WORD or WS_LEXEME_QUOTED in a field. */
ws_status ws_query_term(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme, ws_query **out);

/* Is this the sign of a whole value, as in outlet:="The Ledger"? */
bool ws_is_whole_sign(const ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme);
/* The filter for it; of by:, for one name under the one spelling. */
ws_status ws_query_whole(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme, ws_query **out);

#endif
