/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parser behind xml.h, for the files xml_*.c alone: libxml2's reader within bounds of time and attributes. */
#ifndef WS_XML_PARSER_H
#define WS_XML_PARSER_H

#include "xml.h"

#include <libxml/xmlreader.h>

enum { WS_XML_FAULT_BYTES = 200 };

/* Counts the attributes of tags as their bytes come. "<" is nowhere in them. */
typedef struct ws_xml_guard {
    bool inside;
    char quote; /* the open one, or '\0' */
    unsigned attributes;
} ws_xml_guard;

struct ws_xml {
    ws_input *input;         /* NULL: a text in memory */
    xmlTextReaderPtr reader; /* NULL: the document is not read yet */
    ws_buffer document;      /* unless streamed */
    ws_xml_guard guard;
    uint64_t bytes; /* given to the parser */
    double spent;   /* seconds of the parser */
    ws_status input_status;
    ws_error input_error;
    char fault[WS_XML_FAULT_BYTES]; /* what is wrong, as the parser says */
    bool no_memory;
    bool fatal; /* it was the parser's last word */
    bool done;
};

/* Of a run of calls without another's work between them. */
typedef struct ws_xml_clock {
    double begun;
    size_t reads;
} ws_xml_clock;

ws_xml_clock ws_xml_clock_start(void);
/* The parser's next node, as xmlTextReaderRead gives it; behind the element at hand when not `inside` it. -1 also when
 * it takes too long. */
int ws_xml_step(ws_xml *xml, bool inside, ws_xml_clock *clock);
/* Parser of bytes that outlive it, in their own charset (NULL: as they declare it). WS_REFUSED for a tag of too many
 * attributes. */
ws_status ws_xml_set_up(ws_xml *xml, const char *bytes, size_t size, const char *charset, ws_error *error);
/* The same of checked UTF-8, mended: HTML's names of characters and bytes that XML forbids. */
ws_status ws_xml_set_up_text(ws_xml *xml, const char *text, size_t size, ws_error *error);
/* Where the element at hand begins; the parser itself is ahead of it. */
size_t ws_xml_line_here(const ws_xml *xml);
/* The parser goes no further: why. */
ws_status ws_xml_broken(ws_xml *xml, ws_error *error);

#endif
