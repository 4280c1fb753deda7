/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of answers as text. */
#ifndef WS_TEXT_STATEMENT_H
#define WS_TEXT_STATEMENT_H

#include "printer.h"
#include "styled.h"

/* `whosaid show`: one statement in its paragraph, with everything known about it. */
ws_status ws_text_statement(const ws_print *print, const ws_hit *hit, const ws_surroundings *around, ws_error *error);

/* What was searched, and that it proves nothing. `line` is empty before and after. */
ws_status ws_text_searched(const ws_print *print, const ws_searched *searched, ws_styled *line, ws_error *error);

#endif
