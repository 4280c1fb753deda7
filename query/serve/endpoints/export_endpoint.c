/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "download.h"
#include "endpoint.h"
#include "export.h"

extern const ws_command ws_export_command;

static const ws_input inputs[] = {
    {"q", NULL, WS_INPUT_TEXT, 4096, true, false, "the query", NULL},
    WS_DOWNLOAD_INPUT,
    {"style", "--style", WS_INPUT_CHOICE, 0, false, false, "marks and dates of a house", ws_house_style_names},
    {"outlet", "--outlet", WS_INPUT_TEXT, 200, false, false, "your own: others are marked for credit", NULL},
    {"notes", "--notes", WS_INPUT_FLAG, 0, false, false, "1: also who decided what, and why", NULL},
    {"all_acts", "--all-acts", WS_INPUT_FLAG, 0, false, false, "1: also thoughts that the writer ascribes", NULL},
    {"min_confidence", "--min-confidence", WS_INPUT_SHARE, 0, false, false, "from 0 to 1", NULL},
    WS_INPUT_END};

const ws_endpoint ws_export_endpoint = {.path = "/api/export",
                                        .method = "GET",
                                        .summary = "Every statement that a query finds, as a file for others",
                                        .command = &ws_export_command,
                                        .inputs = inputs,
                                        .downloads = true};
