/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the matches of a query divide. */
#ifndef WS_QUERY_DIVIDING_H
#define WS_QUERY_DIVIDING_H

#include "identity.h"

/* Counts speaker, type, naming, form, act, outlet, month, addressee and via over all matches of the content: exactly,
 * or, where an estimate will do and they are many, as ws_index_facets estimates them. Many names of speakers are put
 * together as far as these names and the registry tell, where all names of the index were not looked at before. People
 * have to be known: ws_identity_open. Everything lives in the session's arena. */
ws_status ws_facets_find(ws_session *session, const ws_search *search, bool estimate, ws_facets *out, ws_error *error);

#endif
