/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feed file of a watch. It is made anew from what the watch has told and the index, so each statement stands in it
 * once, whenever a run was stopped, and what was withdrawn, rejected or purged since is gone. */
#ifndef WS_QUERY_WATCH_FEED_H
#define WS_QUERY_WATCH_FEED_H

#include "identity.h"
#include "state.h"
#include "watch_about.h"
#include "watches.h"

enum { WS_WATCH_FEED_MOST = 500 }; /* the statements that were told of last */

/* Replaces the file in one step. The session has people; `about` tells why, NULL where the watch has a query; `now` is
 * the feed's time while nothing was told. */
ws_status ws_watch_feed_write(ws_session *session, const ws_watch *watch, const ws_watch_state *state,
                              const ws_about *about, const char *now, ws_error *error);

#endif
