/* SPDX-License-Identifier: GPL-3.0-or-later */
/* House styles: marks and dates, never a word. */
#ifndef WS_HOUSE_H
#define WS_HOUSE_H

#include "export.h"
#include "styled.h"

/* An ISO date in the style's form: "2025-03-08", "March 8, 2025", "8 March 2025"; a time is left out. NULL: no memory.
 */
const char *ws_house_date(ws_arena *arena, ws_house_style style, const char *iso);

/* Appends the characters of a statement, styled by their role. Where the style has marks of its own, each quotation
 * mark becomes that of its place: double ones outside, single ones for a quotation within one. No mark is added or
 * taken away, and apostrophes stay. */
void ws_house_words(ws_house_style style, const ws_article *article, const ws_statement *statement, ws_styled *out);

#endif
