/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader says of a draft: whatever is taken from it can be compared with itself. */
#include "align.h"
#include "draft.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { MOST_BYTES = 1 << 24, MOST_COMPARED = 20 };
    ws_arena *arena = ws_arena_new(MOST_BYTES);
    char *lines = arena ? ws_arena_string(arena, (const char *)bytes, size) : NULL;
    ws_align_room *room = arena ? ws_align_room_new(arena) : NULL;
    ws_draft draft;
    if (lines && room && ws_draft_parse(arena, lines, &draft, NULL) == WS_OK)
        for (size_t i = 0; i < draft.count && i < MOST_COMPARED; i++) {
            const ws_quote *one = &draft.items[i].quote, *other = &draft.items[draft.count - 1 - i].quote;
            ws_alignment alignment;
            if (ws_align(room, arena, one, other, &alignment, NULL) == WS_OK &&
                alignment.relation != WS_RELATION_NONE && !ws_align_may(one, other))
                abort();
            if (ws_align(room, arena, one, one, &alignment, NULL) == WS_OK && alignment.relation != WS_RELATION_EQUAL)
                abort();
        }
    ws_arena_free(arena);
    return 0;
}
