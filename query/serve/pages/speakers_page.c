/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who speaks, how often, in what form. */
#include "count_text.h"
#include "view.h"

#include <string.h>

extern const ws_endpoint ws_speakers_endpoint;

static void add_row(ws_buffer *out, const cJSON *speaker)
{
    const cJSON *forms = ws_json_member(speaker, "forms");
    ws_buffer_puts(out, "<tr><th scope=\"row\"><a href=\"/speaker");
    ws_page_query(out, "name", ws_json_string(speaker, "name"), true);
    ws_buffer_puts(out, "\">");
    ws_page_text(out, ws_json_string(speaker, "name"));
    ws_buffer_puts(out, "</a>");
    if (ws_json_flag(speaker, "perhaps_several"))
        ws_buffer_puts(out, " <span class=\"tag\">perhaps several people</span>");
    ws_buffer_printf(out,
                     "</th><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                     "<td class=\"n\">%s</td></tr>\n",
                     ws_json_string(speaker, "type"), ws_count_text(ws_json_count(speaker, "total")).text,
                     ws_count_text(ws_json_count(forms, "direct")).text,
                     ws_count_text(ws_json_count(forms, "mixed")).text,
                     ws_count_text(ws_json_count(forms, "indirect")).text);
}

static void add_table(ws_view *view, const cJSON *answer)
{
    ws_buffer *out = view->out;
    const cJSON *each;
    size_t unnamed = ws_json_count(answer, "unnamed"), unresolved = ws_json_count(answer, "unresolved");
    ws_buffer_puts(out, "<table class=\"speakers\"><thead><tr><th scope=\"col\">Speaker</th><th scope=\"col\">Kind</th>"
                        "<th scope=\"col\" class=\"n\">Statements</th><th scope=\"col\" class=\"n\">Quotes</th>"
                        "<th scope=\"col\" class=\"n\">Part-quotes</th><th scope=\"col\" class=\"n\">Paraphrases</th>"
                        "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(each, ws_json_member(answer, "speakers")) add_row(out, each);
    ws_buffer_puts(out, "</tbody></table>\n");
    if (unnamed)
        ws_buffer_printf(out,
                         "<p class=\"note\">%s by sources without a name. They are never linked across articles, so "
                         "they have no line and no page.</p>\n",
                         ws_count_text(unnamed).text);
    if (unresolved)
        ws_buffer_printf(out, "<p class=\"note\">%s whose speaker was not found.</p>\n",
                         ws_count_text(unresolved).text);
}

static void add_pages(ws_view *view, const char *q, const cJSON *answer)
{
    int shown = cJSON_GetArraySize(ws_json_member(answer, "speakers"));
    size_t next = ws_json_count(answer, "offset") + (size_t)shown;
    if (next >= ws_json_count(answer, "total") || !shown) return;
    ws_buffer_puts(view->out, "<nav class=\"pages\"><a rel=\"next\" href=\"/speakers");
    ws_page_query(view->out, "q", q ? q : "", true);
    ws_page_query(view->out, "offset", ws_arena_printf(view->arena, "%zu", next), false);
    ws_buffer_puts(view->out, "\">Next page</a></nav>\n");
}

static void show(ws_view *view)
{
    ws_outcome outcome;
    ws_buffer *out = view->out;
    const char *q = ws_params_get(view->params, "q"), *offset = ws_params_get(view->params, "offset");
    const char *pairs[] = {"q", q && *q ? q : NULL, "limit", "100", "offset", offset, NULL};
    ws_page_begin(view, "Speakers", "speakers");
    ws_buffer_puts(out, "<h1>Speakers</h1><form class=\"ask\" action=\"/speakers\"><label>Name, or a query such as "
                        "<code>said:flood</code> <input name=\"q\" maxlength=\"4000\" value=\"");
    ws_page_text(out, q);
    ws_buffer_puts(out, "\"></label><button>Show</button></form>\n");
    cJSON *answer = ws_view_ask(view, &ws_speakers_endpoint, NULL, pairs, &outcome);
    if (!answer) {
        ws_page_error(view, &outcome);
    } else if (ws_json_member(answer, "searched")) {
        ws_buffer_puts(out, "<h2>Not found</h2>");
        ws_page_searched(view, answer);
    } else {
        add_table(view, answer);
        add_pages(view, q, answer);
    }
    cJSON_Delete(answer);
    ws_page_end(view);
}

const ws_page ws_speakers_page = {"/speakers", "GET", show};
