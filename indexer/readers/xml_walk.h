/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A walk over XML in memory by libxml2's reader, in constant memory: nothing is fetched, no document type is read,
 * depth is libxml2's own limit of 256. */
#ifndef WS_XML_WALK_H
#define WS_XML_WALK_H

#include "status.h"

#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct ws_xml_visitor {
    /* An element by its namespace ("" for none) and local name; false passes over all that is in it. */
    bool (*start)(void *state, xmlTextReaderPtr xml, const char *space, const char *name);
    /* The end of an element that was gone into, also of an empty one. NULL: not asked for. */
    void (*end)(void *state, xmlTextReaderPtr xml, const char *space, const char *name);
    void (*text)(void *state, const char *bytes, size_t size); /* NULL: not asked for */
} ws_xml_visitor;

/* `part` is what it is called in messages. WS_REFUSED: not well-formed, or with a document type. */
ws_status ws_xml_walk(const char *part, const char *bytes, size_t size, const ws_xml_visitor *visitor, void *state,
                      ws_error *error);

/* The attribute of this local name of the element the reader is at; "" when it has none. Longer values are cut. */
enum { WS_XML_VALUE_BYTES = 256 };
bool ws_xml_walk_value(xmlTextReaderPtr xml, const char *name, char value[WS_XML_VALUE_BYTES]);

#endif
