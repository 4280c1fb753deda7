/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml_walk.h"

#include <stdio.h>
#include <string.h>

static const char *or_empty(const xmlChar *string)
{
    return string ? (const char *)string : "";
}

/* 1: go on with the next node, 0: the end, negative: an error; as xmlTextReaderRead. */
static int visit(xmlTextReaderPtr xml, const ws_xml_visitor *visitor, void *state)
{
    const char *space = or_empty(xmlTextReaderConstNamespaceUri(xml));
    const char *name = or_empty(xmlTextReaderConstLocalName(xml));
    const char *text;

    switch (xmlTextReaderNodeType(xml)) {
    case XML_READER_TYPE_DOCUMENT_TYPE:
        return -1;
    case XML_READER_TYPE_ELEMENT:
        if (!visitor->start(state, xml, space, name)) return xmlTextReaderNext(xml);
        if (xmlTextReaderIsEmptyElement(xml) && visitor->end) visitor->end(state, xml, space, name);
        break;
    case XML_READER_TYPE_END_ELEMENT:
        if (visitor->end) visitor->end(state, xml, space, name);
        break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        text = or_empty(xmlTextReaderConstValue(xml));
        if (visitor->text) visitor->text(state, text, strlen(text));
        break;
    default:
        break;
    }
    return xmlTextReaderRead(xml);
}

ws_status ws_xml_walk(const char *part, const char *bytes, size_t size, const ws_xml_visitor *visitor, void *state,
                      ws_error *error)
{
    xmlTextReaderPtr xml;
    int more, line;

    xmlInitParser();
    xml = xmlReaderForMemory(bytes ? bytes : "", (int)size, NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    if (!xml) return ws_no_memory(error);
    more = xmlTextReaderRead(xml);
    while (more == 1) more = visit(xml, visitor, state);
    line = xmlTextReaderGetParserLineNumber(xml);
    xmlFreeTextReader(xml);
    xmlResetLastError();
    if (more == 0) return WS_OK;
    return ws_fail(error, WS_REFUSED, "It is damaged, or locked by a password: save it again, without one",
                   "%s in it is no proper XML at line %d", part, line);
}

bool ws_xml_walk_value(xmlTextReaderPtr xml, const char *name, char value[WS_XML_VALUE_BYTES])
{
    bool found = false;

    value[0] = '\0';
    while (!found && xmlTextReaderMoveToNextAttribute(xml) == 1) {
        if (strcmp(or_empty(xmlTextReaderConstLocalName(xml)), name) != 0) continue;
        snprintf(value, WS_XML_VALUE_BYTES, "%s", or_empty(xmlTextReaderConstValue(xml)));
        found = true;
    }
    xmlTextReaderMoveToElement(xml);
    return found;
}
