/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NITF, the IPTC's mark-up of news texts, as a document of its own and inside NewsML and ninjs; and the XHTML that
 * stands in the same places. */
#ifndef WS_NITF_H
#define WS_NITF_H

#include "record.h"
#include "xml.h"

/* Fills what is still NULL of the metadata from an <nitf> element: its head, then the head of its body. */
ws_status ws_nitf_metadata(ws_arena *arena, const ws_xml_node *nitf, ws_article *article, ws_error *error);

/* Text of *article from <nitf>, its <body> or <body.content>, or XHTML: what is in there without notes to editors and
 * headlines; lines below the headline, abstract and captions are its parts. The text is "" when there is none. */
ws_status ws_nitf_body(ws_arena *arena, const ws_xml_node *root, ws_article *article, ws_error *error);

#endif
