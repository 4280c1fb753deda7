/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the registry's people in their parts, for people.c alone. */
#ifndef WS_REGISTRY_NAMES_H
#define WS_REGISTRY_NAMES_H

#include "name_parts.h"
#include "registry.h"

/* A full name, its given name not short for another. */
typedef struct ws_full_name {
    ws_name_parts parts;
    const ws_registered *entry; /* NULL: of the index */
    size_t name;                /* which of the index; SIZE_MAX: of the registry */
} ws_full_name;

/* By surname, then given name, then the names between. */
int ws_full_name_compare(const void *left, const void *right);

/* The full names with this surname, and this given name unless it is NULL. */
const ws_full_name *ws_registry_full_names(const ws_registry *registry, const char *surname, const char *given,
                                           size_t *count);

/* What stands for one person or body, by index; NULL: another line about somebody who has one already. */
const ws_registered *ws_registry_entry(const ws_registry *registry, size_t index);
/* The given names that are short for this one; NULL behind the last. */
const char *ws_registry_nickname(const ws_registry *registry, const char *given, size_t index);

#endif
