/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const ws_child_limits few = {5, 2, (size_t)512 << 20, false};

static ws_status run(const char *const *arguments, const char *input, ws_buffer *out, ws_child_end *end,
                     ws_error *error)
{
    return ws_child_run(arguments, input, strlen(input), &few, out, end, error);
}

static void bytes_go_in_and_out(void **state)
{
    const char *const arguments[] = {"cat", NULL};
    ws_buffer out = WS_BUFFER_INIT(1 << 20), in = WS_BUFFER_INIT(1 << 20);
    ws_child_end end;

    (void)state;
    for (int i = 0; i < 50000; i++) ws_buffer_puts(&in, "line\n"); /* more than a pipe holds */
    assert_int_equal(run(arguments, in.bytes, &out, &end, NULL), WS_OK);
    assert_int_equal(end.code, 0);
    assert_int_equal(out.size, in.size);
    assert_memory_equal(out.bytes, in.bytes, in.size);
    ws_buffer_free(&in);
    ws_buffer_free(&out);
}

static void how_it_ended_is_told(void **state)
{
    const char *const fails[] = {"sh", "-c", "echo broken >&2; exit 3", NULL};
    const char *const dies[] = {"sh", "-c", "kill -9 $$", NULL};
    const char *const absent[] = {"whosaid-no-such-program", NULL};
    const char *const writes[] = {"sh", "-c",
                                  "trap '' XFSZ; f=/tmp/whosaid-child-$$; echo x >$f || { rm -f $f; exit 7; }", NULL};
    ws_buffer out = WS_BUFFER_INIT(1000);
    ws_child_end end;
    ws_error error = {0};

    (void)state;
    assert_int_equal(run(fails, "", &out, &end, NULL), WS_OK);
    assert_int_equal(end.code, 3);
    assert_string_equal(end.said, "broken\n");
    assert_int_equal(run(dies, "", &out, &end, NULL), WS_OK);
    assert_int_equal(end.code, -1);
    assert_int_equal(run(absent, "", &out, &end, &error), WS_NOT_FOUND);
    assert_non_null(strstr(error.message, "whosaid-no-such-program"));
    assert_int_equal(run(writes, "", &out, &end, NULL), WS_OK);
    assert_int_equal(end.code, 7);
    assert_int_equal(out.size, 0);
    ws_buffer_free(&out);
}

static void limits_hold(void **state)
{
    const char *const sleeps[] = {"sleep", "60", NULL};
    const char *const floods[] = {"yes", NULL};
    ws_buffer out = WS_BUFFER_INIT(1 << 20);
    ws_child_end end;
    ws_error error = {0};
    time_t begun = time(NULL);

    (void)state;
    assert_int_equal(run(sleeps, "", &out, &end, &error), WS_REFUSED);
    assert_non_null(strstr(error.message, "2 seconds"));
    assert_true(time(NULL) - begun < 20);
    assert_int_equal(run(floods, "", &out, &end, &error), WS_REFUSED);
    assert_non_null(strstr(error.message, "larger than 1 MiB"));
    ws_buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_go_in_and_out),
        cmocka_unit_test(how_it_ended_is_told),
        cmocka_unit_test(limits_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
