/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "json.h"

#include <stdlib.h>
#include <string.h>

static ws_status read_string(const char *json, ws_error *error)
{
    cJSON *value = NULL;
    ws_status status = ws_json_read(json, strlen(json), &value, error);
    assert_true((status == WS_OK) == (value != NULL));
    cJSON_Delete(value);
    return status;
}

static void good_json_is_read(void **state)
{
    (void)state;
    static const char *const good[] = {"{}",
                                       "[]",
                                       " [ ] \r\n",
                                       "null",
                                       "true",
                                       "false",
                                       "\"\"",
                                       "0",
                                       "-0",
                                       "-1.5e+10",
                                       "1E9",
                                       "{\"a\":{\"b\":[1,2,{}]}}",
                                       "\"\\ud83d\\ude42\"",
                                       "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
                                       "\"caf\xc3\xa9\"",
                                       "[1,\n2]",
                                       "{\"a\":1,\"a\":2}"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ws_error error = {.message = ""};
        if (read_string(good[i], &error)) fail_msg("%s: %s", good[i], error.message);
    }
}

static void bad_json_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      " ",
                                      "{",
                                      "}",
                                      "[1,]",
                                      "{\"a\":1,}",
                                      "{a:1}",
                                      "{\"a\" 1}",
                                      "[1 2]",
                                      "nul",
                                      "nulls",
                                      "True",
                                      "+1",
                                      "01",
                                      "1.",
                                      ".5",
                                      "1e",
                                      "-",
                                      "NaN",
                                      "Infinity",
                                      "\"",
                                      "\"a\nb\"",
                                      "\"\\x\"",
                                      "\"\\u12\"",
                                      "\"\\u0000\"",
                                      "\"\\ud800\"",
                                      "\"\\ud800x\"",
                                      "\"\\udc00\"",
                                      "\"\\ud800\\u0041\"",
                                      "{} {}",
                                      "[] x",
                                      "'a'",
                                      "[1]\x01",
                                      "\xef\xbb\xbf{}",
                                      "caf\xc3",
                                      "\"\xff\"",
                                      "\"\xed\xa0\x80\"",
                                      "// c\n1",
                                      "{\"a\":1 \"b\":2}",
                                      "1234567890123456789012345678901234567890123456789012345678901234567890"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ws_error error = {.message = ""};
        if (read_string(bad[i], &error) != WS_REFUSED) fail_msg("accepted: %s", bad[i]);
        assert_string_not_equal(error.message, "");
    }
    cJSON *value;
    assert_int_equal(ws_json_read("[1]\0", 4, &value, NULL), WS_REFUSED);
    assert_int_equal(ws_json_read("\"a\0b\"", 5, &value, NULL), WS_REFUSED);
    assert_int_equal(ws_json_read("[1, 2", 5, &value, NULL), WS_REFUSED);
    assert_int_equal(ws_json_read("[1]2", 3, &value, NULL), WS_OK);
    cJSON_Delete(value);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    char nested[300];
    memset(nested, '[', 64);
    memset(nested + 64, ']', 64);
    nested[128] = '\0';
    assert_int_equal(read_string(nested, NULL), WS_OK);
    memset(nested, '[', 65);
    memset(nested + 65, ']', 65);
    nested[130] = '\0';
    assert_int_equal(read_string(nested, NULL), WS_REFUSED);
    size_t size = 1000000;
    char *deep = malloc(size);
    memset(deep, '[', size);
    cJSON *value;
    assert_int_equal(ws_json_read(deep, size, &value, NULL), WS_REFUSED);
    free(deep);
}

/* Each value costs cJSON dozens of bytes, so their number is bounded. */
static void the_number_of_values_is_bounded(void **state)
{
    (void)state;
    size_t size = 2 * 1100000 + 1;
    char *wide = malloc(size);
    for (size_t i = 0; i < size; i++) wide[i] = i % 2 ? '1' : ',';
    wide[0] = '[';
    wide[size - 1] = ']';
    cJSON *value;
    assert_int_equal(ws_json_read(wide, size, &value, NULL), WS_REFUSED);
    free(wide);
}

static void mistakes_are_located(void **state)
{
    (void)state;
    ws_error error;
    read_string("{\"caf\xc3\xa9\": tru}", &error);
    assert_non_null(strstr(error.message, "column 10"));
    read_string("{\n \"a\": 1,\n  b}", &error);
    assert_non_null(strstr(error.message, "line 3, column 3"));
    read_string("[\"a\xff\"]", &error);
    assert_non_null(strstr(error.message, "byte 3"));
}

static void members_are_found(void **state)
{
    (void)state;
    cJSON *value;
    const char *json = "{\"Title\":\"A\",\"title\":\"b\",\"title\":\"c\",\"empty\":\"\",\"n\":null,\"number\":3}";
    assert_int_equal(ws_json_read(json, strlen(json), &value, NULL), WS_OK);
    assert_string_equal(ws_json_string(value, "title"), "b");
    assert_string_equal(ws_json_string(value, "Title"), "A");
    assert_null(ws_json_string(value, "TITLE"));
    assert_null(ws_json_string(value, "empty"));
    assert_null(ws_json_string(value, "n"));
    assert_null(ws_json_string(value, "number"));
    assert_null(ws_json_member(value, "absent"));
    assert_null(ws_json_member(ws_json_member(value, "title"), "x"));
    cJSON_Delete(value);
}

static void numbers_keep_their_characters(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    const char *json = " { \"x\": {\"id\": 5}, \"id\" : 12345678901234567890 , \"f\":-1.50e3, \"s\":\"7\", \"l\":[1]}";
    size_t size = strlen(json);
    assert_string_equal(ws_json_number_text(arena, json, size, "id"), "12345678901234567890");
    assert_string_equal(ws_json_number_text(arena, json, size, "f"), "-1.50e3");
    assert_null(ws_json_number_text(arena, json, size, "s"));
    assert_null(ws_json_number_text(arena, json, size, "l"));
    assert_null(ws_json_number_text(arena, json, size, "x"));
    assert_null(ws_json_number_text(arena, json, size, "absent"));
    assert_null(ws_json_number_text(arena, "[1]", 3, "id"));
    assert_null(ws_json_number_text(arena, "{\"id\":", 6, "id"));
    assert_null(ws_json_number_text(arena, "{", 1, "id"));
    assert_null(ws_json_number_text(arena, "", 0, "id"));
    ws_arena_free(arena);
}

static void strings_survive_a_round_trip(void **state)
{
    (void)state;
    static const char *const strings[] = {
        "", "plain", "\"quoted\" \\ back", "a\nb\tc\r\x01\x1f\x7f", "caf\xc3\xa9 \xf0\x9f\x99\x82", "</script>"};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        ws_buffer buffer = WS_BUFFER_INIT(1000);
        ws_json_add_string(&buffer, strings[i]);
        cJSON *value;
        assert_int_equal(ws_json_read(buffer.bytes, buffer.size, &value, NULL), WS_OK);
        assert_string_equal(value->valuestring, strings[i]);
        ws_buffer_clear(&buffer);
        assert_int_equal(ws_json_print(&buffer, value, NULL), WS_OK);
        assert_null(strchr(buffer.bytes, '\n'));
        cJSON_Delete(value);
        ws_buffer_free(&buffer);
    }
    ws_buffer buffer = WS_BUFFER_INIT(4);
    ws_json_add_string(&buffer, NULL);
    assert_string_equal(buffer.bytes, "null");
    ws_json_add_string(&buffer, "x");
    assert_int_equal(ws_buffer_status(&buffer, NULL), WS_NO_MEMORY);
    ws_buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_json_is_read),
        cmocka_unit_test(bad_json_is_refused),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(the_number_of_values_is_bounded),
        cmocka_unit_test(mistakes_are_located),
        cmocka_unit_test(members_are_found),
        cmocka_unit_test(numbers_keep_their_characters),
        cmocka_unit_test(strings_survive_a_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
