/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"
#include "json.h"

#include <string.h>

static bool is_size(const ws_input *input)
{
    return input->kind == WS_INPUT_SIZE || input->kind == WS_INPUT_PAGE;
}

static void add_schema(ws_buffer *out, const ws_input *input)
{
    const char *type = is_size(input) ? "integer" : input->kind == WS_INPUT_SHARE ? "number" : "string";
    if (input->several) ws_buffer_puts(out, "{\"type\":\"array\",\"items\":");
    ws_buffer_printf(out, "{\"type\":\"%s\"", type);
    if (is_size(input)) ws_buffer_printf(out, ",\"minimum\":0,\"maximum\":%zu", input->most);
    if (input->kind == WS_INPUT_TEXT) ws_buffer_printf(out, ",\"maxLength\":%zu", input->most);
    if (input->kind == WS_INPUT_PASTED) ws_buffer_printf(out, ",\"maxLength\":%d", WS_PASTED_BYTES);
    if (input->kind == WS_INPUT_ID) ws_buffer_puts(out, ",\"pattern\":\"^[0-9a-f]{4,32}$\"");
    if (input->kind == WS_INPUT_SHARE) ws_buffer_puts(out, ",\"minimum\":0,\"maximum\":1");
    if (input->kind == WS_INPUT_FLAG) ws_buffer_puts(out, ",\"enum\":[\"0\",\"1\"]");
    for (size_t i = 0; input->choices && input->choices[i]; i++) {
        ws_buffer_puts(out, i ? "," : ",\"enum\":[");
        ws_json_add_string(out, input->choices[i]);
        if (!input->choices[i + 1]) ws_buffer_putc(out, ']');
    }
    ws_buffer_puts(out, input->several ? "}}" : "}");
}

static void add_parameters(ws_buffer *out, const ws_endpoint *endpoint)
{
    ws_buffer_puts(out, ",\"parameters\":[");
    for (const ws_input *input = endpoint->inputs; input->name; input++) {
        bool path = input->kind == WS_INPUT_ID && strstr(endpoint->path, "{id}");
        ws_buffer_printf(out, "%s{\"name\":\"%s\",\"in\":\"%s\",\"required\":%s,\"description\":",
                         input == endpoint->inputs ? "" : ",", input->name, path ? "path" : "query",
                         input->required ? "true" : "false");
        ws_json_add_string(out, input->about);
        ws_buffer_puts(out, ",\"schema\":");
        add_schema(out, input);
        ws_buffer_putc(out, '}');
    }
    ws_buffer_putc(out, ']');
}

static void add_body(ws_buffer *out, const ws_endpoint *endpoint)
{
    ws_buffer_puts(out,
                   ",\"requestBody\":{\"required\":true,\"content\":{\"application/x-www-form-urlencoded\":{\"schema\":"
                   "{\"type\":\"object\",\"required\":[");
    bool any = false;
    for (const ws_input *input = endpoint->inputs; input->name; input++) {
        if (!input->required) continue;
        ws_buffer_printf(out, "%s\"%s\"", any ? "," : "", input->name);
        any = true;
    }
    ws_buffer_puts(out, "],\"properties\":{");
    for (const ws_input *input = endpoint->inputs; input->name; input++) {
        ws_buffer_printf(out, "%s\"%s\":", input == endpoint->inputs ? "" : ",", input->name);
        add_schema(out, input);
    }
    ws_buffer_puts(out, "}}}}}");
}

static void add_endpoint(ws_buffer *out, const ws_endpoint *endpoint)
{
    static const char json[] = "\"application/json\":{\"schema\":{\"type\":\"object\"}}", any[] = "\"*/*\":{}";
    bool get = !strcmp(endpoint->method, "GET");
    ws_buffer_printf(out, "\"%s\":{\"summary\":", get ? "get" : "post");
    ws_json_add_string(out, endpoint->summary);
    if (get)
        add_parameters(out, endpoint);
    else
        add_body(out, endpoint);
    ws_buffer_printf(out,
                     ",\"responses\":{\"200\":{\"description\":\"%s\",\"content\":{%s}},%s"
                     "\"default\":{\"$ref\":\"#/components/responses/error\"}}}",
                     endpoint->downloads ? "a file of the format asked for, with an ETag"
                                         : "what the command answers, with schema_version and an ETag",
                     endpoint->downloads ? any : json,
                     get ? "\"304\":{\"description\":\"as If-None-Match has it\"}," : "");
}

static bool is_offered(const ws_serving *serving, const ws_endpoint *endpoint)
{
    return (serving->edit || !endpoint->edits) && (serving->read || !endpoint->reads);
}

/* Endpoints of one path stand together. */
static void add_path(ws_buffer *out, const ws_serving *serving, size_t which, bool *any)
{
    const char *path = ws_endpoints[which]->path;
    bool open = false;
    for (size_t i = 0; i < which; i++)
        if (!strcmp(ws_endpoints[i]->path, path)) return;
    for (size_t i = which; ws_endpoints[i]; i++) {
        if (strcmp(ws_endpoints[i]->path, path) != 0 || !is_offered(serving, ws_endpoints[i])) continue;
        if (!open) ws_buffer_printf(out, "%s\n\"%s\":{", *any ? "," : "", path);
        if (open) ws_buffer_putc(out, ',');
        add_endpoint(out, ws_endpoints[i]);
        open = *any = true;
    }
    if (open) ws_buffer_putc(out, '}');
}

void ws_openapi(ws_buffer *out, const ws_serving *serving)
{
    bool any = false;
    ws_buffer_printf(
        out,
        "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"whosaid\",\"version\":\"%d\",\"description\":\"Who said what: "
        "each endpoint answers what the command of whosaid prints as JSON.\"},\"paths\":{",
        WS_SCHEMA_VERSION);
    for (size_t i = 0; ws_endpoints[i]; i++) add_path(out, serving, i, &any);
    ws_buffer_puts(
        out, "},\n\"components\":{\"responses\":{\"error\":{\"description\":\"what is wrong, and what to do about "
             "it\",\"content\":{\"application/json\":{\"schema\":{\"type\":\"object\",\"properties\":{"
             "\"schema_version\":{\"type\":\"integer\"},\"error\":{\"type\":\"object\",\"properties\":{"
             "\"code\":{\"type\":\"string\"},\"message\":{\"type\":\"string\"},\"hint\":{\"type\":[\"string\","
             "\"null\"]},\"column\":{\"type\":[\"integer\",\"null\"]}}}}}}}}}}}\n");
}
