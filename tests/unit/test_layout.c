/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where words stand, one letter for each: place o(utside), i(nside), ( opening, ) closing; then the lines, the
 * quotations (0: none), and 1 where a sentence seems to begin. */
#include "layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect(const char *text, const char *places, const char *lines, const char *quotations,
                   const char *sentences)
{
    static const char vocabulary[] = "[UNK]\n";
    ws_vocabulary_table *table = NULL;
    ws_arena *arena = ws_arena_new(0);
    ws_pieces pieces;
    ws_error error = {0};
    char got[4][64] = {{0}};
    assert_int_equal(ws_vocabulary_new(vocabulary, sizeof vocabulary - 1, &table, &error), WS_OK);
    assert_int_equal(ws_pieces_make(table, arena, text, strlen(text), &pieces, &error), WS_OK);
    assert_true(pieces.word_count < sizeof got[0]);
    const ws_word_layout *words = ws_layout_make(arena, text, &pieces);
    assert_non_null(words);
    for (size_t i = 0; i < pieces.word_count; i++) {
        got[0][i] = "oi()"[words[i].place];
        got[1][i] = (char)('0' + words[i].line);
        got[2][i] = (char)('0' + words[i].quotation);
        got[3][i] = (char)('0' + words[i].sentence);
    }
    assert_string_equal(got[0], places);
    assert_string_equal(got[1], lines);
    assert_string_equal(got[2], quotations);
    assert_string_equal(got[3], sentences);
    ws_vocabulary_free(table);
    ws_arena_free(arena);
}

static void lines_with_words_are_counted(void **state)
{
    (void)state;
    expect("", "", "", "", "");
    expect("\n\nRain\n\n \nfell now\n", "ooo", "011", "000", "000");
}

static void quotations_run_from_mark_to_mark(void **state)
{
    (void)state;
    expect("He “is it” now", "o(ii)o", "000000", "011110", "000000");
    expect("a \"b\" c \"d\"", "o(i)o(i)", "00000000", "01110222", "00000000");
    expect("“a” “b”", "(i)(i)", "000000", "111222", "000000");
    expect("“a\" b", "(i)o", "0000", "1110", "0000"); /* either mark closes: training sees the same */
    expect("a” b", "ooo", "000", "000", "000");
    expect("“a “b” c", "(i(i)o", "000000", "112220", "000000");
}

static void a_quotation_ends_with_its_line(void **state)
{
    (void)state;
    expect("“a b\nc” d\n“e", "(iiooo(i", "00011122", "11100022", "00000000");
    expect("a\n”b", "ooo", "011", "000", "000");
}

static void sentences_begin_after_a_stop(void **state)
{
    (void)state;
    expect("It fell. Rain came? Yes! no.", "oooooooooo", "0000000000", "0000000000", "0001001000");
    expect("“It fell.” Rain came.", "(iii)ooo", "00000000", "11111000", "00000100");
    expect("It fell. “Rain came.", "ooo(iii", "0000000", "0001111", "0001000");
    expect("A U.S. envoy", "oooooo", "000000", "000000", "000100");
    expect(".", "o", "0", "0", "0");
    expect("” Rain", "oo", "00", "00", "00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_with_words_are_counted),
        cmocka_unit_test(quotations_run_from_mark_to_mark),
        cmocka_unit_test(a_quotation_ends_with_its_line),
        cmocka_unit_test(sentences_begin_after_a_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
