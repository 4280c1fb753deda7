/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"
#include "formats.h"

extern const ws_command ws_show_command;

static const ws_input inputs[] = {{"id", NULL, WS_INPUT_ID, 0, true, false,
                                   "of a statement: 32 hexadecimal digits, or the first eight or more", NULL},
                                  WS_FORMAT_INPUT,
                                  WS_INPUT_END};

const ws_endpoint ws_show_endpoint = {.path = "/api/statement/{id}",
                                      .method = "GET",
                                      .summary = "One statement with its surroundings and all that is known of it",
                                      .command = &ws_show_command,
                                      .inputs = inputs};
