/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking around in trees of XML, and at the first bytes of a document. */
#include "xml.h"

#include "lines.h"

#include <ctype.h>
#include <string.h>

bool ws_xml_is(const ws_xml_node *node, const char *name)
{
    return node && node->name && strcmp(node->name, name) == 0;
}

const char *ws_xml_value(const ws_xml_node *node, const char *name)
{
    const ws_xml_attribute *attribute = node ? node->attributes : NULL;

    while (attribute && strcmp(attribute->name, name) != 0) attribute = attribute->next;
    return attribute ? attribute->value : NULL;
}

static const ws_xml_node *first_named(const ws_xml_node *node, const char *name)
{
    while (node && !ws_xml_is(node, name)) node = node->next;
    return node;
}

const ws_xml_node *ws_xml_child(const ws_xml_node *node, const char *name)
{
    return node ? first_named(node->first, name) : NULL;
}

const ws_xml_node *ws_xml_sibling(const ws_xml_node *node, const char *name)
{
    return node ? first_named(node->next, name) : NULL;
}

const ws_xml_node *ws_xml_after(const ws_xml_node *root, const ws_xml_node *node, bool enter)
{
    if (enter && node->first) return node->first;
    for (; node && node != root; node = node->parent)
        if (node->next) return node->next;
    return NULL;
}

const ws_xml_node *ws_xml_find(const ws_xml_node *root, const char *name)
{
    const ws_xml_node *node = root;

    while (node && (node == root || !ws_xml_is(node, name))) node = ws_xml_after(root, node, true);
    return node;
}

static const char *text_below(ws_arena *arena, const ws_xml_node *root, bool one_line)
{
    ws_buffer out = WS_BUFFER_INIT(WS_XML_TEXT_BYTES);
    const ws_xml_node *around = root; /* of the text before */
    const char *text;
    bool blank = false;

    for (const ws_xml_node *node = root; node; node = ws_xml_after(root, node, true)) {
        if (!node->text) {
            /* "<city>Oslo</city><country>Norway</country>" are two words, "Mayor<i>s</i>" is one. */
            blank = blank || node->parent != around || ws_xml_is(node, "br");
            continue;
        }
        around = node->parent;
        if (!one_line) ws_buffer_puts(&out, node->text);
        for (const char *at = node->text; one_line && *at; at++) {
            bool is_space = isspace((unsigned char)*at);

            if (!is_space && blank && out.size) ws_buffer_putc(&out, ' ');
            blank = is_space;
            if (!is_space) ws_buffer_putc(&out, *at);
        }
    }
    text = out.failed ? NULL : ws_arena_string(arena, out.bytes ? out.bytes : "", out.size);
    ws_buffer_free(&out);
    return text;
}

const char *ws_xml_text(ws_arena *arena, const ws_xml_node *node)
{
    return text_below(arena, node, false);
}

const char *ws_xml_line(ws_arena *arena, const ws_xml_node *node)
{
    return text_below(arena, node, true);
}

ws_status ws_xml_set(ws_arena *arena, const char **target, const ws_xml_node *node, ws_error *error)
{
    const char *line = *target || !node ? "" : ws_xml_line(arena, node);

    if (!line) return ws_no_memory(error);
    if (!*target && !ws_is_blank(line)) *target = line;
    return WS_OK;
}

/* --- the first bytes of a document --- */

/* Bytes without zeros and marks, so that UTF-16 reads like ASCII. */
static size_t narrow(const unsigned char *head, size_t size, char *out)
{
    size_t count = 0;

    for (size_t i = 0; i < size && count < WS_HEAD_BYTES; i++)
        if (head[i] && head[i] < 0x80) out[count++] = (char)head[i];
    out[count] = '\0';
    return count;
}

/* Behind a declaration, a comment or a document type, whose own declarations stand in brackets; NULL: it does not end.
 */
static const char *behind(const char *at)
{
    const char *bracket = strchr(at, '[');
    const char *end = strchr(at, '>');

    if (strncmp(at, "<!--", 4) == 0) {
        end = strstr(at, "-->");
        return end ? end + 3 : NULL;
    }
    if (strncmp(at, "<?", 2) == 0) {
        end = strstr(at, "?>");
        return end ? end + 2 : NULL;
    }
    if (bracket && end && bracket < end) {
        end = strchr(bracket, ']');
        end = end ? strchr(end, '>') : NULL;
    }
    return end ? end + 1 : NULL;
}

bool ws_xml_root(const unsigned char *head, size_t size, char name[WS_XML_NAME_BYTES])
{
    char text[WS_HEAD_BYTES + 1];
    const char *at = text;
    size_t length = 0;

    narrow(head, size, text);
    for (;;) {
        at += strspn(at, " \t\r\n");
        if (*at != '<') return false;
        if (at[1] != '?' && at[1] != '!') break;
        at = behind(at);
        if (!at) return false;
    }
    for (at++; isalnum((unsigned char)*at) || (*at && strchr("_-.:", *at)); at++) {
        if (*at == ':')
            length = 0;
        else if (length + 1 < WS_XML_NAME_BYTES)
            name[length++] = *at;
    }
    name[length] = '\0';
    return length > 0;
}
