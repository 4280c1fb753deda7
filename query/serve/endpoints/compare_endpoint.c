/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_compare_command;

static const ws_input inputs[] = {
    {"q", NULL, WS_INPUT_TEXT, 4096, true, false, "the query", NULL},
    {"limit", "--limit", WS_INPUT_SIZE, 100, false, false, "at most so many pairs; 10 unless given", NULL},
    {"offset", "--offset", WS_INPUT_SIZE, 1000, false, false, "pass over the first so many pairs", NULL},
    {"min_confidence", "--min-confidence", WS_INPUT_SHARE, 0, false, false, "from 0 to 1", NULL},
    WS_INPUT_END};

const ws_endpoint ws_compare_endpoint = {.path = "/api/compare",
                                         .method = "GET",
                                         .summary = "What a speaker said about the same at different times, in pairs",
                                         .command = &ws_compare_command,
                                         .inputs = inputs};
