/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of people, and the people whom its own words make as name keys. */
#include "people.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST_NAMES = 2000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void form(const ws_registry *registry, const uint8_t *data, size_t size)
{
    ws_arena *arena = ws_arena_new(0);
    ws_known_name names[MOST_NAMES];
    size_t count = 0;
    char *text =
        ws_utf8_check((const char *)data, size) == size ? ws_arena_string(arena, (const char *)data, size) : NULL;
    for (char *word; text && count < MOST_NAMES && (word = strsep(&text, "\t\n;"));) {
        const char *key = ws_name_key(arena, word);
        if (key && *key) names[count++] = (ws_known_name){key, 1};
    }
    ws_people *people;
    static ws_decided_name nobody;
    static const ws_decision merge = {.kind = WS_DECISION_MERGE, .names = &nobody, .name_count = 1},
                             split = {.kind = WS_DECISION_SPLIT, .names = &nobody, .name_count = 1};
    ws_speaker_pair told[MOST_NAMES];
    ws_speaker_pairs pairs = {told, 0};
    for (size_t i = 3; i < count; i += 3) {
        bool merged = names[i].key[0] & 1;
        const char *other = names[i / 2].key;
        if (strcmp(names[i].key, other))
            told[pairs.count++] = (ws_speaker_pair){names[i].key, other, merged, merged ? &merge : &split};
    }
    if (ws_people_form(arena, registry, names, count, true, &people, NULL) != WS_OK) abort();
    if (ws_people_decide(people, &pairs, NULL) != WS_OK) abort();
    for (size_t i = 0; i < count; i++) {
        const ws_person *person;
        ws_people_settle(people, names[i].key, i % 2 ? WS_SPEAKER_PERSON : WS_SPEAKER_ORGANIZATION);
        if (ws_people_of(people, names[i].key, &person, NULL) != WS_OK || !person ||
            !ws_person_has(person, names[i].key))
            abort();
    }
    const char **keys;
    if (count && ws_people_find(people, names[0].key, &keys, &count, NULL) != WS_OK) abort();
    ws_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    int file = memfd_create("people", MFD_CLOEXEC);
    if (file < 0 || write(file, data, size) != (ssize_t)size) return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    const char *lists[] = {path, path}; /* as the shipped one, and as the user's own */
    ws_registry *registry;
    if (ws_registry_open_lists(path, NULL, 0, &registry, NULL) == WS_OK) ws_registry_close(registry);
    if (ws_registry_open_lists(NULL, lists, 2, &registry, NULL) == WS_OK) {
        form(registry, data, size);
        ws_registry_close(registry);
    }
    close(file);
    return 0;
}
