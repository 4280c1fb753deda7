/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches, and what a watch has told: what is read holds what its header promises, and is read again as it is written.
 */
#include "json.h"
#include "state.h"
#include "watches.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define KEY "0123456789abcdef0123456789abcdef"

static void check_watches(const ws_watches *watches)
{
    for (size_t i = 0; i < watches->count; i++) {
        const ws_watch *one = &watches->items[i];
        if (!ws_watch_is_name(one->name) || ws_watches_find(watches, one->name) != one) abort();
        if (one->email && strpbrk(one->email, " \r\n<>\"")) abort();
        if (!one->query == !one->about) abort();
    }
}

/* The same bytes as the lines below a header that fits them. */
static void read_state(ws_arena *arena, const char *bytes, size_t size)
{
    char checksum[33];
    ws_watch_state state;
    ws_buffer whole = WS_BUFFER_INIT(1 << 22), again = WS_BUFFER_INIT(1 << 22);
    ws_hash_hex(ws_hash_bytes(bytes, size), checksum);
    ws_buffer_printf(&whole, "{\"format\":1,\"key\":\"" KEY "\",\"checksum\":\"%s\"}\n", checksum);
    if (size) ws_buffer_add(&whole, bytes, size);
    if (ws_watch_state_parse(arena, bytes, size, "state", KEY, &state, NULL) == WS_OK && !*state.checksum) abort();
    if (!whole.failed && ws_watch_state_parse(arena, whole.bytes, whole.size, "state", KEY, &state, NULL) == WS_OK) {
        for (size_t i = 0; i < state.rows.count; i++) {
            FILE *in;
            ws_exported back;
            const ws_exported_row *row = &state.rows.items[i], *found;
            ws_buffer_clear(&again);
            ws_exported_add(&again, row);
            if (again.failed || !(in = fmemopen(again.bytes, again.size, "r"))) break;
            if (ws_exported_read(arena, in, "again", &back, NULL) != WS_OK || back.count != 1) abort();
            found = &back.items[0];
            if (strcmp(found->speakers, row->speakers) || found->corrected != row->corrected ||
                found->current != row->current || !found->told != !row->told)
                abort();
            fclose(in);
        }
    }
    ws_buffer_free(&whole);
    ws_buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { MOST_BYTES = 1 << 26 };
    ws_arena *arena = ws_arena_new(MOST_BYTES);
    ws_watches watches;
    if (arena && ws_watches_parse(arena, (const char *)bytes, size, "watches", &watches, NULL) == WS_OK)
        check_watches(&watches);
    if (arena) read_state(arena, (const char *)bytes, size);
    ws_arena_free(arena);
    return 0;
}
