/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of workers that the server gives again while nothing has changed: kept in bounded memory, never on disk, for
 * a minute at most and not over midnight (UTC), since a query may say "today" and an embargo may end. Whether the index
 * is as it was is told by its files, with each request. */
#ifndef WS_CACHE_H
#define WS_CACHE_H

#include "message.h"

#include <stdbool.h>

typedef struct ws_cache ws_cache;

/* For at most so many bytes, targets included; 0: keeps nothing. NULL: no memory. */
ws_cache *ws_cache_new(size_t most);
void ws_cache_free(ws_cache *cache); /* NULL is fine */

/* Keeps what a worker answered to GET `target`. Only whole answers that came out well, that are not downloaded, that
 * say what they were made of (WS_MESSAGE_SEEN), and that are still true are kept; one of more than an eighth of all
 * bytes is not. */
void ws_cache_put(ws_cache *cache, const char *target, const ws_message *answer);

/* True: *out is what was answered, and lives until the next call. */
bool ws_cache_get(ws_cache *cache, const char *target, ws_message *out);

/* Drops what is too old; to be called now and then. */
void ws_cache_sweep(ws_cache *cache);

#endif
