/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deciding_parts.h"

extern const ws_endpoint ws_undo_endpoint;

static void show(ws_view *view)
{
    static const char *const names[] = {"decision", "why", "as", NULL};
    ws_page_decide(view, &ws_undo_endpoint, false, names);
}

const ws_page ws_undo_page = {"/undo", "POST", show};
