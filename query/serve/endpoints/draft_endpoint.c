/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_check_command;

static const ws_input inputs[] = {{"text", NULL, WS_INPUT_PASTED, 0, true, false,
                                   "a draft in plain text; it is read in memory and kept nowhere", NULL},
                                  WS_PAGE_INPUTS, WS_INPUT_END};

const ws_endpoint ws_draft_endpoint = {.path = "/api/check",
                                       .method = "POST",
                                       .summary = "Holds each quotation of a draft against the index",
                                       .command = &ws_check_command,
                                       .inputs = inputs,
                                       .argument = "-",
                                       .reads = true,
                                       .list = "quotations"};
