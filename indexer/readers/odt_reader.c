/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument texts. As for Word documents, read is only what a reader of the page sees as its text. */
#include "flow.h"
#include "reader.h"
#include "whole_file.h"
#include "xml_walk.h"
#include "zip_part.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_LEVELS = 128, MOST_SPACES = 64, PARTS = 3 };

typedef struct level {
    ws_flow_kind kind;
    bool hidden;
    bool after_space;
} level;

typedef struct odt {
    ws_arena *arena;
    ws_flow *flow;
    ws_styles *styles;
    ws_style *style; /* being defined, or NULL */
    level levels[MOST_LEVELS];
    size_t depth;
    bool failed;
} odt;

static int sniff_odt(const unsigned char *head, size_t size, const char *path)
{
    static const char kind[] = "application/vnd.oasis.opendocument.";
    const char *dot = strrchr(path, '.');
    char name[WS_ZIP_NAME_BYTES];

    if (!ws_zip_first(head, size, name)) return 0;
    if (strcmp(name, "mimetype") == 0 && memmem(head, size, kind, sizeof kind - 1)) return 96;
    return dot && (strcasecmp(dot, ".odt") == 0 || strcasecmp(dot, ".ott") == 0) ? 91 : 0;
}

static bool is_any(const char *name, const char *const *names)
{
    while (*names && strcmp(name, *names) != 0) names++;
    return *names;
}

static bool says(xmlTextReaderPtr xml, const char *attribute, const char *expected)
{
    char value[WS_XML_VALUE_BYTES];

    return ws_xml_walk_value(xml, attribute, value) && strcmp(value, expected) == 0;
}

static const char *copy_value(odt *at, xmlTextReaderPtr xml, const char *attribute)
{
    char value[WS_XML_VALUE_BYTES];
    const char *copy;

    if (!ws_xml_walk_value(xml, attribute, value)) return NULL;
    copy = ws_arena_strdup(at->arena, value);
    at->failed = at->failed || !copy;
    return copy;
}

static void define_style(odt *at, xmlTextReaderPtr xml, const char *name)
{
    char value[WS_XML_VALUE_BYTES];

    if (strcmp(name, "style") == 0 && ws_xml_walk_value(xml, "name", value)) {
        at->style = ws_styles_add(at->arena, at->styles, value);
        if (!at->style) return;
        at->style->name = copy_value(at, xml, "display-name");
        at->style->parent = copy_value(at, xml, "parent-style-name");
    } else if (at->style && strcmp(name, "text-properties") == 0 && ws_xml_walk_value(xml, "display", value)) {
        *(strcmp(value, "none") == 0 ? &at->style->hides : &at->style->shows) = true;
    }
}

static bool start_style(void *state, xmlTextReaderPtr xml, const char *space, const char *name)
{
    static const char *const never[] = {"master-styles", "font-face-decls", "body", "scripts", "settings", NULL};

    if (is_any(name, never)) return false;
    if (strstr(space, ":style:")) define_style(state, xml, name);
    return true;
}

static void end_style(void *state, xmlTextReaderPtr xml, const char *space, const char *name)
{
    (void)xml;
    if (strstr(space, ":style:") && strcmp(name, "style") == 0) ((odt *)state)->style = NULL;
}

static const ws_style *style_of(const odt *at, xmlTextReaderPtr xml)
{
    char id[WS_XML_VALUE_BYTES];

    return ws_xml_walk_value(xml, "style-name", id) ? ws_styles_find(at->styles, id) : NULL;
}

static bool start_paragraph(odt *at, xmlTextReaderPtr xml, bool heading)
{
    const ws_style *style = style_of(at, xml);
    level *top;

    if (at->depth == MOST_LEVELS) return false;
    top = &at->levels[at->depth++];
    *top = (level){.kind = style ? style->kind : WS_FLOW_BODY, .hidden = style && style->hidden};
    if (heading && top->kind == WS_FLOW_BODY) top->kind = WS_FLOW_HEADING;
    ws_flow_begin(at->flow);
    return true;
}

static void add_spaces(odt *at, xmlTextReaderPtr xml)
{
    char value[WS_XML_VALUE_BYTES];
    long count = ws_xml_walk_value(xml, "c", value) ? strtol(value, NULL, 10) : 1;

    for (long i = 0; i < count && i < MOST_SPACES; i++) ws_flow_add(at->flow, " ", 1);
}

/* Inside a paragraph. */
static bool start_inline(odt *at, xmlTextReaderPtr xml, const char *name)
{
    const ws_style *style;

    if (strcmp(name, "hidden-paragraph") == 0) {
        if (says(xml, "is-hidden", "true")) at->levels[at->depth - 1].hidden = true;
        return false;
    }
    if (strcmp(name, "s") == 0) add_spaces(at, xml);
    if (strcmp(name, "tab") == 0) ws_flow_add(at->flow, "\t", 1);
    if (strcmp(name, "line-break") == 0) ws_flow_add(at->flow, "\n", 1);
    if (strcmp(name, "s") == 0 || strcmp(name, "tab") == 0 || strcmp(name, "line-break") == 0)
        at->levels[at->depth - 1].after_space = true;
    if (strcmp(name, "span") != 0) return true;
    style = style_of(at, xml);
    return !style || !style->hidden;
}

static bool start_content(void *state, xmlTextReaderPtr xml, const char *space, const char *name)
{
    static const char *const never[] = {"tracked-changes",
                                        "annotation",
                                        "note",
                                        "hidden-text",
                                        "placeholder",
                                        "ruby-text",
                                        "table-of-content",
                                        "table-index",
                                        "user-index",
                                        "alphabetical-index",
                                        "bibliography",
                                        "object-index",
                                        "illustration-index",
                                        "forms",
                                        "scripts",
                                        "font-face-decls",
                                        "settings",
                                        "automatic-styles",
                                        "script",
                                        "title",
                                        "desc",
                                        "event-listeners",
                                        NULL};
    odt *at = state;

    if (is_any(name, never) || says(xml, "display", "none")) return false;
    if (says(xml, "display", "condition") && says(xml, "is-hidden", "true")) return false;
    if (!strstr(space, ":text:")) return true;
    if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0) return start_paragraph(at, xml, *name == 'h');
    return at->depth == 0 || start_inline(at, xml, name);
}

static void end_content(void *state, xmlTextReaderPtr xml, const char *space, const char *name)
{
    odt *at = state;

    (void)xml;
    if (at->depth == 0 || !strstr(space, ":text:") || (strcmp(name, "p") != 0 && strcmp(name, "h") != 0)) return;
    at->depth--;
    if (at->levels[at->depth].hidden) ws_flow_drop(at->flow);
    ws_flow_end(at->flow, at->levels[at->depth].kind);
}

/* White space of the file counts as one blank, others are elements. */
static void add_content(void *state, const char *bytes, size_t size)
{
    odt *at = state;
    level *top = at->depth > 0 ? &at->levels[at->depth - 1] : NULL;

    for (size_t begin = 0; top && begin < size;) {
        size_t end = begin;

        while (end < size && !isspace((unsigned char)bytes[end])) end++;
        if (end > begin) {
            ws_flow_add(at->flow, bytes + begin, end - begin);
            top->after_space = false;
        } else {
            if (!top->after_space) ws_flow_add(at->flow, " ", 1);
            top->after_space = true;
            end++;
        }
        begin = end;
    }
}

static ws_status read_content(odt *at, const ws_zip_part parts[PARTS], ws_error *error)
{
    static const ws_xml_visitor of_styles = {start_style, end_style, NULL};
    static const ws_xml_visitor of_content = {start_content, end_content, add_content};
    const ws_buffer *content = &parts[0].bytes;
    ws_status status = WS_OK;

    if (parts[2].found && !memmem(parts[2].bytes.bytes, parts[2].bytes.size, "opendocument.text", 17))
        return ws_fail(error, WS_REFUSED, "Of office documents, texts are read",
                       "it is no text but a table, slides or the like");
    if (!parts[0].found) return ws_fail(error, WS_REFUSED, NULL, "it has no %s: it is damaged", parts[0].name);
    for (size_t i = 0; i < 2 && status == WS_OK; i++)
        if (parts[i].found)
            status = ws_xml_walk(parts[i].name, parts[i].bytes.bytes, parts[i].bytes.size, &of_styles, at, error);
    if (status == WS_OK && at->failed) status = ws_no_memory(error);
    ws_styles_settle(at->styles);
    return status == WS_OK ? ws_xml_walk(parts[0].name, content->bytes, content->size, &of_content, at, error) : status;
}

static ws_status next_odt(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_zip_part parts[PARTS] = {{.name = "content.xml"}, {.name = "styles.xml"}, {.name = "mimetype"}};
    ws_styles styles = {NULL, 0, 0};
    ws_flow flow;
    odt at = {.arena = arena, .flow = &flow, .styles = &styles};
    ws_buffer bytes;
    ws_status status = ws_whole_file_read(state, &bytes, error);

    ws_flow_start(&flow);
    if (status == WS_OK) status = ws_zip_parts(bytes.bytes, bytes.size, parts, PARTS, error);
    ws_buffer_free(&bytes);
    if (status == WS_OK) status = read_content(&at, parts, error);
    if (status == WS_OK) status = ws_flow_finish(arena, &flow, article, error);
    ws_flow_free(&flow);
    for (size_t i = 0; i < PARTS; i++) ws_buffer_free(&parts[i].bytes);
    return status;
}

const ws_reader ws_odt_reader = {
    .name = "odt",
    .description = "OpenDocument texts: as of docx",
    .sniff = sniff_odt,
    .open = ws_whole_file_open,
    .next = next_odt,
    .close = free,
};
