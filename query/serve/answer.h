/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer of the server, with the headers that every one has. */
#ifndef WS_ANSWER_H
#define WS_ANSWER_H

#include "guard.h"
#include "server.h"
#include "worker.h"

#include <microhttpd.h>

typedef struct ws_answer {
    unsigned code;
    char *type, *go; /* go: where to go on, a path of ours */
    char *file;      /* its name, where it is downloaded */
    char *bytes;
    size_t size;
    char tag[36];       /* ETag; "": made of the bytes when it is sent */
    const char *cookie; /* a token to be kept by the browser; NULL: none */
    bool closes;        /* the connection */
    bool alone;         /* a report: a page that brings its own style, and nothing else */
} ws_answer;

void ws_answer_free(ws_answer *answer);

/* What a worker said. */
void ws_answer_take(ws_answer *answer, const ws_message *message);
/* A line of text. */
void ws_answer_plain(ws_answer *answer, unsigned code, const char *text);
/* A failure of ours, as JSON or as a page; `text` has nothing to be escaped. */
void ws_answer_failed(ws_answer *answer, unsigned code, bool json, const char *text);
/* To whoever gave no token: a program is told so, a person is asked for it. */
void ws_answer_unknown(ws_answer *answer, const char *target);
/* The page that asks for the token; `form` is what was sent, or NULL. */
void ws_answer_login(ws_answer *answer, const ws_guard *guard, const ws_buffer *form);

/* Is it a file of the page? */
bool ws_is_asset(const char *target);
void ws_answer_asset(ws_answer *answer, const char *target);

/* Sends it; `known` is If-None-Match, or NULL. */
enum MHD_Result ws_answer_queue(ws_answer *answer, struct MHD_Connection *connection, const char *known);

#endif
