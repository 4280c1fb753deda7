/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pasted text, read: by whosaid-index extract, in memory, and kept nowhere. */
#include "draft.h"
#include "endpoint.h"

#include <stdlib.h>

typedef struct read_options {
    int format;
} read_options;

static const ws_option options[] = {WS_OPTION_FORMAT(read_options, format), WS_OPTION_END};

static ws_status run_read(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    (void)options_, (void)arguments;
    enum { LINE_BYTES = WS_PASTED_BYTES * 7 };
    char *line = malloc(LINE_BYTES);
    ws_buffer lines = WS_BUFFER_INIT(WS_ANSWER_BYTES);
    size_t size = line ? fread(line, 1, LINE_BYTES, context->in) : 0;
    ws_status status = line ? ws_draft_extract(line, size, &lines, error) : ws_no_memory(error);
    if (status == WS_OK && !lines.size)
        status = ws_fail(error, WS_REFUSED, "texts in English are read", "there is nothing to read in it");
    if (status == WS_OK)
        fprintf(context->out, "{\"schema_version\":%d,\"reading\":%s}\n", WS_SCHEMA_VERSION, lines.bytes);
    ws_buffer_free(&lines);
    free(line);
    return status;
}

static const ws_command read_command = {
    .name = "read", .options = options, .options_size = sizeof(read_options), .run = run_read};

static const ws_input inputs[] = {{"text", NULL, WS_INPUT_PASTED, 0, true, false,
                                   "an article in plain text; it is read in memory and kept nowhere", NULL},
                                  WS_INPUT_END};

const ws_endpoint ws_read_endpoint = {.path = "/api/extract",
                                      .method = "POST",
                                      .summary = "Reads a pasted text, as whosaid-index extract does",
                                      .command = &read_command,
                                      .inputs = inputs,
                                      .reads = true};
