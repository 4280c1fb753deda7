/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports as they are read back. */
#include "exported.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
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

static ws_status read_text(ws_arena *arena, const char *text, ws_exported *out, ws_error *error)
{
    FILE *in = fmemopen((void *)text, strlen(text), "r");
    assert_non_null(in);
    ws_status status = ws_exported_read(arena, in, "export", out, error);
    fclose(in);
    return status;
}

#define ID_A "00000000000000000000000000000001"
#define ID_B "ffffffffffffffffffffffffffffffff"

static void test_rows(void **state)
{
    ws_exported all;
    ws_hash a = {{[15] = 1}}, none = {{[15] = 2}};
    const char *text =
        "{\"schema_version\":1,\"id\":\"" ID_B "\",\"article\":{\"id\":\"Post/1\"},\"status\":\"superseded\"}\n"
        "\n"
        "{\"schema_version\":1,\"id\":\"" ID_A "\",\"article\":{\"id\":\"Post/1\"},\"status\":\"current\","
        "\"speakers\":[{\"name\":\"Ana Ruiz\"},{\"name\":null},{\"name\":\"Ben Kade\"}],"
        "\"corrected\":[\"act\",\"speakers.name\",\"rejected\"]}\n"
        "{\"schema_version\":1,\"id\":\"" ID_A "\",\"status\":\"superseded\"}";
    assert_int_equal(read_text(*state, text, &all, NULL), WS_OK);
    assert_int_equal(all.count, 2);
    ws_exported_row *row = ws_exported_find(&all, a);
    assert_ptr_equal(row, &all.items[0]);
    assert_true(row->current); /* goes before the other line about it */
    assert_string_equal(row->speakers, "Ana Ruiz; Ben Kade");
    assert_string_equal(row->article, "Post/1");
    assert_int_equal(row->corrected, WS_EXPORTED_ACT | WS_EXPORTED_NAME);
    assert_false(all.items[1].current);
    assert_string_equal(all.items[1].speakers, "");
    assert_null(ws_exported_find(&all, none));
}

static void test_nothing(void **state)
{
    ws_exported all;
    assert_int_equal(read_text(*state, "\n", &all, NULL), WS_OK);
    assert_int_equal(all.count, 0);
    assert_null(ws_exported_find(&all, (ws_hash){{0}}));
}

static void test_wrong(void **state)
{
    static const char *const wrong[] = {
        "\n{\"id\":\"" ID_A "\"}\n",
        "\n{\"schema_version\":1,\"id\":\"zz000000000000000000000000000001\"}",
        "\n{\"schema_version\":1}",
        "\n[1]",
        "\nnonsense",
        "\n{\"schema_version\":1,\"id\":\"" ID_A "\"} {}",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ws_exported all;
        ws_error error;
        assert_int_equal(read_text(*state, wrong[i], &all, &error), WS_CORRUPT);
        assert_non_null(strstr(error.message, "export, line 2"));
    }
}

static void test_names(void **state)
{
    ws_speaker speakers[] = {{.name = "Ana Ruiz"}, {.name = NULL}, {.name = "Ben Kade"}};
    ws_statement statement = {.speakers = speakers, .speaker_count = 3};
    assert_string_equal(ws_speaker_names(*state, &statement), "Ana Ruiz; Ben Kade");
    statement.speaker_count = 0;
    assert_string_equal(ws_speaker_names(*state, &statement), "");
    assert_int_equal(ws_exported_field("via"), WS_EXPORTED_VIA);
    assert_int_equal(ws_exported_field("speakers.id"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
