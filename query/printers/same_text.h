/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements with the words of another one, for printers of text. */
#ifndef WS_SAME_TEXT_H
#define WS_SAME_TEXT_H

#include "printer.h"
#include "styled.h"

/* Prints a line for each that stands behind a hit, a few at most; nothing for NULL. `line` is empty before and after.
 */
ws_status ws_text_same(const ws_print *print, const ws_same_words *same, ws_styled *line, ws_error *error);

/* Prints in which other outlets the text of a hit's article stands, those left out that ws_text_same names. */
ws_status ws_text_copies(const ws_print *print, const ws_hit *hit, ws_styled *line, ws_error *error);

/* "same words", "shorter", "longer", "words differ". */
const char *ws_relation_words(const char *relation);

#endif
