/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `whosaid show` as text: one statement in its paragraph, with everything known about it. */
#ifndef WS_TEXT_STATEMENT_H
#define WS_TEXT_STATEMENT_H

#include "printer.h"

ws_status ws_text_statement(const ws_print *print, const ws_hit *hit, const ws_surroundings *around, ws_error *error);

#endif
