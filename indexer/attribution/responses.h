/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refusals and missing answers: who asked and about what, and those that only say "as did". */
#ifndef WS_RESPONSES_H
#define WS_RESPONSES_H

#include "lexicon.h"
#include "reading.h"
#include "status.h"

/* Fills asked_by and about of a statement whose response has its kind; what the text doesn't say stays NULL. */
ws_status ws_response_describe(const ws_lexicon *lexicon, ws_reading *reading, ws_statement *statement,
                               ws_error *error);

/* Is the cue only an echo ("as did the insurer") of the response before it in its sentence? Returns that one's number
 * among the statements; -1: it is none. */
int32_t ws_response_echoed(const ws_reading *reading, size_t number);

#endif
