/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form below a proposed response, sent. */
#include "deciding_parts.h"

extern const ws_endpoint ws_link_endpoint;

static void show(ws_view *view)
{
    static const char *const names[] = {"decision", "response", "claim", "why", "as", NULL};
    ws_page_decide(view, &ws_link_endpoint, false, names);
}

const ws_page ws_link_page = {"/link", "POST", show};
