/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"
#include "rtf_text.h"

static void expect(const char *rtf, const char *expected)
{
    ws_arena *arena = ws_arena_new(0);

    write_file("one.rtf", rtf);
    assert_string_equal(read_one(arena, "one.rtf", "rtf").text, expected);
    ws_arena_free(arena);
}

static void paragraphs_and_characters(void **state)
{
    (void)state;
    expect("{\\rtf1\\ansi One\\par\r\n\\pard Two \\ldblquote three\\rdblquote\\tab a\\line b\\par}",
           "One\n\nTwo “three”\ta\nb");
    expect("{\\rtf1 {\\b bo}ld\\{x\\}\\\\ a\\~b c\\_d e\\-f\\\nApple}", "bold{x}\\ a\xC2\xA0"
                                                                        "b c‑d ef\n\nApple");
    expect("{\\rtf1 cell\\cell next\\row after}", "cell\n\nnext\n\nafter");
    expect("{\\rtf1 x\\bin5 }{}}{y}", "xy");
}

static void code_pages(void **state)
{
    (void)state;
    expect("{\\rtf1\\ansi caf\\'e9 \\'93yes\\'94}", "café “yes”");
    expect("{\\rtf1\\ansi\\ansicpg1250 \\'b3}", "ł");
    expect("{\\rtf1\\mac caf\\'8e}", "café");
    expect("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Cyr;}}\\f0 \\'e9{\\f1 \\'e9}\\'e9}",
           "éйé");
    expect("{\\rtf1\\ansi\\ansicpg932 \\'93\\'fa\\'96\\'7b}", "日本");
    expect("{\\rtf1\\ansi\\ansicpg4711 caf\\'e9}", "café");
}

static void unicode_with_what_stands_in_for_it(void **state)
{
    (void)state;
    expect("{\\rtf1 a\\u8212?b\\u8217'c}", "a—b’c");
    expect("{\\rtf1\\uc2 \\u322\\'31\\'32x {\\uc0\\u233 y}\\u233\\'31\\'32z}", "łx éyéz");
    expect("{\\rtf1 \\u-10179?\\u-8704?!}", "😀!");
    expect("{\\rtf1 \\u8212\\emdash x\\u0?y}", "—xy");
}

static void what_is_not_seen_is_never_read(void **state)
{
    (void)state;
    expect("{\\rtf1{\\info{\\title NO}{\\author NO}}{\\header NO\\par}{\\footer NO}{\\colortbl;\\red0;}a"
           "{\\footnote NO}{\\*\\annotation NO}{\\*\\atnauthor NO}{\\*\\unheard NO {\\b NO}}b{\\pict 00ff}"
           "{\\listtext NO\\tab}c{\\xe NO}}",
           "abc");
    expect("{\\rtf1 a{\\v NO}b\\v NO\\v0 c{\\deleted NO}{\\v NO\\plain d}}", "abcd");
    expect("{\\rtf1 {\\field{\\*\\fldinst HYPERLINK NO}{\\fldrslt shown}}}", "shown");
}

static void text_boxes_come_once_after_their_paragraph(void **state)
{
    (void)state;
    expect(
        "{\\rtf1 be{\\shp{\\*\\shpinst{\\sp{\\sn NO}{\\sv NO}}{\\shptxt box\\par two}}{\\shprslt NO}}fore\\par after}",
        "before\n\nbox\n\ntwo\n\nafter");
    expect("{\\rtf1 {\\footnote {\\shp{\\*\\shpinst{\\shptxt NO}}}}a{\\shptxt b}}", "ab");
}

static void the_title_is_the_one_in_the_style_of_titles(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_file("title.rtf",
               "{\\rtf1{\\stylesheet{Normal;}{\\s1\\b heading 1;}{\\s15 Title;}{\\*\\cs10 Font;}}"
               "\\pard\\s1 Region\\par\\pard\\s15 Bridge closes\\par\\pard It is shut, the mayor said.\\par}");
    assert_string_equal(read_one(arena, "title.rtf", "rtf").title, "Bridge closes");
    ws_arena_free(arena);
}

static void bad_files_are_refused(void **state)
{
    ws_buffer deep = WS_BUFFER_INIT(100000);

    (void)state;
    ws_buffer_puts(&deep, "{\\rtf1 ");
    for (int i = 0; i < 600; i++) ws_buffer_putc(&deep, '{');
    write_file("deep.rtf", deep.bytes);
    expect_all("deep.rtf", NULL, "!deep.rtf: its groups are nested more than 500 deep");
    write_file("blank.rtf", "{\\rtf1 }");
    expect_all("blank.rtf", NULL, "!blank.rtf: there is no text in it");
    write_file("torn.rtf", "{\\rtf1 torn\\'f");
    expect_all("torn.rtf", NULL, "[tornf]");
    write_file("odd.rtf", "{\\rtf1 a}}}}\\b\\");
    expect_all("odd.rtf", NULL, "[a]");
    ws_buffer_free(&deep);
}

static bool is_cut_off(const char *rtf)
{
    ws_arena *arena = ws_arena_new(0);
    bool cut_off;

    write_file("one.rtf", rtf);
    cut_off = read_one(arena, "one.rtf", "rtf").cut_off;
    ws_arena_free(arena);
    return cut_off;
}

static void files_without_an_end_are_cut_off(void **state)
{
    (void)state;
    assert_true(is_cut_off("{\\rtf1 torn\\'f"));
    assert_true(is_cut_off("{\\rtf1 One {\\b two}"));
    assert_true(is_cut_off("{\\rtf1 One \\bin500 x}"));
    assert_false(is_cut_off("{\\rtf1 One {\\b two}}"));
    assert_false(is_cut_off("{\\rtf1 One}}\n"));
}

static void control_words_are_found(void **state)
{
    int value;

    (void)state; /* the table is sorted: its first, its last and some between are found */
    assert_int_equal(ws_rtf_look_up("annotation", &value), WS_RTF_DESTINATION);
    assert_int_equal(value, WS_RTF_NEVER);
    assert_int_equal(ws_rtf_look_up("xe", &value), WS_RTF_DESTINATION);
    assert_int_equal(ws_rtf_look_up("footnote", &value), WS_RTF_DESTINATION);
    assert_int_equal(ws_rtf_look_up("par", &value), WS_RTF_PARAGRAPH);
    assert_int_equal(ws_rtf_look_up("uc", &value), WS_RTF_FALLBACKS);
    assert_int_equal(ws_rtf_look_up("headery", &value), WS_RTF_NOTHING);
    assert_int_equal(ws_rtf_charset(238), 1250);
    assert_int_equal(ws_rtf_charset(0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_and_characters),
        cmocka_unit_test(code_pages),
        cmocka_unit_test(unicode_with_what_stands_in_for_it),
        cmocka_unit_test(what_is_not_seen_is_never_read),
        cmocka_unit_test(text_boxes_come_once_after_their_paragraph),
        cmocka_unit_test(the_title_is_the_one_in_the_style_of_titles),
        cmocka_unit_test(bad_files_are_refused),
        cmocka_unit_test(files_without_an_end_are_cut_off),
        cmocka_unit_test(control_words_are_found),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
