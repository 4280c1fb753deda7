/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody decided, as the pages show it. */
#ifndef WS_DECISION_PARTS_H
#define WS_DECISION_PARTS_H

#include "view.h"

/* Who, when, why; a form to undo it, where the server takes corrections. From there it goes on to the statement `id`,
 * or where that is NULL to the list of decisions. */
void ws_page_decision(ws_view *view, const cJSON *decision, const char *id);

#endif
