/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a reader of XML files that hold several items. */
#ifndef WS_XML_FILE_H
#define WS_XML_FILE_H

#include "xml.h"

/* The first member of the reader's own. */
typedef struct ws_xml_file {
    ws_input *input;
    ws_xml *xml;
    size_t items; /* found so far */
    bool broken, done;
} ws_xml_file;

/* A state of `size` bytes, zero but for input and document, for ws_reader.open; and ws_reader.close. */
ws_status ws_xml_file_open(ws_input *input, size_t size, void **state, ws_error *error);
void ws_xml_file_close(void *state);

#endif
