/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deciding_parts.h"

#include <string.h>

enum { PAIRS_MOST = 20 };

static bool is_id(const char *id)
{
    return id && strspn(id, "0123456789abcdef") == strlen(id) && *id;
}

void ws_page_decide(ws_view *view, const ws_endpoint *endpoint, bool about, const char *const *names)
{
    ws_outcome outcome;
    const char *pairs[PAIRS_MOST * 2 + 1] = {NULL}, *id = ws_params_get(view->params, "id");
    size_t count = 0;
    for (; *names && count < PAIRS_MOST; names++) {
        const char *value = ws_params_get(view->params, *names);
        if (!value || !*value) continue;
        pairs[count * 2] = *names;
        pairs[count++ * 2 + 1] = value;
    }
    if (about) {
        pairs[count * 2] = "id";
        pairs[count * 2 + 1] = id;
    }
    cJSON *answer = ws_view_ask(view, endpoint, NULL, pairs, &outcome);
    if (answer && is_id(id))
        view->go = ws_arena_printf(view->arena, "/statement/%s", id);
    else if (answer)
        view->go = "/decisions";
    else
        ws_page_failure(view, &outcome);
    cJSON_Delete(answer);
}
