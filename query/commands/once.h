/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of the matches of a search the first from each article, or from each source of an article: --once. */
#ifndef WS_QUERY_ONCE_H
#define WS_QUERY_ONCE_H

#include "index.h"
#include "seen.h"

typedef enum ws_once { WS_ONCE_STATEMENT, WS_ONCE_SOURCE, WS_ONCE_ARTICLE } ws_once;
extern const char *const ws_once_names[]; /* "statement", "source", "article", NULL */

/* Leaves those hits that are of something not seen before; by source, none of statements that have no source. */
ws_status ws_once_leave_new(ws_once once, ws_seen *seen, ws_arena *arena, ws_hits *hits, ws_error *error);

#endif
