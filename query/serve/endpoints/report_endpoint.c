/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"
#include "report.h"

extern const ws_command ws_report_command;

static const char *const reports[] = {"sourcing", "anonymity", "speaker", "article", NULL};
static const char *const formats[] = {"json", "html", "csv", NULL};
static const ws_input inputs[] = {
    {"report", NULL, WS_INPUT_CHOICE, 0, true, false, "which one", reports},
    {"subject", NULL, WS_INPUT_TEXT, 500, false, false, "of speaker: the name; of article: its id, or a statement's",
     NULL},
    {"query", "--query", WS_INPUT_TEXT, 4096, false, false, "only of what this query finds", NULL},
    {"by", "--by", WS_INPUT_CHOICE, 0, false, false, "also the main shares for each of these", ws_report_by_names},
    {"format", "--format", WS_INPUT_CHOICE, 0, false, false, "json unless given", formats},
    WS_INPUT_END};

const ws_endpoint ws_report_endpoint = {.path = "/api/report",
                                        .method = "GET",
                                        .summary = "A sourcing profile: how claims are sourced, not whether they hold",
                                        .command = &ws_report_command,
                                        .inputs = inputs};
