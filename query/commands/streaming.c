/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "streaming.h"

ws_status ws_stream_open(ws_session *session, const ws_strings *people, ws_search *search, ws_error *error)
{
    ws_status status = ws_identity_open(session, people, error);
    session->asked = session->query;
    if (status == WS_OK && ws_asks_for_names(session->query)) status = ws_identity_expand(session, error);
    search->query = session->asked;
    return status;
}

typedef struct marking {
    ws_session *session;
    ws_take_hits take;
    void *user;
} marking;

/* What is said of the people of one batch goes with it. */
static ws_status mark_batch(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    const marking *self = user;
    ws_session within = *self->session;
    within.arena = arena;
    ws_status status = ws_identity_mark_settled(&within, batch, error);
    return status == WS_OK ? self->take(self->user, arena, batch, error) : status;
}

ws_status ws_stream_hits(ws_session *session, const ws_search *search, ws_take_hits take, void *user, ws_error *error)
{
    marking self = {session, take, user};
    ws_status status = ws_identity_settle_all(session, search, error);
    return status == WS_OK ? ws_index_stream(session->index, search, mark_batch, &self, error) : status;
}

typedef struct printing {
    const ws_search *search;
    ws_print print;
    const ws_printer *printer;
    ws_once once;
    ws_seen *seen;
    size_t count;
} printing;

static ws_status print_batch(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    printing *self = user;
    self->print.arena = arena;
    ws_status status = ws_once_leave_new(self->once, self->seen, arena, batch, error);
    if (status != WS_OK || !batch->count) return status;
    status = self->printer->hits(&self->print, self->search, batch, NULL, error);
    self->print.continued = true;
    self->count += batch->count;
    if (status == WS_OK && ferror(self->print.out)) /* the reader of a pipe has gone, or the disk is full */
        status = ws_fail(error, WS_IO, NULL, "cannot write the answer");
    return status;
}

ws_status ws_stream_print(ws_session *session, const ws_search *search, const ws_print *print, ws_format format,
                          ws_once once, size_t *count, ws_error *error)
{
    printing self = {search, *print, ws_printer_for(format), once, ws_seen_new(), 0};
    ws_status status = self.seen ? ws_stream_hits(session, search, print_batch, &self, error) : ws_no_memory(error);
    ws_seen_free(self.seen);
    *count = self.count;
    return status;
}
