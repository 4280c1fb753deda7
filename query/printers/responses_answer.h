/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to `whosaid responses`. */
#ifndef WS_RESPONSES_ANSWER_H
#define WS_RESPONSES_ANSWER_H

#include "printer.h"
#include "propose.h"

ws_status ws_text_responses(const ws_print *print, const ws_hit *claim, const ws_responses *responses, ws_error *error);
/* As one value, or as a line for each response. */
ws_status ws_json_responses(const ws_print *print, const ws_hit *claim, const ws_responses *responses, bool lines,
                            ws_error *error);

/* Why it is proposed: "in the same article; both have ferry, dam"; "" for one that was accepted without a sign. NULL:
 * no memory. */
char *ws_response_why(ws_arena *arena, const ws_response *response);

#endif
