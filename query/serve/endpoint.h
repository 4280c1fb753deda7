/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON API: each endpoint runs a command of whosaid, with options made of the request, and gives what the command
 * gives. The build collects endpoints/NAME_endpoint.c; OpenAPI and the errors are made of the same tables. */
#ifndef WS_ENDPOINT_H
#define WS_ENDPOINT_H

#include "kept.h"
#include "params.h"

enum { WS_ANSWER_BYTES = 32 << 20, WS_PASTED_BYTES = 512 << 10 };

typedef enum ws_input_kind {
    WS_INPUT_TEXT,   /* of one line */
    WS_INPUT_SIZE,   /* digits */
    WS_INPUT_SHARE,  /* 0 to 1 */
    WS_INPUT_FLAG,   /* "1" or "0" */
    WS_INPUT_CHOICE, /* one of `choices` */
    WS_INPUT_ID,     /* hexadecimal digits */
    WS_INPUT_PASTED, /* text of any lines: in a line of JSON, the command's standard input */
    WS_INPUT_PAGE    /* digits; `limit` or `offset` of the list that the answer has */
} ws_input_kind;

/* A value that an endpoint takes. */
typedef struct ws_input {
    const char *name;
    const char *option; /* of the command ("--limit"); NULL: one of its arguments */
    ws_input_kind kind;
    size_t most; /* number, or bytes of a text */
    bool required, several;
    const char *about;
    const char *const *choices;
} ws_input;

#define WS_INPUT_END                                                                                                   \
    {                                                                                                                  \
        NULL, NULL, WS_INPUT_TEXT, 0, false, false, NULL, NULL                                                         \
    }

/* Of endpoints whose command has no pages of its own. */
#define WS_PAGE_INPUTS                                                                                                 \
    {"limit",                                                                                                          \
     NULL,                                                                                                             \
     WS_INPUT_PAGE,                                                                                                    \
     500,                                                                                                              \
     false,                                                                                                            \
     false,                                                                                                            \
     "at most so many of the list; all unless given",                                                                  \
     NULL},                                                                                                            \
    {                                                                                                                  \
        "offset", NULL, WS_INPUT_PAGE, 100000, false, false, "pass over the first so many of the list", NULL           \
    }

typedef struct ws_endpoint {
    const char *path;    /* "/api/search"; what ends in "/{id}" takes `id` from there */
    const char *method;  /* "GET" or "POST" */
    const char *summary; /* one line */
    const ws_command *command;
    const ws_input *inputs;
    const char *const *always; /* options that are always given; NULL-terminated, or NULL */
    const char *argument;      /* that is always given; NULL: none */
    const char *list;          /* the member of the answer that WS_PAGE_INPUTS page; NULL: none */
    bool edits;                /* makes decisions: only with --edit */
    bool reads;                /* runs the reader: can be switched off, and one at a time */
    bool downloads;            /* makes a file, of the format in `as` */
} ws_endpoint;

extern const ws_endpoint *const ws_endpoints[]; /* made by the build from endpoints/ */

/* What a worker answers with: fixed while it runs. */
typedef struct ws_serving {
    ws_common_options common; /* db, decisions */
    ws_strings people;
    const char *db; /* the default place */
    bool edit, read;
    const char *user;    /* who decides where a request does not say */
    const char *key;     /* that our own forms carry, made anew each time a server starts */
    const char *scratch; /* a folder for temporary files; NULL: none */
    ws_kept *kept;
} ws_serving;

/* The endpoint of a path; NULL: none, or another method (*known: there is one). Its `id`, if any, is the rest. */
const ws_endpoint *ws_endpoint_find(const char *method, const char *path, const char **id, bool *known);

typedef struct ws_outcome {
    ws_status status;
    bool forbidden; /* this server does not do it; status is WS_USAGE */
    ws_error error;
    int exit_code;           /* as of the command */
    const char *type, *file; /* MIME type; name of what is downloaded, or NULL */
} ws_outcome;

/* Checks the values, runs the command, and appends what it wrote to `out`. */
ws_outcome ws_endpoint_run(const ws_serving *serving, const ws_endpoint *endpoint, const char *id,
                           const ws_params *params, ws_buffer *out);

/* The HTTP status of an outcome, and the JSON of its error. */
unsigned ws_outcome_code(const ws_outcome *outcome);
void ws_outcome_json(ws_buffer *out, const ws_outcome *outcome);

/* The OpenAPI 3.1 description of all endpoints. */
void ws_openapi(ws_buffer *out, const ws_serving *serving);

#endif
