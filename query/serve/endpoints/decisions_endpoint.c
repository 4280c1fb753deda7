/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_correct_command;

static const char *const always[] = {"--list", NULL};
static const ws_input inputs[] = {WS_PAGE_INPUTS, WS_INPUT_END};

const ws_endpoint ws_decisions_endpoint = {.path = "/api/decisions",
                                           .method = "GET",
                                           .summary = "All decisions: who, when, what and why",
                                           .command = &ws_correct_command,
                                           .inputs = inputs,
                                           .always = always,
                                           .list = "decisions"};
