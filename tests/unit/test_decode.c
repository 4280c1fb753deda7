/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text.h"
#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void expect_bytes(const char *bytes, size_t size, const char *declared, const char *expected)
{
    ws_arena *arena = ws_arena_new(0);
    ws_error error = {0};
    const char *text = NULL;
    size_t text_size = 0;

    assert_int_equal(ws_text_decode(arena, bytes, size, declared, &text, &text_size, &error), WS_OK);
    assert_string_equal(text, expected);
    assert_int_equal(text_size, strlen(expected));
    ws_arena_free(arena);
}

#define EXPECT(bytes, declared, expected) expect_bytes(bytes, sizeof(bytes) - 1, declared, expected)

static void refuse_bytes(const char *bytes, size_t size, const char *reason)
{
    ws_arena *arena = ws_arena_new(0);
    ws_error error = {0};
    const char *text = NULL;
    size_t text_size = 0;

    assert_int_equal(ws_text_decode(arena, bytes, size, NULL, &text, &text_size, &error), WS_REFUSED);
    if (!strstr(error.message, reason)) fail_msg("\"%s\" does not say \"%s\"", error.message, reason);
    ws_arena_free(arena);
}

#define REFUSE(bytes, reason) refuse_bytes(bytes, sizeof(bytes) - 1, reason)

static void utf8_is_kept(void **state)
{
    (void)state;
    EXPECT("plain", NULL, "plain");
    EXPECT("", NULL, "");
    EXPECT("caf\xC3\xA9 \xE2\x80\x9Cyes\xE2\x80\x9D", NULL, "café “yes”");
    EXPECT("\xEF\xBB\xBF"
           "caf\xC3\xA9",
           NULL, "café");
    EXPECT("e\xCC\x81", NULL, "e\xCC\x81"); /* never normalised */
    EXPECT("caf\xC3\xA9", "iso-8859-1", "café");
}

static void utf16_is_converted(void **state)
{
    (void)state;
    EXPECT("\xFF\xFEh\0i\0\xE9\0", NULL, "hié");
    EXPECT("\xFE\xFF\0h\0i\0\xE9", NULL, "hié");
    EXPECT("h\0e\0l\0l\0o\0 \0\x1C\x20y\0", NULL, "hello “y");
    EXPECT("\0h\0e\0l\0l\0o\0 \0y", NULL, "hello y");
    REFUSE("\xFF\xFEh\0\x00\xD8h\0", "UTF-16LE");
}

static void windows_1252_is_recognised(void **state)
{
    (void)state;
    EXPECT("caf\xE9 owner\x92s \x93plan\x94", NULL, "café owner’s “plan”");
    EXPECT("caf\xE9", "latin1", "café");
    EXPECT("\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251", "Привет");
    REFUSE("\xCF\xF0\xE8\xE2\xE5\xF2", "not UTF-8");
}

static void broken_utf8_is_refused_with_its_place(void **state)
{
    (void)state;
    REFUSE("caf\xC3\xA9\n\xE2\x80\x9Cyes\xE2\x80 no", "byte 12 (line 2)");
    REFUSE("abc \xFF\xFE def", "byte 4 (line 1)");
    REFUSE("\xEF\xBB\xBF"
           "caf\xE9 noir",
           "byte 6");
}

static void binary_data_is_refused_by_name(void **state)
{
    (void)state;
    REFUSE("%PDF-1.4\n", "a PDF");
    REFUSE("PK\003\004abc", "ZIP");
    REFUSE("\x1F\x8B\x08", "gzip");
    REFUSE("\x89PNG\r\n\x1A\n", "PNG");
    REFUSE("some text\0here", "zero bytes");
    REFUSE("a\1\2\3\4\5\6\7", "control characters");
    assert_null(ws_text_binary_kind("just text\n", 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_kept),
        cmocka_unit_test(utf16_is_converted),
        cmocka_unit_test(windows_1252_is_recognised),
        cmocka_unit_test(broken_utf8_is_refused_with_its_place),
        cmocka_unit_test(binary_data_is_refused_by_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
