/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = _Alignof(max_align_t), BLOCK_BYTES = 64 * 1024, KEPT_BYTES = 4 * 1024 * 1024 };
static const size_t DEFAULT_LIMIT = (size_t)1 << 30;

typedef struct block {
    struct block *next;
    size_t size, used;
    max_align_t bytes[];
} block;

struct ws_arena {
    block *first, *current;
    size_t limit, used;
};

ws_arena *ws_arena_new(size_t limit)
{
    ws_arena *arena = calloc(1, sizeof *arena);
    if (arena) arena->limit = limit ? limit : DEFAULT_LIMIT;
    return arena;
}

void ws_arena_free(ws_arena *arena)
{
    if (!arena) return;
    for (block *each = arena->first, *next; each; each = next) {
        next = each->next;
        free(each);
    }
    free(arena);
}

void ws_arena_reset(ws_arena *arena)
{
    /* The blocks of one huge article are not kept for all the small ones after it. */
    for (block **link = &arena->first; *link;) {
        block *each = *link;
        if (each->size > KEPT_BYTES) {
            *link = each->next;
            free(each);
            continue;
        }
        each->used = 0;
        link = &each->next;
    }
    arena->current = arena->first;
    arena->used = 0;
}

static block *block_with_room(ws_arena *arena, size_t size)
{
    block *current = arena->current;
    if (current && current->size - current->used >= size) return current;
    block *next = current ? current->next : arena->first;
    if (!next || next->size < size) {
        size_t capacity = size > BLOCK_BYTES ? size : BLOCK_BYTES;
        block *fresh = malloc(sizeof *fresh + capacity);
        if (!fresh) return NULL;
        fresh->size = capacity;
        fresh->used = 0;
        fresh->next = next;
        if (current)
            current->next = fresh;
        else
            arena->first = fresh;
        next = fresh;
    }
    arena->current = next;
    return next;
}

void *ws_arena_alloc(ws_arena *arena, size_t size)
{
    if (size == 0) size = 1;
    if (size > arena->limit || arena->limit - size < arena->used) return NULL;
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded < size) return NULL;
    block *from = block_with_room(arena, rounded);
    if (!from) return NULL;
    void *bytes = (char *)from->bytes + from->used;
    from->used += rounded;
    arena->used += rounded;
    return memset(bytes, 0, size);
}

void *ws_arena_array(ws_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) return NULL;
    return ws_arena_alloc(arena, count * size);
}

void *ws_arena_copy(ws_arena *arena, const void *bytes, size_t size)
{
    void *copy = ws_arena_alloc(arena, size);
    if (copy && size) memcpy(copy, bytes, size);
    return copy;
}

char *ws_arena_string(ws_arena *arena, const char *bytes, size_t size)
{
    if (size == SIZE_MAX) return NULL;
    char *string = ws_arena_alloc(arena, size + 1);
    if (string && size) memcpy(string, bytes, size);
    return string;
}

char *ws_arena_strdup(ws_arena *arena, const char *string)
{
    return string ? ws_arena_string(arena, string, strlen(string)) : NULL;
}

char *ws_arena_printf(ws_arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    char *string = size < 0 ? NULL : ws_arena_alloc(arena, (size_t)size + 1);
    if (string) vsnprintf(string, (size_t)size + 1, format, again);
    va_end(again);
    va_end(arguments);
    return string;
}

size_t ws_arena_used(const ws_arena *arena)
{
    return arena->used;
}

void *ws_arena_grow(ws_arena *arena, void *array, size_t count, size_t *capacity, size_t element_size)
{
    if (count < *capacity) return array;
    size_t larger = *capacity ? *capacity : 8;
    while (larger <= count) {
        if (larger > SIZE_MAX / 2) return NULL;
        larger *= 2;
    }
    void *grown = ws_arena_array(arena, larger, element_size);
    if (!grown) return NULL;
    if (count) memcpy(grown, array, count * element_size);
    *capacity = larger;
    return grown;
}
