/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common.h"
#include "json.h"
#include "language.h"

typedef struct syntax_options {
    int format; /* ws_format */
} syntax_options;

static const ws_option options[] = {WS_OPTION_FORMAT(syntax_options, format), WS_OPTION_END};

static void add_field(ws_buffer *buffer, const ws_field *field)
{
    ws_buffer_puts(buffer, "{\"name\":");
    ws_json_add_string(buffer, field->name);
    ws_buffer_puts(buffer, ",\"help\":");
    ws_json_add_string(buffer, field->help);
    ws_buffer_puts(buffer, ",\"values\":[");
    size_t count = field->kind == WS_KIND_VALUE ? ws_value_count((ws_vocabulary)field->vocabulary) : 0;
    for (size_t i = 0; i < count; i++) {
        if (i) ws_buffer_putc(buffer, ',');
        ws_json_add_string(buffer, ws_value_name((ws_vocabulary)field->vocabulary, (int)i));
    }
    ws_buffer_puts(buffer, "]}");
}

/* The fields, for programs that help others to write queries. */
static void add_fields(ws_buffer *buffer)
{
    size_t added = 0;
    ws_buffer_printf(buffer, "{\"schema_version\":%d,\"fields\":[", WS_SCHEMA_VERSION);
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        const ws_field *field = ws_field_get((ws_field_id)id);
        if (!field->name) continue;
        if (added++) ws_buffer_putc(buffer, ',');
        add_field(buffer, field);
    }
    ws_buffer_puts(buffer, "]}\n");
}

static ws_status run_syntax(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const syntax_options *asked = options_;
    bool text = asked->format == WS_FORMAT_TEXT;
    if (arguments->count) return ws_fail(error, WS_USAGE, NULL, "syntax takes no arguments");
    ws_buffer answer = WS_BUFFER_INIT(65536);
    if (text)
        ws_query_help(&answer);
    else
        add_fields(&answer);
    ws_status status = ws_buffer_status(&answer, error);
    if (status == WS_OK) {
        ws_pager pager = {.out = context->out};
        if (text && context->terminal) ws_pager_open(&pager, context->pager, context->out);
        fputs(answer.bytes, pager.out);
        ws_pager_close(&pager);
    }
    ws_buffer_free(&answer);
    return status;
}

const ws_command ws_syntax_command = {
    .name = "syntax",
    .summary = "explain the query language and list its fields",
    .arguments = "",
    .description =
        "Prints how queries are written: words, phrases, fields with their values, dates,\n"
        "operators and limits. As JSON: the fields with their values.",
    .options = options,
    .options_size = sizeof(syntax_options),
    .order = 4,
    .run = run_syntax,
};
