/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"
#include "formats.h"

extern const ws_command ws_speakers_command;

static const ws_input inputs[] = {
    {"q", NULL, WS_INPUT_TEXT, 4096, false, false, "a query whose plain words are names; everybody unless given", NULL},
    {"all_acts", "--all-acts", WS_INPUT_FLAG, 0, false, false, "1: also count thoughts that the writer ascribes", NULL},
    {"min_confidence", "--min-confidence", WS_INPUT_SHARE, 0, false, false, "from 0 to 1", NULL},
    {"limit", "--limit", WS_INPUT_SIZE, 10000, false, false, "at most so many speakers; 1,000 unless given", NULL},
    {"offset", "--offset", WS_INPUT_SIZE, 1000000, false, false, "pass over the first so many", NULL},
    WS_FORMAT_INPUT,
    WS_INPUT_END};
static const char *const always[] = {"--limit=1000", NULL};

const ws_endpoint ws_speakers_endpoint = {.path = "/api/speakers",
                                          .method = "GET",
                                          .summary =
                                              "Who speaks, how often, in what form; unnamed sources only as a number",
                                          .command = &ws_speakers_command,
                                          .inputs = inputs,
                                          .always = always};
