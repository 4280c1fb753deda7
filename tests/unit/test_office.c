/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word and OpenDocument texts: what of them is text, and what never is. */
#include "files_fixture.h"
#include "reader.h"

#include "../zip_fixture.h"

extern const ws_reader ws_docx_reader, ws_odt_reader;

#define DOCX_BEGIN                                                                                                     \
    "<?xml version='1.0'?><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "         \
    "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:m='urn:math'><w:body>"
#define DOCX_END "<w:sectPr><w:headerReference/></w:sectPr></w:body></w:document>"
#define RUN(text_) "<w:r><w:t xml:space='preserve'>" text_ "</w:t></w:r>"
#define LINE(text_) "<w:p>" RUN(text_) "</w:p>"

static const char docx_styles[] =
    "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    "<w:style w:type='paragraph' w:styleId='Titel'><w:name w:val='Title'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Kop1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:type='character' w:styleId='Ghost'><w:name w:val='ghost'/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Child'><w:name w:val='child'/><w:basedOn w:val='Ghost'/></w:style>"
    "<w:style w:type='character' w:styleId='Seen'><w:basedOn w:val='Ghost'/><w:rPr><w:vanish "
    "w:val='0'/></w:rPr></w:style>"
    "</w:styles>";

static void write_docx(const char *name, const char *document)
{
    const zip_member members[] = {
        {"[Content_Types].xml", "<Types/>", 8},
        {"docProps/core.xml", "<p>Never the author</p>", 23},
        {"word/document.xml", document, strlen(document)},
        {"word/styles.xml", docx_styles, sizeof docx_styles - 1},
        {"word/comments.xml", "<w:comments>Never this</w:comments>", 35},
    };
    ws_buffer zip = WS_BUFFER_INIT(1024 * 1024);

    make_zip(&zip, members, sizeof members / sizeof members[0]);
    write_bytes(name, zip.bytes, zip.size);
    ws_buffer_free(&zip);
}

static void expect_docx(const char *body, const char *expected)
{
    ws_buffer document = WS_BUFFER_INIT(1024 * 1024);
    ws_arena *arena = ws_arena_new(0);

    ws_buffer_printf(&document, "%s%s%s", DOCX_BEGIN, body, DOCX_END);
    write_docx("one.docx", document.bytes);
    assert_string_equal(read_one(arena, "one.docx", "docx").text, expected);
    ws_buffer_free(&document);
    ws_arena_free(arena);
}

static void the_text_of_a_word_document_is_what_one_sees(void **state)
{
    (void)state;
    expect_docx(
        LINE("One.") "<w:p/>" LINE(
            "Two <w:ignored/>") "<w:p><w:r><w:t>Th</w:t><w:t>ree</w:t><w:tab/><w:t>a</w:t>"
                                "<w:br/><w:t>b</w:t><w:br w:type='page'/><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>",
        "One.\n\nTwo\n\nThree\ta\nb\xE2\x80\x91"
        "c");
    expect_docx("<w:tbl><w:tr><w:tc>" LINE("left") "</w:tc><w:tc>" LINE("right") "</w:tc></w:tr></w:tbl>",
                "left\n\nright");
    expect_docx("<w:p><w:hyperlink>" RUN("here") "</w:hyperlink><w:ins>" RUN(" kept") "</w:ins></w:p>", "here kept");
}

static void deletions_comments_and_hidden_text_are_never_read(void **state)
{
    (void)state;
    expect_docx(
        "<w:p>" RUN("a") "<w:del>" RUN("NO") "<w:r><w:delText>NO</w:delText></w:r></w:del><w:moveFrom>" RUN(
            "NO") "</w:moveFrom><w:moveTo>" RUN("b") "</w:moveTo><w:commentRangeStart/><w:r><w:commentReference/></w:r>"
                                                     "<w:r><w:footnoteReference/></w:r></w:p>",
        "ab");
    expect_docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>NO</w:t><w:tab/></w:r>" RUN(
                    "a") "<w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>b</w:t></w:r></w:p>",
                "ab");
    expect_docx("<w:p><w:r><w:rPr><w:rStyle w:val='Child'/></w:rPr><w:t>NO</w:t></w:r>"
                "<w:r><w:rPr><w:rStyle w:val='Seen'/></w:rPr><w:t>seen</w:t></w:r></w:p>",
                "seen");
    /* What was hidden before a tracked change is not now. */
    expect_docx(
        "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>now</w:t></w:r></w:p>",
        "now");
    expect_docx("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" RUN("only the mark is hidden") "</w:p>",
                "only the mark is hidden");
    expect_docx("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" RUN("one ") "</w:p>" LINE("paragraph") LINE("two"),
                "one paragraph\n\ntwo");
    expect_docx("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" LINE(
                    "Click here") "</w:sdtContent></w:sdt>" LINE("text"),
                "text");
}

static void of_fields_only_the_result_is_read(void **state)
{
    (void)state;
    expect_docx("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r>"
                /* a field in the code of another */
                "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>" RUN(
                    "NO") "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
                          "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" RUN(
                              "shown") "<w:r><w:fldChar w:fldCharType='end'/></w:r>" RUN(" on") "</w:p>",
                "shown on");
    expect_docx("<w:p><w:fldSimple w:instr='DATE'>" RUN("today") "</w:fldSimple></w:p>", "today");
}

static void text_boxes_come_once_after_their_paragraph(void **state)
{
    (void)state;
    expect_docx(
        "<w:p>" RUN("be") "<mc:AlternateContent><mc:Choice><w:r><w:txbxContent>" LINE("box")
            LINE("two") "</w:txbxContent></w:r></mc:Choice><mc:Fallback><w:r><w:txbxContent>" LINE(
                "box") "</w:txbxContent></w:r></mc:Fallback></mc:AlternateContent>" RUN("fore") "</w:p>" LINE("after"),
        "before\n\nbox\n\ntwo\n\nafter");
}

static void the_title_is_the_one_in_the_style_of_titles(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_docx("title.docx", DOCX_BEGIN "<w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr>" RUN(
                                 "Region") "</w:p>"
                                           "<w:p><w:pPr><w:pStyle w:val='Titel'/></w:pPr>" RUN(
                                               "Bridge  closes") "</w:p>" LINE("It is shut.") DOCX_END);
    assert_string_equal(read_one(arena, "title.docx", "docx").title, "Bridge closes");
    write_docx("heading.docx", DOCX_BEGIN "<w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr>" RUN("Bridge") "</w:p>" LINE(
                                   "LINDFELL, March 3 - It is shut, said the mayor on Monday.") DOCX_END);
    assert_string_equal(read_one(arena, "heading.docx", "docx").title, "Bridge");
    assert_string_equal(read_one(arena, "heading.docx", "docx").dateline, "LINDFELL, March 3");
    assert_null(read_one(arena, "heading.docx", "docx").author);
    ws_arena_free(arena);
}

static void an_archive_of_documents_is_no_document(void **state)
{
    const zip_member parts[] = {{"[Content_Types].xml", "<Types/>", 8}};
    ws_buffer document = WS_BUFFER_INIT(10000), zip = WS_BUFFER_INIT(10000);

    (void)state;
    make_zip(&document, parts, 1);
    const zip_member member = {"story.docx", document.bytes, document.size};
    make_zip(&zip, &member, 1);
    assert_true(ws_docx_reader.sniff((const unsigned char *)document.bytes, document.size, "a") > 0);
    assert_int_equal(ws_docx_reader.sniff((const unsigned char *)zip.bytes, zip.size, "a.zip"), 0);
    assert_int_equal(ws_odt_reader.sniff((const unsigned char *)zip.bytes, zip.size, "a.zip"), 0);
    ws_buffer_free(&document);
    ws_buffer_free(&zip);
}

static void expect_refused(const char *name, const char *words)
{
    const char *items[] = {path_of(name)};
    ws_strings paths = {items, 1};
    ws_arena *arena = ws_arena_new(0);
    ws_collection *collection;
    ws_article article;
    ws_error error = {0};

    assert_int_equal(ws_collection_open(&paths, NULL, NULL, &collection, &error), WS_OK);
    assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_REFUSED);
    if (!strstr(error.message, words)) fail_msg("%s", error.message);
    ws_collection_close(collection);
    ws_arena_free(arena);
}

static void bad_documents_are_refused_by_name(void **state)
{
    const zip_member table[] = {{"[Content_Types].xml", "<Types/>", 8}, {"xl/workbook.xml", "<x/>", 4}};
    const zip_member slides[] = {{"mimetype", "application/vnd.oasis.opendocument.presentation", 47},
                                 {"content.xml", "<x/>", 4}};
    ws_buffer zip = WS_BUFFER_INIT(1024 * 1024);

    (void)state;
    write_docx("broken.docx", DOCX_BEGIN LINE("x"));
    expect_refused("broken.docx", "word/document.xml in it is no proper XML at line 1");
    write_docx("laughs.docx", "<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a 'ha'>]><w>&a;</w>");
    expect_refused("laughs.docx", "no proper XML");
    write_docx("blank.docx", DOCX_BEGIN "<w:p/>" DOCX_END);
    expect_refused("blank.docx", "there is no text in it");
    make_zip(&zip, table, 2);
    write_bytes("table.xlsx", zip.bytes, zip.size);
    expect_refused("table.xlsx", "it has no word/document.xml");
    write_bytes("cut.docx", zip.bytes, 60);
    expect_refused("cut.docx", "is damaged");
    ws_buffer_clear(&zip);
    make_zip(&zip, slides, 2);
    write_bytes("slides.odp", zip.bytes, zip.size);
    expect_refused("slides.odp", "it is no text");
    ws_buffer_free(&zip);
}

/* --- OpenDocument --- */

#define ODT_BEGIN                                                                                                      \
    "<?xml version='1.0'?><office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "   \
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "                                                     \
    "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "                                                   \
    "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:dc='urn:dc'><office:automatic-styles>"       \
    "<style:style style:name='P1' style:parent-style-name='Title'/><style:style style:name='T1'>"                      \
    "<style:text-properties text:display='none'/></style:style></office:automatic-styles><office:body><office:text>"
#define ODT_END "</office:text></office:body></office:document-content>"

static void expect_odt(const char *body, const char *expected, const char *title)
{
    static const char kind[] = "application/vnd.oasis.opendocument.text";
    static const char styles[] =
        "<x xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:text='urn:x:text:'>"
        "<style:style style:name='Title'/><style:style style:name='Ghost'><style:text-properties "
        "text:display='none'/></style:style><style:master-styles><text:p>NO</text:p>"
        "</style:master-styles></x>";
    ws_buffer content = WS_BUFFER_INIT(1024 * 1024), zip = WS_BUFFER_INIT(1024 * 1024);
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    ws_buffer_printf(&content, "%s%s%s", ODT_BEGIN, body, ODT_END);
    const zip_member members[] = {{"mimetype", kind, sizeof kind - 1},
                                  {"content.xml", content.bytes, content.size},
                                  {"styles.xml", styles, sizeof styles - 1},
                                  {"meta.xml", "NO", 2}};
    make_zip(&zip, members, 4);
    write_bytes("one.odt", zip.bytes, zip.size);
    article = read_one(arena, "one.odt", "odt");
    assert_string_equal(article.text, expected);
    assert_string_equal(article.title ? article.title : "-", title);
    ws_buffer_free(&content);
    ws_buffer_free(&zip);
    ws_arena_free(arena);
}

static void opendocument_texts_likewise(void **state)
{
    (void)state;
    expect_odt("<text:p text:style-name='P1'>Bridge closes</text:p><text:p>One\n  <text:span>two</text:span> <text:s "
               "text:c='2'/>three<text:line-break/>four<text:tab/></text:p>",
               "Bridge closes\n\nOne two   three\nfour", "Bridge closes");
    expect_odt("<text:h>Heading</text:h><text:p>Text, and more of the text.</text:p>",
               "Heading\n\nText, and more of the text.", "Heading");
}

static void opendocument_hides_likewise(void **state)
{
    (void)state;
    expect_odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>NO</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>a<office:annotation><dc:creator>NO</dc:creator><text:p>NO</text:p></office:annotation>b<text:span "
        "text:style-name='T1'>NO</text:span><text:span text:style-name='Ghost'>NO</text:span>c<text:note>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>NO</text:p></text:note-body></text:note>"
        "<text:hidden-text>NO</text:hidden-text></text:p>"
        "<text:section text:display='none'><text:p>NO</text:p></text:section>"
        "<text:p>NO<text:hidden-paragraph text:is-hidden='true'/> NO</text:p>",
        "abc", "-");
    expect_odt("<text:p>be<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>fore</text:p>",
               "before\n\nbox", "before");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_of_a_word_document_is_what_one_sees),
        cmocka_unit_test(deletions_comments_and_hidden_text_are_never_read),
        cmocka_unit_test(of_fields_only_the_result_is_read),
        cmocka_unit_test(text_boxes_come_once_after_their_paragraph),
        cmocka_unit_test(the_title_is_the_one_in_the_style_of_titles),
        cmocka_unit_test(an_archive_of_documents_is_no_document),
        cmocka_unit_test(bad_documents_are_refused_by_name),
        cmocka_unit_test(opendocument_texts_likewise),
        cmocka_unit_test(opendocument_hides_likewise),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
