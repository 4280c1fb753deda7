/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where else a quotation stands, and how its words differ. */
#include "variant_parts.h"

#include <string.h>

extern const ws_endpoint ws_variants_endpoint;

static void add_earliest(ws_buffer *out, const cJSON *answer)
{
    const cJSON *earliest = ws_json_member(answer, "earliest");
    const char *id = ws_json_string(earliest, "id"), *seen = ws_json_string(earliest, "seen");
    ws_buffer_puts(out, "<p class=\"note\">");
    if (ws_json_flag(earliest, "determined") && id) {
        ws_buffer_puts(out, "The earliest, by the date of the version that first has it: <a href=\"/statement/");
        ws_page_text(out, id);
        ws_buffer_puts(out, "\">");
        ws_page_bytes(out, seen ? seen : "", seen ? strnlen(seen, 10) : 0);
        ws_buffer_puts(out, "</a>.");
    } else {
        ws_buffer_puts(out, "Which is the earliest can't be told.");
    }
    if (ws_json_count(earliest, "undated"))
        ws_buffer_printf(out, " %zu without a date.", ws_json_count(earliest, "undated"));
    ws_buffer_puts(out, "</p>\n");
}

static void show(ws_view *view)
{
    ws_outcome outcome;
    cJSON *answer = ws_view_ask(view, &ws_variants_endpoint, view->id, NULL, &outcome);
    if (!answer) {
        ws_page_failure(view, &outcome);
        return;
    }
    const cJSON *variants = ws_json_member(answer, "variants"), *each;
    ws_page_begin(view, "The same quotation elsewhere", "");
    ws_buffer_puts(view->out, "<h1>The same quotation elsewhere</h1>\n");
    ws_page_statement(view, ws_json_member(answer, "statement"));
    if (!cJSON_GetArraySize(variants)) {
        ws_buffer_puts(view->out, "<p class=\"note\">No other statement has these words.</p>\n");
    } else {
        add_earliest(view->out, answer);
        ws_buffer_puts(view->out, "<p class=\"legend\"><del>only above</del> <ins>only there</ins> "
                                  "<ins class=\"sharp\">changes a negation, or may to will</ins></p>\n");
    }
    cJSON_ArrayForEach(each, variants) ws_page_variant(view, each);
    ws_page_end(view);
    cJSON_Delete(answer);
}

const ws_page ws_variants_page = {"/variants/{id}", "GET", show};
