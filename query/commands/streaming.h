/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All matches of a query, printed while they are read: --all. */
#ifndef WS_QUERY_STREAMING_H
#define WS_QUERY_STREAMING_H

#include "identity.h"
#include "once.h"

/* Prints every match of the search as one of the formats that are rows; *count is how many were
 * printed. `once`: only the first from each source or article. */
ws_status ws_stream_print(ws_session *session, const ws_search *search, const ws_print *print, ws_format format,
                          ws_once once, size_t *count, ws_error *error);

#endif
