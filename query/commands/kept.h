/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a process that answers many questions holds open between them: the index with its decisions, and the people
 * formed from its names. Commands use it through their session, where ws_context.kept is set; nothing else differs. */
#ifndef WS_QUERY_KEPT_H
#define WS_QUERY_KEPT_H

#include "buffer.h"
#include "common.h"

typedef struct ws_kept ws_kept;

ws_kept *ws_kept_new(void);       /* NULL: no memory */
void ws_kept_free(ws_kept *kept); /* NULL is fine */

/* Hands what is open to a session. False: nothing is, or files of the index or a journal have changed since. */
bool ws_kept_take(ws_kept *kept, ws_session *session);
/* Closes what is open; what the session opens from now on lives in session->lasting. */
void ws_kept_begin(ws_kept *kept, ws_session *session);
/* Remembers how the files of an index and its journals are now. */
ws_status ws_kept_watch(ws_kept *kept, const ws_index *index, const ws_strings *places, const char *const *journals,
                        size_t count, ws_error *error);
/* Keeps what the session has opened; the session goes on to use it and does not close it. */
void ws_kept_give(ws_kept *kept, const ws_session *session);
/* Closes everything, the session's too. */
void ws_kept_drop(ws_kept *kept, ws_session *session);

/* The same for what it holds, which is counted anew after a minute, since embargoes end. */
bool ws_kept_take_searched(const ws_kept *kept, ws_searched *out);
void ws_kept_give_searched(ws_kept *kept, const ws_searched *searched);

/* How often something was opened. An answer during which this stays the same is of one state of the index. */
size_t ws_kept_opened(const ws_kept *kept);
/* Appends that state: its ws_hash, and the files by which it is told (ws_seen_files_look), each ended by a NUL. False:
 * nothing is open, or servers are among the indexes, which tell of no change. */
bool ws_kept_seen(const ws_kept *kept, ws_buffer *out);

#endif
