/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A share of an archive, for runs that do not know of each other: an article belongs to one of N by its id alone. */
#ifndef WS_SHARD_H
#define WS_SHARD_H

#include "status.h"

#include <stdbool.h>
#include <stddef.h>

enum { WS_SHARDS_MOST = 10000 };

typedef struct ws_shard {
    size_t number, count; /* 1 to count; count 0: all articles */
} ws_shard;

/* "3/8"; NULL is all articles. WS_USAGE. */
ws_status ws_shard_parse(const char *text, ws_shard *out, ws_error *error);
/* The same for every version of an article, on every machine. */
bool ws_shard_has(const ws_shard *shard, const char *article_id);

#endif
