/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decision_parts.h"

#include <string.h>

/* "Ann Quill, Bob Kade": names, or objects that have one. */
static void add_names(ws_buffer *out, const cJSON *names)
{
    const cJSON *each;
    if (!cJSON_GetArraySize(names)) ws_buffer_puts(out, "nobody");
    cJSON_ArrayForEach(each, names)
    {
        const char *name = cJSON_IsString(each) ? cJSON_GetStringValue(each) : ws_json_string(each, "name");
        if (each != names->child) ws_buffer_puts(out, ", ");
        ws_page_text(out, name ? name : "somebody");
    }
}

static void add_value(ws_buffer *out, const cJSON *value)
{
    if (cJSON_IsArray(value))
        add_names(out, value);
    else if (cJSON_IsString(value))
        ws_page_text(out, value->valuestring);
}

/* Of a correction: each field as it was, and as it is now. */
static void add_changes(ws_buffer *out, const cJSON *decision)
{
    static const char *const fields[][2] = {
        {"speakers", "speaker"}, {"type", "kind of speaker"}, {"act", "what it does"}, {"via", "relayed by"}};
    const cJSON *before = ws_json_member(decision, "before"), *after = ws_json_member(decision, "after");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const cJSON *was = ws_json_member(before, fields[i][0]), *is = ws_json_member(after, fields[i][0]);
        if (!is || cJSON_IsNull(is) || cJSON_Compare(was, is, true)) continue;
        ws_buffer_printf(out, "<p>%s: <del>", fields[i][1]);
        add_value(out, was);
        ws_buffer_puts(out, "</del> <ins>");
        add_value(out, is);
        ws_buffer_puts(out, "</ins></p>");
    }
}

static void add_form(ws_view *view, const cJSON *decision, const char *id)
{
    ws_buffer *out = view->out;
    ws_buffer_puts(out, "<details class=\"correct\"><summary>Undo</summary><form method=\"post\" action=\"/undo\">");
    ws_page_key(view);
    if (id) {
        ws_buffer_puts(out, "<input type=\"hidden\" name=\"id\" value=\"");
        ws_page_text(out, id);
        ws_buffer_puts(out, "\">");
    }
    ws_buffer_puts(out, "<input type=\"hidden\" name=\"decision\" value=\"");
    ws_page_text(out, ws_json_string(decision, "id"));
    ws_buffer_puts(out, "\"><label>Why <input name=\"why\" required maxlength=\"4000\"></label>"
                        "<label>Who decides <input name=\"as\" maxlength=\"200\" class=\"decider\"></label>"
                        "<button>Undo</button></form></details>");
}

void ws_page_decision(ws_view *view, const cJSON *decision, const char *id)
{
    ws_buffer *out = view->out;
    const char *when = ws_json_string(decision, "when");
    bool undone = ws_json_string(decision, "undone_by") != NULL;
    ws_buffer_puts(out, "<div class=\"decision\"><p><b>");
    ws_page_text(out, ws_json_string(decision, "kind"));
    ws_buffer_puts(out, "</b> by ");
    ws_page_text(out, ws_json_string(decision, "who"));
    ws_buffer_puts(out, ", ");
    ws_page_bytes(out, when ? when : "", when ? strnlen(when, 10) : 0);
    if (undone) ws_buffer_puts(out, " <span class=\"tag\">undone</span>");
    ws_buffer_puts(out, "</p>");
    add_changes(out, decision);
    ws_buffer_puts(out, "<p>why: ");
    ws_page_text(out, ws_json_string(decision, "why"));
    ws_buffer_puts(out, "</p>");
    if (view->serving->edit && !undone) add_form(view, decision, id);
    ws_buffer_puts(out, "</div>\n");
}
