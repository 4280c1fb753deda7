/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML one element at a time, within bounds. Only xml*.c see libxml2. Nothing is loaded from outside, and no entity is
 * expanded but those of characters (XML's own and HTML's, declared or not): a document that uses others is refused. */
#ifndef WS_XML_H
#define WS_XML_H

#include "arena.h"
#include "input.h"

#include <stdbool.h>

enum {
    WS_XML_NODES = 400000,               /* elements and texts of one tree */
    WS_XML_TEXT_BYTES = 32 * 1024 * 1024 /* of the texts and attributes of one tree */
};

typedef struct ws_xml_attribute {
    const char *name; /* without its prefix */
    const char *value;
    const struct ws_xml_attribute *next;
} ws_xml_attribute;

/* An element, or a text between elements (then `name` is NULL). Comments and instructions are left out. */
typedef struct ws_xml_node {
    const char *name;  /* of an element, without its prefix */
    const char *space; /* its namespace, "" for none */
    const char *text;  /* of a text */
    const ws_xml_attribute *attributes;
    struct ws_xml_node *parent, *first, *last, *next;
    size_t line; /* of the document, from 1 */
} ws_xml_node;

/* --- a document from its beginning to its end --- */

typedef struct ws_xml ws_xml;

/* A document of at most WS_DOCUMENT_BYTES, in any charset that ws_text_decode knows; read when it is first asked. */
ws_status ws_xml_open(ws_input *input, ws_xml **out, ws_error *error);
/* A document of any size, in UTF-8 or as its declaration says, read as it comes. */
ws_status ws_xml_open_stream(ws_input *input, ws_xml **out, ws_error *error);
void ws_xml_close(ws_xml *xml);

/* Goes on to the beginning of the next element that has one of the names (NULL-terminated), as deep as it may be; its
 * number goes to *which. WS_END after the last. WS_REFUSED, with path and line, where the document breaks; WS_END from
 * then on. */
ws_status ws_xml_next(ws_xml *xml, const char *const *names, size_t *which, ws_error *error);
/* How many elements are around the one that ws_xml_next found; its attribute, in the arena, NULL when it has none. */
size_t ws_xml_depth(const ws_xml *xml);
const char *ws_xml_here(ws_xml *xml, ws_arena *arena, const char *name);
/* That element with all that is in it, in the arena; ws_xml_next then goes on behind it. WS_REFUSED, with path and
 * line, for one that is too large: the document can be gone on with, unless it broke. */
ws_status ws_xml_tree(ws_xml *xml, ws_arena *arena, const ws_xml_node **out, ws_error *error);
/* Puts path and line before what is wrong with an element. */
ws_status ws_xml_refuse(const ws_xml *xml, size_t line, ws_status status, ws_error *error);

/* --- a part of an office document and the like, in memory, without a tree --- */

typedef struct ws_xml_visitor {
    /* An element by its namespace ("" for none) and local name; false passes over all that is in it. */
    bool (*start)(void *state, ws_xml *xml, const char *space, const char *name);
    /* The end of an element that was gone into, also of an empty one. NULL: not asked for. */
    void (*end)(void *state, ws_xml *xml, const char *space, const char *name);
    void (*text)(void *state, const char *bytes, size_t size); /* NULL: not asked for */
} ws_xml_visitor;

/* `part` is what it is called in messages. WS_REFUSED: not well-formed, or with a document type. */
ws_status ws_xml_walk(const char *part, const char *bytes, size_t size, const ws_xml_visitor *visitor, void *state,
                      ws_error *error);
/* The attribute of this local name of the element at hand; "" and false when it has none. Longer values are cut. */
enum { WS_XML_VALUE_BYTES = 256 };
bool ws_xml_walk_value(ws_xml *xml, const char *name, char value[WS_XML_VALUE_BYTES]);

/* --- trees --- */

/* A whole document of checked UTF-8 as a tree. */
ws_status ws_xml_parse(ws_arena *arena, const char *text, size_t size, const ws_xml_node **out, ws_error *error);

/* Local name of the document's first element, from its first bytes; false when there is none in them. */
enum { WS_XML_NAME_BYTES = 64 };
bool ws_xml_root(const unsigned char *head, size_t size, char name[WS_XML_NAME_BYTES]);

bool ws_xml_is(const ws_xml_node *node, const char *name);
const char *ws_xml_value(const ws_xml_node *node, const char *attribute); /* NULL when it has none */
/* First child element of the name; NULL for none, also of NULL. */
const ws_xml_node *ws_xml_child(const ws_xml_node *node, const char *name);
/* The next such after a child. */
const ws_xml_node *ws_xml_sibling(const ws_xml_node *node, const char *name);
/* The node after `node` in document order, within `root`; children are left out when `enter` is false. NULL at the end.
 */
const ws_xml_node *ws_xml_after(const ws_xml_node *root, const ws_xml_node *node, bool enter);
/* First element of the name below a node, in document order. */
const ws_xml_node *ws_xml_find(const ws_xml_node *root, const char *name);
/* All text below a node: as it is; or on one line, white space collapsed. NULL: no memory; "" for a NULL node. */
const char *ws_xml_text(ws_arena *arena, const ws_xml_node *node);
const char *ws_xml_line(ws_arena *arena, const ws_xml_node *node);
/* Gives *target (NULL so far) that line; a blank one and a NULL node change nothing. */
ws_status ws_xml_set(ws_arena *arena, const char **target, const ws_xml_node *node, ws_error *error);

#endif
