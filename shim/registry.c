/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "registry.h"

#include "registry_form.h"

#include <stdlib.h>
#include <string.h>

ws_registry *ws_registry_new(void)
{
    ws_registry *registry = calloc(1, sizeof *registry);
    if (registry && !(registry->arena = ws_arena_new(0))) {
        free(registry);
        return NULL;
    }
    return registry;
}

void ws_registry_close(ws_registry *registry)
{
    if (!registry) return;
    ws_arena_free(registry->arena);
    free(registry);
}

int ws_registry_compare_keys(const void *left, const void *right)
{
    return strcmp(((const ws_pair *)left)->key, ((const ws_pair *)right)->key);
}

static const void *value_of(const ws_pairs *pairs, const char *key)
{
    ws_pair wanted = {key, NULL};
    if (!pairs->count) return NULL;
    const ws_pair *found = bsearch(&wanted, pairs->items, pairs->count, sizeof wanted, ws_registry_compare_keys);
    return found ? found->value : NULL;
}

const ws_registered *ws_registry_find(const ws_registry *registry, const char *key)
{
    return value_of(&registry->names, key);
}

const char *ws_registry_given(const ws_registry *registry, const char *given)
{
    const char *full = value_of(&registry->nicknames, given);
    return full ? full : given;
}

size_t ws_registry_count(const ws_registry *registry)
{
    return registry->count;
}

const ws_registered *ws_registry_entry(const ws_registry *registry, size_t index)
{
    return registry->entries[index]->same ? NULL : registry->entries[index];
}

const char *ws_registry_nickname(const ws_registry *registry, const char *given, size_t index)
{
    for (size_t i = 0; i < registry->nicknames.count; i++)
        if (!strcmp(registry->nicknames.items[i].value, given) && !index--) return registry->nicknames.items[i].key;
    return NULL;
}

static int compare_places(const ws_full_name *name, const char *surname, const char *given)
{
    int order = strcmp(name->parts.surname, surname);
    return order || !given ? order : strcmp(name->parts.given, given);
}

int ws_full_name_compare(const void *left_, const void *right_)
{
    const ws_full_name *left = left_, *right = right_;
    int order = compare_places(left, right->parts.surname, right->parts.given);
    if (!order) order = strcmp(left->parts.initials, right->parts.initials);
    if (!order) order = strcmp(left->parts.middle, right->parts.middle);
    if (!order) order = (left->name > right->name) - (left->name < right->name);
    if (order || !left->entry || !right->entry) return order;
    return (left->entry->index > right->entry->index) - (left->entry->index < right->entry->index);
}

const ws_full_name *ws_registry_full_names(const ws_registry *registry, const char *surname, const char *given,
                                           size_t *count)
{
    size_t low = 0, high = registry->full_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(&registry->full[middle], surname, given) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (high = low; high < registry->full_count && !compare_places(&registry->full[high], surname, given);) high++;
    *count = high - low;
    return registry->full + low;
}
