/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_correct_command;

static const ws_input inputs[] = {{"decision", "--undo", WS_INPUT_ID, 0, true, false, "id of the decision", NULL},
                                  {"why", "--why", WS_INPUT_TEXT, 4000, true, false, "the reason", NULL},
                                  {"as", "--as", WS_INPUT_TEXT, 200, false, false, "who decides", NULL},
                                  WS_INPUT_END};

const ws_endpoint ws_undo_endpoint = {.path = "/api/undo",
                                      .method = "POST",
                                      .summary = "Takes a decision back",
                                      .command = &ws_correct_command,
                                      .inputs = inputs,
                                      .edits = true};
