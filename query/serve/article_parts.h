/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WS_ARTICLE_PARTS_H
#define WS_ARTICLE_PARTS_H

#include "view.h"

/* The text in paragraphs, with source, cue and content of every statement marked. Statements are objects with `source`,
 * `cue` and `content`, each with `spans` in it or itself a list of spans, in code points of the text. Each is numbered
 * where it begins; the one with the id `chosen` stands out. */
void ws_page_article(ws_view *view, const char *text, const cJSON *statements, const char *chosen);

#endif
