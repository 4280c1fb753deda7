/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All matches of a query, one after the other: search --all, export. */
#ifndef WS_QUERY_STREAMING_H
#define WS_QUERY_STREAMING_H

#include "identity.h"
#include "once.h"

/* Forms people, with the user's lists, and puts the session's query into the search, by: with all names of those whom
 * it may mean. */
ws_status ws_stream_open(ws_session *session, const ws_strings *people, ws_search *search, ws_error *error);

/* Hands out every match of the search, as ws_index_stream does, its people settled and marked. */
ws_status ws_stream_hits(ws_session *session, const ws_search *search, ws_take_hits take, void *user, ws_error *error);

/* Prints every match of the search as one of the formats that are rows; *count is how many were printed. `once`: only
 * the first from each source or article. */
ws_status ws_stream_print(ws_session *session, const ws_search *search, const ws_print *print, ws_format format,
                          ws_once once, size_t *count, ws_error *error);

#endif
