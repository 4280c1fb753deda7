/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements as what is counted, without their words: for reports. */
#ifndef WS_INDEX_ROWS_H
#define WS_INDEX_ROWS_H

#include "buffer.h"
#include "index.h"

#pragma GCC visibility push(default)

typedef struct ws_row {
    uint32_t number;  /* of the statement; ascending; the same in every answer of an index until it is opened anew */
    uint32_t article; /* which of the articles */
    uint32_t source;  /* equal for what one source says in one article; 0: the statement has none */
} ws_row;

typedef struct ws_row_article {
    ws_hash key;             /* ws_article_key */
    const char *id, *title;  /* title: NULL where it has none */
    const char *outlet, *author, *section, *published; /* NULL: it does not say */
    const char *model;       /* what read it */
} ws_row_article;

typedef struct ws_rows {
    ws_row *items;
    size_t count;
    ws_row_article *articles; /* in the order of their first statement */
    size_t article_count;
    size_t source_count; /* sources are 1 to this */
} ws_rows;

/* All statements whose content a search finds (offset, limit and sort are not regarded). */
ws_status ws_index_rows(ws_index *index, const ws_search *search, ws_arena *arena, ws_rows *out, ws_error *error);

/* Their numbers alone, ascending. */
typedef struct ws_numbers {
    uint32_t *items;
    size_t count;
} ws_numbers;
ws_status ws_index_numbers(ws_index *index, const ws_search *search, ws_arena *arena, ws_numbers *out, ws_error *error);

/* Appends what tells the source of a statement from the others of its article: name keys, folded descriptors; nothing
 * where it has none. Those who speak jointly are one source. WS_NO_MEMORY. */
ws_status ws_statement_source(ws_arena *arena, const ws_statement *statement, ws_buffer *out, ws_error *error);

#pragma GCC visibility pop
#endif
