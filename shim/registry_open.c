/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the shipped lists: as the build read them, unless somebody changed them or added others. */
#include "registry_form.h"
#include "registry_table.h"
#include "unicode.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- as the build read them --- */

static const char *string_at(uint32_t offset)
{
    return offset == WS_TABLE_NONE ? NULL : ws_registry_shipped.strings + offset;
}

static ws_registered *entry_at(const ws_registry *registry, uint32_t index)
{
    return index == WS_TABLE_NONE ? NULL : registry->entries[index];
}

static bool take_entries(ws_registry *registry)
{
    const ws_registry_table *table = &ws_registry_shipped;
    ws_registered *all = ws_arena_array(registry->arena, table->entry_count, sizeof *all);
    registry->entries = ws_arena_array(registry->arena, table->entry_count, sizeof *registry->entries);
    if (!all || !registry->entries) return false;
    registry->count = registry->capacity = table->entry_count;
    for (size_t i = 0; i < registry->count; i++) registry->entries[i] = &all[i];
    for (size_t i = 0; i < registry->count; i++) {
        const ws_table_entry *from = &table->entries[i];
        const char **keys = ws_arena_array(registry->arena, from->key_count, sizeof *keys);
        if (!keys) return false;
        for (size_t k = 0; k < from->key_count; k++) keys[k] = string_at(table->keys[from->first_key + k]);
        all[i] = (ws_registered){.name = string_at(from->name),
                                 .id = string_at(from->id),
                                 .type = (ws_speaker_type)from->type,
                                 .keys = keys,
                                 .key_count = from->key_count,
                                 .index = i,
                                 .also = entry_at(registry, from->also),
                                 .same = entry_at(registry, from->same)};
    }
    return true;
}

static bool take_pairs(ws_registry *registry, const ws_table_pair *from, size_t count, bool of_entries, ws_pairs *out)
{
    out->items = ws_arena_array(registry->arena, count, sizeof *out->items);
    if (!out->items) return false;
    out->count = out->capacity = count;
    for (size_t i = 0; i < count; i++) {
        const void *value = of_entries ? (const void *)entry_at(registry, from[i].value) : string_at(from[i].value);
        out->items[i] = (ws_pair){string_at(from[i].key), value};
    }
    return true;
}

static bool take_full_names(ws_registry *registry)
{
    const ws_registry_table *table = &ws_registry_shipped;
    registry->full = ws_arena_array(registry->arena, table->full_count, sizeof *registry->full);
    if (!registry->full) return false;
    registry->full_count = registry->full_capacity = table->full_count;
    for (size_t i = 0; i < table->full_count; i++) {
        const ws_table_full *from = &table->full[i];
        registry->full[i] = (ws_full_name){.parts = {.surname = string_at(from->surname),
                                                     .given = string_at(from->given),
                                                     .initials = string_at(from->initials),
                                                     .middle = string_at(from->middle),
                                                     .abbreviated = from->abbreviated,
                                                     .is_short = from->is_short},
                                           .entry = entry_at(registry, from->entry),
                                           .name = SIZE_MAX};
    }
    return true;
}

static ws_status open_table(ws_registry **out, ws_error *error)
{
    const ws_registry_table *table = &ws_registry_shipped;
    ws_registry *registry = ws_registry_new();
    bool taken = registry && take_entries(registry) &&
                 take_pairs(registry, table->names, table->name_count, true, &registry->names) &&
                 take_pairs(registry, table->nickname_pairs, table->nickname_count, false, &registry->nicknames) &&
                 take_full_names(registry);
    if (taken) {
        *out = registry;
        return WS_OK;
    }
    ws_registry_close(registry);
    return ws_no_memory(error);
}

/* --- as they are --- */

static bool has_hash(const char *path, const char *hex)
{
    struct stat found;
    char own[33] = "";
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    if (!fstat(file, &found) && S_ISREG(found.st_mode) && found.st_size > 0) {
        size_t size = (size_t)found.st_size;
        void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (bytes != MAP_FAILED) {
            ws_hash_hex(ws_hash_bytes(bytes, size), own);
            munmap(bytes, size);
        }
    }
    close(file);
    return !strcmp(own, hex);
}

static const char *shipped(const char *built, const char *installed)
{
    return access(built, R_OK) ? installed : built;
}

const char *ws_registry_nicknames(void)
{
    return shipped(WS_BUILD_DATA "/nicknames.txt", WS_INSTALLED_DATA "/nicknames.txt");
}

ws_status ws_registry_open(const char *const *own, size_t count, ws_registry **out, ws_error *error)
{
    *out = NULL;
    const char *nicknames = ws_registry_nicknames();
    const char *people = shipped(WS_BUILD_DATA "/people.tsv", WS_INSTALLED_DATA "/people.tsv");
    bool unchanged = !count && has_hash(people, ws_registry_shipped.people) &&
                     has_hash(nicknames, ws_registry_shipped.nicknames);
    if (unchanged) return open_table(out, error);
    const char **lists = calloc(count + 1, sizeof *lists);
    if (!lists) return ws_no_memory(error);
    lists[0] = people;
    for (size_t i = 0; i < count; i++) lists[i + 1] = own[i];
    ws_status status = ws_registry_open_lists(nicknames, lists, count + 1, out, error);
    free(lists);
    return status;
}
