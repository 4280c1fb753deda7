/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_variants_command;

static const ws_input inputs[] = {
    {"id", NULL, WS_INPUT_ID, 0, true, false, "of a statement", NULL}, WS_PAGE_INPUTS, WS_INPUT_END};

const ws_endpoint ws_variants_endpoint = {.path = "/api/variants/{id}",
                                          .method = "GET",
                                          .summary = "The same quotation elsewhere, with the difference of its words",
                                          .command = &ws_variants_command,
                                          .inputs = inputs,
                                          .list = "variants"};
