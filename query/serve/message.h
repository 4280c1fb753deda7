/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes between the server and a worker, over a socket that only the two have. Numbers are of this machine. */
#ifndef WS_MESSAGE_H
#define WS_MESSAGE_H

#include "buffer.h"

#include <stdint.h>

enum { WS_MESSAGE_PARTS = 5, WS_MESSAGE_HEAD = (1 + WS_MESSAGE_PARTS) * 4, WS_MESSAGE_MOST = 40 << 20 };

/* A request: method, target ("/api/search?q=..."), body; the fourth is not empty where the form must carry the server's
 * key, since the browser hides where it comes from. An answer: MIME type, where to go on (a path, or nothing), body, a
 * line for the log, the name of a file that is downloaded (or nothing). */
typedef struct ws_message {
    uint32_t code; /* HTTP status of an answer */
    struct {
        const char *bytes; /* in the bytes that were parsed; not ended by a NUL */
        size_t size;
    } parts[WS_MESSAGE_PARTS];
} ws_message;

void ws_message_add(ws_buffer *out, const ws_message *message);

typedef enum ws_message_state { WS_MESSAGE_WHOLE, WS_MESSAGE_PARTLY, WS_MESSAGE_WRONG } ws_message_state;
/* Of the first so many bytes of one. */
ws_message_state ws_message_parse(const char *bytes, size_t size, ws_message *out);

#endif
