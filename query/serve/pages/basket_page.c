/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotes that somebody gathered. Their ids are the URL, so that it can be shared; the browser alone keeps them. */
#include "download.h"
#include "export.h"
#include "view.h"

#include <string.h>

extern const ws_endpoint ws_basket_endpoint;

/* What people call a format. NULL: it is for programs, which know it by its name. */
static const char *common_name(const char *format)
{
    static const char *const formats[][2] = {{"docx", "Word"},
                                             {"html", "quote sheet to print"},
                                             {"markdown", "Markdown"},
                                             {"xlsx", "Excel"}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!strcmp(format, formats[i][0])) return formats[i][1];
    return NULL;
}

static const char *about(const char *format)
{
    for (size_t i = 0; ws_exports[i]; i++)
        if (!strcmp(ws_exports[i]->name, format)) return ws_exports[i]->about;
    return NULL;
}

static void add_formats(ws_view *view, const char *title, bool people)
{
    ws_buffer *out = view->out;
    ws_buffer_printf(out, "<p class=\"exports\">%s ", title);
    for (size_t i = 0; ws_download_names[i]; i++) {
        const char *common = common_name(ws_download_names[i]);
        if ((common != NULL) != people) continue;
        ws_buffer_printf(out, "<a href=\"/api/basket/export?as=%s", ws_download_names[i]);
        for (size_t j = 0; j < view->params->count; j++)
            if (!strcmp(view->params->items[j].name, "id"))
                ws_page_query(out, "id", view->params->items[j].value, false);
        ws_buffer_puts(out, "\" title=\"");
        ws_page_text(out, about(ws_download_names[i]));
        ws_buffer_printf(out, "\">%s</a> ", common ? common : ws_download_names[i]);
    }
    ws_buffer_puts(out, "</p>\n");
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
        int found = cJSON_GetArraySize(statements);
        ws_buffer_printf(view->out, "<p class=\"summary\"><span><strong>%d</strong> statement%s</span></p>", found,
                         found == 1 ? "" : "s");
        add_formats(view, "To read, print and edit:", true);
        add_formats(view, "For programs and tables:", false);
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
                       "shared.</p><noscript><p class=\"note\">This browser runs no scripts, which the basket needs. The "
                       "whole of a search can be taken away below its statements.</p></noscript>\n");
    ws_page_end(view);
}

const ws_page ws_basket_page = {"/basket", "GET", show};
