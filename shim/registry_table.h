/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped lists as they were read when the program was built (data/make_table.c), for to read them takes longer than
 * most searches. Strings are offsets into `strings`, entries are indexes; WS_TABLE_NONE stands for NULL. */
#ifndef WS_REGISTRY_TABLE_H
#define WS_REGISTRY_TABLE_H

#include "record.h"

#include <stddef.h>
#include <stdint.h>

#define WS_TABLE_NONE UINT32_MAX

typedef struct ws_table_entry {
    uint32_t name, id, type, also, same;
    uint32_t first_key, key_count; /* of `keys` */
} ws_table_entry;

typedef struct ws_table_pair {
    uint32_t key, value;
} ws_table_pair;

typedef struct ws_table_full {
    uint32_t surname, given, initials, middle, abbreviated, is_short, entry;
} ws_table_full;

typedef struct ws_registry_table {
    const char *people, *nicknames; /* hashes of the lists that it is made of, in hex digits */
    const char *strings;
    const uint32_t *keys; /* strings */
    const ws_table_entry *entries;
    const ws_table_pair *names;          /* by key; values are entries */
    const ws_table_pair *nickname_pairs; /* by key; values are strings */
    const ws_table_full *full;
    size_t entry_count, name_count, nickname_count, full_count;
} ws_registry_table;

extern const ws_registry_table ws_registry_shipped;

#endif
