/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paragraphs around a statement, cut from the article's text. */
#ifndef WS_SURROUNDINGS_H
#define WS_SURROUNDINGS_H

#include "printer.h"

enum { WS_PARAGRAPH_SHOWN = 8192 }; /* most bytes shown of a paragraph before and after the statement in it */

/* Fills the three paragraphs. They are parted by blank lines, or by line ends in a text without blank lines; a
 * statement that runs over several has them all. */
void ws_surroundings_find(const ws_article *article, const ws_statement *statement, ws_surroundings *out);

/* The paragraphs of an article in their order, cut where they are longer than is shown. False: there is no more. Begin
 * with {0}. */
typedef struct ws_paragraphs {
    bool begun, blank_lines;
    size_t at;
} ws_paragraphs;
bool ws_paragraphs_next(const ws_article *article, ws_paragraphs *walk, ws_span *out);

#endif
