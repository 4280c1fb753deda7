/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of an archive, and when an article is acknowledged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "commands/acknowledge.h"
#include "commands/shard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void an_article_is_in_one_share_of_each_number(void **state)
{
    (void)state;
    for (size_t count = 1; count <= 7; count++) {
        size_t in[8] = {0};
        for (int i = 0; i < 700; i++) {
            char id[32];
            size_t found = 0;
            snprintf(id, sizeof id, "Post/%d", i);
            for (size_t number = 1; number <= count; number++) {
                ws_shard shard = {number, count};
                if (!ws_shard_has(&shard, id)) continue;
                found++;
                in[number]++;
            }
            assert_int_equal(found, 1);
        }
        for (size_t number = 1; number <= count; number++) assert_true(in[number] * count > 350);
    }
    ws_shard all = {0, 0};
    assert_true(ws_shard_has(&all, ""));
}

/* The places of articles must not change from one version of whosaid to the next. */
static void shares_are_for_ever(void **state)
{
    static const ws_shard fourth = {4, 5}, fifth = {5, 5};
    (void)state;
    assert_true(ws_shard_has(&fourth, "Post/a"));
    assert_true(ws_shard_has(&fifth, "The Adler Courier/bridge-report"));
}

static void shares_are_read_as_they_are_written(void **state)
{
    static const char *const wrong[] = {"",     "1",   "/",   "1/",   "0/1",  "2/1",     "-1/2",
                                        "1/-2", "1/x", "x/2", " 1/2", "1/2 ", "1/10001", "1/99999999999999999999"};
    ws_shard shard;
    ws_error error;
    (void)state;
    assert_int_equal(ws_shard_parse("3/10000", &shard, &error), WS_OK);
    assert_int_equal(shard.number, 3);
    assert_int_equal(shard.count, 10000);
    assert_int_equal(ws_shard_parse(NULL, &shard, &error), WS_OK);
    assert_int_equal(shard.count, 0);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(ws_shard_parse(wrong[i], &shard, &error), WS_USAGE);
}

/* --- acknowledging --- */

static char place[] = "/tmp/whosaid-acknowledged-XXXXXX";

static void expect(const char *lines)
{
    char found[1024] = "";
    FILE *file = fopen(place, "r");
    assert_non_null(file);
    found[fread(found, 1, sizeof found - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(found, lines);
}

static void nothing_is_acknowledged_before_it_is_on_disk(void **state)
{
    ws_acknowledge a;
    ws_error error;
    (void)state;
    int file = mkstemp(place);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(ws_acknowledge_open(place, &a, &error), WS_OK);
    ws_acknowledge_there(&a, "first"); /* with nothing before it */
    assert_int_equal(ws_acknowledge_tell(&a, &error), WS_OK);
    expect("{\"id\":\"first\"}\n");
    ws_acknowledge_handed(&a);
    ws_acknowledge_handed(&a);
    ws_acknowledge_there(&a, "b \"2\"\n"); /* the writer has it, and has not committed it */
    assert_int_equal(ws_acknowledge_tell(&a, &error), WS_OK);
    expect("{\"id\":\"first\"}\n");
    ws_acknowledge_refused(&a);
    assert_int_equal(ws_acknowledge_tell(&a, &error), WS_OK);
    expect("{\"id\":\"first\"}\n");
    ws_acknowledge_written(&a, "b \"2\"\n");
    assert_int_equal(ws_acknowledge_tell(&a, &error), WS_OK);
    expect("{\"id\":\"first\"}\n{\"id\":\"b \\\"2\\\"\\n\"}\n{\"id\":\"b \\\"2\\\"\\n\"}\n");
    ws_acknowledge_close(&a);
    unlink(place);
}

static void much_that_waits_presses_the_writer(void **state)
{
    ws_acknowledge a;
    ws_error error;
    (void)state;
    assert_int_equal(ws_acknowledge_open("/dev/null", &a, &error), WS_OK);
    ws_acknowledge_handed(&a);
    assert_false(ws_acknowledge_presses(&a));
    for (int i = 0; i < 20000 && !ws_acknowledge_presses(&a); i++) ws_acknowledge_there(&a, "one more");
    assert_true(ws_acknowledge_presses(&a));
    ws_acknowledge_written(&a, "it");
    assert_false(ws_acknowledge_presses(&a));
    ws_acknowledge_close(&a);
    assert_int_equal(ws_acknowledge_open(NULL, &a, &error), WS_OK);
    ws_acknowledge_there(&a, "nobody wants to know");
    assert_int_equal(ws_acknowledge_tell(&a, &error), WS_OK);
    ws_acknowledge_close(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_article_is_in_one_share_of_each_number),
        cmocka_unit_test(shares_are_for_ever),
        cmocka_unit_test(shares_are_read_as_they_are_written),
        cmocka_unit_test(nothing_is_acknowledged_before_it_is_on_disk),
        cmocka_unit_test(much_that_waits_presses_the_writer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
