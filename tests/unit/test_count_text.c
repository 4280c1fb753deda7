/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "count_text.h"

static void digits_stand_in_groups(void **state)
{
    (void)state;
    assert_string_equal(ws_count_text(0).text, "0");
    assert_string_equal(ws_count_text(999).text, "999");
    assert_string_equal(ws_count_text(1000).text, "1,000");
    assert_string_equal(ws_count_text(1234567).text, "1,234,567");
    assert_string_equal(ws_count_text(UINT64_MAX).text, "18,446,744,073,709,551,615");
}

static void nouns_agree(void **state)
{
    (void)state;
    assert_string_equal(ws_count_of(0, "article").text, "0 articles");
    assert_string_equal(ws_count_of(1, "article").text, "1 article");
    assert_string_equal(ws_count_of(19043, "article").text, "19,043 articles");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_stand_in_groups),
        cmocka_unit_test(nouns_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
