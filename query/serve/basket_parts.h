/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_BASKET_PARTS_H
#define WS_BASKET_PARTS_H

#include "identity.h"

/* Statements by their ids, in the order given, marked; what was withdrawn, superseded or rejected meanwhile, or is not
 * known, is left out. The session's people are open. */
ws_status ws_basket_find(ws_session *session, const ws_strings *ids, ws_hits *out, ws_error *error);

#endif
