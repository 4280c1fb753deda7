/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What clients and workers of `whosaid serve` send: the values of a request, headers that name hosts, messages; and an
 * article with any spans, painted. The first line goes to the parsers of values and headers, the second is a text, the
 * rest its statements. */
#include "article_parts.h"
#include "guard.h"
#include "message.h"
#include "params.h"
#include "unicode.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take_values(ws_arena *arena, const char *line)
{
    ws_params params = {NULL, 0};
    ws_guard guard = {.token = "0123456789abcdef"};
    ws_buffer out = WS_BUFFER_INIT(1 << 20);
    if (ws_params_add(arena, line, strlen(line), &params, NULL) == WS_OK)
        for (size_t i = 0; i < params.count; i++) {
            ws_buffer_clear(&out);
            ws_page_query(&out, "x", params.items[i].value, true);
            ws_page_text(&out, params.items[i].value);
            if (out.size && strpbrk(out.bytes, "<>\"'")) abort();
        }
    ws_guard_host(&guard, line);
    ws_guard_origin(line, line, NULL);
    ws_guard_token(&guard, line, line);
    ws_buffer_free(&out);
}

static void paint(ws_arena *arena, const char *text, const char *statements)
{
    ws_buffer out = WS_BUFFER_INIT(16 << 20);
    ws_view view = {.arena = arena, .out = &out};
    cJSON *json = NULL;
    if (!text[ws_utf8_check(text, strlen(text))] && ws_json_read(statements, strlen(statements), &json, NULL) == WS_OK)
        ws_page_article(&view, text, json, "a");
    cJSON_Delete(json);
    ws_buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { ARENA_BYTES = 64 << 20 };
    ws_message message;
    ws_arena *arena = ws_arena_new(ARENA_BYTES);
    char *line = arena ? ws_arena_string(arena, (const char *)data, size) : NULL;
    if (line) {
        ws_message_parse((const char *)data, size, &message);
        char *text = line + strcspn(line, "\n");
        if (*text) *text++ = '\0';
        char *statements = text + strcspn(text, "\n");
        if (*statements) *statements++ = '\0';
        take_values(arena, line);
        paint(arena, text, statements);
    }
    ws_arena_free(arena);
    return 0;
}
