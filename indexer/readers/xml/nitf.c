/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nitf.h"

#include "date.h"
#include "wire.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* --- the body: written as HTML, so that one reader knows what a paragraph is --- */

/* No part of the text: heads, ends, notes, what is only for machines; of pictures all but their captions. */
static bool is_left_out(const ws_xml_node *node)
{
    static const char *const names[] = {"head",
                                        "body.head",
                                        "body.end",
                                        "media-reference",
                                        "media-metadata",
                                        "media-producer",
                                        "title",
                                        "media-object",
                                        "ed-msg",
                                        "fn",
                                        "note",
                                        "script",
                                        "style",
                                        "nitf-colgroup",
                                        "hl1",
                                        "hedline",
                                        "byline",
                                        "dateline",
                                        "copyrite",
                                        "inlineRef",
                                        "nitf-table-metadata",
                                        NULL};

    for (size_t i = 0; names[i]; i++)
        if (strcasecmp(node->name, names[i]) == 0) return true;
    return false;
}

/* HTML's element for NITF's; its own name for any other. */
static const char *html_name(const char *name)
{
    static const char *const pairs[][2] = {
        {"hl2", "h3"},         {"block", "div"},        {"bq", "blockquote"},
        {"nitf-table", "div"}, {"body.content", "div"}, {"nitf", "div"},
        {"body", "div"},       {"html", "div"},         {"inlineXML", "div"},
        {"pre", "pre"},        {"DataContent", "div"},  {"content", "div"},
        {"credit", "p"},       {"media", "figure"},     {"media-caption", "figcaption"},
        {NULL, NULL},
    };

    for (size_t i = 0; pairs[i][0]; i++)
        if (strcmp(name, pairs[i][0]) == 0) return pairs[i][1];
    return name;
}

static void add_escaped(ws_buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '<')
            ws_buffer_puts(out, "&lt;");
        else if (*text == '>')
            ws_buffer_puts(out, "&gt;");
        else if (*text == '&')
            ws_buffer_puts(out, "&amp;");
        else if (*text == '"')
            ws_buffer_puts(out, "&quot;");
        else
            ws_buffer_putc(out, *text);
    }
}

static bool is_html_name(const char *name)
{
    if (!isalpha((unsigned char)*name)) return false;
    for (; *name; name++)
        if (!isalnum((unsigned char)*name)) return false;
    return true;
}

static bool is_void(const char *name)
{
    return strcmp(name, "br") == 0 || strcmp(name, "hr") == 0 || strcmp(name, "img") == 0;
}

/* Attributes by which the HTML reader tells what is shown and what is text. */
static void add_attributes(ws_buffer *out, const ws_xml_node *node)
{
    static const char *const kept[] = {"class", "id", "style", "hidden", "aria-hidden", "role", "href"};

    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        const char *value = ws_xml_value(node, kept[i]);

        if (!value) continue;
        ws_buffer_printf(out, " %s=\"", kept[i]);
        add_escaped(out, value);
        ws_buffer_putc(out, '"');
    }
}

static void begin_element(ws_buffer *out, const ws_xml_node *node)
{
    const char *name = html_name(node->name);

    ws_buffer_putc(out, '<');
    ws_buffer_puts(out, is_html_name(name) ? name : "span");
    add_attributes(out, node);
    ws_buffer_putc(out, '>');
}

static void end_element(ws_buffer *out, const ws_xml_node *node)
{
    const char *name = html_name(node->name);

    if (is_void(name)) return;
    ws_buffer_printf(out, "</%s>", is_html_name(name) ? name : "span");
}

/* Depth is bounded by the parser; the walk is without recursion all the same. */
static void add_markup(ws_buffer *out, const ws_xml_node *root)
{
    const ws_xml_node *node = root;

    while (node) {
        bool enter = node->name && (node == root || !is_left_out(node));

        if (node->text) add_escaped(out, node->text);
        if (enter) begin_element(out, node);
        if (enter && node->first) {
            node = node->first;
            continue;
        }
        if (enter) end_element(out, node);
        while (node != root && !node->next) {
            node = node->parent;
            end_element(out, node);
        }
        node = node == root ? NULL : node->next;
    }
}

/* The lines below the headline and the abstract, under a class by which the HTML reader knows a summary. */
static void add_summary(ws_buffer *out, const ws_xml_node *head)
{
    const ws_xml_node *line = ws_xml_child(ws_xml_child(head, "hedline"), "hl2");
    const ws_xml_node *abstract = ws_xml_child(head, "abstract");

    for (; line; line = ws_xml_sibling(line, "hl2")) {
        ws_buffer_puts(out, "<div class=\"standfirst\">");
        add_markup(out, line);
        ws_buffer_puts(out, "</div>");
    }
    if (!abstract) return;
    ws_buffer_puts(out, "<div class=\"standfirst\">");
    add_markup(out, abstract);
    ws_buffer_puts(out, "</div>");
}

ws_status ws_nitf_body(ws_arena *arena, const ws_xml_node *root, ws_article *article, ws_error *error)
{
    ws_buffer html = WS_BUFFER_INIT(2 * (size_t)WS_XML_TEXT_BYTES);
    const ws_xml_node *content = ws_xml_is(root, "body.content") ? root : ws_xml_find(root, "body.content");
    ws_status status;

    if (content && content != root) add_summary(&html, ws_xml_child(content->parent, "body.head"));
    if (!content) content = ws_xml_find(root, "body");
    add_markup(&html, content ? content : root);
    status = ws_buffer_status(&html, error);
    if (status == WS_OK) status = ws_wire_html(arena, html.bytes, html.size, article, error);
    ws_buffer_free(&html);
    return status;
}

/* --- metadata --- */

/* "management-status", the moment until which it waits, who holds the rights, what was corrected. */
static ws_status read_docdata(ws_arena *arena, const ws_xml_node *docdata, ws_article *article, ws_error *error)
{
    const char *issued = ws_xml_value(ws_xml_child(docdata, "date.issue"), "norm");
    const char *released = ws_xml_value(ws_xml_child(docdata, "date.release"), "norm");
    const ws_xml_node *correction = ws_xml_child(docdata, "correction");
    ws_status status =
        ws_wire_set(arena, &article->input_id, ws_xml_value(ws_xml_child(docdata, "doc-id"), "id-string"), error);
    char issued_iso[WS_DATE_BYTES], released_iso[WS_DATE_BYTES];

    article->release = ws_wire_release(ws_xml_value(docdata, "management-status"));
    if (status == WS_OK) status = ws_wire_set(arena, &article->published, issued, error);
    if (status == WS_OK && !issued) status = ws_wire_set(arena, &article->published, released, error);
    /* One that cannot be understood may be an embargo too. */
    if (status == WS_OK && issued && released &&
        (!ws_date_iso(released, released_iso) ||
         (ws_date_iso(issued, issued_iso) && ws_date_before(issued_iso, released_iso))))
        status = ws_wire_set(arena, &article->embargoed, released, error);
    if (status == WS_OK)
        status = ws_wire_set(arena, &article->publisher, ws_xml_value(ws_xml_child(docdata, "doc.copyright"), "holder"),
                             error);
    if (status == WS_OK && correction)
        status = ws_wire_set(arena, &article->correction, ws_xml_value(correction, "info"), error);
    if (status == WS_OK)
        status = ws_wire_note(arena, article, ws_xml_value(ws_xml_child(docdata, "ed-msg"), "info"), error);
    return status;
}

/* The publication that printed it. */
static ws_status read_pubdata(ws_arena *arena, const ws_xml_node *pubdata, ws_article *article, ws_error *error)
{
    ws_status status = ws_wire_set(arena, &article->publisher, ws_xml_value(pubdata, "name"), error);

    if (status == WS_OK)
        status = ws_wire_set(arena, &article->section, ws_xml_value(pubdata, "position.section"), error);
    if (status == WS_OK)
        status = ws_wire_set(arena, &article->published, ws_xml_value(pubdata, "date.publication"), error);
    return status == WS_OK ? ws_wire_set(arena, &article->url, ws_xml_value(pubdata, "ex-ref"), error) : status;
}

static void add_name(ws_buffer *names, const char *name)
{
    if (name) ws_buffer_printf(names, "%s%s", names->size ? ", " : "", name);
}

/* Its persons; where there are none, its text without <byttl>, the title and the paper behind a name. */
static ws_status read_byline(ws_arena *arena, const ws_xml_node *byline, ws_article *article, ws_error *error)
{
    const ws_xml_node *person = byline ? ws_xml_find(byline, "person") : NULL;
    ws_buffer names = WS_BUFFER_INIT(4096);
    const char *line = "";
    ws_status status = WS_OK;

    for (; person && line; person = ws_xml_sibling(person, "person"))
        add_name(&names, line = ws_xml_line(arena, person));
    for (const ws_xml_node *part = byline && !names.size ? byline->first : NULL; part && line; part = part->next) {
        if (ws_xml_is(part, "byttl")) continue;
        line = ws_xml_line(arena, part);
        if (line && *line) ws_buffer_printf(&names, "%s%s", names.size ? " " : "", line);
    }
    if (!line) status = ws_no_memory(error);
    if (status == WS_OK && names.size && !names.failed) status = ws_wire_author(arena, article, names.bytes, error);
    ws_buffer_free(&names);
    return status;
}

ws_status ws_nitf_metadata(ws_arena *arena, const ws_xml_node *nitf, ws_article *article, ws_error *error)
{
    const ws_xml_node *head = ws_xml_child(nitf, "head");
    const ws_xml_node *body = ws_xml_child(nitf, "body");
    const ws_xml_node *body_head = ws_xml_child(body, "body.head");
    const ws_xml_node *headline = ws_xml_child(ws_xml_child(body_head, "hedline"), "hl1");
    const ws_xml_node *docdata = ws_xml_child(head, "docdata");
    const ws_xml_node *credit = ws_xml_child(ws_xml_child(body_head, "distributor"), "org");
    ws_status status = ws_xml_set(arena, &article->title, headline, error);

    if (status == WS_OK) status = ws_xml_set(arena, &article->title, ws_xml_child(head, "title"), error);
    if (status == WS_OK) status = ws_wire_set(arena, &article->input_id, ws_xml_value(nitf, "uno"), error);
    if (status == WS_OK && docdata) status = read_docdata(arena, docdata, article, error);
    if (status == WS_OK) status = read_pubdata(arena, ws_xml_child(head, "pubdata"), article, error);
    if (status == WS_OK) status = read_byline(arena, ws_xml_child(body_head, "byline"), article, error);
    if (status == WS_OK)
        status =
            ws_xml_set(arena, &article->dateline, ws_xml_child(ws_xml_child(body_head, "dateline"), "location"), error);
    if (status == WS_OK) status = ws_xml_set(arena, &article->dateline, ws_xml_child(body_head, "dateline"), error);
    if (status == WS_OK)
        status = ws_xml_set(arena, &article->credit, credit ? credit : ws_xml_child(body_head, "distributor"), error);
    if (status == WS_OK) status = ws_wire_language(arena, article, ws_xml_value(nitf, "lang"), error);
    return status == WS_OK ? ws_wire_language(arena, article, ws_xml_value(body, "lang"), error) : status;
}
