/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quote sheet as an Office Open XML document: a ZIP archive of a few parts. */
#include "escape.h"
#include "sheets.h"
#include "zip.h"

#include <stdlib.h>
#include <string.h>

static const char types[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/footer.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
    "</Types>";

static const char relations[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";

static const char document_relations[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
    "Target=\"styles.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" "
    "Target=\"footer.xml\"/></Relationships>";

#define NAMESPACE "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define NUMBER(name_) "<w:fldSimple w:instr=\" " name_ " \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"

/* Which page of how many. */
static const char footer[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<w:ftr " NAMESPACE "><w:p><w:pPr><w:pStyle w:val=\"Id\"/><w:jc w:val=\"right\"/></w:pPr>" NUMBER(
        "PAGE") "<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>" NUMBER("NUMPAGES") "</w:p></w:ftr>";

#define STYLE(id_, name_, paragraph_, run_)                                                                            \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id_ "\"><w:name w:val=\"" name_ "\"/><w:basedOn w:val=\"Normal\"/>"   \
    "<w:qFormat/><w:pPr>" paragraph_ "</w:pPr><w:rPr>" run_ "</w:rPr></w:style>"

/* An entry breaks over pages within a paragraph of its article, and nowhere else. */
static const char styles[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<w:styles " NAMESPACE "><w:docDefaults><w:rPrDefault>"
    "<w:rPr><w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\" w:cs=\"Georgia\"/><w:sz w:val=\"20\"/><w:lang "
    "w:val=\"en-GB\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"60\"/></w:pPr></w:pPrDefault>"
    "</w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
    "</w:style>" STYLE("Title", "Title", "", "<w:b/><w:sz w:val=\"32\"/>") STYLE(
        "Heading1", "heading 1",
        "<w:keepNext/><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"6\" w:color=\"999999\"/></w:pBdr>"
        "<w:spacing w:before=\"280\" w:after=\"40\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:sz w:val=\"24\"/>") STYLE("Labels", "Labels", "<w:keepNext/>", "<w:b/><w:color w:val=\"8A1F11\"/>")
        STYLE("Quote", "Quote",
              "<w:keepNext/><w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" "
              "w:color=\"BBBBBB\"/></w:pBdr>"
              "<w:spacing w:before=\"80\" w:after=\"100\"/><w:ind w:left=\"280\"/>",
              "<w:sz w:val=\"23\"/>")
            STYLE("Fact", "Fact",
                  "<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val=\"left\" w:pos=\"2270\"/></w:tabs><w:spacing "
                  "w:after=\"0\"/><w:ind w:left=\"2270\" w:hanging=\"2270\"/>",
                  "<w:sz w:val=\"18\"/>")
                STYLE("Context", "Context", "<w:keepNext/><w:spacing w:before=\"60\" w:after=\"40\"/>",
                      "<w:color w:val=\"555555\"/><w:sz w:val=\"18\"/>")
                    STYLE("Boxes", "Boxes",
                          "<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val=\"left\" w:leader=\"underscore\" "
                          "w:pos=\"5400\"/><w:tab w:val=\"left\" "
                          "w:leader=\"underscore\" w:pos=\"7500\"/><w:tab w:val=\"right\" w:leader=\"underscore\" "
                          "w:pos=\"9350\"/></w:tabs><w:spacing w:before=\"160\" w:after=\"40\"/>",
                          "<w:sz w:val=\"18\"/>")
                        STYLE("Id", "Id", "", "<w:color w:val=\"777777\"/><w:sz w:val=\"14\"/>") "</w:styles>";

static const char document_head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<w:document " NAMESPACE
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>";

static const char document_tail[] =
    "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar "
    "w:top=\"1134\" w:right=\"1247\" w:bottom=\"1134\" "
    "w:left=\"1247\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";

/* --- paragraphs --- */

static void begin_paragraph(FILE *out, const char *style)
{
    fprintf(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

static void put_run(FILE *out, const char *properties, const char *bytes, size_t size)
{
    fprintf(out, "<w:r>%s<w:t xml:space=\"preserve\">", properties);
    ws_put_escaped_bytes(out, bytes, size);
    fputs("</w:t></w:r>", out);
}

static void put_text(FILE *out, const char *properties, const char *text)
{
    put_run(out, properties, text, strlen(text));
}

static void put_tab(FILE *out)
{
    fputs("<w:r><w:tab/></w:r>", out);
}

static void end_paragraph(FILE *out)
{
    fputs("</w:p>\n", out);
}

static void put_paragraph(FILE *out, const char *style, const char *text)
{
    if (!*text) return;
    begin_paragraph(out, style);
    put_text(out, "", text);
    end_paragraph(out);
}

static const char strong[] = "<w:rPr><w:b/></w:rPr>", faint[] = "<w:rPr><w:color w:val=\"666666\"/></w:rPr>";

/* The cue is marked for the eye: without it some words would say the opposite. */
static void put_words(FILE *out, const ws_styled *words)
{
    const char *bytes = words->text.bytes, *roles = words->styles.bytes;
    begin_paragraph(out, "Quote");
    for (size_t begin = 0, end; begin < words->text.size; begin = end) {
        for (end = begin + 1; end < words->text.size && roles[end] == roles[begin];) end++;
        const char *properties = roles[begin] == WS_STYLE_CUE ? "<w:rPr><w:u w:val=\"dotted\"/></w:rPr>" : "";
        put_run(out, properties, bytes + begin, end - begin);
    }
    end_paragraph(out);
}

static void put_fact(FILE *out, const char *label, const char *value)
{
    begin_paragraph(out, "Fact");
    put_text(out, faint, label);
    put_tab(out);
    put_text(out, "", value);
    end_paragraph(out);
}

/* Links are text: what is opened is for whoever reads to decide. */
static void put_article(FILE *out, const ws_sheet_entry *entry)
{
    begin_paragraph(out, "Fact");
    put_text(out, faint, "Outlet");
    put_tab(out);
    put_text(out, strong, entry->outlet);
    if (entry->credit) {
        put_text(out, strong, *entry->credit ? " (credit " : " (credit");
        put_text(out, strong, entry->credit);
        put_text(out, strong, ")");
    }
    put_text(out, "", ", ");
    put_text(out, "", entry->day ? entry->day : "no date");
    put_text(out, "", ": ");
    put_text(out, "", entry->title);
    end_paragraph(out);
    if (entry->url) put_fact(out, "Link", entry->url);
}

/* The statement's own words stand out in their paragraph. */
static void put_own(FILE *out, const char *const paragraph[3])
{
    begin_paragraph(out, "Context");
    for (size_t i = 0; i < 3; i++)
        put_text(out, i == 1 ? "<w:rPr><w:color w:val=\"000000\"/></w:rPr>" : "", paragraph[i]);
    end_paragraph(out);
}

static void put_boxes(FILE *out)
{
    begin_paragraph(out, "Boxes");
    for (size_t i = 0; ws_sheet_boxes[i]; i++) {
        put_text(out, faint, i ? " " : "");
        put_text(out, faint, ws_sheet_boxes[i]);
        put_text(out, faint, " ");
        put_tab(out);
    }
    end_paragraph(out);
}

static ws_status put_entry(ws_export *export, ws_arena *arena, const ws_sheet_entry *entry, ws_error *error)
{
    FILE *out = export->state;
    (void)arena, (void)error;
    put_paragraph(out, "Heading1", entry->name);
    put_paragraph(out, "Labels", entry->labels);
    put_words(out, entry->verbatim);
    put_article(out, entry);
    for (size_t i = 0; i < entry->field_count; i++) put_fact(out, entry->fields[i].label, entry->fields[i].value);
    put_paragraph(out, "Context", entry->before);
    put_own(out, entry->paragraph);
    put_paragraph(out, "Context", entry->after);
    put_boxes(out);
    put_paragraph(out, "Id", entry->id);
    return WS_OK;
}

/* --- the archive --- */

/* The main part is written to a nameless file first: an archive takes one part after the other, each with its size. */
static ws_status begin(ws_export *export, ws_error *error)
{
    char *head = ws_sheet_head(export, export->arena);
    FILE *out = export->state = head ? tmpfile() : NULL;
    if (!head) return ws_no_memory(error);
    if (!out)
        return ws_fail(error, WS_IO, "see that the folder for temporary files has room",
                       "cannot make a temporary file for the document");
    fputs(document_head, out);
    put_paragraph(out, "Title", "Quote sheet");
    put_paragraph(out, "Context", head);
    put_paragraph(out, "Context", ws_sheet_note);
    return WS_OK;
}

static ws_status batch(ws_export *export, ws_arena *arena, const ws_hits *hits, ws_error *error)
{
    ws_status status = ws_sheets_batch(export, arena, hits, put_entry, error);
    if (status == WS_OK && ferror((FILE *)export->state))
        status = ws_fail(error, WS_IO, NULL, "cannot write the document: is the disk full?");
    return status;
}

static ws_status add_parts(ws_zip *zip, FILE *document, ws_error *error)
{
    const struct {
        const char *name, *text;
    } parts[] = {{"[Content_Types].xml", types},
                 {"_rels/.rels", relations},
                 {"word/_rels/document.xml.rels", document_relations},
                 {"word/styles.xml", styles},
                 {"word/footer.xml", footer}};
    ws_status status = WS_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == WS_OK; i++)
        status = ws_zip_add(zip, parts[i].name, parts[i].text, strlen(parts[i].text), error);
    return status == WS_OK ? ws_zip_add_file(zip, "word/document.xml", document, error) : status;
}

static ws_status end(ws_export *export, ws_error *error)
{
    FILE *document = export->state;
    ws_zip *zip = NULL;
    if (!export->statements) put_paragraph(document, "Normal", ws_sheet_nothing);
    fputs(document_tail, document);
    if (fflush(document) || ferror(document))
        return ws_fail(error, WS_IO, NULL, "cannot write the document: is the disk full?");
    ws_status status = ws_zip_open(export->out, ws_export_clock(export), &zip, error);
    if (status == WS_OK) status = add_parts(zip, document, error);
    ws_status closed = ws_zip_close(zip, status == WS_OK ? error : NULL);
    return status == WS_OK ? closed : status;
}

static void close_document(ws_export *export)
{
    if (export->state) fclose(export->state);
}

const ws_exporter ws_docx_export = {
    .name = "docx",
    .about = "a quote sheet as a document for Word and LibreOffice",
    .binary = true,
    .takes = WS_TAKES_STYLE | WS_TAKES_OUTLET | WS_TAKES_NOTES,
    .begin = begin,
    .batch = batch,
    .end = end,
    .close = close_document,
};
