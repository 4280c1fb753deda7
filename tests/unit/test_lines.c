/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void blanks_around_are_taken_off(void **state)
{
    ws_line line = ws_trim(" \t\r\na b\v\f\n", 10);

    (void)state;
    assert_int_equal(line.size, 3);
    assert_memory_equal(line.text, "a b", 3);
    assert_int_equal(ws_trim(" \n ", 3).size, 0);
    assert_int_equal(ws_trim(NULL, 0).size, 0);
    assert_true(ws_is_blank(NULL));
    assert_true(ws_is_blank(" \r\n"));
    assert_false(ws_is_blank(" \n."));
}

static void lines_come_one_by_one(void **state)
{
    static const char text[] = " One. \r\nTwo.\n\n \nThree.";
    static const struct {
        const char *line;
        bool after_blank;
    } expected[] = {{"One.", true}, {"Two.", false}, {"Three.", true}};
    ws_line line;
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        assert_true(ws_line_next(text, strlen(text), &at, &line));
        assert_int_equal(line.size, strlen(expected[i].line));
        assert_memory_equal(line.text, expected[i].line, line.size);
        assert_int_equal(line.after_blank, expected[i].after_blank);
    }
    assert_false(ws_line_next(text, strlen(text), &at, &line));
    assert_int_equal(at, strlen(text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_around_are_taken_off),
        cmocka_unit_test(lines_come_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
