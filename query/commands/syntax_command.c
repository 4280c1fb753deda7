/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common.h"
#include "language.h"

static const ws_option options[] = {{NULL, 0, WS_OPTION_FLAG, 0, NULL, NULL, NULL}};

static ws_status run_syntax(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    (void)options_;
    if (arguments->count) return ws_fail(error, WS_USAGE, NULL, "syntax takes no arguments");
    ws_buffer help = WS_BUFFER_INIT(65536);
    ws_query_help(&help);
    ws_status status = ws_buffer_status(&help, error);
    if (status == WS_OK) {
        ws_pager pager = {.out = context->out};
        if (context->terminal) ws_pager_open(&pager, context->pager, context->out);
        fputs(help.bytes, pager.out);
        ws_pager_close(&pager);
    }
    ws_buffer_free(&help);
    return status;
}

const ws_command ws_syntax_command = {
    .name = "syntax",
    .summary = "explain the query language and list its fields",
    .arguments = "",
    .description =
        "Prints how queries are written: words, phrases, fields with their values, dates,\n"
        "operators and limits.",
    .options = options,
    .options_size = 0,
    .order = 4,
    .run = run_syntax,
};
