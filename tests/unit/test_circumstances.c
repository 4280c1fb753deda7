/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a publication's date and dateline a time is counted from; the wordings are in cases/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "fields.h"

static int open_lists(void **state)
{
    ws_lexicon *lexicon = NULL;
    ws_error error = {.message = ""};
    if (ws_lexicon_open(WS_SOURCE "/indexer/lexicon/en", &lexicon, &error) != WS_OK) print_error("%s\n", error.message);
    *state = lexicon;
    return lexicon ? 0 : -1;
}

static int close_lists(void **state)
{
    ws_lexicon_close(*state);
    return 0;
}

static void expect(void **state, const char *published, const char *dateline, const char *wanted)
{
    ws_arena *arena = ws_arena_new(0);
    const ws_article article = {.published = published, .dateline = dateline};
    const char *reference = ws_time_reference(*state, arena, &article);
    if (wanted)
        assert_string_equal(reference, wanted);
    else
        assert_null(reference);
    ws_arena_free(arena);
}

static void test_the_day_is_that_of_the_publications_own_zone(void **state)
{
    expect(state, "2025-04-15", NULL, "2025-04-15");
    expect(state, "2025-04-15T23:30:00-07:00", NULL, "2025-04-15");
    expect(state, "2025-04-15T00:30:00+09:00", NULL, "2025-04-15");
    expect(state, NULL, NULL, NULL);
    expect(state, "some day", NULL, NULL);
}

static void test_a_dateline_says_the_day(void **state)
{
    expect(state, "2025-04-15T02:00:00Z", "SALTMERE, April 14 (NPA)", "2025-04-14");
    expect(state, "2025-01-01", "SALTMERE, Dec. 31", "2024-12-31");
    expect(state, "2025-04-15", "SALTMERE", "2025-04-15");
    expect(state, "2025-04-15", "SALTMERE, Nov. 2", "2025-04-15"); /* too far off to be the day of this article */
    expect(state, NULL, "SALTMERE, April 14, 2025", "2025-04-14");
    expect(state, NULL, "SALTMERE, April 14", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_day_is_that_of_the_publications_own_zone),
        cmocka_unit_test(test_a_dateline_says_the_day),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
