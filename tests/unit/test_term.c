/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
    *state = ws_arena_new(0);
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    ws_arena_free(*state);
    return 0;
}

static void prefix_goes_before_the_value(void **state)
{
    assert_string_equal(ws_term(*state, WS_FIELD_CONTENT, "ceasefire"), "ceasefire");
    assert_string_equal(ws_term(*state, WS_FIELD_BY, "zelenskiy"), "Azelenskiy");
    assert_string_equal(ws_term(*state, WS_FIELD_STEM, "talk"), "Ztalk");
    assert_string_equal(ws_term(*state, WS_FIELD_CONTENT, ""), "");
}

static void a_value_goes_by_its_code(void **state)
{
    const char code[2] = {ws_value_code(WS_ACT_DENIAL), '\0'};
    const char *made = ws_term(*state, WS_FIELD_ACT, "denial");
    assert_int_equal(strlen(made), 3);
    assert_string_equal(made + 2, code);
    assert_string_not_equal(made, ws_term(*state, WS_FIELD_ACT, "thought"));
    assert_string_equal(ws_term(*state, WS_FIELD_STATE, "article-read"), "XVarticle-read");
    assert_string_equal(ws_term(*state, WS_FIELD_BY, "denial"), "Adenial");
}

static void longest_term_stays_whole(void **state)
{
    char value[WS_TERM_BYTES + 2];
    memset(value, 'a', sizeof value);
    value[WS_TERM_BYTES] = '\0';
    assert_string_equal(ws_term(*state, WS_FIELD_CONTENT, value), value);
    const char *prefixed = ws_term(*state, WS_FIELD_BY, value);
    assert_int_equal(strlen(prefixed), WS_TERM_BYTES);
    assert_memory_not_equal(prefixed + 1, value, WS_TERM_BYTES - 1);
}

static void long_values_that_differ_at_the_end_stay_apart(void **state)
{
    char one[1000], other[1000];
    memset(one, 'x', sizeof one);
    one[sizeof one - 1] = '\0';
    memcpy(other, one, sizeof one);
    other[sizeof other - 2] = 'y';
    assert_string_not_equal(ws_term(*state, WS_FIELD_ID, one), ws_term(*state, WS_FIELD_ID, other));
    assert_string_equal(ws_term(*state, WS_FIELD_ID, one), ws_term(*state, WS_FIELD_ID, one));
}

/* Whatever the length of what stands before, no character is cut in two. */
static void characters_are_not_cut_in_two(void **state)
{
    for (size_t before = 0; before < 4; before++) {
        char value[700] = "";
        for (size_t i = 0; i < before; i++) value[i] = 'a';
        for (size_t i = before; i + 3 < sizeof value; i += 3) memcpy(value + i, "\xe2\x82\xac", 4);
        const char *made = ws_term(*state, WS_FIELD_OUTLET, value);
        assert_true(strlen(made) <= WS_TERM_BYTES);
        assert_int_equal(ws_utf8_check(made, strlen(made)), strlen(made));
    }
}

static void no_memory_is_said(void **state)
{
    (void)state;
    ws_arena *small = ws_arena_new(16);
    assert_non_null(small);
    assert_null(ws_term(small, WS_FIELD_CONTENT, "a word that does not fit into what there is"));
    ws_arena_free(small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(prefix_goes_before_the_value, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_value_goes_by_its_code, set_up, tear_down),
        cmocka_unit_test_setup_teardown(longest_term_stays_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_values_that_differ_at_the_end_stay_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(characters_are_not_cut_in_two, set_up, tear_down),
        cmocka_unit_test(no_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
