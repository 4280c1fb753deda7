/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NewsML-G2. */
#include "lines.h"
#include "newsml.h"
#include "nitf.h"
#include "wire.h"

#include <string.h>
#include <strings.h>

static bool has_elements(const ws_xml_node *node)
{
    const ws_xml_node *child = node->first;

    while (child && !child->name) child = child->next;
    return child;
}

ws_status ws_newsml_content(ws_arena *arena, const ws_xml_node *content, const char *type, ws_article *article,
                            ws_error *error)
{
    const ws_xml_node *nitf = ws_xml_find(content, "nitf");
    const char *text;
    ws_status status = nitf ? ws_nitf_metadata(arena, nitf, article, error) : WS_OK;

    if (status != WS_OK) return status;
    if (has_elements(content)) return ws_nitf_body(arena, content, article, error);
    text = ws_xml_text(arena, content);
    if (!text) return ws_no_memory(error);
    /* Some call text plain that holds tags. */
    if (strcasestr(text, "</p>") || strcasestr(type, "html") || strcasestr(type, "nitf") || strcasestr(type, "xml"))
        return ws_wire_html(arena, text, strlen(text), article, error);
    return ws_wire_text(arena, text, article, error);
}

/* A party or place by its <name>, else as it is written, else by the code behind the scheme. */
static ws_status set_name(ws_arena *arena, const char **target, const ws_xml_node *node, ws_error *error)
{
    const char *code = ws_xml_value(node, "qcode");
    const char *colon = code ? strchr(code, ':') : NULL;
    ws_status status = ws_xml_set(arena, target, ws_xml_child(node, "name"), error);

    if (status == WS_OK) status = ws_wire_set(arena, target, ws_xml_value(node, "literal"), error);
    if (status == WS_OK && colon) status = ws_wire_set(arena, target, colon + 1, error);
    return status;
}

/* The headline without a role, or in the main one. */
static const ws_xml_node *main_headline(const ws_xml_node *meta)
{
    const ws_xml_node *first = ws_xml_child(meta, "headline");

    for (const ws_xml_node *each = first; each; each = ws_xml_sibling(each, "headline")) {
        const char *role = ws_xml_value(each, "role");

        if (!role || strcasestr(role, "main")) return each;
    }
    return first;
}

/* The whole note where a signal says that it is one of a correction; else only if it says so itself. */
static ws_status read_note(ws_arena *arena, const ws_xml_node *meta, ws_article *article, ws_error *error)
{
    const ws_xml_node *signal = ws_xml_child(meta, "signal");
    const char *note = ws_xml_line(arena, ws_xml_child(meta, "edNote"));

    if (!note) return ws_no_memory(error);
    for (; signal; signal = ws_xml_sibling(signal, "signal")) {
        const char *code = ws_xml_value(signal, "qcode");

        if (code && strcasestr(code, "correct")) return ws_wire_set(arena, &article->correction, note, error);
    }
    return ws_wire_note(arena, article, note, error);
}

static ws_status read_item_meta(ws_arena *arena, const ws_xml_node *meta, ws_article *article, ws_error *error)
{
    ws_status status = ws_xml_set(arena, &article->published, ws_xml_child(meta, "firstCreated"), error);

    article->release = ws_wire_release(ws_xml_value(ws_xml_child(meta, "pubStatus"), "qcode"));
    if (status == WS_OK) status = ws_xml_set(arena, &article->updated, ws_xml_child(meta, "versionCreated"), error);
    if (status == WS_OK) status = ws_xml_set(arena, &article->embargoed, ws_xml_child(meta, "embargoed"), error);
    if (status == WS_OK) status = set_name(arena, &article->publisher, ws_xml_child(meta, "provider"), error);
    return status == WS_OK ? read_note(arena, meta, article, error) : status;
}

static ws_status read_byline(ws_arena *arena, const ws_xml_node *meta, ws_article *article, ws_error *error)
{
    const char *line = ws_xml_line(arena, ws_xml_child(meta, "by"));
    const char *creator = NULL;
    ws_status status = line ? ws_wire_author(arena, article, line, error) : ws_no_memory(error);

    if (status == WS_OK && !article->author)
        status = ws_xml_set(arena, &creator, ws_xml_child(ws_xml_child(meta, "creator"), "name"), error);
    /* One word is somebody's name in a system, not in print. */
    if (status != WS_OK || !creator || !strchr(creator, ' ')) return status;
    return ws_wire_author(arena, article, creator, error);
}

static ws_status read_content_meta(ws_arena *arena, const ws_xml_node *meta, ws_article *article, ws_error *error)
{
    ws_status status = ws_xml_set(arena, &article->title, main_headline(meta), error);

    if (status == WS_OK) status = read_byline(arena, meta, article, error);
    if (status == WS_OK) status = ws_xml_set(arena, &article->dateline, ws_xml_child(meta, "dateline"), error);
    if (status == WS_OK) status = set_name(arena, &article->dateline, ws_xml_child(meta, "located"), error);
    if (status == WS_OK) status = ws_xml_set(arena, &article->credit, ws_xml_child(meta, "creditline"), error);
    if (status == WS_OK) status = set_name(arena, &article->credit, ws_xml_child(meta, "infoSource"), error);
    if (status == WS_OK) status = ws_xml_set(arena, &article->published, ws_xml_child(meta, "contentCreated"), error);
    if (status != WS_OK) return status;
    return ws_wire_language(arena, article, ws_xml_value(ws_xml_child(meta, "language"), "tag"), error);
}

static bool is_text_type(const char *type)
{
    return !*type || strncasecmp(type, "text/", 5) == 0 || strcasestr(type, "nitf") || strcasestr(type, "html");
}

/* The first content with text; mark-up goes before plain text. */
static ws_status read_content(ws_arena *arena, const ws_xml_node *set, ws_article *article, ws_error *error)
{
    static const char *const names[] = {"inlineXML", "inlineData"};
    ws_status status = WS_OK;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const ws_xml_node *content = ws_xml_child(set, names[i]);

        for (; content; content = ws_xml_sibling(content, names[i])) {
            const char *type = ws_xml_value(content, "contenttype");

            if (!is_text_type(type ? type : "") && i > 0) continue;
            status = ws_newsml_content(arena, content, type ? type : "", article, error);
            if (status == WS_NO_MEMORY || (status == WS_OK && !ws_is_blank(article->text))) return status;
        }
    }
    return status;
}

ws_status ws_newsml_item(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    const ws_xml_node *meta = ws_xml_child(item, "itemMeta");
    ws_release release;
    ws_status status = ws_wire_set(arena, &article->input_id, ws_xml_value(item, "guid"), error);

    if (status == WS_OK) status = read_item_meta(arena, meta, article, error);
    if (status == WS_OK) status = read_content_meta(arena, ws_xml_child(item, "contentMeta"), article, error);
    if (status == WS_OK)
        status = set_name(arena, &article->publisher, ws_xml_child(ws_xml_child(item, "rightsInfo"), "copyrightHolder"),
                          error);
    release = article->release;
    if (status == WS_OK) status = read_content(arena, ws_xml_child(item, "contentSet"), article, error);
    /* NITF inside may know more, but not better. */
    if (release != WS_RELEASE_USABLE) article->release = release;
    if (status == WS_OK) status = ws_xml_set(arena, &article->title, ws_xml_child(meta, "title"), error);
    if (status == WS_OK) status = ws_wire_language(arena, article, ws_xml_value(item, "lang"), error);
    return status == WS_OK ? ws_wire_finish(arena, article, error) : status;
}
