/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions in words. */
#ifndef WS_DECISION_TEXT_H
#define WS_DECISION_TEXT_H

#include "index.h"
#include "printer.h"

/* What a decision made of a field (its path, as in ws_mark): "speaker Tomas Brandt, was Brandt"; of a merge or split
 * what it says: "Tomas Brandt and T. Brandt are one". NULL: no memory. */
char *ws_decision_change(ws_arena *arena, const ws_decision *decision, const char *field);

/* Prints a decision with everything about it; where `finding` is given, also what it found when that is not its own
 * statement. */
ws_status ws_text_decision(const ws_print *print, const ws_decision *decision, const ws_finding *finding,
                           ws_error *error);

#endif
