/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_FEED_ITEM_H
#define WS_FEED_ITEM_H

#include "record.h"
#include "xml.h"

/* An <item> of RSS or an <entry> of Atom as an article. Where the feed gives only a summary, `summary_only` is set.
 * WS_REFUSED for one without text. */
ws_status ws_feed_item(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error);

#endif
