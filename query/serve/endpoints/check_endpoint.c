/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_check_command;

/* --words: what comes from a request is never the name of a file. */
static const char *const words_always[] = {"--words", NULL};
static const ws_input words_inputs[] = {
    {"words", NULL, WS_INPUT_TEXT, 20000, true, false, "the words of a quotation", NULL},
    {"by", "--by", WS_INPUT_TEXT, 500, false, false, "who is to have said them", NULL},
    WS_PAGE_INPUTS,
    WS_INPUT_END};

const ws_endpoint ws_check_endpoint = {.path = "/api/check",
                                       .method = "GET",
                                       .summary = "Were these words said, by this speaker?",
                                       .command = &ws_check_command,
                                       .inputs = words_inputs,
                                       .always = words_always,
                                       .list = "quotations"};
