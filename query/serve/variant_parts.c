/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "variant_parts.h"

#include <string.h>

static const char *relation_words(const cJSON *variant)
{
    const char *relation = ws_json_string(variant, "relation"), *quotation = ws_json_string(variant, "quotation");
    if (!ws_json_flag(variant, "same_speaker")) return "words of another speaker";
    if (quotation && !strcmp(quotation, "proposed")) return "perhaps the same";
    if (!relation || !strcmp(relation, "equal")) return "same words";
    if (!strcmp(relation, "shorter")) return "shorter";
    return !strcmp(relation, "longer") ? "longer" : "words differ";
}

void ws_page_variant(ws_view *view, const cJSON *variant)
{
    ws_buffer *out = view->out;
    const cJSON *statement = ws_json_member(variant, "statement"), *difference = ws_json_member(variant, "difference"),
                *mark;
    ws_buffer_puts(out, "<article class=\"hit variant\" data-id=\"");
    ws_page_text(out, ws_json_string(statement, "id"));
    ws_buffer_printf(out, "\"><h3><span class=\"tag tag-mark\">%s</span> ", relation_words(variant));
    cJSON_ArrayForEach(mark, ws_json_member(variant, "marks"))
    {
        ws_buffer_puts(out, "<span class=\"tag tag-act\">");
        ws_page_text(out, cJSON_GetStringValue(mark));
        ws_buffer_puts(out, "</span> ");
    }
    ws_page_speakers(out, statement);
    ws_buffer_puts(out, "</h3>");
    if (cJSON_GetArraySize(difference)) ws_page_difference(out, difference);
    ws_buffer_puts(out, "<blockquote>");
    ws_page_words(view, statement);
    ws_buffer_puts(out, "</blockquote>");
    ws_page_tags(out, statement);
    ws_page_place(out, statement);
    ws_buffer_puts(out, "</article>\n");
}
