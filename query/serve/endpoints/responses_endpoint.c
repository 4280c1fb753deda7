/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_responses_command;

static const ws_input inputs[] = {
    {"id", NULL, WS_INPUT_ID, 0, true, false, "of a statement", NULL}, WS_PAGE_INPUTS, WS_INPUT_END};

const ws_endpoint ws_responses_endpoint = {.path = "/api/responses/{id}",
                                           .method = "GET",
                                           .summary =
                                               "Statements that perhaps answer this one, and why each is proposed",
                                           .command = &ws_responses_command,
                                           .inputs = inputs,
                                           .list = "responses"};
