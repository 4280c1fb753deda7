/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paragraphs around a statement, cut from the article's text. */
#ifndef WS_SURROUNDINGS_H
#define WS_SURROUNDINGS_H

#include "printer.h"

enum { WS_PARAGRAPH_SHOWN = 8192 }; /* most bytes shown of a paragraph before and after the statement in it */

/* Fills the three paragraphs. They are parted by blank lines, or by line ends in a text without blank lines; a
 * statement that runs over several has them all. */
void ws_surroundings_find(const ws_article *article, const ws_statement *statement, ws_surroundings *out);

#endif
