/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"
#include "view.h"

static void add_help(ws_buffer *out, const char *title, void (*help)(ws_buffer *))
{
    enum { HELP_BYTES = 65536 };
    ws_buffer text = WS_BUFFER_INIT(HELP_BYTES);
    help(&text);
    ws_buffer_printf(out, "<h1>%s</h1><pre class=\"syntax\">", title);
    ws_page_text(out, text.failed ? "" : text.bytes);
    ws_buffer_puts(out, "</pre>\n");
    ws_buffer_free(&text);
}

/* Each value leads to what it finds. */
static void add_values(ws_buffer *out, const ws_field *field)
{
    ws_vocabulary vocabulary = (ws_vocabulary)field->vocabulary;
    ws_buffer_puts(out, "<br>");
    for (size_t i = 0; i < ws_value_count(vocabulary); i++)
        ws_buffer_printf(out, "<a href=\"/?q=%s%%3A%s\">%s</a> ", field->name, ws_value_name(vocabulary, (int)i),
                         ws_value_name(vocabulary, (int)i));
}

static void add_fields(ws_buffer *out)
{
    ws_buffer_puts(out, "<h1>Conditions</h1><dl class=\"facts keys conditions\">");
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        const ws_field *field = ws_field_get((ws_field_id)id);
        if (!field->name) continue;
        ws_buffer_printf(out, "<dt><code>%s:</code></dt><dd>", field->name);
        ws_page_text(out, field->help);
        if (field->kind == WS_KIND_VALUE) add_values(out, field);
        ws_buffer_puts(out, "</dd>");
    }
    ws_buffer_puts(out, "</dl>\n");
}

static void show(ws_view *view)
{
    ws_page_begin(view, "Help", "help");
    ws_buffer_puts(view->out, "<h1>Keys</h1><dl class=\"facts keys\"><dt><kbd>/</kbd></dt><dd>to the search</dd>"
                              "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next and previous statement</dd>"
                              "<dt><kbd>Enter</kbd></dt><dd>opens it in its article</dd>"
                              "<dt><kbd>v</kbd></dt><dd>where else the quotation stands</dd>"
                              "<dt><kbd>b</kbd></dt><dd>into the basket, or out of it</dd>"
                              "<dt><kbd>Esc</kbd></dt><dd>leaves the search, or goes back</dd>"
                              "<dt><kbd>?</kbd></dt><dd>this page</dd></dl>\n");
    add_help(view->out, "What to search for", ws_query_help_words);
    add_fields(view->out);
    add_help(view->out, "Dates", ws_query_help_dates);
    ws_buffer_puts(view->out, "<h1>For programs</h1><p>The same as JSON: <a href=\"/api\">/api</a> describes it "
                              "(OpenAPI).</p>\n");
    ws_page_end(view);
}

const ws_page ws_help_page = {"/help", "GET", show};
