/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word documents (Office Open XML). Read is what a reader of the page sees as its text: no comments, tracked deletions,
 * hidden text, field codes, notes, headers and footers, and no properties of the document. */
#include "flow.h"
#include "reader.h"
#include "whole_file.h"
#include "xml.h"
#include "zip_part.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_LEVELS = 128, MOST_FIELDS = 64 };

/* A paragraph; within it, by its text boxes, others. */
typedef struct level {
    ws_flow_kind kind;
    bool hidden;        /* by its style */
    bool run_hidden;    /* the run being read */
    bool in_properties; /* of the paragraph */
    bool joined;        /* its end was deleted: the next paragraph goes on in it */
} level;

typedef struct docx {
    ws_flow *flow;
    const ws_styles *styles;
    level levels[MOST_LEVELS];
    size_t depth;
    bool in_code[MOST_FIELDS]; /* fields that have begun: before their result? */
    size_t fields;
    int placeholder; /* depth of the content control that shows only what to type, or -1 */
    bool in_text;
    bool carries_on;
} docx;

/* By its first part, since an archive may well hold a document. */
static int sniff_docx(const unsigned char *head, size_t size, const char *path)
{
    static const char *const firsts[] = {"[Content_Types].xml", "_rels/", "docProps/", "customXml/", NULL};
    const char *dot = strrchr(path, '.');
    char name[WS_ZIP_NAME_BYTES];

    if (!ws_zip_first(head, size, name)) return 0;
    if (strncmp(name, "word/", 5) == 0) return 95;
    if (dot && (strcasecmp(dot, ".docx") == 0 || strcasecmp(dot, ".docm") == 0)) return 90;
    for (size_t i = 0; firsts[i]; i++)
        if (strncmp(name, firsts[i], strlen(firsts[i])) == 0) return 85;
    return 0;
}

static bool is_word(const char *space)
{
    return strstr(space, "wordprocessingml/") != NULL;
}

static bool is_any(const char *name, const char *const *names)
{
    while (*names && strcmp(name, *names) != 0) names++;
    return *names;
}

/* A property that is on unless it says otherwise: <w:vanish/>, <w:vanish w:val="0"/>. */
static bool is_on(ws_xml *xml)
{
    static const char *const off[] = {"0", "false", "off", "none", NULL};
    char value[WS_XML_VALUE_BYTES];

    ws_xml_walk_value(xml, "val", value);
    return !is_any(value, off);
}

/* --- styles.xml --- */

typedef struct collected {
    ws_arena *arena;
    ws_styles *styles;
    ws_style *style; /* being read, or NULL */
    bool failed;
} collected;

static const char *copy_value(collected *to, ws_xml *xml)
{
    char value[WS_XML_VALUE_BYTES];
    const char *copy;

    ws_xml_walk_value(xml, "val", value);
    copy = ws_arena_strdup(to->arena, value);
    to->failed = to->failed || !copy;
    return copy;
}

static bool start_style(void *state, ws_xml *xml, const char *space, const char *name)
{
    collected *to = state;
    char id[WS_XML_VALUE_BYTES];

    if (!is_word(space)) return false;
    if (strcmp(name, "style") == 0) {
        to->style = ws_xml_walk_value(xml, "styleId", id) ? ws_styles_add(to->arena, to->styles, id) : NULL;
        return to->style;
    }
    if (!to->style) return strcmp(name, "styles") == 0;
    if (strcmp(name, "name") == 0) to->style->name = copy_value(to, xml);
    if (strcmp(name, "basedOn") == 0) to->style->parent = copy_value(to, xml);
    if (strcmp(name, "vanish") == 0) *(is_on(xml) ? &to->style->hides : &to->style->shows) = true;
    return strcmp(name, "pPr") != 0 && strcmp(name, "rPrChange") != 0;
}

static void end_style(void *state, ws_xml *xml, const char *space, const char *name)
{
    (void)xml;
    if (is_word(space) && strcmp(name, "style") == 0) ((collected *)state)->style = NULL;
}

static ws_status read_styles(ws_arena *arena, const ws_zip_part *part, ws_styles *styles, ws_error *error)
{
    static const ws_xml_visitor visitor = {start_style, end_style, NULL};
    collected to = {arena, styles, NULL, false};
    ws_status status = WS_OK;

    if (part->found) status = ws_xml_walk(part->name, part->bytes.bytes, part->bytes.size, &visitor, &to, error);
    if (status == WS_OK && to.failed) status = ws_no_memory(error);
    ws_styles_settle(styles);
    return status;
}

/* --- document.xml --- */

static bool is_mute(const docx *at)
{
    if (at->depth == 0 || at->placeholder >= 0 || at->levels[at->depth - 1].run_hidden) return true;
    for (size_t i = 0; i < at->fields; i++)
        if (at->in_code[i]) return true;
    return false;
}

static void add(docx *at, const char *text)
{
    if (!is_mute(at)) ws_flow_add(at->flow, text, strlen(text));
}

static bool start_paragraph(docx *at)
{
    if (at->depth == MOST_LEVELS) return false;
    at->levels[at->depth++] = (level){.kind = WS_FLOW_BODY};
    if (at->depth > 1 || !at->carries_on) ws_flow_begin(at->flow);
    if (at->depth == 1) at->carries_on = false;
    return true;
}

static void end_paragraph(docx *at)
{
    const level *top = &at->levels[--at->depth];

    at->carries_on = at->depth == 0 && top->joined;
    if (!at->carries_on) ws_flow_end(at->flow, top->kind);
}

static void start_field(docx *at, ws_xml *xml)
{
    char type[WS_XML_VALUE_BYTES];

    ws_xml_walk_value(xml, "fldCharType", type);
    if (strcmp(type, "begin") == 0 && at->fields < MOST_FIELDS) at->in_code[at->fields++] = true;
    if (strcmp(type, "separate") == 0 && at->fields > 0) at->in_code[at->fields - 1] = false;
    if (strcmp(type, "end") == 0 && at->fields > 0) at->fields--;
}

static void start_break(docx *at, ws_xml *xml)
{
    char type[WS_XML_VALUE_BYTES];

    if (!ws_xml_walk_value(xml, "type", type) || strcmp(type, "textWrapping") == 0) add(at, "\n");
}

/* Inside <w:pPr>: its style, and whether the mark at its end is deleted. */
static bool in_properties(docx *at, ws_xml *xml, level *top, const char *name)
{
    static const char *const kept[] = {"rPr", "pStyle", "ins", "moveTo", "del", "moveFrom", NULL};
    char id[WS_XML_VALUE_BYTES];

    if (strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0) top->joined = true;
    if (strcmp(name, "pStyle") == 0) {
        const ws_style *style = ws_xml_walk_value(xml, "val", id) ? ws_styles_find(at->styles, id) : NULL;

        if (style) {
            top->kind = style->kind;
            top->hidden = style->hidden;
        }
    }
    return is_any(name, kept);
}

/* Inside a paragraph. */
static void start_inline(docx *at, ws_xml *xml, level *top, const char *name)
{
    char id[WS_XML_VALUE_BYTES];
    const ws_style *style;

    if (strcmp(name, "r") == 0) top->run_hidden = top->hidden;
    if (strcmp(name, "t") == 0) at->in_text = true;
    if (strcmp(name, "vanish") == 0) top->run_hidden = is_on(xml);
    if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0) add(at, "\t");
    if (strcmp(name, "cr") == 0) add(at, "\n");
    if (strcmp(name, "br") == 0) start_break(at, xml);
    if (strcmp(name, "noBreakHyphen") == 0) add(at, "\xE2\x80\x91");
    if (strcmp(name, "fldChar") == 0) start_field(at, xml);
    if (strcmp(name, "rStyle") == 0 && ws_xml_walk_value(xml, "val", id)) {
        style = ws_styles_find(at->styles, id);
        if (style && style->hidden) top->run_hidden = true;
    }
}

static bool start_document(void *state, ws_xml *xml, const char *space, const char *name)
{
    static const char *const never[] = {"del",       "moveFrom",  "instrText", "delText", "delInstrText",
                                        "rPrChange", "pPrChange", "sectPr",    "tblPr",   "tblGrid",
                                        "trPr",      "tcPr",      "rt",        NULL};
    docx *at = state;
    level *top = at->depth > 0 ? &at->levels[at->depth - 1] : NULL;

    if (!is_word(space)) return strcmp(name, "Fallback") != 0; /* the same again for older programs */
    if (top && top->in_properties) return in_properties(at, xml, top, name);
    if (is_any(name, never)) return false;
    if (strcmp(name, "showingPlcHdr") == 0 && at->placeholder < 0) at->placeholder = (int)ws_xml_depth(xml) - 2;
    if (strcmp(name, "p") == 0) return start_paragraph(at);
    if (!top) return true;
    if (strcmp(name, "pPr") == 0) top->in_properties = true;
    start_inline(at, xml, top, name);
    return true;
}

static void end_document(void *state, ws_xml *xml, const char *space, const char *name)
{
    docx *at = state;

    if (at->placeholder >= 0 && (int)ws_xml_depth(xml) <= at->placeholder) at->placeholder = -1;
    if (!is_word(space)) return;
    if (strcmp(name, "t") == 0) at->in_text = false;
    if (strcmp(name, "pPr") == 0 && at->depth > 0) at->levels[at->depth - 1].in_properties = false;
    if (strcmp(name, "p") == 0 && at->depth > 0) end_paragraph(at);
}

static void add_document(void *state, const char *bytes, size_t size)
{
    docx *at = state;

    if (at->in_text && !is_mute(at)) ws_flow_add(at->flow, bytes, size);
}

static ws_status read_document(ws_arena *arena, const ws_zip_part parts[2], ws_article *article, ws_error *error)
{
    static const ws_xml_visitor visitor = {start_document, end_document, add_document};
    ws_styles styles = {NULL, 0, 0};
    ws_flow flow;
    docx at = {.flow = &flow, .styles = &styles, .placeholder = -1};
    ws_status status;

    if (!parts[0].found)
        return ws_fail(error, WS_REFUSED, "Of office documents, texts are read: no tables or slides",
                       "it has no %s: it is no Word document", parts[0].name);
    ws_flow_start(&flow);
    status = read_styles(arena, &parts[1], &styles, error);
    if (status == WS_OK)
        status = ws_xml_walk(parts[0].name, parts[0].bytes.bytes, parts[0].bytes.size, &visitor, &at, error);
    if (status == WS_OK) status = ws_flow_finish(arena, &flow, article, error);
    ws_flow_free(&flow);
    return status;
}

static ws_status next_docx(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_zip_part parts[] = {{.name = "word/document.xml"}, {.name = "word/styles.xml"}};
    ws_buffer bytes;
    ws_status status = ws_whole_file_read(state, &bytes, error);

    if (status == WS_OK) status = ws_zip_parts(bytes.bytes, bytes.size, parts, 2, error);
    ws_buffer_free(&bytes);
    if (status == WS_OK) status = read_document(arena, parts, article, error);
    for (size_t i = 0; i < 2; i++) ws_buffer_free(&parts[i].bytes);
    return status;
}

const ws_reader ws_docx_reader = {
    .name = "docx",
    .description = "Word documents: their text, without comments, deletions, hidden text and notes",
    .sniff = sniff_docx,
    .open = ws_whole_file_open,
    .next = next_docx,
    .close = free,
};
