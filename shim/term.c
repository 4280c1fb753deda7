/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema.h"
#include "unicode.h"

#include <string.h>

enum { HASH_DIGITS = 32 };

static char code_of(const ws_field *field, const char *name)
{
    return ws_value_code(ws_value_parse((ws_vocabulary)field->vocabulary, name));
}

char *ws_term(ws_arena *arena, ws_field_id field, const char *folded)
{
    const ws_field *entry = ws_field_get(field);
    const char *prefix = entry && entry->prefix ? entry->prefix : "";
    size_t prefix_size = strlen(prefix), size = strlen(folded), kept = size;
    char hex[HASH_DIGITS + 1] = "";
    char code[2] = {entry && entry->vocabulary >= 0 ? code_of(entry, folded) : '\0', '\0'};

    if (*code) {
        folded = code;
        size = kept = 1;
    }
    if (prefix_size + size > WS_TERM_BYTES) {
        ws_hash_hex(ws_hash_bytes(folded, size), hex);
        kept = WS_TERM_BYTES - prefix_size - HASH_DIGITS;
        while (kept > 0 && ((unsigned char)folded[kept] & 0xC0) == 0x80) kept--;
    }
    char *term = ws_arena_alloc(arena, prefix_size + kept + sizeof hex);
    if (!term) return NULL;
    memcpy(term, prefix, prefix_size);
    memcpy(term + prefix_size, folded, kept);
    memcpy(term + prefix_size + kept, hex, strlen(hex) + 1);
    return term;
}
