/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many origins a claim has, counted by hand. */
#include "origins.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>

static const char *const courier[] = {"courier"}, *const radio[] = {"rell radio"}, *const own_name[] = {"the ledger"};
static const char *const copy_of_a[] = {"a"};

static ws_origins find(ws_arena *arena, const ws_origin_unit *units, size_t count)
{
    ws_origins found;
    ws_error error;
    assert_int_equal(ws_origins_find(arena, units, count, &found, &error), WS_OK);
    return found;
}

static void expect(const ws_origin_unit *units, size_t count, size_t least, size_t most)
{
    ws_arena *arena = ws_arena_new(0);
    ws_origins found = find(arena, units, count);
    assert_int_equal(found.least, least);
    assert_int_equal(found.most, most);
    ws_arena_free(arena);
}

static void nothing_known_is_one_or_as_many_as_there_are(void **state)
{
    (void)state;
    const ws_origin_unit units[] = {{.article = "a"}, {.article = "b"}, {.article = "c"}};
    expect(units, 3, 1, 3);
    expect(units, 1, 1, 1);
    expect(units, 0, 0, 0);
}

static void copies_citations_credits_outlets_and_occasions_are_one(void **state)
{
    (void)state;
    const ws_origin_unit copies[] = {{.article = "a"}, {.article = "b", .copies = copy_of_a, .copy_count = 1}};
    expect(copies, 2, 1, 1);
    const ws_origin_unit cited[] = {{.article = "a", .outlet = "the adler courier"},
                                    {.article = "b", .outlet = "the ledger", .cites = courier, .cite_count = 1}};
    expect(cited, 2, 1, 1);
    const ws_origin_unit stranger[] = {{.article = "a", .outlet = "the adler courier"},
                                       {.article = "b", .outlet = "the ledger", .cites = radio, .cite_count = 1}};
    expect(stranger, 2, 1, 2);
    const ws_origin_unit credits[] = {{.article = "a", .credit = "npa"}, {.article = "b", .credit = "npa"}};
    expect(credits, 2, 1, 1);
    const ws_origin_unit other_credits[] = {{.article = "a", .credit = "npa"}, {.article = "b", .credit = "xpa"}};
    expect(other_credits, 2, 1, 2);
    const ws_origin_unit outlet[] = {{.article = "a", .outlet = "npa"}, {.article = "b", .outlet = "npa"}};
    expect(outlet, 2, 1, 1);
    const ws_origin_unit occasion[] = {{.article = "a", .occasion = "2025-03-07 3"},
                                       {.article = "b", .occasion = "2025-03-07 3"},
                                       {.article = "c", .occasion = "2025-03-08 3"}};
    expect(occasion, 3, 1, 2);
}

static void an_outlet_that_names_itself_cites_nobody(void **state)
{
    (void)state;
    const ws_origin_unit units[] = {
        {.article = "a", .outlet = "the morning ledger"},
        {.article = "b", .outlet = "the ledger", .cites = own_name, .cite_count = 1},
    };
    expect(units, 2, 1, 2);
}

static void those_whom_the_speaker_told_itself_are_different(void **state)
{
    (void)state;
    const ws_origin_unit units[] = {{.article = "a", .outlet = "courier", .own = true, .occasion = "2025-03-07 1"},
                                    {.article = "b", .outlet = "ledger", .own = true, .occasion = "2025-03-07 1"},
                                    {.article = "c"}};
    expect(units, 3, 2, 3);
    const ws_origin_unit days[] = {{.article = "a", .said = "2025-03-07"},
                                   {.article = "b", .said = "2025-03-08"},
                                   {.article = "c", .said = "2025-03-08"}};
    expect(days, 3, 2, 3);
}

static void what_is_one_with_one_is_one_with_all(void **state)
{
    (void)state;
    const ws_origin_unit units[] = {
        {.article = "a", .outlet = "courier", .own = true},
        {.article = "b", .outlet = "ledger", .credit = "npa", .cites = courier, .cite_count = 1},
        {.article = "c", .outlet = "post", .credit = "npa"},
        {.article = "d", .outlet = "echo"}};
    ws_arena *arena = ws_arena_new(0);
    ws_origins found = find(arena, units, 4);
    const ws_origin_node expected[] = {
        {0, 0, WS_LINK_NONE}, {1, 1, WS_LINK_CITES}, {2, 2, WS_LINK_CREDIT}, {3, 0, WS_LINK_NONE}};
    assert_int_equal(found.least, 1);
    assert_int_equal(found.most, 2);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(found.nodes[i].unit, expected[i].unit);
        assert_int_equal(found.nodes[i].depth, expected[i].depth);
        assert_int_equal(found.nodes[i].link, expected[i].link);
    }
    ws_arena_free(arena);
}

static void of_very_many_the_first_are_looked_at(void **state)
{
    (void)state;
    enum { MANY = WS_ORIGIN_UNITS + 20 };
    ws_origin_unit units[MANY];
    char ids[MANY][8];
    for (size_t i = 0; i < MANY; i++) {
        snprintf(ids[i], sizeof ids[i], "%zu", i);
        units[i] = (ws_origin_unit){.article = ids[i]};
    }
    expect(units, MANY, 1, WS_ORIGIN_UNITS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_known_is_one_or_as_many_as_there_are),
        cmocka_unit_test(copies_citations_credits_outlets_and_occasions_are_one),
        cmocka_unit_test(an_outlet_that_names_itself_cites_nobody),
        cmocka_unit_test(those_whom_the_speaker_told_itself_are_different),
        cmocka_unit_test(what_is_one_with_one_is_one_with_all),
        cmocka_unit_test(of_very_many_the_first_are_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
