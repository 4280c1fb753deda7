/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was met already: a set of hashes, 16 bytes each. */
#ifndef WS_SEEN_H
#define WS_SEEN_H

#include "status.h"
#include "unicode.h"

#include <stdbool.h>

typedef struct ws_seen ws_seen;

ws_seen *ws_seen_new(void); /* NULL: no memory */
void ws_seen_free(ws_seen *seen);
size_t ws_seen_count(const ws_seen *seen);
/* Adds a hash; *is_new: it was not there. WS_NO_MEMORY. */
ws_status ws_seen_add(ws_seen *seen, ws_hash hash, bool *is_new, ws_error *error);

#endif
