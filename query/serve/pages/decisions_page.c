/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that people decided, the newest first; to undo, and to take away. */
#include "decision_parts.h"

#include <stdlib.h>
#include <string.h>

extern const ws_endpoint ws_decisions_endpoint, ws_show_endpoint;

enum { PAGE = 50 };

/* Which statement it is about: as it stands in the index, else by its words as they were kept. */
static void add_statement(ws_view *view, const cJSON *decision)
{
    ws_outcome outcome;
    const cJSON *statement = ws_json_member(decision, "statement");
    const char *again = ws_json_string(decision, "found_id"), *id = again ? again : ws_json_string(statement, "id");
    const char *words = ws_json_string(statement, "words");
    if (!id) return;
    cJSON *shown = ws_view_ask(view, &ws_show_endpoint, id, NULL, &outcome);
    ws_buffer_puts(view->out, "<blockquote>");
    if (shown)
        ws_page_words(view, shown);
    else
        ws_page_text(view->out, words);
    ws_buffer_puts(view->out, "</blockquote>");
    if (shown)
        ws_page_place(view->out, shown);
    else
        ws_buffer_puts(view->out, "<p class=\"hint\">The statement is no more in the index.</p>");
    cJSON_Delete(shown);
}

static bool is_undo(const cJSON *decision)
{
    const char *kind = ws_json_string(decision, "kind");
    return kind && !strcmp(kind, "undo");
}

/* An undo is told with what it undid. */
static void add_list(ws_view *view, const cJSON *decisions)
{
    ws_buffer *out = view->out;
    for (int i = cJSON_GetArraySize(decisions); i > 0; i--) {
        const cJSON *each = cJSON_GetArrayItem(decisions, i - 1);
        if (is_undo(each)) continue;
        ws_buffer_puts(out, "<article class=\"hit\">");
        add_statement(view, each);
        ws_page_decision(view, each, NULL);
        ws_buffer_puts(out, "</article>\n");
    }
}

static size_t ask_total(ws_view *view, ws_outcome *outcome)
{
    const char *pairs[] = {"limit", "1", NULL};
    cJSON *answer = ws_view_ask(view, &ws_decisions_endpoint, NULL, pairs, outcome);
    size_t total = ws_json_count(answer, "total");
    cJSON_Delete(answer);
    return total;
}

/* The page that begins `passed` decisions before the newest. */
static void add_page(ws_view *view, size_t total, size_t passed, ws_outcome *outcome)
{
    size_t end = total - passed, begin = end > PAGE ? end - PAGE : 0;
    const char *pairs[] = {"limit", ws_arena_printf(view->arena, "%zu", end - begin), "offset",
                           ws_arena_printf(view->arena, "%zu", begin), NULL};
    cJSON *answer = ws_view_ask(view, &ws_decisions_endpoint, NULL, pairs, outcome);
    if (!answer) {
        ws_page_error(view, outcome);
        return;
    }
    add_list(view, ws_json_member(answer, "decisions"));
    cJSON_Delete(answer);
    if (!begin) return;
    ws_buffer_puts(view->out, "<nav class=\"pages\"><a rel=\"next\" href=\"/decisions");
    ws_page_query(view->out, "offset", ws_arena_printf(view->arena, "%zu", passed + PAGE), true);
    ws_buffer_puts(view->out, "\">Earlier ones</a></nav>\n");
}

static void show(ws_view *view)
{
    ws_outcome outcome;
    const char *offset = ws_params_get(view->params, "offset");
    size_t total = ask_total(view, &outcome), passed = offset ? strtoul(offset, NULL, 10) : 0;
    ws_page_begin(view, "Corrections", "decisions");
    ws_buffer_puts(view->out, "<h1>Corrections</h1>\n");
    if (outcome.status != WS_OK)
        ws_page_error(view, &outcome);
    else if (passed >= total)
        ws_buffer_puts(view->out,
                       "<p class=\"note\">There are none. A statement is corrected on its page, beside the "
                       "article.</p>\n");
    else
        ws_buffer_puts(view->out,
                       "<p class=\"note\">They are kept beside the index, which stays as it is, and hold when articles "
                       "are added again. <a href=\"/api/training?format=jsonl\" download=\"corrected.jsonl\">The "
                       "corrected articles, to train a reader with</a></p>\n");
    if (outcome.status == WS_OK && passed < total) add_page(view, total, passed, &outcome);
    ws_page_end(view);
}

const ws_page ws_decisions_page = {"/decisions", "GET", show};
