/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is searched: how much, from when, by whom. */
#include "endpoint.h"
#include "json_values.h"

typedef struct about_options {
    ws_common_options common;
} about_options;

static const ws_option options[] = {WS_COMMON_OPTIONS(about_options, common), WS_OPTION_END};

static ws_status answer(ws_session *session, const about_options *asked, ws_error *error)
{
    ws_searched searched;
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_session_searched(session, &searched, error);
    if (status != WS_OK) return status;
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_buffer_printf(&buffer, "{\"schema_version\":%d", WS_SCHEMA_VERSION);
    ws_json_add_searched(&buffer, &searched);
    ws_buffer_puts(&buffer, "}\n");
    return ws_json_finish(&buffer, session->context->out, WS_OK, error);
}

static ws_status run_about(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    (void)arguments;
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = answer(&session, options_, error);
    return ws_session_close(&session, status, error);
}

static const ws_command about_command = {
    .name = "about", .options = options, .options_size = sizeof(about_options), .run = run_about};

static const ws_input inputs[] = {WS_INPUT_END};

const ws_endpoint ws_about_endpoint = {.path = "/api/about",
                                       .method = "GET",
                                       .summary = "What is searched: articles, statements, dates, outlets",
                                       .command = &about_command,
                                       .inputs = inputs};
