/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of answers as text. */
#ifndef WS_TEXT_STATEMENT_H
#define WS_TEXT_STATEMENT_H

#include "highlight.h"
#include "printer.h"
#include "styled.h"

/* `whosaid show`: one statement in its paragraph, with everything known about it. */
ws_status ws_text_statement(const ws_print *print, const ws_hit *hit, const ws_surroundings *around, ws_error *error);

/* A statement as answers list it, with what is folded behind it and an empty line; `line` is empty before and after. */
ws_status ws_text_hit(const ws_print *print, const ws_highlight *highlight, const ws_hit *hit, ws_styled *line,
                      ws_error *error);

/* How many of how many statements were shown. */
void ws_text_count(const ws_print *print, const ws_search *search, const ws_hits *hits);

/* That nothing was found, or no more behind an offset; `search`, `hits` and `searched` may be NULL. */
ws_status ws_text_nothing(const ws_print *print, const ws_search *search, const ws_hits *hits,
                          const ws_searched *searched, ws_styled *line, ws_error *error);

/* What was searched, and that it proves nothing. `line` is empty before and after. */
ws_status ws_text_searched(const ws_print *print, const ws_searched *searched, ws_styled *line, ws_error *error);

#endif
