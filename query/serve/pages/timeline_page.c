/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query finds, day by day. */
#include "count_text.h"
#include "view.h"

#include <string.h>

extern const ws_endpoint ws_timeline_endpoint;

static void add_day(ws_buffer *out, const char *day, const char *is)
{
    ws_buffer_puts(out, "<h2 class=\"day\">");
    ws_page_text(out, day ? day : "No date");
    if (is) ws_buffer_puts(out, ", ");
    ws_page_text(out, is);
    ws_buffer_puts(out, "</h2>\n");
}

static void add_answer(ws_view *view, const cJSON *answer)
{
    const cJSON *each;
    const char *before = "", *before_is = "";
    ws_buffer_printf(view->out,
                     "<p class=\"summary\"><span><strong>%s</strong> statements, the oldest first</span></p>\n",
                     ws_count_text(ws_json_count(answer, "total")).text);
    cJSON_ArrayForEach(each, ws_json_member(answer, "timeline"))
    {
        const char *day = ws_json_string(each, "day"), *is = ws_json_string(each, "day_is");
        bool same = !strcmp(before, day ? day : "-") && !strcmp(before_is, is ? is : "-");
        if (!same) add_day(view->out, day, is);
        before = day ? day : "-";
        before_is = is ? is : "-";
        ws_page_statement(view, ws_json_member(each, "statement"));
    }
    ws_page_searched(view, answer);
}

static void add_next(ws_view *view, const cJSON *answer, const char *q)
{
    size_t next = ws_json_count(answer, "offset") + ws_json_count(answer, "matches");
    if (next >= ws_json_count(answer, "total") || !ws_json_count(answer, "matches")) return;
    ws_buffer_puts(view->out, "<nav class=\"pages\"><a rel=\"next\" href=\"/timeline");
    ws_page_query(view->out, "q", q, true);
    ws_page_query(view->out, "offset", ws_arena_printf(view->arena, "%zu", next), false);
    ws_buffer_puts(view->out, "\">Next page</a></nav>\n");
}

static void show(ws_view *view)
{
    ws_outcome outcome;
    const char *q = ws_params_get(view->params, "q");
    const char *pairs[] = {"q", q, "limit", "50", "offset", ws_params_get(view->params, "offset"), NULL};
    cJSON *answer = ws_view_ask(view, &ws_timeline_endpoint, NULL, pairs, &outcome);
    ws_page_begin(view, q ? q : "Timeline", "");
    ws_buffer_puts(view->out, "<h1>Timeline: ");
    ws_page_text(view->out, q);
    ws_buffer_puts(view->out, "</h1>\n");
    if (answer) {
        add_answer(view, answer);
        add_next(view, answer, q);
    } else {
        ws_page_error(view, &outcome);
    }
    cJSON_Delete(answer);
    ws_page_end(view);
}

const ws_page ws_timeline_page = {"/timeline", "GET", show};
