/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"
#include "formats.h"

extern const ws_command ws_search_command;

static const char *const sorts[] = {"relevance", "published", "-published", "said", "-said", "speaker", "outlet", NULL};
static const char *const groups[] = {"speaker", "article", "quote", "month", NULL};

static const ws_input inputs[] = {
    {"q", NULL, WS_INPUT_TEXT, 4096, true, false, "the query, as on the command line; * for everything", NULL},
    {"limit", "--limit", WS_INPUT_SIZE, 500, false, false, "at most so many statements; 10 unless given, at most 500",
     NULL},
    {"offset", "--offset", WS_INPUT_SIZE, 100000, false, false, "pass over the first so many", NULL},
    {"sort", "--sort", WS_INPUT_CHOICE, 0, false, false, "the order; best first unless given", sorts},
    {"facets", "--facets", WS_INPUT_FLAG, 0, false, false,
     "1: also count all matches by their properties; of more than about 4,000 as estimates, which have exact false, "
     "estimated true and, as sample, the number of statements that they are from",
     NULL},
    {"group_by", "--group-by", WS_INPUT_CHOICE, 0, false, false, "put together what has this in common", groups},
    {"no_fold", "--no-fold", WS_INPUT_FLAG, 0, false, false, "1: each statement by itself", NULL},
    {"all_acts", "--all-acts", WS_INPUT_FLAG, 0, false, false, "1: also thoughts that the writer ascribes", NULL},
    {"all_states", "--all-states", WS_INPUT_FLAG, 0, false, false, "1: also superseded and withdrawn statements", NULL},
    {"min_confidence", "--min-confidence", WS_INPUT_SHARE, 0, false, false, "from 0 to 1", NULL},
    WS_FORMAT_INPUT,
    WS_INPUT_END};

const ws_endpoint ws_search_endpoint = {.path = "/api/search",
                                        .method = "GET",
                                        .summary = "Statements that match a query, a page of them, with facets",
                                        .command = &ws_search_command,
                                        .inputs = inputs};
