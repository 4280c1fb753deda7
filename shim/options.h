/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands and their options as tables, from which parsing, --help and completion are made. On getopt_long. */
#ifndef WS_OPTIONS_H
#define WS_OPTIONS_H

#include "arena.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#pragma GCC visibility push(default)

enum { WS_OPTIONS_MOST = 64 }; /* options of one command, --help included */

typedef enum ws_option_kind {
    WS_OPTION_FLAG,   /* bool * */
    WS_OPTION_STRING, /* const char ** */
    WS_OPTION_LIST,   /* ws_strings *: may be given several times */
    WS_OPTION_SIZE,   /* size_t * */
    WS_OPTION_CHOICE, /* int *: index into `choices` */
    WS_OPTION_SHARE   /* double *: from 0 to 1 */
} ws_option_kind;

typedef struct ws_strings {
    const char **items;
    size_t count;
} ws_strings;

typedef struct ws_option {
    const char *name; /* "db": --db */
    char letter;      /* 'n' or 0 */
    ws_option_kind kind;
    size_t offset;        /* of the variable in the command's own options struct */
    const char *argument; /* "DIR", for help */
    const char *help;
    const char *const *choices; /* NULL-terminated, for WS_OPTION_CHOICE */
} ws_option;

typedef enum ws_format { WS_FORMAT_TEXT, WS_FORMAT_JSON, WS_FORMAT_JSONL, WS_FORMAT_CSV, WS_FORMAT_TSV } ws_format;
extern const char *const ws_format_names[];     /* "text", "json", "jsonl", NULL */
extern const char *const ws_row_format_names[]; /* the same with "csv" and "tsv", for answers that are rows */

/* An entry of a table of options: --format, which every command spells alike. `member` is an int of `type`, a
 * ws_format. */
#define WS_OPTION_FORMAT(type, member)                                                                                 \
    {                                                                                                                  \
        "format", 0, WS_OPTION_CHOICE, offsetof(type, member), "FORMAT", "how the answer is written", ws_format_names  \
    }
/* The end of a table. */
#define WS_OPTION_END                                                                                                  \
    {                                                                                                                  \
        NULL, 0, WS_OPTION_FLAG, 0, NULL, NULL, NULL                                                                   \
    }

/* What a command runs with. Commands write to out and err, never to stdio's globals, and return a status. */
typedef struct ws_context {
    FILE *in, *out, *err;
    bool colour;         /* for out */
    bool terminal;       /* out is one */
    bool error_terminal; /* err is one: progress may be drawn */
    size_t columns;      /* width of out: $COLUMNS, else the terminal's; 0: not a terminal */
    const char *pager;   /* $WHOSAID_PAGER, else $PAGER; "" for none at all; NULL: not set */
    const char *db;      /* the default place of the index */
    const char *user;    /* who runs this: $USER, else the account's name */
    struct ws_kept *kept; /* what stays open between the commands of one process (kept.h of whosaid); NULL: nothing */
    int exit_code;       /* 0, 1 nothing found, 2 failure, 3 done with some articles refused; set by the command */
} ws_context;

typedef struct ws_command {
    const char *name;
    const char *summary;      /* one line */
    const char *arguments;    /* "PATH|- ..." */
    const char *description;  /* paragraphs for --help, examples included */
    const ws_option *options; /* ended by a NULL name */
    size_t options_size;      /* of its options struct, zeroed before parsing */
    int order;                /* in lists */
    /* `options` points to the struct; arguments are the rest of the line. */
    ws_status (*run)(ws_context *context, void *options, const ws_strings *arguments, ws_error *error);
    bool takes_query;         /* arguments are a query: "-mayor" is one of its words, no row of letters */
    bool hidden;              /* for programs, not people: in no list */
} ws_command;

/* Parses argv[1..] by the command's table into `options` (options_size bytes) and the other words into *arguments,
 * whose array lies in the arena; strings stay argv's. --help gives WS_END and nothing else. Not thread-safe, as getopt
 * is not. */
ws_status ws_options_parse(const ws_command *command, ws_arena *arena, int argc, char **argv, void *options,
                           ws_strings *arguments, ws_error *error);
/* A word of a query that begins with a minus ("-mayor", "-(dam", but not "-n" or "-n5"). */
bool ws_is_minus_word(const char *word);
/* The --help of a command. */
void ws_options_help(FILE *out, const char *program, const ws_command *command, bool is_fallback);

/* Ends the program with a word and exit status 2 in so many seconds, whatever it does then: what runs inside a library
 * cannot be asked to stop. 0: takes that back. */
void ws_deadline_set(size_t seconds);

#pragma GCC visibility pop
#endif
