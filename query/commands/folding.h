/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements as quotations of somebody: what fold.h compares, made of hits. */
#ifndef WS_FOLDING_H
#define WS_FOLDING_H

#include "common.h"
#include "fold.h"

/* Ids of whoever speaks: of persons where people were formed (then ws_identity_settle_hits was told of it), else name
 * keys. Sources without a name have none. */
ws_status ws_folding_unit(ws_session *session, const ws_hit *hit, ws_fold_unit *out, ws_error *error);

/* Folds hits, which then are those that stand for a quotation, `limit` at most and in the order that they had, and says
 * which others stand behind each. People are formed only where names that differ have words that would fold. */
ws_status ws_fold_hits(ws_session *session, const ws_strings *people, size_t limit, ws_hits *hits, ws_folding *out,
                       ws_error *error);

#endif
