/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the articles that hits are from have copies under other ids. */
#ifndef WS_COPIED_H
#define WS_COPIED_H

#include "common.h"

/* Of the first hundred hits: each article is a question to the index. No more than `most` copies of those articles are
 * loaded behind whose hits no others stand (`folding`; NULL: nobody folds): of these some may be told already. */
ws_status ws_copied_find(ws_session *session, const ws_hits *hits, const ws_folding *folding, size_t most,
                         ws_copied *out, ws_error *error);

#endif
