/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_correct_command;

static const ws_input inputs[] = {
    {"id", NULL, WS_INPUT_ID, 0, true, false, "of the statement", NULL},
    {"speaker", "--speaker", WS_INPUT_TEXT, 500, false, true, "who says it; empty: nobody knows", NULL},
    {"type", "--type", WS_INPUT_TEXT, 40, false, false, "person, organization, role, anonymous, ...", NULL},
    {"act", "--act", WS_INPUT_TEXT, 40, false, false, "denial, promise, ...", NULL},
    {"via", "--via", WS_INPUT_TEXT, 500, false, true, "who passed it on, nearest to the reporter last; empty: nobody",
     NULL},
    {"reject", "--reject", WS_INPUT_FLAG, 0, false, false, "1: no statement at all", NULL},
    {"why", "--why", WS_INPUT_TEXT, 4000, true, false, "the reason", NULL},
    {"as", "--as", WS_INPUT_TEXT, 200, false, false, "who decides", NULL},
    WS_INPUT_END};

const ws_endpoint ws_correct_endpoint = {.path = "/api/correct",
                                         .method = "POST",
                                         .summary =
                                             "Corrects or rejects a statement; the decision is kept in the journal",
                                         .command = &ws_correct_command,
                                         .inputs = inputs,
                                         .edits = true};
