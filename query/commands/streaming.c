/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "streaming.h"

typedef struct stream {
    ws_session *session;
    const ws_search *search;
    ws_print print;
    const ws_printer *printer;
    ws_seen *seen;
    size_t count;
} stream;

/* What is said of the people of one batch goes with it. */
static ws_status print_batch(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    stream *self = user;
    ws_session within = *self->session;
    within.arena = self->print.arena = arena;
    ws_status status = ws_seen_leave_new(self->seen, arena, batch, error);
    if (status != WS_OK || !batch->count) return status;
    status = ws_identity_mark_settled(&within, batch, error);
    if (status == WS_OK) status = self->printer->hits(&self->print, self->search, batch, NULL, error);
    self->print.continued = true;
    self->count += batch->count;
    if (status == WS_OK && ferror(self->print.out)) /* the reader of a pipe has gone, or the disk is full */
        status = ws_fail(error, WS_IO, NULL, "cannot write the answer");
    return status;
}

ws_status ws_stream_print(ws_session *session, const ws_search *search, const ws_print *print, ws_format format,
                          ws_once once, size_t *count, ws_error *error)
{
    stream self = {session, search, *print, ws_printer_for(format), ws_seen_new(once), 0};
    ws_status status = self.seen ? ws_identity_settle_all(session, search, error) : ws_no_memory(error);
    if (status == WS_OK) status = ws_index_stream(session->index, search, print_batch, &self, error);
    ws_seen_free(self.seen);
    *count = self.count;
    return status;
}
