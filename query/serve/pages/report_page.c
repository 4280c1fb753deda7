/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a sourcing profile, which is a page by itself: one file that prints as it is. */
#include "view.h"

static void add_form(ws_buffer *out)
{
    ws_buffer_puts(
        out, "<h1>Sourcing profile</h1><p>How claims are sourced: who is quoted, named how far, by what words. It says "
             "nothing about whether they are true.</p>\n"
             "<form class=\"ask\" action=\"/report\"><label>Report <select name=\"report\">"
             "<option value=\"sourcing\">sourcing: everything, or what a query finds"
             "<option value=\"anonymity\">anonymity: sources without a name"
             "<option value=\"speaker\">speaker: how one person or body is quoted"
             "<option value=\"article\">article: one article</select></label>"
             "<label>Name of the speaker, or id of the article or of a statement in it "
             "<input name=\"subject\" maxlength=\"500\"></label>"
             "<label>Only of what this query finds <input name=\"query\" maxlength=\"4000\"></label>"
             "<label>Main shares also for each <select name=\"by\"><option>none<option>outlet<option>author"
             "<option>section<option>month<option>speaker</select></label><button>Make it</button></form>\n");
}

static void show(ws_view *view)
{
    enum { GO_BYTES = 32768 };
    static const char *const names[] = {"report", "subject", "query", "by"};
    if (!ws_params_get(view->params, "report")) {
        ws_page_begin(view, "Sourcing profile", "report");
        add_form(view->out);
        ws_page_end(view);
        return;
    }
    ws_buffer go = WS_BUFFER_INIT(GO_BYTES);
    ws_buffer_puts(&go, "/api/report?format=html");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = ws_params_get(view->params, names[i]);
        if (!value || !*value) continue;
        ws_buffer_printf(&go, "&%s=", names[i]);
        ws_params_escape(&go, value);
    }
    view->go = go.failed ? "/report" : ws_arena_strdup(view->arena, go.bytes);
    ws_buffer_free(&go);
}

const ws_page ws_report_page = {"/report", "GET", show};
