/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the matches of a query divide. */
#ifndef WS_QUERY_DIVIDING_H
#define WS_QUERY_DIVIDING_H

#include "identity.h"

/* Counts speaker, type, naming, form, act, outlet, month, addressee and via over all matches of the content, exactly.
 * People have to be known: ws_identity_open. Everything lives in the session's arena. */
ws_status ws_facets_find(ws_session *session, const ws_search *search, ws_facets *out, ws_error *error);

#endif
