/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the shipped lists when the program is built, and writes what they become as C (registry_table.h):
 * make_table PEOPLE NICKNAMES > registry_table.c */
#include "registry_form.h"
#include "registry_table.h"
#include "unicode.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct strings {
    const char **items; /* in the order of their bytes, each once */
    uint32_t *offsets;
    size_t count;
} strings;

static int compare_strings(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void add(strings *all, const char *one)
{
    if (one) all->items[all->count++] = one;
}

static size_t most_strings(const ws_registry *registry)
{
    size_t most = 4 * registry->full_count + registry->names.count + 2 * registry->nicknames.count;
    for (size_t i = 0; i < registry->count; i++) most += 2 + registry->entries[i]->key_count;
    return most;
}

static void gather(const ws_registry *registry, strings *all)
{
    for (size_t i = 0; i < registry->count; i++) {
        const ws_registered *entry = registry->entries[i];
        add(all, entry->name);
        add(all, entry->id);
        for (size_t k = 0; k < entry->key_count; k++) add(all, entry->keys[k]);
    }
    for (size_t i = 0; i < registry->names.count; i++) add(all, registry->names.items[i].key);
    for (size_t i = 0; i < registry->nicknames.count; i++) {
        add(all, registry->nicknames.items[i].key);
        add(all, registry->nicknames.items[i].value);
    }
    for (size_t i = 0; i < registry->full_count; i++) {
        const ws_name_parts *parts = &registry->full[i].parts;
        add(all, parts->surname);
        add(all, parts->given);
        add(all, parts->initials);
        add(all, parts->middle);
    }
}

/* Every string once, parted by NULs. */
static bool print_strings(const ws_registry *registry, strings *all)
{
    size_t most = most_strings(registry) + 1, kept = 0;
    uint32_t offset = 0;
    all->items = calloc(most, sizeof *all->items);
    all->offsets = calloc(most, sizeof *all->offsets);
    if (!all->items || !all->offsets) return false;
    gather(registry, all);
    qsort(all->items, all->count, sizeof *all->items, compare_strings);
    printf("static const char strings[] =");
    for (size_t i = 0; i < all->count; i++) {
        if (kept && !strcmp(all->items[kept - 1], all->items[i])) continue;
        all->items[kept] = all->items[i];
        all->offsets[kept++] = offset;
        offset += (uint32_t)strlen(all->items[i]) + 1;
        printf("\n    \"");
        for (const char *at = all->items[i]; *at; at++) {
            bool plain = *at >= ' ' && *at < 0x7f && *at != '"' && *at != '\\' && *at != '?';
            if (plain) putchar(*at);
            if (!plain) printf("\\%03o", (unsigned)(unsigned char)*at);
        }
        printf("\\0\"");
    }
    printf(";\n\n");
    all->count = kept;
    return true;
}

static uint32_t offset_of(const strings *all, const char *string)
{
    if (!string) return WS_TABLE_NONE;
    const char **found = bsearch(&string, all->items, all->count, sizeof string, compare_strings);
    return all->offsets[found - all->items];
}

static uint32_t index_of(const ws_registered *entry)
{
    return entry ? (uint32_t)entry->index : WS_TABLE_NONE;
}

static void print_entries(const ws_registry *registry, const strings *all)
{
    uint32_t first = 0;
    printf("static const uint32_t keys[] = {");
    for (size_t i = 0; i < registry->count; i++)
        for (size_t k = 0; k < registry->entries[i]->key_count; k++)
            printf("%" PRIu32 ",\n", offset_of(all, registry->entries[i]->keys[k]));
    printf("0};\n\nstatic const ws_table_entry entries[] = {\n");
    for (size_t i = 0; i < registry->count; i++) {
        const ws_registered *entry = registry->entries[i];
        printf("{%" PRIu32 "u, %" PRIu32 "u, %d, %" PRIu32 "u, %" PRIu32 "u, %" PRIu32 ", %zu},\n",
               offset_of(all, entry->name), offset_of(all, entry->id), (int)entry->type, index_of(entry->also),
               index_of(entry->same), first, entry->key_count);
        first += (uint32_t)entry->key_count;
    }
    printf("};\n\n");
}

static void print_pairs(const ws_pairs *pairs, bool of_entries, const char *name, const strings *all)
{
    printf("static const ws_table_pair %s[] = {\n", name);
    for (size_t i = 0; i < pairs->count; i++)
        printf("{%" PRIu32 ", %" PRIu32 "u},\n", offset_of(all, pairs->items[i].key),
               of_entries ? index_of(pairs->items[i].value) : offset_of(all, pairs->items[i].value));
    printf("};\n\n");
}

static void print_full_names(const ws_registry *registry, const strings *all)
{
    printf("static const ws_table_full full[] = {\n");
    for (size_t i = 0; i < registry->full_count; i++) {
        const ws_name_parts *parts = &registry->full[i].parts;
        printf("{%" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %d, %d, %" PRIu32 "u},\n",
               offset_of(all, parts->surname), offset_of(all, parts->given), offset_of(all, parts->initials),
               offset_of(all, parts->middle), parts->abbreviated, parts->is_short, index_of(registry->full[i].entry));
    }
    printf("};\n\n");
}

static bool print_hash(ws_arena *arena, const char *path)
{
    char hex[33];
    size_t size = 0, most = (size_t)64 << 20;
    FILE *in = fopen(path, "re");
    char *bytes = in ? ws_arena_alloc(arena, most) : NULL;
    if (bytes) size = fread(bytes, 1, most, in);
    if (in) fclose(in);
    ws_hash_hex(ws_hash_bytes(bytes, size), hex);
    printf("\"%s\", ", hex);
    return bytes;
}

static bool print(const ws_registry *registry, char **paths)
{
    strings all = {NULL, NULL, 0};
    printf("/* Made by data/make_table.c. */\n#include \"registry_table.h\"\n\n");
    bool fine = print_strings(registry, &all);
    if (fine) {
        print_entries(registry, &all);
        print_pairs(&registry->names, true, "names", &all);
        print_pairs(&registry->nicknames, false, "nicknames", &all);
        print_full_names(registry, &all);
        printf("const ws_registry_table ws_registry_shipped = {");
        fine = print_hash(registry->arena, paths[0]) && print_hash(registry->arena, paths[1]);
        printf("strings, keys, entries, names, nicknames, full, %zu, %zu, %zu, %zu};\n", registry->count,
               registry->names.count, registry->nicknames.count, registry->full_count);
    }
    free(all.items);
    free(all.offsets);
    return fine && !fflush(stdout) && !ferror(stdout);
}

int main(int argc, char **argv)
{
    ws_error error = {.message = "usage: make_table PEOPLE NICKNAMES"};
    ws_registry *registry = NULL;
    const char *lists[] = {argc == 3 ? argv[1] : ""};
    bool fine = argc == 3 && ws_registry_open_lists(argv[2], lists, 1, &registry, &error) == WS_OK &&
                print(registry, argv + 1);
    if (!fine) fprintf(stderr, "%s\n", error.message);
    ws_registry_close(registry);
    return fine ? 0 : 1;
}
