/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buffer.h"
#include "status.h"

#include <errno.h>
#include <string.h>

static void appends(void **state)
{
    (void)state;
    ws_buffer buffer = WS_BUFFER_INIT(1000000);
    ws_buffer_puts(&buffer, "she ");
    ws_buffer_add(&buffer, "said it", 4);
    ws_buffer_putc(&buffer, '.');
    ws_buffer_printf(&buffer, " %d", 12);
    assert_string_equal(buffer.bytes, "she said. 12");
    assert_int_equal(buffer.size, 12);
    for (int i = 0; i < 100000; i++) ws_buffer_putc(&buffer, 'x');
    assert_int_equal(buffer.size, 100012);
    assert_int_equal(ws_buffer_status(&buffer, NULL), WS_OK);
    ws_buffer_clear(&buffer);
    assert_string_equal(buffer.bytes, "");
    ws_buffer_free(&buffer);
    assert_null(buffer.bytes);
}

static void the_limit_sticks(void **state)
{
    (void)state;
    ws_error error;
    ws_buffer buffer = WS_BUFFER_INIT(5);
    ws_buffer_puts(&buffer, "12345");
    assert_int_equal(ws_buffer_status(&buffer, &error), WS_OK);
    ws_buffer_putc(&buffer, '6');
    ws_buffer_add(&buffer, "", 0);
    assert_int_equal(ws_buffer_status(&buffer, &error), WS_NO_MEMORY);
    assert_string_equal(buffer.bytes, "12345");
    ws_buffer_clear(&buffer);
    ws_buffer_printf(&buffer, "%s", "abcdef");
    assert_int_equal(ws_buffer_status(&buffer, &error), WS_NO_MEMORY);
    ws_buffer_clear(&buffer);
    ws_buffer_puts(&buffer, "abc");
    assert_int_equal(ws_buffer_status(&buffer, &error), WS_OK);
    ws_buffer_free(&buffer);
}

static void errors_are_one_printable_line(void **state)
{
    (void)state;
    ws_error error;
    assert_int_equal(ws_fail(&error, WS_REFUSED, "try\tagain", "bad \x1b[31m%s\n", "caf\xc3\xa9 \xff"), WS_REFUSED);
    assert_int_equal(error.status, WS_REFUSED);
    assert_string_equal(error.message, "bad ?[31mcaf\xc3\xa9 ??");
    assert_string_equal(error.hint, "try?again");
    assert_int_equal(error.column, 0);
    assert_int_equal(ws_fail(NULL, WS_USAGE, NULL, "x"), WS_USAGE);
}

static void long_errors_end_at_a_character(void **state)
{
    (void)state;
    char name[1200];
    ws_error error;
    for (size_t shift = 0; shift < 4; shift++) {
        memset(name, 'a', shift);
        for (size_t i = shift; i + 3 < sizeof name; i += 3) memcpy(name + i, "\xe2\x82\xac", 4);
        ws_fail(&error, WS_IO, NULL, "%s", name);
        size_t size = strlen(error.message);
        assert_in_range(size, WS_MESSAGE_BYTES - 4, WS_MESSAGE_BYTES - 1);
        assert_int_equal((size - shift) % 3, 0);
        assert_null(strchr(error.message, '?'));
    }
}

static void system_errors_have_hints(void **state)
{
    (void)state;
    ws_error error;
    assert_int_equal(ws_fail_errno(&error, ENOSPC, "write", "/news"), WS_IO);
    assert_non_null(strstr(error.message, "cannot write /news: No space left"));
    assert_non_null(strstr(error.hint, "make room"));
    assert_int_equal(ws_fail_errno(&error, ENOMEM, "read", "x"), WS_NO_MEMORY);
    for (int status = WS_OK; status <= WS_INTERNAL; status++)
        assert_string_not_equal(ws_status_name((ws_status)status), "unknown");
    assert_string_equal(ws_status_name((ws_status)99), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends),
        cmocka_unit_test(the_limit_sticks),
        cmocka_unit_test(errors_are_one_printable_line),
        cmocka_unit_test(long_errors_end_at_a_character),
        cmocka_unit_test(system_errors_have_hints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
