/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A query as a plain tree: made by query/language, turned into a Xapian query by the shim. */
#ifndef WS_QUERY_H
#define WS_QUERY_H

#include "arena.h"
#include "date.h"
#include "schema.h"
#include "status.h"

#pragma GCC visibility push(default)

typedef enum ws_query_op {
    WS_QUERY_ALL,    /* everything */
    WS_QUERY_WORD,   /* text: one folded word in `field`; content: exact and stemmed */
    WS_QUERY_PREFIX, /* text: folded beginning of a word, three letters or more */
    WS_QUERY_PHRASE, /* children: WORDs of one field, in order */
    WS_QUERY_VALUE,  /* text: value of a vocabulary or whole key, as a filter; of other fields: ws_whole_value */
    WS_QUERY_PERIOD, /* period, on the slot of `field` */
    WS_QUERY_AND, WS_QUERY_OR,
    WS_QUERY_NOT,    /* one child, taken away from what it stands with */
    WS_QUERY_IN      /* one child: what is in the articles where it finds a statement, by the filters of any search */
} ws_query_op;

typedef struct ws_query {
    ws_query_op op;
    ws_field_id field;
    const char *text;
    ws_period period;
    struct ws_query **children;
    size_t child_count;
    bool content_only; /* `said:`: never looked for in headline and paragraph, as plain words are when content has none */
    size_t column; /* where it stands in the user's query, 1-based, code points */
} ws_query;

/* Bounds on what is asked, checked before any search. */
enum { WS_QUERY_MAX_BYTES = 4096, WS_QUERY_MAX_TERMS = 128, WS_QUERY_MAX_PHRASE = 32, WS_QUERY_MAX_DEPTH = 32, WS_QUERY_MAX_EXPANSION = 500 };

#pragma GCC visibility pop
#endif
