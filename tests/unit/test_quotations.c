/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_fixture.h"

#include <stdio.h>

/* Quotations parted by "|": depth, then "?" if not closed, "+" if it continues another, "~" for scare quotes, then
 * the words inside. */
static void expect(const char *text, const char *expected)
{
    fixture it;

    read_bytes(&it, text, strlen(text));
    for (size_t q = 0; q < it.reading.quotation_count; q++) {
        const ws_quotation *quotation = &it.reading.quotations[q];
        char head[20];

        snprintf(head, sizeof head, "%s%u%s%s%s ", q ? "|" : "", quotation->depth, quotation->closed ? "" : "?",
                 quotation->continues >= 0 ? "+" : "", quotation->scare ? "~" : "");
        ws_buffer_puts(&it.out, head);
        add_span(&it, quotation->inner);
        assert_true(quotation->outer.begin <= quotation->inner.begin && quotation->inner.end <= quotation->outer.end);
        assert_true(quotation->parent < (int32_t)q && quotation->continues < (int32_t)q);
    }
    assert_string_equal(it.out.bytes ? it.out.bytes : "", expected);
    free_fixture(&it);
}

static void curly_and_straight(void **state)
{
    (void)state;
    expect("“I won,” he said. “I lost.”", "0 I won,|0 I lost.");
    expect("\"I won,\" he said. \"I lost.\"", "0 I won,|0 I lost.");
    expect("He said it was \"bad\"—\"very bad\"—for us.", "0 bad|0 very bad");
    expect("(\"I won,\" he said.)", "0 I won,");
    expect("He said: \"...and then I won.\"", "0 ...and then I won.");
    expect("``I won,'' he said.", "0 I won,");
    expect("No marks here, don't look.", "");
}

static void guillemets_and_low_marks(void **state)
{
    (void)state;
    expect("«I won,» he said. « I lost. »", "0 I won,|0  I lost. ");
    expect("»I won,« he said. »I lost.«", "0 I won,|0 I lost.");
    expect("„I won,“ he said. „I lost.”", "0 I won,|0 I lost.");
    expect("”I won,” he said. ”I lost.”", "0 I won,|0 I lost.");
    expect("‹I won,› he said.", "0 I won,");
}

static void single_marks(void **state)
{
    (void)state;
    expect("‘I won,’ he said. ‘I didn’t lose.’", "0 I won,|0 I didn’t lose.");
    expect("'I won,' he said. 'I didn't lose.'", "0 I won,|0 I didn't lose.");
    expect("‘She said “no” to me,’ he said.", "0 She said “no” to me,|1 no");
    expect("'She said \"no\" to me,' he said.", "0 She said \"no\" to me,|1 no");
}

static void nested_marks(void **state)
{
    (void)state;
    expect("“She told me ‘no way’ and left,” he said.", "0 She told me ‘no way’ and left,|1 no way");
    expect("\"She told me 'no way' and left,\" he said.", "0 She told me 'no way' and left,|1 no way");
    expect("“She told me, ‘No.’”", "0 She told me, ‘No.’|1 No.");
    expect("\"'No,' she said,\" he said.", "0 'No,' she said,|1 No,");
    expect("“He said “no” to me,” she said.", "0 He said “no” to me,|1 no");
}

static void apostrophes_are_no_marks(void **state)
{
    (void)state;
    expect("The players' union didn't like the '90s, or rock 'n' roll.", "");
    expect("The players’ union didn’t like the ’90s, or rock ’n’ roll.", "");
    expect("‘The players’ union won,’ he said.", "0 The players’ union won,");
    expect("'The players' union won,' he said.", "0 The players' union won,");
    expect("\"Get 'em out,\" he said.", "0 Get 'em out,");
    expect("“I’m goin’ home,” he said.", "0 I’m goin’ home,");
    expect("He sang rock ’n’ roll. Ol’ man. Get ’em’ out.", "");
    expect("‘naïve,’ he said. 'émigré,' she said.", "0 naïve,|0 émigré,");
}

static void inches_are_no_marks(void **state)
{
    (void)state;
    expect("The 12\" gun and the 5'10\" man said nothing.", "");
    expect("\"He is 5'10\" tall,\" she said.", "0 He is 5'10\" tall,");
    expect("\"There were 12,\" she said.", "0 There were 12,");
    expect("'She is 5' tall,' he said. 'There were 12' of them.", "0 She is 5' tall,|0 There were 12");
}

static void quotations_run_over_paragraphs(void **state)
{
    (void)state;
    expect("“I won.\n\n“I also lost.\n\n“I left,” he said. “Bye.”", "0? I won.|0?+ I also lost.|0+ I left,|0 Bye.");
    expect("\"I won.\n\n\"I left,\" he said.", "0? I won.|0+ I left,");
    expect("‘I won.\n\n‘I left,’ he said.", "0? I won.|0+ I left,");
    expect("“She said, ‘I won.\n\n“‘I left.’ So there.”",
           "0? She said, ‘I won.|1? I won.|0+ ‘I left.’ So there.|1+ I left.");
    expect("“I won.\n\nI left,” he said.", "0? I won.|0+ I left,");
}

static void forgotten_marks(void **state)
{
    (void)state;
    expect("“I won, he said. “I lost,” she said.", "0? I won, he said.|0 I lost,");
    expect("\"I won, he said. \"I lost,\" she said.", "0? I won, he said.|0 I lost,");
    expect("He said: “I won.\n\nNothing more.", "0? I won.");
    expect("A stray mark\" here.", "");
    expect("A stray mark \"", "");
    expect("Empty \"\" and “ ” hold nothing.", "");
}

static void scare_quotes(void **state)
{
    (void)state;
    expect("The so-called \"deep state\" is a myth.", "0~ deep state");
    expect("The \"miracle\" lasted a week.", "0~ miracle");
    expect("He called it a \"miracle\".", "0 miracle");
    expect("The mayor said the plan was \"a disgrace\".", "0 a disgrace");
    expect("Then: \"I won!\"", "0 I won!");
    expect("The \"long and winding road of many words\" ended.", "0 long and winding road of many words");
}

static void quotation_at_an_offset(void **state)
{
    fixture it;
    const char *text = "A “b ‘c’ d” e “f” g";
    size_t length = strlen(text);

    (void)state;
    read_bytes(&it, text, length);
    assert_int_equal(it.reading.quotation_count, 3);
    assert_int_equal(ws_reading_quotation_at(&it.reading, 0), -1);
    assert_int_equal(ws_reading_quotation_at(&it.reading, (uint32_t)(strchr(text, 'b') - text)), 0);
    assert_int_equal(ws_reading_quotation_at(&it.reading, (uint32_t)(strchr(text, 'c') - text)), 1);
    assert_int_equal(ws_reading_quotation_at(&it.reading, (uint32_t)(strchr(text, 'd') - text)), 0);
    assert_int_equal(ws_reading_quotation_at(&it.reading, (uint32_t)(strchr(text, 'e') - text)), -1);
    assert_int_equal(ws_reading_quotation_at(&it.reading, (uint32_t)(strchr(text, 'f') - text)), 2);
    assert_int_equal(ws_reading_quotation_at(&it.reading, (uint32_t)(length - 1)), -1);
    free_fixture(&it);
}

static void repeat(const char *mark, size_t count, const char *after, size_t after_count)
{
    ws_buffer text = WS_BUFFER_INIT(64 * 1024 * 1024);
    fixture it;

    for (size_t i = 0; i < count; i++) ws_buffer_puts(&text, mark);
    for (size_t i = 0; i < after_count; i++) ws_buffer_puts(&text, after);
    read_bytes(&it, text.bytes, text.size);
    for (size_t q = 0; q < it.reading.quotation_count; q++) assert_true(it.reading.quotations[q].depth < 8);
    free_fixture(&it);
    ws_buffer_free(&text);
}

static void hostile_marks_take_linear_time(void **state)
{
    (void)state;
    repeat("“a ", 100000, "”", 100000);
    repeat("“", 100000, "”", 100000);
    repeat("‘a \"b ", 100000, "", 0);
    repeat("\"a 'b ", 100000, "' ", 100000);
    repeat("«a »b ", 100000, "", 0);
    repeat("'s ", 300000, "", 0);
    repeat("\"a\" ", 300000, "", 0);
    repeat("“a\n\n", 100000, "", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curly_and_straight),
        cmocka_unit_test(guillemets_and_low_marks),
        cmocka_unit_test(single_marks),
        cmocka_unit_test(nested_marks),
        cmocka_unit_test(apostrophes_are_no_marks),
        cmocka_unit_test(inches_are_no_marks),
        cmocka_unit_test(quotations_run_over_paragraphs),
        cmocka_unit_test(forgotten_marks),
        cmocka_unit_test(scare_quotes),
        cmocka_unit_test(quotation_at_an_offset),
        cmocka_unit_test(hostile_marks_take_linear_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
