/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pasted text as it was read. */
#include "count_text.h"
#include "read_parts.h"

extern const ws_endpoint ws_read_endpoint;

static void add_list(ws_view *view, const cJSON *attributions)
{
    ws_buffer *out = view->out;
    const cJSON *each;
    ws_buffer_puts(out, "<aside class=\"about\"><h2>Who says it</h2><ol class=\"plain\">");
    cJSON_ArrayForEach(each, attributions)
    {
        const char *speaker = ws_json_string(each, "speaker");
        ws_buffer_puts(out, "<li><b>");
        ws_page_text(out, speaker ? speaker : "speaker not found");
        ws_buffer_puts(out, "</b> ");
        ws_page_text(out, ws_json_string(each, "act"));
        ws_buffer_puts(out, ", ");
        ws_page_text(out, ws_json_string(each, "form"));
        if (ws_json_string(each, "via")) {
            ws_buffer_puts(out, ", relayed by ");
            ws_page_text(out, ws_json_string(each, "via"));
        }
        ws_buffer_puts(out, "</li>");
    }
    ws_buffer_puts(out, "</ol></aside>\n");
}

static void show(ws_view *view)
{
    ws_outcome outcome;
    const char *pairs[] = {"text", ws_params_get(view->params, "text"), NULL};
    cJSON *answer = ws_view_ask(view, &ws_read_endpoint, NULL, pairs, &outcome);
    const cJSON *reading = ws_json_member(answer, "reading"), *found = ws_json_member(reading, "attributions");
    ws_page_begin(view, "The text, read", "read");
    if (answer) {
        ws_buffer_printf(view->out,
                         "<h1>The text, read</h1><p class=\"note\">%s. Nothing of it was kept.</p><div class=\"columns "
                         "reading\"><article class=\"article\">",
                         ws_count_of((size_t)cJSON_GetArraySize(found), "statement").text);
        ws_page_legend(view->out, false);
        ws_page_article(view, ws_json_string(reading, "text"), found, "");
        ws_buffer_puts(view->out, "</article>");
        add_list(view, found);
        ws_buffer_puts(view->out, "</div>");
    } else {
        ws_page_error(view, &outcome);
        ws_page_read_form(view);
    }
    cJSON_Delete(answer);
    ws_page_end(view);
}

const ws_page ws_reading_page = {"/read", "POST", show};
