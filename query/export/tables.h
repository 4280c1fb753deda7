/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements as rows of tables: one definition of the columns for csv, tsv, spreadsheets and SQLite. The words of an
 * article stand as they are: where a cell begins like a formula, which a spreadsheet would run, the last column names
 * it. */
#ifndef WS_TABLES_H
#define WS_TABLES_H

#include "buffer.h"
#include "index.h"
#include "people.h"
#include "seen.h"

typedef enum ws_cell_kind { WS_CELL_TEXT, WS_CELL_INTEGER, WS_CELL_NUMBER, WS_CELL_ANSWER } ws_cell_kind;

typedef struct ws_column {
    const char *name;
    ws_cell_kind kind;
    const char *about; /* what it means, in which unit */
} ws_column;

typedef struct ws_table {
    const char *name, *about;
    const char *key;          /* columns that tell its rows apart, parted by blanks */
    const ws_column *columns; /* the last one is filled by ws_row_end */
    size_t count;
} ws_table;

typedef enum ws_table_id {
    WS_TABLE_STATEMENTS,
    WS_TABLE_SPEAKERS,
    WS_TABLE_CHAIN,
    WS_TABLE_ARTICLES,
    WS_TABLE_DECISIONS, /* only where notes are asked for */
    WS_TABLES
} ws_table_id;
extern const ws_table ws_tables[WS_TABLES];
extern const char *const ws_table_names[];    /* the same names, NULL-terminated */
extern const char *const ws_counting_rules[]; /* what goes with them; sentences, NULL behind the last */

enum { WS_CELLS_MOST = 64, WS_CELL_BYTES = 1 << 28 /* more than an article can have */ };

/* A row while it is filled, cell by cell. Texts live in the arena or longer; NULL: an empty cell. */
typedef struct ws_row {
    const ws_table *table;
    ws_arena *arena;
    const char *cells[WS_CELLS_MOST];
    size_t count;
    bool failed; /* no memory */
} ws_row;

ws_row ws_row_begin(const ws_table *table, ws_arena *arena);
void ws_row_text(ws_row *row, const char *text);
void ws_row_integer(ws_row *row, size_t number);
void ws_row_answer(ws_row *row, bool value); /* "true", "false" */
/* A buffer of joined names becomes a cell; the buffer is freed. */
void ws_row_joined(ws_row *row, ws_buffer *joined);
/* Adds the names of the cells that begin like formulas. WS_NO_MEMORY. */
ws_status ws_row_end(ws_row *row, ws_error *error);

/* Takes a finished row, which lives as long as the call. */
typedef ws_status (*ws_put_row)(void *user, const ws_row *row, ws_error *error);

/* Where rows go, and what makes them. */
typedef struct ws_tabling {
    ws_put_row put;
    void *user;
    ws_people *people; /* settled for these hits; NULL: ids are name keys */
    ws_seen *articles; /* those that had their row */
    bool notes;        /* decisions too */
} ws_tabling;

/* The row of `statements` of each hit. */
ws_status ws_tabling_statements(const ws_tabling *tabling, ws_arena *arena, const ws_hits *hits, ws_error *error);
/* Rows of all tables: of each hit its statement, speakers, chain, and its article where that is new. */
ws_status ws_tabling_hits(const ws_tabling *tabling, ws_arena *arena, const ws_hits *hits, ws_error *error);

/* Stands for an article in every table. Of one whose id an order of anonymity withholds it tells nothing of the id.
 * WS_NO_MEMORY. */
ws_status ws_export_article_key(const ws_article *article, ws_hash *out, ws_error *error);

/* The id of a speaker over all articles, else its name key; NULL for a source without a name. */
ws_status ws_speaker_id(ws_people *people, const ws_speaker *speaker, const char **out, ws_error *error);

#endif
