/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

extern const ws_command ws_correct_command;

static const char *const always[] = {"--training", NULL};
static const char *const formats[] = {"json", "jsonl", NULL};
static const ws_input inputs[] = {{"format", "--format", WS_INPUT_CHOICE, 0, false, false,
                                   "one value, or an article a line; json unless given", formats},
                                  WS_PAGE_INPUTS, WS_INPUT_END};

const ws_endpoint ws_training_endpoint = {.path = "/api/training",
                                          .method = "GET",
                                          .summary = "Articles as they were corrected, to train a reader with",
                                          .command = &ws_correct_command,
                                          .inputs = inputs,
                                          .always = always,
                                          .list = "articles"};
