/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotes that somebody gathered. Their ids are the URL, so that it can be shared; the browser alone keeps them. */
#include "download.h"
#include "view.h"

#include <string.h>

extern const ws_endpoint ws_basket_endpoint;

static void add_exports(ws_view *view)
{
    ws_buffer *out = view->out;
    ws_buffer_puts(out, "<p class=\"exports\">Export as ");
    for (size_t i = 0; ws_download_names[i]; i++) {
        ws_buffer_printf(out, "<a href=\"/api/basket/export?as=%s", ws_download_names[i]);
        for (size_t j = 0; j < view->params->count; j++)
            if (!strcmp(view->params->items[j].name, "id"))
                ws_page_query(out, "id", view->params->items[j].value, false);
        ws_buffer_printf(out, "\">%s</a> ", ws_download_names[i]);
    }
    ws_buffer_puts(
        out, "</p>\n<p class=\"hint\">html is a sheet to print, docx and xlsx are for an office, csv is all tables in "
             "one archive.</p>\n");
}

static void add_statements(ws_view *view)
{
    ws_outcome outcome;
    const char **pairs = ws_arena_array(view->arena, view->params->count * 2 + 1, sizeof *pairs);
    size_t count = 0;
    for (size_t i = 0; pairs && i < view->params->count; i++) {
        pairs[count++] = view->params->items[i].name;
        pairs[count++] = view->params->items[i].value;
    }
    cJSON *answer = pairs ? ws_view_ask(view, &ws_basket_endpoint, NULL, pairs, &outcome) : NULL;
    const cJSON *each, *statements = ws_json_member(answer, "statements");
    if (answer) {
        ws_buffer_printf(view->out, "<p class=\"summary\"><strong>%d</strong> statements</p>",
                         cJSON_GetArraySize(statements));
        add_exports(view);
        cJSON_ArrayForEach(each, statements) ws_page_statement(view, each);
    } else if (pairs) {
        ws_page_error(view, &outcome);
    }
    cJSON_Delete(answer);
}

static void show(ws_view *view)
{
    ws_page_begin(view, "Basket", "basket");
    ws_buffer_puts(view->out, "<h1>Basket</h1>\n");
    if (ws_params_get(view->params, "id"))
        add_statements(view);
    else
        ws_buffer_puts(view->out,
                       "<p class=\"note\">It is empty. Add statements with the button below each, or with the key "
                       "<kbd>b</kbd>. What is in it stays in this browser; the basket's address can be "
                       "shared.</p>\n");
    ws_page_end(view);
}

const ws_page ws_basket_page = {"/basket", "GET", show};
