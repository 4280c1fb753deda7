/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to loosen in a query that found nothing, and what was probably meant. */
#ifndef WS_QUERY_HINTS_H
#define WS_QUERY_HINTS_H

#include "identity.h"

/* Fills conditions and suggestions of `out`, in the session's arena; `search` is what found nothing. */
ws_status ws_hints_find(ws_session *session, const ws_search *search, ws_searched *out, ws_error *error);

/* The same with what was searched at all. */
ws_status ws_hints_searched(ws_session *session, const ws_search *search, ws_searched *out, ws_error *error);

#endif
