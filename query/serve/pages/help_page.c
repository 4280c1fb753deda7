/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"
#include "view.h"

static void show(ws_view *view)
{
    enum { HELP_BYTES = 65536 };
    ws_buffer help = WS_BUFFER_INIT(HELP_BYTES);
    ws_query_help(&help);
    ws_page_begin(view, "Help", "help");
    ws_buffer_puts(view->out,
                   "<h1>Keys</h1><dl class=\"facts keys\"><dt><kbd>/</kbd></dt><dd>to the search</dd>"
                   "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next and previous statement</dd>"
                   "<dt><kbd>Enter</kbd></dt><dd>opens it in its article</dd>"
                   "<dt><kbd>v</kbd></dt><dd>where else the quotation stands</dd>"
                   "<dt><kbd>b</kbd></dt><dd>into the basket, or out of it</dd>"
                   "<dt><kbd>Esc</kbd></dt><dd>leaves the search, or goes back</dd>"
                   "<dt><kbd>?</kbd></dt><dd>this page</dd></dl>\n<h1>The query language</h1><pre class=\"syntax\">");
    ws_page_text(view->out, help.failed ? "" : help.bytes);
    ws_buffer_puts(view->out,
                   "</pre>\n<h1>For programs</h1><p>The same as JSON: <a href=\"/api\">/api</a> describes it "
                   "(OpenAPI).</p>\n");
    ws_buffer_free(&help);
    ws_page_end(view);
}

const ws_page ws_help_page = {"/help", "GET", show};
