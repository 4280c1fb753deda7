/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a speaker said about the same at different times, side by side. */
#include "count_text.h"
#include "view.h"

#include <string.h>

extern const ws_endpoint ws_compare_endpoint;

static void add_form(ws_buffer *out, const char *q)
{
    ws_buffer_puts(out,
                   "<h1>Side by side</h1>\n<form class=\"ask\" action=\"/compare\"><label>A speaker and a topic, such "
                   "as <code>by:brandt bridge</code> <input name=\"q\" maxlength=\"4000\" required value=\"");
    ws_page_text(out, q);
    ws_buffer_puts(out,
                   "\"></label><p class=\"hint\">Pairs of statements of one speaker, of different days, that have rare "
                   "words in common. Whether they agree is for you to read.</p><button>Compare</button></form>\n");
}

static void add_side(ws_view *view, const cJSON *side)
{
    const char *day = ws_json_string(side, "day"), *is = ws_json_string(side, "day_is");
    ws_buffer_puts(view->out, "<div><h3 class=\"day\">");
    ws_page_text(view->out, day ? day : "No date");
    if (is) ws_buffer_puts(view->out, ", ");
    ws_page_text(view->out, is);
    ws_buffer_puts(view->out, "</h3>\n");
    ws_page_statement(view, ws_json_member(side, "statement"));
    ws_buffer_puts(view->out, "</div>\n");
}

static void add_pair(ws_view *view, const cJSON *pair)
{
    size_t days = ws_json_count(pair, "days_apart");
    const cJSON *word;
    int shown = 0;
    ws_buffer_printf(view->out, "<section class=\"pair\"><h2>%s apart", ws_count_of(days, "day").text);
    cJSON_ArrayForEach(word, ws_json_member(pair, "words"))
    {
        ws_buffer_puts(view->out, shown++ ? ", " : " <span class=\"count\">both have ");
        ws_page_text(view->out, cJSON_GetStringValue(word));
    }
    ws_buffer_puts(view->out, shown ? "</span></h2>\n<div class=\"sides\">" : "</h2>\n<div class=\"sides\">");
    add_side(view, ws_json_member(pair, "first"));
    add_side(view, ws_json_member(pair, "second"));
    ws_buffer_puts(view->out, "</div></section>\n");
}

static void add_next(ws_view *view, size_t offset)
{
    ws_buffer_puts(view->out, "<nav class=\"pages\"><a rel=\"next\" href=\"/compare");
    ws_page_query(view->out, "q", ws_params_get(view->params, "q"), true);
    ws_page_query(view->out, "offset", ws_arena_printf(view->arena, "%zu", offset), false);
    ws_buffer_puts(view->out, "\">Next page</a></nav>\n");
}

static void add_answer(ws_view *view, const cJSON *answer)
{
    const cJSON *pairs = ws_json_member(answer, "pairs"), *each;
    size_t all = ws_json_count(answer, "pair_total"), looked_at = ws_json_count(answer, "matches");
    size_t offset = ws_json_count(answer, "offset");
    int shown = cJSON_GetArraySize(pairs);
    if (ws_json_member(answer, "searched")) {
        ws_buffer_puts(view->out, "<h2>Not found</h2>\n");
        ws_page_searched(view, answer);
        return;
    }
    if (!shown)
        ws_buffer_printf(view->out,
                         "<p class=\"note\">%s found, but no two of one speaker, of different days, with two "
                         "rare words in common, that are not the same quotation.</p>\n",
                         ws_count_of(looked_at, "statement").text);
    else
        ws_buffer_printf(view->out, "<p class=\"summary\"><span><strong>%zu to %zu</strong> of %s</span></p>\n",
                         offset + 1, offset + (size_t)shown, ws_count_of(all, "pair").text);
    cJSON_ArrayForEach(each, pairs) add_pair(view, each);
    if (shown && offset + (size_t)shown < all) add_next(view, offset + (size_t)shown);
    if (looked_at < ws_json_count(answer, "total"))
        ws_buffer_printf(view->out, "<p class=\"note\">These are the earliest of %s: ask for less.</p>\n",
                         ws_count_of(ws_json_count(answer, "total"), "statement").text);
}

static void show(ws_view *view)
{
    ws_outcome outcome;
    const char *q = ws_params_get(view->params, "q");
    const char *pairs[] = {"q", q, "limit", "20", "offset", ws_params_get(view->params, "offset"), NULL};
    ws_page_begin(view, q && *q ? q : "Side by side", "");
    add_form(view->out, q);
    if (q && *q) {
        cJSON *answer = ws_view_ask(view, &ws_compare_endpoint, NULL, pairs, &outcome);
        if (answer)
            add_answer(view, answer);
        else
            ws_page_error(view, &outcome);
        cJSON_Delete(answer);
    }
    ws_page_end(view);
}

const ws_page ws_compare_page = {"/compare", "GET", show};
