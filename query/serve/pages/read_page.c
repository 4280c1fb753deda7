/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paste a text, see it read. */
#include "read_parts.h"

static void show(ws_view *view)
{
    ws_page_begin(view, "Read a text", "read");
    if (view->serving->read)
        ws_page_read_form(view);
    else
        ws_buffer_puts(view->out, "<p class=\"note\">Reading of texts is switched off here.</p>\n");
    ws_page_end(view);
}

const ws_page ws_read_page = {"/read", "GET", show};
