/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the registry's files share: what its lists become. */
#ifndef WS_REGISTRY_FORM_H
#define WS_REGISTRY_FORM_H

#include "arena.h"
#include "registry.h"
#include "registry_names.h"

typedef struct ws_pair {
    const char *key;
    const void *value; /* an entry, or what a nickname stands for */
} ws_pair;

typedef struct ws_pairs {
    ws_pair *items;
    size_t count, capacity;
} ws_pairs;

struct ws_registry {
    ws_arena *arena;
    ws_registered **entries;
    size_t count, capacity;
    ws_pairs names;     /* by key or id, which no key can be: keys have no capitals; what several have is NULL's */
    ws_pairs nicknames; /* by key */
    ws_full_name *full; /* in the order of ws_full_name_compare */
    size_t full_count, full_capacity;
};

/* Empty. NULL: no memory. */
ws_registry *ws_registry_new(void);
int ws_registry_compare_keys(const void *left, const void *right); /* of pairs */

#endif
