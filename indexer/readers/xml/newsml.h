/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One item of NewsML, of either generation, as an article. */
#ifndef WS_NEWSML_H
#define WS_NEWSML_H

#include "record.h"
#include "xml.h"

/* <newsItem> of NewsML-G2. */
ws_status ws_newsml_item(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error);
/* <NewsItem> of NewsML 1; `sender` stands for a provider that it does not name, or NULL. Of several languages the
 * English text is read. */
ws_status ws_newsml_old_item(ws_arena *arena, const ws_xml_node *item, const char *sender, ws_article *article,
                             ws_error *error);

/* Text of *article from the element that holds the content, NITF, XHTML or text, with NITF's metadata. The text is ""
 * when there is none. */
ws_status ws_newsml_content(ws_arena *arena, const ws_xml_node *content, const char *type, ws_article *article,
                            ws_error *error);

#endif
