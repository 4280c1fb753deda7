/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Did somebody say that, in these words? Of a quotation, or of each quotation of a draft. */
#include "check_parts.h"

#include <string.h>

extern const ws_endpoint ws_check_endpoint;

static void show(ws_view *view)
{
    ws_outcome outcome;
    const char *words = ws_params_get(view->params, "words"), *by = ws_params_get(view->params, "by");
    const char *pairs[] = {"words", words, "by", by && *by ? by : NULL, NULL};
    ws_page_begin(view, "Check a quote", "check");
    ws_page_check_forms(view, words, by);
    if (words && *words) {
        cJSON *answer = ws_view_ask(view, &ws_check_endpoint, NULL, pairs, &outcome);
        if (answer)
            ws_page_check(view, answer);
        else
            ws_page_error(view, &outcome);
        cJSON_Delete(answer);
    }
    ws_page_end(view);
}

const ws_page ws_check_page = {"/check", "GET", show};
