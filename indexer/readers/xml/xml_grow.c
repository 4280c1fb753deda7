/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One element as a tree. */
#include "xml_parser.h"

#include <stdlib.h>
#include <string.h>

typedef struct grower {
    ws_xml *xml;
    ws_arena *arena;
    ws_xml_node *root, *open; /* open: the element whose end has not come */
    size_t nodes, bytes;
    bool failed; /* no memory */
} grower;

static const char *keep(grower *tree, const xmlChar *string)
{
    const char *text = string ? (const char *)string : "";
    size_t size = strlen(text);
    const char *copy;

    tree->bytes += size;
    if (tree->bytes > WS_XML_TEXT_BYTES) return "";
    copy = ws_arena_string(tree->arena, text, size);
    tree->failed = tree->failed || !copy;
    return copy ? copy : "";
}

static ws_xml_node *add_node(grower *tree)
{
    ws_xml_node *node;

    if (++tree->nodes > WS_XML_NODES || tree->failed) return NULL;
    node = ws_arena_alloc(tree->arena, sizeof *node);
    if (!node) {
        tree->failed = true;
        return NULL;
    }
    node->space = "";
    node->line = ws_xml_line_here(tree->xml);
    node->parent = tree->open;
    if (!tree->open) return node;
    if (tree->open->last)
        tree->open->last->next = node;
    else
        tree->open->first = node;
    tree->open->last = node;
    return node;
}

static void add_attributes(grower *tree, ws_xml_node *node)
{
    xmlTextReaderPtr reader = tree->xml->reader;

    while (xmlTextReaderMoveToNextAttribute(reader) == 1 && ++tree->nodes <= WS_XML_NODES && !tree->failed) {
        ws_xml_attribute *attribute = ws_arena_alloc(tree->arena, sizeof *attribute);

        if (!attribute) {
            tree->failed = true;
            break;
        }
        attribute->name = keep(tree, xmlTextReaderConstLocalName(reader));
        attribute->value = keep(tree, xmlTextReaderConstValue(reader));
        attribute->next = node->attributes;
        node->attributes = attribute;
    }
    xmlTextReaderMoveToElement(reader);
}

static void begin_element(grower *tree)
{
    xmlTextReaderPtr reader = tree->xml->reader;
    ws_xml_node *node = add_node(tree);

    if (!node) return;
    node->name = keep(tree, xmlTextReaderConstLocalName(reader));
    node->space = keep(tree, xmlTextReaderConstNamespaceUri(reader));
    if (xmlTextReaderHasAttributes(reader) == 1) add_attributes(tree, node);
    if (!tree->root) tree->root = node;
    if (!xmlTextReaderIsEmptyElement(reader)) tree->open = node;
}

static void add_text(grower *tree)
{
    ws_xml_node *node = add_node(tree);

    if (node) node->text = keep(tree, xmlTextReaderConstValue(tree->xml->reader));
}

/* What the reader stands on; whether the element of the tree ends here. A reference to an entity of the document's own
 * cannot stay in a text as if it were nothing. */
static bool take(grower *tree, int depth, const char **foreign)
{
    xmlTextReaderPtr reader = tree->xml->reader;
    bool too_large = tree->nodes > WS_XML_NODES || tree->bytes > WS_XML_TEXT_BYTES || tree->failed;

    switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT:
        if (!too_large) begin_element(tree);
        return xmlTextReaderDepth(reader) == depth && xmlTextReaderIsEmptyElement(reader);
    case XML_READER_TYPE_END_ELEMENT:
        if (!too_large && tree->open) tree->open = tree->open->parent;
        return xmlTextReaderDepth(reader) == depth;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
    case XML_READER_TYPE_WHITESPACE:
        if (!too_large) add_text(tree);
        return false;
    case XML_READER_TYPE_ENTITY_REFERENCE:
        if (!*foreign) *foreign = keep(tree, xmlTextReaderConstName(reader));
        return false;
    default:
        return false;
    }
}

ws_status ws_xml_tree(ws_xml *xml, ws_arena *arena, const ws_xml_node **out, ws_error *error)
{
    grower tree = {.xml = xml, .arena = arena};
    int depth = xmlTextReaderDepth(xml->reader);
    const char *foreign = NULL;
    size_t line = ws_xml_line_here(xml);
    ws_xml_clock clock = ws_xml_clock_start();
    int got = 1;
    ws_status status = WS_OK;

    *out = NULL;
    while (got == 1 && !take(&tree, depth, &foreign)) got = ws_xml_step(xml, true, &clock);
    if (got != 1) return ws_xml_broken(xml, error);
    *out = tree.root;
    if (tree.failed) return ws_no_memory(error);
    if (tree.nodes > WS_XML_NODES || tree.bytes > WS_XML_TEXT_BYTES)
        status = ws_fail(error, WS_REFUSED, NULL, "the element has more than %d parts or %d MiB of text", WS_XML_NODES,
                         WS_XML_TEXT_BYTES / (1024 * 1024));
    else if (foreign)
        status = ws_fail(error, WS_REFUSED, "Write the characters themselves",
                         "it uses an entity of its own, '%.40s', and such are not expanded", foreign);
    return ws_xml_refuse(xml, line, status, error);
}

ws_status ws_xml_parse(ws_arena *arena, const char *text, size_t size, const ws_xml_node **out, ws_error *error)
{
    ws_xml *xml = calloc(1, sizeof *xml);
    int got = 1;
    ws_status status = xml ? ws_xml_set_up_text(xml, text, size, error) : ws_no_memory(error);

    *out = NULL;
    while (status == WS_OK && (got = xmlTextReaderRead(xml->reader)) == 1)
        if (xmlTextReaderNodeType(xml->reader) == XML_READER_TYPE_ELEMENT) break;
    if (status == WS_OK) status = got == 1 ? ws_xml_tree(xml, arena, out, error) : ws_xml_broken(xml, error);
    ws_xml_close(xml);
    return status;
}
