/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form below a statement, sent. */
#include "deciding_parts.h"

extern const ws_endpoint ws_correct_endpoint;

static void show(ws_view *view)
{
    static const char *const names[] = {"speaker", "type", "act", "via", "reject", "why", "as", NULL};
    ws_page_decide(view, &ws_correct_endpoint, true, names);
}

const ws_page ws_correct_page = {"/correct", "POST", show};
