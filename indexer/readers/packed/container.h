/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that hold files: zip and tar; and what xz and bzip2 pack, which may be a tar. The members come one after
 * another as inputs of their own and are never written to disk. */
#ifndef WS_CONTAINER_H
#define WS_CONTAINER_H

#include "input.h"

enum {
    WS_CONTAINERS_DEEP = 4, /* a container within a container, and so on: the most that are opened */
    WS_CONTAINER_SURE = 40  /* as ws_reader's sniff says it: a reader that is surer gets the file */
};

typedef struct ws_container ws_container;

/* Do the first bytes look like one? */
bool ws_container_is(const unsigned char *head, size_t size);

/* The input outlives the container. */
ws_status ws_container_open(ws_input *input, ws_container **out, ws_error *error);
void ws_container_close(ws_container *container);

/* The next file: WS_OK with its input, "CONTAINER/FOLDER/NAME" by its path, to be closed by the caller before the next
 * call; reading what is encrypted or damaged fails. Folders, links, and what is hidden (as in folders) are passed over.
 * WS_END. Anything else ends it, and has no path in `error`. */
ws_status ws_container_next(ws_container *container, ws_input **member, ws_error *error);

#endif
