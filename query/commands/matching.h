/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an index has of somebody's words. */
#ifndef WS_MATCHING_H
#define WS_MATCHING_H

#include "find.h"
#include "folding.h"
#include "variant.h"

/* All statements whose words stand in any relation to those of `asked`, but for the statement `hit` itself (may be
 * NULL); `bounds` may be NULL. People must have been formed. */
ws_status ws_matching_find(ws_session *session, const ws_fold_unit *asked, const ws_hit *hit,
                           const ws_find_bounds *bounds, ws_variants *out, ws_error *error);

/* Keeps those that `keep` says. */
void ws_matching_keep(ws_variants *variants, bool (*keep)(const ws_variant *variant));

/* Ids of all whom a name may mean; where nobody is called so, an id that is nobody's. `said_by`, unless it is NULL: all
 * that they say; NULL in it where one query cannot name all their spellings. */
ws_status ws_matching_named(ws_session *session, const char *name, ws_fold_unit *out, const ws_query **said_by,
                            ws_error *error);

/* When the version that first has the words is from. NULL: no date. */
const char *ws_matching_seen(const ws_hit *hit);

#endif
