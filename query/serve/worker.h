/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker process does: takes a request, answers it by an endpoint or a page, and waits for the next one. */
#ifndef WS_WORKER_H
#define WS_WORKER_H

#include "endpoint.h"
#include "message.h"

/* Until the socket ends. `serving` is a ws_serving whose `kept` is made here. */
void ws_worker_run(const void *serving, int socket);

/* What a worker is asked first, so that it is ready for others. */
extern const ws_message ws_worker_first;

/* Answers one request with a message, appended to `out`. */
void ws_worker_answer(const ws_serving *serving, const ws_message *request, ws_buffer *out);

#endif
