/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read_parts.h"

void ws_page_read_form(ws_view *view)
{
    /* no maxlength: a browser would cut what is pasted without a word */
    ws_buffer_puts(view->out,
                   "<h1>Read a text</h1><form class=\"ask\" method=\"post\" action=\"/read\"><label>Article "
                   "<textarea name=\"text\" rows=\"14\" required></textarea></label>"
                   "<p class=\"hint\">Read in memory on this machine; it is kept nowhere.</p>");
    ws_page_key(view);
    ws_buffer_puts(view->out, "<button>Read it</button></form>\n");
}
