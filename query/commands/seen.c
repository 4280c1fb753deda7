/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seen.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 };

/* Open addressing; a slot of zeros is free, and the hash of zeros itself is kept apart. */
struct ws_seen {
    ws_hash *slots;
    size_t size, count; /* size: a power of two */
    bool zeros;
};

static const ws_hash zeros;

ws_seen *ws_seen_new(void)
{
    ws_seen *seen = calloc(1, sizeof *seen);
    if (!seen) return NULL;
    seen->size = FIRST_SLOTS;
    seen->slots = calloc(seen->size, sizeof *seen->slots);
    if (seen->slots) return seen;
    free(seen);
    return NULL;
}

void ws_seen_free(ws_seen *seen)
{
    if (!seen) return;
    free(seen->slots);
    free(seen);
}

size_t ws_seen_count(const ws_seen *seen)
{
    return seen->count + seen->zeros;
}

static ws_hash *slot_of(ws_hash *slots, size_t size, ws_hash hash)
{
    size_t at;
    memcpy(&at, hash.bytes, sizeof at);
    for (at &= size - 1; memcmp(&slots[at], &zeros, sizeof zeros) != 0; at = (at + 1) & (size - 1))
        if (!memcmp(&slots[at], &hash, sizeof hash)) break;
    return &slots[at];
}

static bool grow(ws_seen *seen)
{
    size_t size = seen->size * 2;
    ws_hash *slots = calloc(size, sizeof *slots);
    if (!slots) return false;
    for (size_t i = 0; i < seen->size; i++)
        if (memcmp(&seen->slots[i], &zeros, sizeof zeros) != 0) *slot_of(slots, size, seen->slots[i]) = seen->slots[i];
    free(seen->slots);
    seen->slots = slots;
    seen->size = size;
    return true;
}

ws_status ws_seen_add(ws_seen *seen, ws_hash hash, bool *is_new, ws_error *error)
{
    if (!memcmp(&hash, &zeros, sizeof hash)) {
        *is_new = !seen->zeros;
        seen->zeros = true;
        return WS_OK;
    }
    if (seen->count * 2 >= seen->size && !grow(seen)) return ws_no_memory(error);
    ws_hash *slot = slot_of(seen->slots, seen->size, hash);
    *is_new = memcmp(slot, &zeros, sizeof zeros) == 0;
    if (*is_new) seen->count++;
    *slot = hash;
    return WS_OK;
}
