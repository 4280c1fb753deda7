/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml_parser.h"

#include <stdio.h>
#include <string.h>

static const char *or_empty(const xmlChar *string)
{
    return string ? (const char *)string : "";
}

/* 1: go on with the next node, 0: the end, negative: an error; as xmlTextReaderRead. */
static int visit(ws_xml *xml, const ws_xml_visitor *visitor, void *state, ws_xml_clock *clock)
{
    const char *space = or_empty(xmlTextReaderConstNamespaceUri(xml->reader));
    const char *name = or_empty(xmlTextReaderConstLocalName(xml->reader));
    const char *text;

    switch (xmlTextReaderNodeType(xml->reader)) {
    case XML_READER_TYPE_DOCUMENT_TYPE:
        return -1;
    case XML_READER_TYPE_ELEMENT:
        if (!visitor->start(state, xml, space, name)) return ws_xml_step(xml, false, clock);
        if (xmlTextReaderIsEmptyElement(xml->reader) && visitor->end) visitor->end(state, xml, space, name);
        break;
    case XML_READER_TYPE_END_ELEMENT:
        if (visitor->end) visitor->end(state, xml, space, name);
        break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        text = or_empty(xmlTextReaderConstValue(xml->reader));
        if (visitor->text) visitor->text(state, text, strlen(text));
        break;
    default:
        break;
    }
    return ws_xml_step(xml, true, clock);
}

ws_status ws_xml_walk(const char *part, const char *bytes, size_t size, const ws_xml_visitor *visitor, void *state,
                      ws_error *error)
{
    ws_xml xml = {.input = NULL};
    ws_xml_clock clock = ws_xml_clock_start();
    ws_status status = ws_xml_set_up(&xml, bytes, size, NULL, error);
    int more = -1, line = 1;

    if (status == WS_OK) {
        more = ws_xml_step(&xml, true, &clock);
        while (more == 1) more = visit(&xml, visitor, state, &clock);
        line = xmlTextReaderGetParserLineNumber(xml.reader);
    }
    if (xml.reader) xmlFreeTextReader(xml.reader);
    if (status == WS_NO_MEMORY || xml.no_memory) return ws_no_memory(error);
    if (more == 0) return WS_OK;
    return ws_fail(error, WS_REFUSED, "It is damaged, or locked by a password: save it again, without one",
                   "%s in it is no proper XML at line %d", part, line);
}

bool ws_xml_walk_value(ws_xml *xml, const char *name, char value[WS_XML_VALUE_BYTES])
{
    bool found = false;

    value[0] = '\0';
    while (!found && xmlTextReaderMoveToNextAttribute(xml->reader) == 1) {
        if (strcmp(or_empty(xmlTextReaderConstLocalName(xml->reader)), name) != 0) continue;
        snprintf(value, WS_XML_VALUE_BYTES, "%s", or_empty(xmlTextReaderConstValue(xml->reader)));
        found = true;
    }
    xmlTextReaderMoveToElement(xml->reader);
    return found;
}
