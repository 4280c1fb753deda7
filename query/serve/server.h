/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP side of `whosaid serve`: one thread, one loop, on libmicrohttpd. It takes requests, checks who asks, hands
 * them to worker processes, and sends what they answer. It never opens an index, and writes nothing about what is
 * asked. */
#ifndef WS_SERVER_H
#define WS_SERVER_H

#include "endpoint.h"
#include "guard.h"

typedef struct ws_server_options {
    const char *address; /* in digits */
    unsigned port;       /* 0: a free one */
    size_t workers;
    unsigned seconds, read_seconds,
        slow_seconds; /* a worker's time for an answer, for a slow one; a client's for its part */
    ws_guard guard;
    const ws_serving *serving;
    FILE *log; /* failures of ours; never what was asked */
} ws_server_options;

/* Serves until SIGINT or SIGTERM. `ready` is called once, when it can be asked, with the port. */
ws_status ws_server_run(const ws_server_options *options, void (*ready)(void *user, unsigned port), void *user,
                        ws_error *error);

/* A file of the page, built in. */
typedef struct ws_asset {
    const char *path, *type;
    const unsigned char *bytes;
    size_t size;
} ws_asset;
extern const ws_asset ws_assets[]; /* made by the build from page/; ended by a NULL path */

#endif
