/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling what is new by mail and to commands. Neither by a shell. */
#ifndef WS_WATCH_DELIVER_H
#define WS_WATCH_DELIVER_H

#include "buffer.h"
#include "watches.h"

/* A mail of plain UTF-8 text: `subject` and the watch's address are checked ASCII of one line. The same key makes the
 * same Message-ID. The body is packed (base64), so that no word of an article is more than text in it. */
void ws_watch_mail(ws_buffer *out, const ws_watch *watch, const char *key, const char *subject, const char *date,
                   const char *text, size_t size);

/* Hands it to the system's sendmail, found in PATH, /usr/sbin or /usr/lib. WS_IO: it did not take it, or there is
 * none. */
ws_status ws_watch_send(const ws_watch *watch, const ws_buffer *mail, ws_error *error);

/* Runs the watch's command with these bytes as its standard input and $WHOSAID_KEY and $WHOSAID_WATCH; appends what it
 * writes to `out`. WS_IO: it failed, took more than a minute, or is not there. */
ws_status ws_watch_hand_over(ws_arena *arena, const ws_watch *watch, const char *key, const char *input, size_t size,
                             ws_buffer *out, ws_error *error);

#endif
