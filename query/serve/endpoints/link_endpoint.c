/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_link_command;

static const char *const decisions[] = {"accept", "reject", NULL};
static const ws_input inputs[] = {
    {"decision", NULL, WS_INPUT_CHOICE, 0, true, false, "accept: it answers the claim; reject: it does not", decisions},
    {"response", NULL, WS_INPUT_ID, 0, true, false, "id of the statement that answers", NULL},
    {"claim", NULL, WS_INPUT_ID, 0, true, false, "id of the statement that is answered", NULL},
    {"why", "--why", WS_INPUT_TEXT, 4000, true, false, "the reason", NULL},
    {"as", "--as", WS_INPUT_TEXT, 200, false, false, "who decides", NULL},
    WS_INPUT_END};

const ws_endpoint ws_link_endpoint = {.path = "/api/link",
                                      .method = "POST",
                                      .summary = "Decides whether a statement answers another one",
                                      .command = &ws_link_command,
                                      .inputs = inputs,
                                      .edits = true};
