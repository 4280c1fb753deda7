/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From places on pages to paragraphs: pages of 600 by 800 points, letters 5 points wide, lines 10 high. */
#include "files_fixture.h"
#include "pdf_layout.h"

enum { LETTER = 5 };

static ws_buffer pages;

static void begin_pages(void)
{
    pages = WS_BUFFER_INIT(1024 * 1024);
    ws_buffer_puts(&pages, "<!DOCTYPE html><html><head><title>NO</title></head><body><doc>");
}

static void add_words(int left, int top, int size, const char *text)
{
    ws_buffer_printf(&pages, "<line xMin=\"%d.5\" yMin=\"%d\" xMax=\"%d.50000\" yMax=\"%d\">", left, top,
                     left + LETTER * (int)strlen(text), top + size);
    while (*text) {
        int length = (int)strcspn(text, " ");

        ws_buffer_printf(&pages, "<word xMin=\"%d\" xMax=\"%d\">%.*s</word>", left, left + LETTER * length, length,
                         text);
        text += length + (text[length] == ' ');
    }
    ws_buffer_puts(&pages, "</line>");
}

/* A block of lines of 40 letters' width: "|" before a line indents it; "#" makes it twice as high. */
static void add_block(int left, int top, const char *const *lines)
{
    ws_buffer_puts(&pages, "<block>");
    for (; *lines; lines++, top += 12) {
        int indent = **lines == '|' ? 10 : 0;
        bool high = **lines == '#';

        add_words(left + indent, top, high ? 20 : 10, *lines + (indent || high));
        if (high) top += 12;
    }
    ws_buffer_puts(&pages, "</block>");
}

#define BLOCK(left_, top_, ...) add_block(left_, top_, (const char *const[]){__VA_ARGS__, NULL})
#define PAGE(...)                                                                                                      \
    do {                                                                                                               \
        ws_buffer_puts(&pages, "<page width=\"600.0\" height=\"800.0\">");                                             \
        __VA_ARGS__;                                                                                                   \
        ws_buffer_puts(&pages, "</page>");                                                                             \
    } while (0)

static void expect(const char *expected, const char *title)
{
    ws_arena *arena = ws_arena_new(0);
    ws_pdf_layout layout;
    ws_flow flow;

    ws_buffer_puts(&pages, "</doc></body></html>");
    ws_flow_start(&flow);
    assert_int_equal(ws_pdf_lines(arena, pages.bytes, pages.size, &layout, NULL), WS_OK);
    assert_int_equal(ws_pdf_furniture(arena, &layout, NULL), WS_OK);
    assert_int_equal(ws_pdf_paragraphs(arena, &layout, &flow, NULL), WS_OK);
    assert_string_equal(flow.text.bytes ? flow.text.bytes : "", expected);
    assert_string_equal(flow.title.bytes ? flow.title.bytes : "", title);
    ws_flow_free(&flow);
    ws_arena_free(arena);
    ws_buffer_free(&pages);
}

static void lines_become_paragraphs(void **state)
{
    (void)state;
    begin_pages();
    PAGE();
    expect("", "");
    begin_pages(); /* by indents */
    PAGE(BLOCK(50, 200, "|The mayor closed the bridge on Monday be-", "cause it was cracked, she said in the hall",
               "of the town.", "|Nobody was hurt when she closed it, and", "nobody will be."));
    expect(
        "The mayor closed the bridge on Monday because it was cracked, she said in the hall of the town.\n\nNobody was "
        "hurt when she closed it, and nobody will be.",
        "");
    begin_pages(); /* by lines that end early */
    PAGE(BLOCK(50, 200, "The mayor closed the bridge on Monday be-", "cause it was cracked.", "Nobody was hurt."));
    expect("The mayor closed the bridge on Monday because it was cracked.\n\nNobody was hurt.", "");
    begin_pages(); /* by gaps */
    PAGE(BLOCK(50, 200, "The mayor closed the bridge on a Monday in", "March and opened it again in April of 2025."),
         BLOCK(50, 240, "Nobody was hurt when she closed it in March", "and nobody was hurt in April."));
    expect("The mayor closed the bridge on a Monday in March and opened it again in April of 2025.\n\nNobody was hurt "
           "when "
           "she closed it in March and nobody was hurt in April.",
           "");
    begin_pages();
    PAGE(BLOCK(50, 200, "• one thing that was said and goes on over", "a line", "• another"));
    expect("• one thing that was said and goes on over a line\n\n• another", "");
}

static void columns_and_pages_go_on(void **state)
{
    (void)state;
    begin_pages();
    PAGE(BLOCK(50, 600, "The mayor closed the bridge on Monday and"),
         BLOCK(350, 100, "Governor Ruiz opened it again, she said."));
    PAGE(BLOCK(50, 200, "Nobody was hurt by that, and nobody in the"));
    PAGE(BLOCK(50, 200, "town said a word."));
    expect("The mayor closed the bridge on Monday and Governor Ruiz opened it again, she said.\n\nNobody was hurt by "
           "that, and "
           "nobody in the town said a word.",
           "");
}

static void parted_words_are_made_whole(void **state)
{
    (void)state;
    begin_pages();
    PAGE(BLOCK(50, 200, "A well-known mayor, the town said, and a well-", "known bridge, is no won-",
               "der in this region of the world, it was \xC2\xAD", "said."));
    expect("A well-known mayor, the town said, and a well-known bridge, is no wonder in this region of the world, it "
           "was said.",
           "");
}

static void what_repeats_at_the_edges_is_not_read(void **state)
{
    (void)state;
    begin_pages();
    PAGE(BLOCK(50, 20, "#Bridge closes"), BLOCK(50, 200, "The mayor closed the bridge."),
         BLOCK(300, 780, "Page 1 of 3"));
    PAGE(BLOCK(50, 20, "Bridge closes"), BLOCK(50, 40, "Courier, 3 March 2025"), BLOCK(50, 200, "She was asked why."),
         BLOCK(300, 780, "2"));
    PAGE(BLOCK(50, 20, "Bridge closes"), BLOCK(50, 40, "Courier, 3 March 2025"), BLOCK(50, 200, "She did not say."),
         BLOCK(300, 780, "- 3 -"));
    expect("Bridge closes\n\nThe mayor closed the bridge.\n\nShe was asked why.\n\nShe did not say.", "Bridge closes");
    begin_pages(); /* in the middle of pages, what repeats is said twice */
    PAGE(BLOCK(50, 300, "No, she said."));
    PAGE(BLOCK(50, 300, "No, she said."));
    expect("No, she said.\n\nNo, she said.", "");
    begin_pages();
    PAGE(BLOCK(50, 20, "EMBARGOED UNTIL 3 March 2025"), BLOCK(50, 300, "No, she said."));
    PAGE(BLOCK(50, 20, "EMBARGOED UNTIL 3 March 2025"), BLOCK(50, 300, "Yes, she said."));
    expect("EMBARGOED UNTIL 3 March 2025\n\nNo, she said.\n\nYes, she said.", "");
}

static void the_title_is_the_tallest_line(void **state)
{
    (void)state;
    begin_pages();
    PAGE(BLOCK(50, 200, "Northern Press"), BLOCK(50, 230, "#Bridge closes", "#after cracks"),
         BLOCK(50, 300, "The mayor closed the bridge on a Monday."));
    expect("Northern Press\n\nBridge closes after cracks\n\nThe mayor closed the bridge on a Monday.",
           "Bridge closes after cracks");
}

static void other_bytes_are_refused(void **state)
{
    char nothing[] = "Syntax error", broken[] = "<html><body><page></html>",
         control[] = "<html><line><word>a\x02</word></line></html>";
    ws_arena *arena = ws_arena_new(0);
    ws_pdf_layout layout;

    (void)state;
    assert_int_equal(ws_pdf_lines(arena, nothing, strlen(nothing), &layout, NULL), WS_REFUSED);
    assert_int_equal(ws_pdf_lines(arena, broken, strlen(broken), &layout, NULL), WS_REFUSED);
    assert_int_equal(ws_pdf_lines(arena, control, strlen(control), &layout, NULL), WS_OK);
    assert_int_equal(layout.count, 1);
    ws_arena_free(arena);
}

/* A PDF of one page with two lines. */
static void a_file_is_read_by_pdftotext(void **state)
{
    static const char stream[] = "BT /F1 12 Tf 72 700 Td (The mayor closed the bridge,) Tj 0 -14 Td (she said.) Tj ET";
    ws_buffer file = WS_BUFFER_INIT(10000);
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    ws_buffer_printf(
        &file,
        "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
        "/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
        "5 0 obj<</Title(NO)/Author(NO)>>endobj\ntrailer<</Root 1 0 R/Info 5 0 R>>\n",
        strlen(stream), stream);
    write_bytes("one.pdf", file.bytes, file.size);
    article = read_one(arena, "one.pdf", "pdf");
    assert_string_equal(article.text, "The mayor closed the bridge, she said.");
    assert_null(article.title);
    assert_null(article.author);
    ws_buffer_free(&file);
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_paragraphs),       cmocka_unit_test(columns_and_pages_go_on),
        cmocka_unit_test(parted_words_are_made_whole),   cmocka_unit_test(what_repeats_at_the_edges_is_not_read),
        cmocka_unit_test(the_title_is_the_tallest_line), cmocka_unit_test(other_bytes_are_refused),
        cmocka_unit_test(a_file_is_read_by_pdftotext),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
