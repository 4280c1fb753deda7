/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matches by what they have in common: --group-by. */
#ifndef WS_QUERY_GROUPING_H
#define WS_QUERY_GROUPING_H

#include "identity.h"

typedef enum ws_group_by {
    WS_GROUP_NONE,
    WS_GROUP_SPEAKER,
    WS_GROUP_ARTICLE,
    WS_GROUP_QUOTE,
    WS_GROUP_MONTH
} ws_group_by;
extern const char *const ws_group_names[]; /* "none", "speaker", ... */

enum { WS_GROUPED_MOST = 1000 }; /* statements that are grouped at most: the best ones */

/* Puts hits that match in their own words into groups, which stand in the order of their first hit: of a person or body
 * under all names (joint speakers: in each of theirs), an article, a month of publication; or of one
 * quotation, as fold.h tells. Hands out `limit` groups from `offset` on. Hits without their articles (ws_search.bare) are
 * marked where they are handed out, others have to be (ws_identity_mark). Of many speakers only those of the groups that
 * are handed out, or come before, are known under all their names, and the total is the most there can be. All of it
 * lives in the session's arena, and as long as the hits. */
ws_status ws_groups_form(ws_session *session, const ws_hits *hits, ws_group_by by, size_t offset, size_t limit,
                         ws_groups *out, ws_error *error);

#endif
