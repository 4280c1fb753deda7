/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clients.h"

#include <linux/tcp.h> /* netinet/tcp.h does not know tcpi_bytes_acked */
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { LEAST_TAKEN = 64 * 1024 }; /* bytes within the time that a client has: a slow line, not a trick */

ws_client *ws_clients_add(ws_clients *clients, int socket, time_t now)
{
    ws_client *client = calloc(1, sizeof *client);
    if (!client) return NULL;
    *client = (ws_client){.next = clients->first, .socket = socket, .since = now};
    if (client->next) client->next->previous = client;
    clients->first = client;
    clients->count++;
    return client;
}

/* It counts no more. */
static void uncount(ws_clients *clients, const ws_client *client)
{
    if (client->cut) return;
    clients->count--;
    clients->held -= client->holds;
}

void ws_clients_remove(ws_clients *clients, ws_client *client)
{
    uncount(clients, client);
    if (client->next) client->next->previous = client->previous;
    *(client->previous ? &client->previous->next : &clients->first) = client->next;
    free(client);
}

void ws_clients_touch(ws_clients *clients, ws_client *client, bool ours, size_t holds, time_t now)
{
    if (!client->cut) clients->held += holds - client->holds;
    client->ours = ours;
    client->holds = holds;
    client->since = now;
}

static void cut(ws_clients *clients, ws_client *client)
{
    uncount(clients, client);
    client->cut = true;
    if (client->socket >= 0) shutdown(client->socket, SHUT_RDWR);
}

/* Bytes that the other side has acknowledged; 0: not known. */
static uint64_t taken_by(const ws_client *client)
{
    struct tcp_info info = {0};
    socklen_t size = sizeof info;
    return getsockopt(client->socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? info.tcpi_bytes_acked : 0;
}

void ws_clients_sweep(ws_clients *clients, unsigned seconds, time_t now)
{
    for (ws_client *one = clients->first; one; one = one->next) {
        if (one->ours || one->cut || now - one->since <= (time_t)seconds) continue;
        uint64_t taken = one->holds ? taken_by(one) : 0;
        bool takes = taken >= one->taken + LEAST_TAKEN;
        one->taken = taken;
        if (takes)
            one->since = now;
        else
            cut(clients, one);
    }
}

/* Those at the end are the oldest connections, but may have said something since. */
static ws_client *slowest(const ws_clients *clients, bool holding)
{
    ws_client *found = NULL;
    for (ws_client *one = clients->first; one; one = one->next)
        if (!one->ours && !one->cut && (!holding || one->holds) && (!found || one->since <= found->since)) found = one;
    return found;
}

void ws_clients_make_room(ws_clients *clients, size_t most, size_t most_held)
{
    ws_client *one;
    while (clients->held > most_held && (one = slowest(clients, true))) cut(clients, one);
    while (clients->count > most && (one = slowest(clients, false))) cut(clients, one);
}
