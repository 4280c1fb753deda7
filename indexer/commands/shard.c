/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shard.h"

#include "unicode.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Digits up to `end`, no more than WS_SHARDS_MOST; 0: it is none. */
static size_t read_number(const char *digits, char end)
{
    char *stop;
    if (!isdigit((unsigned char)*digits)) return 0;
    unsigned long number = strtoul(digits, &stop, 10);
    return *stop == end && number <= WS_SHARDS_MOST ? number : 0;
}

ws_status ws_shard_parse(const char *text, ws_shard *out, ws_error *error)
{
    *out = (ws_shard){0, 0};
    if (!text) return WS_OK;
    const char *slash = strchr(text, '/');
    size_t number = read_number(text, '/'), count = slash ? read_number(slash + 1, '\0') : 0;
    if (!number || number > count)
        return ws_fail(error, WS_USAGE, "write --shard 1/3, 2/3 and 3/3 for a third each (10000 at most)",
                       "'%s' is no share of an archive", text);
    *out = (ws_shard){number, count};
    return WS_OK;
}

bool ws_shard_has(const ws_shard *shard, const char *article_id)
{
    if (!shard->count) return true;
    ws_hash hash = ws_hash_bytes(article_id, strlen(article_id));
    uint64_t high = 0;
    for (int i = 0; i < 8; i++) high = high << 8 | hash.bytes[i];
    return high % shard->count == shard->number - 1;
}
