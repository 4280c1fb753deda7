/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of the files of decisions, audits and verdicts. */
#include "journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct taken {
    char text[64];
    size_t last; /* fails with this line; 0: with none */
} taken;

static ws_status take(void *self_, const char *line, size_t size, size_t number, ws_error *error)
{
    taken *self = self_;
    size_t used = strlen(self->text);
    snprintf(self->text + used, sizeof self->text - used, "%zu=%.*s;", number, (int)size, line);
    return number == self->last ? ws_fail(error, WS_CORRUPT, NULL, "line %zu", number) : WS_OK;
}

static void lines_have_their_numbers_and_a_torn_one_does_not_count(void **state)
{
    static const char bytes[] = "one\n\nthree\nfour, not ended";
    ws_error error;
    taken all = {.last = 0};
    (void)state;
    assert_int_equal(ws_journal_lines(bytes, strlen(bytes), take, &all, &error), WS_OK);
    assert_string_equal(all.text, "1=one;3=three;");
    taken none = {.last = 0};
    assert_int_equal(ws_journal_lines("", 0, take, &none, &error), WS_OK);
    assert_string_equal(none.text, "");
}

static void what_fails_ends_it(void **state)
{
    static const char bytes[] = "one\ntwo\nthree\n";
    ws_error error;
    taken all = {.last = 2};
    (void)state;
    assert_int_equal(ws_journal_lines(bytes, strlen(bytes), take, &all, &error), WS_CORRUPT);
    assert_string_equal(all.text, "1=one;2=two;");
    assert_string_equal(error.message, "line 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_have_their_numbers_and_a_torn_one_does_not_count),
        cmocka_unit_test(what_fails_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
