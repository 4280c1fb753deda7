/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a sourcing profile, which is a page by itself: one file that prints as it is. A mistake is told above the
 * form. */
#include "view.h"

#include <string.h>

extern const ws_endpoint ws_report_endpoint;

typedef struct choice {
    const char *value, *text;
} choice;

static void add_choices(ws_buffer *out, const choice *choices, const char *chosen)
{
    for (; choices->value; choices++)
        ws_buffer_printf(out, "<option value=\"%s\"%s>%s", choices->value,
                         chosen && !strcmp(chosen, choices->value) ? " selected" : "", choices->text);
    ws_buffer_puts(out, "</select></label>");
}

static void add_input(ws_buffer *out, const char *label, const char *name, int most, const char *value)
{
    ws_buffer_printf(out, "<label>%s <input name=\"%s\" maxlength=\"%d\" value=\"", label, name, most);
    ws_page_text(out, value);
    ws_buffer_puts(out, "\"></label>");
}

static void add_form(ws_view *view)
{
    static const choice reports[] = {{"sourcing", "sourcing: everything, or what a search finds"},
                                     {"anonymity", "anonymity: sources without a name"},
                                     {"speaker", "speaker: how one person or body is quoted"},
                                     {"article", "article: one article"},
                                     {NULL, NULL}};
    static const choice divisions[] = {
        {"", "nothing"}, {"outlet", "outlet"},   {"author", "author"}, {"section", "section"},
        {"month", "month"},  {"speaker", "speaker"}, {NULL, NULL}};
    ws_buffer *out = view->out;
    ws_buffer_puts(out, "<form class=\"ask\" action=\"/report\"><label>Report <select name=\"report\">");
    add_choices(out, reports, ws_params_get(view->params, "report"));
    add_input(out, "Of a speaker: the name. Of an article: its id, or the id of a statement in it", "subject", 500,
              ws_params_get(view->params, "subject"));
    add_input(out, "Only of what this search finds", "query", 4000, ws_params_get(view->params, "query"));
    ws_buffer_puts(out, "<label>Main figures also by <select name=\"by\">");
    add_choices(out, divisions, ws_params_get(view->params, "by"));
    ws_buffer_puts(out, "<button>Make it</button></form>\n");
}

static ws_outcome run(ws_view *view, ws_buffer *out)
{
    static const char *const names[] = {"report", "subject", "query", "by"};
    ws_param items[sizeof names / sizeof *names + 1] = {{"format", "html"}};
    ws_params params = {items, 1};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = ws_params_get(view->params, names[i]);
        if (value && *value) items[params.count++] = (ws_param){names[i], value};
    }
    const char *report = ws_params_get(view->params, "report"), *subject = ws_params_get(view->params, "subject");
    bool of_one = !strcmp(report, "speaker") || !strcmp(report, "article");
    if (of_one && (!subject || !*subject)) {
        ws_outcome outcome = {.status = WS_USAGE};
        ws_fail(&outcome.error, WS_USAGE, NULL, "Which %s? Fill in the second field.", report);
        return outcome;
    }
    return ws_endpoint_run(view->serving, &ws_report_endpoint, NULL, &params, out);
}

static void show(ws_view *view)
{
    ws_outcome outcome = {.status = WS_OK};
    bool asked = ws_params_get(view->params, "report") != NULL;
    if (asked) outcome = run(view, view->out);
    view->alone = asked && outcome.status == WS_OK;
    if (view->alone) return;
    ws_buffer_clear(view->out);
    ws_page_begin(view, "Sourcing profile", "report");
    ws_buffer_puts(view->out,
                   "<h1>Sourcing profile</h1><p>How claims are sourced: who is quoted, named how far, by what "
                   "words. It says nothing about whether they are true.</p>\n");
    if (asked) ws_page_error(view, &outcome);
    add_form(view);
    ws_page_end(view);
}

const ws_page ws_report_page = {"/report", "GET", show};
