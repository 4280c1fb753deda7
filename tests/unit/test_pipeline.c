/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile texts: the time they take stays in proportion to their size, and every span stays valid. */
#include "reading_fixture.h"

#include "buffer.h"

#include <stdio.h>
#include <time.h>

enum { REPEATS = 20000, SECONDS_ALLOWED = 20 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void read_repeated(fixture *f, const char *before, const char *part, const char *after, size_t times)
{
    ws_buffer text = WS_BUFFER_INIT(64u << 20);
    ws_buffer_puts(&text, before);
    for (size_t i = 0; i < times; i++) ws_buffer_puts(&text, part);
    ws_buffer_puts(&text, after);
    assert_int_equal(ws_buffer_status(&text, NULL), WS_OK);
    double begin = seconds();
    assert_reading_valid(read_bytes(f, text.bytes, text.size));
    double taken = seconds() - begin;
    ws_buffer_free(&text);
    if (taken > SECONDS_ALLOWED) fail_msg("%zu times \"%.40s\" took %.1f s", times, part, taken);
}

static void test_the_reading_is_sealed(void **state)
{
    const ws_reading *reading = read_text(*state, "“It will hold,” Jane Ruiz said.");
    ws_hash nothing = {{0}};
    assert_int_equal(reading->statement_count, 1);
    assert_memory_not_equal(&reading->statements[0].id, &nothing, sizeof nothing);
    assert_string_equal(reading->statements[0].model, ws_pipeline_model(((fixture *)*state)->pipeline));
    assert_int_equal(reading->statements[0].state, WS_STATE_CURRENT);
}

static void test_small_oddities(void **state)
{
    static const char *const texts[] = {"Word",
                                        "said",
                                        "“",
                                        "”",
                                        "\"",
                                        "said said said",
                                        ", said",
                                        "“”",
                                        "“said” said “said”",
                                        "according to",
                                        "According to.",
                                        "he",
                                        "He said",
                                        "said he",
                                        ": “x”",
                                        "declined to comment",
                                        "did not respond",
                                        "and said that",
                                        "who said that it was",
                                        "RUIZ SAID THE DIKE WILL HOLD, ACCORDING TO THE MAYOR.",
                                        "é said “é”",
                                        "\xE2\x80\x83said\xE2\x80\x83",
                                        "Mr.",
                                        "Mr. said",
                                        "“A,” “B,” “C,” said Ruiz said Ruiz said",
                                        "Ruiz, the, mayor, of, said, that",
                                        "\n\nsaid\n\n“a b c d e f”\n\n",
                                        "'s said",
                                        "Ruiz's said that 's",
                                        "It said that it said that it said that it said",
                                        "A. B. C. D. said. E. F.",
                                        "the the the said the"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_reading_valid(read_text(*state, texts[i]));
}

static void test_long_texts_take_time_in_proportion(void **state)
{
    read_repeated(*state, "", "word ", "", 5 * REPEATS);
    read_repeated(*state, "", "said ", "", REPEATS);
    read_repeated(*state, "", "Ruiz said that ", ".", REPEATS);
    read_repeated(*state, "", "a, and said, ", ".", REPEATS);
    read_repeated(*state, "Jane Ruiz ", ", adding that", ".", REPEATS);
    read_repeated(*state, "", "Ruiz and ", "said that it was.", REPEATS);
    read_repeated(*state, "", "“A b c d e f,” he said. ", "", REPEATS);
    read_repeated(*state, "", "“A,” said Ruiz, ", "", REPEATS);
    read_repeated(*state, "", "Jane Ruiz, the mayor, said. ", "", REPEATS);
    read_repeated(*state, "", "A b, according to c, ", "", REPEATS);
    read_repeated(*state, "", "Ruiz declined to comment and ", "", REPEATS);
    read_repeated(*state, "", "she said that it was. ", "", REPEATS);
    read_repeated(*state, "", "The mayor said it, ", "", REPEATS);
}

static void test_many_names(void **state)
{
    ws_buffer text = WS_BUFFER_INIT(64u << 20);
    for (int i = 0; i < REPEATS; i++)
        ws_buffer_printf(&text, "Jane A%c%c%c Ruiz said that Ruiz was a mayor. ", 'a' + i % 26, 'a' + i / 26 % 26,
                         'a' + i / 676 % 26);
    double begin = seconds();
    assert_reading_valid(read_bytes(*state, text.bytes, text.size));
    assert_true(seconds() - begin < SECONDS_ALLOWED);
    ws_buffer_free(&text);
}

static void test_quotation_marks_without_end(void **state)
{
    read_repeated(*state, "", "“", " said Ruiz.", REPEATS / 2);
    read_repeated(*state, "", "“a ‘b ", " said Ruiz.", REPEATS / 2);
    read_repeated(*state, "", "\"'", " said Ruiz.", REPEATS / 2);
    read_repeated(*state, "", "“a b c d e\n\n", "” said Ruiz.", REPEATS / 2);
    read_repeated(*state, "", "«‹„“", "", REPEATS / 2);
    read_repeated(*state, "", "”", " said Ruiz.", REPEATS / 2);
}

static void test_lexicon_that_is_not_there(void **state)
{
    (void)state;
    ws_pipeline *pipeline = NULL;
    ws_error error = {.message = ""};
    assert_int_not_equal(ws_pipeline_open(&(ws_pipeline_paths){"/nowhere/at/all", NULL}, &pipeline, &error), WS_OK);
    assert_null(pipeline);
    assert_non_null(strstr(error.message, "/nowhere/at/all"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_reading_is_sealed),
        cmocka_unit_test(test_small_oddities),
        cmocka_unit_test(test_long_texts_take_time_in_proportion),
        cmocka_unit_test(test_many_names),
        cmocka_unit_test(test_quotation_marks_without_end),
        cmocka_unit_test(test_lexicon_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
