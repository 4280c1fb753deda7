/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands of whosaid share. */
#ifndef WS_QUERY_COMMON_H
#define WS_QUERY_COMMON_H

#include "index.h"
#include "options.h"
#include "pager.h"
#include "people_near.h"
#include "printer.h"
#include "registry.h"

#include <time.h>

/* The first members of every command's options struct. */
typedef struct ws_common_options {
    ws_strings db;
    const char *decisions; /* NULL: the journals beside the indexes */
    size_t timeout;        /* seconds; 0: none */
    int format;            /* ws_format */
} ws_common_options;

#define WS_PLACE_OPTIONS(type_, member_)                                                                               \
    {"db", 0, WS_OPTION_LIST, offsetof(type_, member_.db), "DIR",                                                      \
     "the index, tcp:HOST:PORT, or a file that lists some; may be given several times (else $WHOSAID_DB, else your data folder)", NULL},                         \
        {"decisions", 0, WS_OPTION_STRING, offsetof(type_, member_.decisions), "FILE",                                 \
         "what people decided (else decisions.jsonl beside the index)", NULL},                                         \
        {"timeout", 0, WS_OPTION_SIZE, offsetof(type_, member_.timeout), "SECONDS",                                    \
         "end with exit status 2 when there is no answer after so long", NULL}

#define WS_COMMON_OPTIONS(type_, member_)                                                                              \
    WS_PLACE_OPTIONS(type_, member_), WS_OPTION_FORMAT(type_, member_.format)

/* The same where answers are rows. */
#define WS_ROW_OPTIONS(type_, member_)                                                                                 \
    WS_PLACE_OPTIONS(type_, member_),                                                                                  \
    {                                                                                                                  \
        "format", 0, WS_OPTION_CHOICE, offsetof(type_, member_.format), "FORMAT", "how the answer is written",         \
            ws_row_format_names                                                                                        \
    }

typedef struct ws_persons {
    const ws_person **items;
    size_t count;
} ws_persons;

/* What a command runs with: an arena, the index, the query. Close it whatever happened. */
typedef struct ws_session {
    ws_context *context;
    ws_arena *arena;
    ws_arena *lasting; /* where the index, its decisions and the people live: `arena`, or what is kept open */
    ws_index *index;
    ws_decisions decisions; /* that the index is seen with */
    bool decides;           /* a new file of decisions may be begun */
    const char *query_text; /* NULL: none */
    const ws_query *query;  /* NULL: none */
    ws_registry *registry;  /* this and what follows by identity.h; NULL: not opened */
    ws_people *people;
    ws_near *near;        /* what people were formed from; NULL: from all names */
    ws_strings told;      /* the keys of which that much is known */
    const ws_query *asked; /* query with all names of those whom by: may mean */
    ws_persons meant;      /* whom it may mean */
    size_t left_out;       /* names of theirs beyond what one query may ask for */
    size_t others_meant;   /* names beyond those that were looked into */
    const char *shared_word; /* of by:, that too many names have to mean anybody; NULL: none */
    const char *name;      /* that the query asks for, as a key; the last one */
    size_t name_count;     /* how many it asks for */
    const ws_index_totals *totals; /* once they were asked for */
    ws_pager pager;
} ws_session;

ws_status ws_session_open(ws_session *session, ws_context *context, ws_error *error);

/* The clock, or SOURCE_DATE_EPOCH where that is set: what "last-month" is counted from. */
time_t ws_session_now(void);

/* Parses the words of the command line, joined by blanks. Needs no index: mistakes are told before one is opened. */
ws_status ws_session_query(ws_session *session, const ws_strings *words, ws_field_id plain, ws_error *error);
/* Opens the index and lays the decisions over it. */
ws_status ws_session_index(ws_session *session, const ws_common_options *options, ws_error *error);
/* After WS_MODIFIED: opens the index again. */
ws_status ws_session_reopen(ws_session *session, const ws_common_options *options, ws_error *error);

/* The clock, or SOURCE_DATE_EPOCH where that is set. */
time_t ws_session_now(void);

/* What the index holds, for "not found"; a process that answers many questions counts it once a minute at most, while
 * the index stays the same. */
ws_status ws_session_searched(ws_session *session, ws_searched *out, ws_error *error);
/* The totals alone. */
ws_status ws_session_totals(ws_session *session, ws_index_totals *out, ws_error *error);

/* Begins the answer: a pager for text on a terminal. ws_session_close ends it. */
ws_print ws_session_print(ws_session *session, const ws_common_options *options);

/* Ends the pager and frees everything; returns `status`. For a mistake with a column, the query is
 * written to err with a caret below it. */
ws_status ws_session_close(ws_session *session, ws_status status, const ws_error *error);

#define WS_ALL_ACTS_OPTION(type_, member_)                                                                             \
    {                                                                                                                  \
        "all-acts", 0, WS_OPTION_FLAG, offsetof(type_, member_), NULL,                                                 \
            "also thoughts that the writer ascribes to somebody without a word of saying", NULL                        \
    }

#define WS_MIN_CONFIDENCE_OPTION(type_, member_)                                                                       \
    {                                                                                                                  \
        "min-confidence", 0, WS_OPTION_SHARE, offsetof(type_, member_), "N",                                           \
            "only statements of which the reader was so sure, from 0 to 1", NULL                                       \
    }

#endif
