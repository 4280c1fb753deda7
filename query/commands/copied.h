/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the articles that hits are from have copies under other ids. */
#ifndef WS_COPIED_H
#define WS_COPIED_H

#include "common.h"

/* Of the first hundred hits: each article is a question to the index. */
ws_status ws_copied_find(ws_session *session, const ws_hits *hits, ws_copied *out, ws_error *error);

#endif
