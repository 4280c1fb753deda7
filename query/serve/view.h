/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages: HTML made of what the endpoints answer. Whatever comes from an article or a request goes through
 * ws_page_text or ws_page_query; there is no other way into a page. The build collects pages/NAME_page.c. */
#ifndef WS_VIEW_H
#define WS_VIEW_H

#include "endpoint.h"
#include "json.h"

typedef struct ws_view {
    const ws_serving *serving;
    ws_arena *arena;
    const char *id; /* of a path that ends in "/{id}" */
    const ws_params *params;
    ws_buffer *out;
    unsigned code;     /* HTTP status */
    const char *go;    /* a path of ours to go on to, instead of a page; NULL: none */
    bool alone;        /* a report: a page that brings its own style */
    ws_outcome failed; /* the first failure that is the server's */
} ws_view;

typedef struct ws_page {
    const char *path, *method;
    void (*show)(ws_view *view);
} ws_page;

extern const ws_page *const ws_pages[]; /* made by the build from pages/ */

/* --- values --- */

/* Text, escaped for elements and for attributes in double quotes; what would turn its direction stands as U+FFFD. NULL:
 * nothing. */
void ws_page_text(ws_buffer *out, const char *text);
void ws_page_bytes(ws_buffer *out, const char *text, size_t size);
/* ?name=value or &name=value of a link, escaped for both. */
void ws_page_query(ws_buffer *out, const char *name, const char *value, bool first);
/* A link to the web, if it is one; the text otherwise. */
void ws_page_web(ws_buffer *out, const char *url, const char *text);

bool ws_json_flag(const cJSON *object, const char *name);
size_t ws_json_count(const cJSON *object, const char *name);

/* --- pages --- */

/* Up to the beginning of <main>; `where` is the entry of the menu ("search", "speakers", ...), or "". */
void ws_page_begin(ws_view *view, const char *title, const char *where);
void ws_page_end(ws_view *view);
/* "Nothing found" with what was searched. */
void ws_page_searched(ws_view *view, const cJSON *answer);
/* A whole page about a failure. */
void ws_page_failure(ws_view *view, const ws_outcome *outcome);
/* The same as part of a page. */
void ws_page_error(ws_view *view, const ws_outcome *outcome);

/* Into every form that is posted: the key by which it is known as ours. Browsers tell no origin of a form on a page
 * that wants no referrers. */
void ws_page_key(ws_view *view);

/* Runs an endpoint with these pairs of names and values (NULL-terminated; a NULL value is left out). NULL: it failed,
 * and *outcome says why. Deleted by the caller. */
cJSON *ws_view_ask(ws_view *view, const ws_endpoint *endpoint, const char *id, const char *const *pairs,
                   ws_outcome *outcome);

/* --- statements (statement_parts.c) --- */

/* Who says it: names with links to their pages, roles, how the speaker was found. Sources without a name have no page.
 */
void ws_page_speakers(ws_buffer *out, const cJSON *statement);
/* The words from the first to the last, with source, cue and content marked. */
void ws_page_words(ws_view *view, const cJSON *statement);
/* What is to be known about it: paraphrase, denial, chain, ... */
void ws_page_tags(ws_buffer *out, const cJSON *statement);
/* Outlet, date, headline with a link to the statement. */
void ws_page_place(ws_buffer *out, const cJSON *statement);
/* All of it, as one of a list. */
void ws_page_statement(ws_view *view, const cJSON *statement);
/* Meaning of the marks; `mentions`: also of those of one speaker. */
void ws_page_legend(ws_buffer *out, bool mentions);

/* --- others --- */

/* A bar a month, as an SVG picture with its numbers as text beside it; `values` as a facet has them.
 * Where `query` is given, a bar leads to what it finds in that month. */
void ws_page_months(ws_buffer *out, const cJSON *values, const char *query);
/* The words of two quotations with what differs. */
void ws_page_difference(ws_buffer *out, const cJSON *difference);

#endif
