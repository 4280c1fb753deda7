/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl-C as a request: SIGINT and SIGTERM ask for an end, which the command comes to by itself; a second one kills. */
#ifndef WS_END_REQUEST_H
#define WS_END_REQUEST_H

#include "status.h"

#include <stdbool.h>

#pragma GCC visibility push(default)

/* From here on, until ws_end_request_close; one watch at a time. WS_IO. */
ws_status ws_end_request_watch(ws_error *error);
void ws_end_request_close(void); /* may be called again; what was asked for stays known */
bool ws_end_request_asked(void);
/* Can be read from once an end was asked for, or a waiting thread was woken. */
int ws_end_request_descriptor(void);
void ws_end_request_wake(void);

#pragma GCC visibility pop
#endif
