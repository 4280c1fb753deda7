/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "arena.h"

#include <string.h>

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *bytes = ws_arena_alloc(arena, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(bytes[i], 0);
        memset(bytes, 0xff, size);
    }
    ws_arena_free(arena);
}

static void reset_reuses_and_zeroes(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    char *first = ws_arena_strdup(arena, "first");
    ws_arena_alloc(arena, 10 * 1024 * 1024);
    ws_arena_reset(arena);
    assert_int_equal(ws_arena_used(arena), 0);
    char *again = ws_arena_alloc(arena, 6);
    assert_ptr_equal(first, again);
    assert_string_equal(again, "");
    ws_arena_free(arena);
}

static void the_limit_holds(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(1000);
    assert_non_null(ws_arena_alloc(arena, 600));
    assert_null(ws_arena_alloc(arena, 600));
    assert_non_null(ws_arena_alloc(arena, 100));
    assert_null(ws_arena_alloc(arena, SIZE_MAX));
    assert_null(ws_arena_alloc(arena, SIZE_MAX - 8));
    assert_null(ws_arena_array(arena, SIZE_MAX / 2, 3));
    assert_null(ws_arena_string(arena, "", SIZE_MAX));
    ws_arena_reset(arena);
    assert_non_null(ws_arena_alloc(arena, 1000));
    ws_arena_free(arena);
    ws_arena_free(NULL);
}

static void strings_are_copied(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    char text[] = "said so";
    char *copy = ws_arena_string(arena, text, 4), *whole = ws_arena_strdup(arena, text);
    text[0] = 'x';
    assert_string_equal(copy, "said");
    assert_string_equal(whole, "said so");
    assert_null(ws_arena_strdup(arena, NULL));
    assert_string_equal(ws_arena_printf(arena, "%s/%d", "a", 7), "a/7");
    ws_arena_free(arena);
}

static void arrays_grow(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    int *numbers = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        int *grown = ws_arena_grow(arena, numbers, (size_t)i, &capacity, sizeof *numbers);
        assert_non_null(grown);
        numbers = grown;
        numbers[i] = i;
        assert_true(capacity > (size_t)i);
    }
    for (int i = 0; i < 1000; i++) assert_int_equal(numbers[i], i);
    ws_arena_free(arena);

    arena = ws_arena_new(256);
    capacity = 0;
    int *first = ws_arena_grow(arena, NULL, 0, &capacity, sizeof *first);
    assert_non_null(first);
    first[0] = 42;
    size_t before = capacity = 8;
    assert_null(ws_arena_grow(arena, first, 8, &capacity, 100));
    assert_int_equal(capacity, before);
    assert_int_equal(first[0], 42);
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(reset_reuses_and_zeroes),
        cmocka_unit_test(the_limit_holds),
        cmocka_unit_test(strings_are_copied),
        cmocka_unit_test(arrays_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
