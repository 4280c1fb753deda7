/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports as they are read back: every row is found by its id, and there is one for each. */
#include "exported.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { MOST_BYTES = 1 << 24 };
    ws_arena *arena = ws_arena_new(MOST_BYTES);
    FILE *in = size ? fmemopen((void *)bytes, size, "r") : NULL;
    ws_exported all;
    if (arena && in && ws_exported_read(arena, in, "export", &all, NULL) == WS_OK)
        for (size_t i = 0; i < all.count; i++)
            if (ws_exported_find(&all, all.items[i].id) != &all.items[i] || !all.items[i].speakers) abort();
    if (in) fclose(in);
    ws_arena_free(arena);
    return 0;
}
