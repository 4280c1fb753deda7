/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void table_is_in_the_order_of_the_ids(void **state)
{
    (void)state;
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        const ws_field *field = ws_field_get((ws_field_id)id);
        assert_non_null(field);
        assert_int_equal(field->id, id);
        assert_non_null(field->help);
    }
    assert_null(ws_field_get(WS_FIELD_COUNT));
}

static void names_prefixes_and_slots_are_unique(void **state)
{
    (void)state;
    for (int i = 0; i < WS_FIELD_COUNT; i++) {
        const ws_field *one = ws_field_get((ws_field_id)i);
        for (int j = 0; j < i; j++) {
            const ws_field *other = ws_field_get((ws_field_id)j);
            if (one->name && other->name) assert_string_not_equal(one->name, other->name);
            if (one->prefix && other->prefix) assert_string_not_equal(one->prefix, other->prefix);
            if (one->slot != WS_NO_SLOT) assert_int_not_equal(one->slot, other->slot);
        }
    }
}

/* A term is read as prefix and value: a value never begins with a capital, a prefix is nothing but capitals. */
static void no_prefix_runs_into_another(void **state)
{
    (void)state;
    for (int i = 0; i < WS_FIELD_COUNT; i++) {
        const char *prefix = ws_field_get((ws_field_id)i)->prefix;
        for (size_t at = 0; prefix && prefix[at]; at++) assert_in_range(prefix[at], 'A', 'Z');
    }
}

static void fields_are_found_by_the_names_of_the_query_language(void **state)
{
    static const char *const names[] = {"by",      "said",      "quoted",    "source",   "outlet", "byline",
                                        "section", "title",     "role",      "of",       "form",   "act",
                                        "type",    "published", "to",        "via",      "medium", "setting",
                                        "said-on", "naming",    "firsthand", "rests-on", "is",     "has"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) assert_non_null(ws_field_named(names[i]));
    assert_int_equal(ws_field_named("by")->id, WS_FIELD_BY);
    assert_int_equal(ws_field_named("said")->id, WS_FIELD_CONTENT);
    assert_null(ws_field_named("By"));
    assert_null(ws_field_named("id"));
    assert_null(ws_field_named(""));
}

static void values_have_vocabularies(void **state)
{
    (void)state;
    for (int i = 0; i < WS_FIELD_COUNT; i++) {
        const ws_field *field = ws_field_get((ws_field_id)i);
        if (field->kind == WS_KIND_VALUE) assert_true(field->vocabulary >= 0 && field->slot != WS_NO_SLOT);
    }
    assert_int_equal(ws_value_parse((ws_vocabulary)ws_field_named("act")->vocabulary, "denial"), WS_ACT_DENIAL);
}

static void every_value_has_a_code_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < WS_FIELD_COUNT; i++) {
        const ws_field *field = ws_field_get((ws_field_id)i);
        if (field->vocabulary < 0) continue;
        int count = (int)ws_value_count((ws_vocabulary)field->vocabulary);
        for (int value = 0; value < count; value++) assert_int_equal(ws_code_value(ws_value_code(value)), value);
    }
    assert_int_equal(ws_value_code(-1), 0);
    assert_int_equal(ws_value_code(1000), 0);
    assert_int_equal(ws_code_value('\0'), -1);
    assert_int_equal(ws_code_value('-'), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_is_in_the_order_of_the_ids),
        cmocka_unit_test(names_prefixes_and_slots_are_unique),
        cmocka_unit_test(no_prefix_runs_into_another),
        cmocka_unit_test(fields_are_found_by_the_names_of_the_query_language),
        cmocka_unit_test(values_have_vocabularies),
        cmocka_unit_test(every_value_has_a_code_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
