/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that lives as long as one article (or one answer) and is freed at once. */
#ifndef WS_ARENA_H
#define WS_ARENA_H

#include <stddef.h>

#pragma GCC visibility push(default)

typedef struct ws_arena ws_arena;

/* NULL when there is no memory. `limit` is the most bytes it will ever hand out: 0 means 1 GiB. */
ws_arena *ws_arena_new(size_t limit);
void ws_arena_free(ws_arena *arena); /* NULL is fine */

/* Forgets everything handed out and keeps the blocks for the next article. */
void ws_arena_reset(ws_arena *arena);

/* Zeroed memory aligned for any type; NULL when there is none or the limit is reached. size 0 gives a valid pointer. */
void *ws_arena_alloc(ws_arena *arena, size_t size);
void *ws_arena_array(ws_arena *arena, size_t count, size_t size); /* checks the product */
void *ws_arena_copy(ws_arena *arena, const void *bytes, size_t size);
char *ws_arena_string(ws_arena *arena, const char *bytes, size_t size); /* adds the NUL */
char *ws_arena_strdup(ws_arena *arena, const char *string);             /* NULL stays NULL: test the argument first */
char *ws_arena_printf(ws_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
size_t ws_arena_used(const ws_arena *arena);

/* Room for one more element in a growing array: returns the array (perhaps moved, doubled in size), or NULL when there
 * is no memory, the old array then still standing. `*capacity` is updated.
 *     ws_span *grown = ws_arena_grow(arena, list->items, list->count, &capacity, sizeof *list->items); */
void *ws_arena_grow(ws_arena *arena, void *array, size_t count, size_t *capacity, size_t element_size);

#pragma GCC visibility pop
#endif
