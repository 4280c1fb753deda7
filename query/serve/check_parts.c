/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_parts.h"

#include <string.h>

void ws_page_check_forms(ws_view *view, const char *words, const char *by)
{
    ws_buffer *out = view->out;
    ws_buffer_puts(
        out, "<h1>Check a quote</h1>\n<form class=\"ask\" action=\"/check\"><label>Words <textarea name=\"words\" "
             "rows=\"3\" maxlength=\"4000\" required>");
    ws_page_text(out, words);
    ws_buffer_puts(out,
                   "</textarea></label><label>Said by <input name=\"by\" maxlength=\"500\" class=\"names\" value=\"");
    ws_page_text(out, by);
    ws_buffer_puts(out, "\"></label><button>Check</button></form>\n");
    if (!view->serving->read) return;
    ws_buffer_puts( /* no maxlength: a browser would cut what is pasted without a word */
        out,
        "<details class=\"draft\"><summary>Or every quotation of a draft</summary><form class=\"ask\" "
        "method=\"post\" action=\"/check\"><label>Draft <textarea name=\"text\" rows=\"10\" "
        "required></textarea></label><p class=\"hint\">Read in memory, kept nowhere.</p>");
    ws_page_key(view);
    ws_buffer_puts(out, "<button>Check the draft</button></form></details>\n");
}

static const char *found_words(const char *found)
{
    static const char *const words[][2] = {{"same", "Found in these words"},
                                           {"part", "Found as part of a longer quotation"},
                                           {"differs", "Found in words that differ"},
                                           {"longer", "Only a part of it is found"},
                                           {"other-speaker", "These are words of another speaker"}};
    for (size_t i = 0; found && i < sizeof words / sizeof *words; i++)
        if (!strcmp(found, words[i][0])) return words[i][1];
    return "Not found";
}

static void add_quotation(ws_view *view, const cJSON *quotation)
{
    enum { MOST = 10 };
    ws_buffer *out = view->out;
    const cJSON *each;
    int shown = 0, count = cJSON_GetArraySize(ws_json_member(quotation, "matches"));
    const char *found = ws_json_string(quotation, "found");
    ws_buffer_printf(out, "<section class=\"checked %s\"><h2>%s</h2><p class=\"asked\">",
                     found && !strcmp(found, "same") ? "good" : "other", found_words(found));
    ws_page_text(out, ws_json_string(quotation, "words"));
    cJSON_ArrayForEach(each, ws_json_member(quotation, "speakers"))
    {
        ws_buffer_puts(out, shown++ ? ", " : " — ");
        ws_page_text(out, cJSON_GetStringValue(each));
    }
    ws_buffer_puts(out, "</p>\n");
    shown = 0;
    cJSON_ArrayForEach(each, ws_json_member(quotation, "matches")) if (shown++ < MOST) ws_page_variant(view, each);
    if (count > MOST) ws_buffer_printf(out, "<p class=\"note\">and %d more</p>", count - MOST);
    ws_buffer_puts(out, "</section>\n");
}

void ws_page_check(ws_view *view, const cJSON *answer)
{
    const cJSON *each, *quotations = ws_json_member(answer, "quotations");
    cJSON_ArrayForEach(each, quotations) add_quotation(view, each);
    if (!cJSON_GetArraySize(quotations))
        ws_buffer_puts(view->out, "<p class=\"note\">It has no quotation to check.</p>\n");
    ws_page_searched(view, answer);
    if (ws_json_string(answer, "note")) {
        ws_buffer_puts(view->out, "<p class=\"searched\">");
        ws_page_text(view->out, ws_json_string(answer, "note"));
        ws_buffer_puts(view->out, "</p>\n");
    }
}
