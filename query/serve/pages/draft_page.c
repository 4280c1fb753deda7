/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_parts.h"

extern const ws_endpoint ws_draft_endpoint;

static void show(ws_view *view)
{
    ws_outcome outcome;
    const char *pairs[] = {"text", ws_params_get(view->params, "text"), NULL};
    ws_page_begin(view, "Check a draft", "check");
    ws_page_check_forms(view, NULL, NULL);
    cJSON *answer = ws_view_ask(view, &ws_draft_endpoint, NULL, pairs, &outcome);
    if (answer)
        ws_page_check(view, answer);
    else
        ws_page_error(view, &outcome);
    cJSON_Delete(answer);
    ws_page_end(view);
}

const ws_page ws_draft_page = {"/check", "POST", show};
