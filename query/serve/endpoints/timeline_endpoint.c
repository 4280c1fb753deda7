/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_timeline_command;

static const ws_input inputs[] = {
    {"q", NULL, WS_INPUT_TEXT, 4096, true, false, "the query", NULL},
    {"limit", "--limit", WS_INPUT_SIZE, 1000, false, false, "at most so many quotations; 100 unless given", NULL},
    {"offset", "--offset", WS_INPUT_SIZE, 100000, false, false, "pass over the first so many statements", NULL},
    {"all_acts", "--all-acts", WS_INPUT_FLAG, 0, false, false, "1: also thoughts that the writer ascribes", NULL},
    {"min_confidence", "--min-confidence", WS_INPUT_SHARE, 0, false, false, "from 0 to 1", NULL},
    WS_INPUT_END};

const ws_endpoint ws_timeline_endpoint = {.path = "/api/timeline",
                                          .method = "GET",
                                          .summary = "Statements day by day, the oldest first, each quotation once",
                                          .command = &ws_timeline_command,
                                          .inputs = inputs};
