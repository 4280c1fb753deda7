/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is proposed as an answer to a statement, or to any of an article, as a question that can be asked again. */
#ifndef WS_QUERY_WATCH_ABOUT_H
#define WS_QUERY_WATCH_ABOUT_H

#include "identity.h"

enum { WS_ABOUT_CLAIMS_MOST = 50, WS_ABOUT_RESPONSES_MOST = 100 };

typedef struct ws_about_item {
    char id[33];     /* of the response */
    const char *why; /* "likely an answer to 3fa4b2c1d0e9: in the same article; both have ferry" */
} ws_about_item;

typedef struct ws_about {
    ws_about_item *items; /* each response once */
    size_t count;
    const ws_query *query; /* finds these, and nothing where there are none */
} ws_about;

/* The whole id of a statement that begins so, or of an article. WS_NOT_FOUND. */
ws_status ws_about_resolve(ws_session *session, const char *text, const char **out, ws_error *error);

/* Claims that are not current, or are there no more, have no responses. People must be formed. */
ws_status ws_about_find(ws_session *session, const char *id, ws_about *out, ws_error *error);

/* NULL: it is none of them. */
const char *ws_about_why(const ws_about *about, const char *id);

#endif
