/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "once.h"

#include "index_rows.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char *const ws_once_names[] = {"statement", "source", "article", NULL};

enum { FIRST_SIZE = 1024 }; /* a power of two */

/* Open addressing; a place whose `used` is false is free. */
typedef struct place {
    ws_hash hash;
    bool used;
} place;

struct ws_seen {
    ws_once once;
    place *places;
    size_t size, count;
};

ws_seen *ws_seen_new(ws_once once)
{
    ws_seen *seen = calloc(1, sizeof *seen);
    if (!seen) return NULL;
    *seen = (ws_seen){.once = once, .places = calloc(FIRST_SIZE, sizeof(place)), .size = FIRST_SIZE};
    if (seen->places) return seen;
    free(seen);
    return NULL;
}

void ws_seen_free(ws_seen *seen)
{
    if (!seen) return;
    free(seen->places);
    free(seen);
}

static place *find(place *places, size_t size, const ws_hash *hash)
{
    uint64_t at;
    memcpy(&at, hash->bytes, sizeof at);
    for (at &= size - 1; places[at].used; at = (at + 1) & (size - 1))
        if (!memcmp(&places[at].hash, hash, sizeof *hash)) break;
    return &places[at];
}

static bool grow(ws_seen *seen)
{
    place *larger = calloc(seen->size * 2, sizeof *larger);
    if (!larger) return false;
    for (size_t i = 0; i < seen->size; i++)
        if (seen->places[i].used) *find(larger, seen->size * 2, &seen->places[i].hash) = seen->places[i];
    free(seen->places);
    seen->places = larger;
    seen->size *= 2;
    return true;
}

/* Of what a hit is. *some: false where it is of nothing. */
static ws_status hash_of(const ws_seen *seen, ws_arena *arena, const ws_hit *hit, ws_hash *out, bool *some,
                         ws_error *error)
{
    const char *strings[] = {hit->article->id, ""};
    ws_buffer source = WS_BUFFER_INIT(SIZE_MAX);
    ws_status status = WS_OK;
    if (seen->once == WS_ONCE_SOURCE) {
        status = ws_statement_source(arena, hit->statement, &source, error);
        if (source.size) strings[1] = source.bytes;
    }
    *some = seen->once == WS_ONCE_ARTICLE || source.size;
    *out = ws_hash_strings(strings, 2);
    ws_buffer_free(&source);
    return status;
}

ws_status ws_seen_leave_new(ws_seen *seen, ws_arena *arena, ws_hits *hits, ws_error *error)
{
    size_t kept = 0;
    for (size_t i = 0; i < hits->count && seen->once != WS_ONCE_STATEMENT; i++) {
        ws_hash hash;
        bool some;
        ws_status status = hash_of(seen, arena, &hits->items[i], &hash, &some, error);
        if (status != WS_OK) return status;
        if (2 * seen->count >= seen->size && !grow(seen)) return ws_no_memory(error);
        place *at = find(seen->places, seen->size, &hash);
        if (!some || at->used) continue;
        *at = (place){hash, true};
        seen->count++;
        hits->items[kept++] = hits->items[i];
    }
    if (seen->once != WS_ONCE_STATEMENT) hits->count = kept;
    return WS_OK;
}
