/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections, and how long we wait for each: one that says nothing, or takes nothing, is let go, and when there are
 * too many, whoever keeps us waiting longest goes first, so that nobody is kept out. */
#ifndef WS_CLIENTS_H
#define WS_CLIENTS_H

#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>
#include <time.h>

typedef struct ws_client {
    struct ws_client *next, *previous;
    int socket;
    bool ours, cut; /* it waits for us; it was let go, and is closed soon */
    time_t since;
    uint64_t taken; /* bytes that it has acknowledged, when we last looked */
    size_t holds;   /* bytes of an answer that it is to take */
} ws_client;

typedef struct ws_clients {
    ws_client *first;   /* the newest */
    size_t count, held; /* without those that were cut: how many, and bytes of answers */
} ws_clients;

/* NULL: no memory. */
ws_client *ws_clients_add(ws_clients *clients, int socket, time_t now);
void ws_clients_remove(ws_clients *clients, ws_client *client);
/* From now on we wait for it (or it for us); `holds`: what it is to take. */
void ws_clients_touch(ws_clients *clients, ws_client *client, bool ours, size_t holds, time_t now);

/* Cuts whoever kept us waiting for so long, unless it took a part of an answer meanwhile. */
void ws_clients_sweep(ws_clients *clients, unsigned seconds, time_t now);
/* Cuts the slowest until there are at most so many, and so many bytes of answers. */
void ws_clients_make_room(ws_clients *clients, size_t most, size_t most_held);

#endif
