/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes between the server and a worker, over a socket that only the two have. Numbers are of this machine. */
#ifndef WS_MESSAGE_H
#define WS_MESSAGE_H

#include "buffer.h"

#include <stdint.h>

/* Of a request. */
enum {
    WS_MESSAGE_METHOD,
    WS_MESSAGE_TARGET, /* "/api/search?q=..." */
    WS_MESSAGE_FORM,   /* the body */
    WS_MESSAGE_HIDDEN /* not empty: the form must carry the server's key, since the browser hides where it comes from */
};
/* Of an answer; what does not apply is empty. */
enum {
    WS_MESSAGE_TYPE, /* MIME type */
    WS_MESSAGE_GO,   /* where to go on: a path of ours */
    WS_MESSAGE_BODY,
    WS_MESSAGE_LOG,   /* a line */
    WS_MESSAGE_FILE,  /* name of what is downloaded */
    WS_MESSAGE_ALONE, /* not empty: a report, a page that brings its own style, and nothing else */
    WS_MESSAGE_TAG,   /* ETag */
    WS_MESSAGE_SEEN,  /* what it was made of, as ws_kept_seen tells it */
    WS_MESSAGE_PARTS
};
enum { WS_MESSAGE_HEAD = (1 + WS_MESSAGE_PARTS) * 4, WS_MESSAGE_MOST = 40 << 20 };
/* The code of the request that a worker is given first, which nobody made; others have 0. */
enum { WS_MESSAGE_FIRST = 1 };

typedef struct ws_message {
    uint32_t code; /* HTTP status of an answer; of a request see above */
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
