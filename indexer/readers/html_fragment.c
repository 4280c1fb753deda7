/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of HTML that other formats carry. */
#include "html.h"

#include <string.h>

enum { TREE_BYTES = 512 * 1024 * 1024 };

static bool has_markup(const char *html, size_t size)
{
    return memchr(html, '<', size) || memchr(html, '&', size);
}

ws_status ws_html_fragment(ws_arena *arena, const char *html, size_t size, ws_article *article, ws_error *error)
{
    ws_buffer body = WS_BUFFER_INIT(2 * WS_HTML_BYTES);
    GumboNode *root = NULL;
    ws_arena *memory;
    ws_status status;

    article->text = ws_arena_string(arena, html, size);
    article->text_size = size;
    if (!article->text) return ws_no_memory(error);
    if (!has_markup(html, size)) return WS_OK;
    if (size > WS_HTML_BYTES)
        return ws_fail(error, WS_REFUSED, NULL, "its HTML is larger than %d MiB", WS_HTML_BYTES / (1024 * 1024));
    memory = ws_arena_new(TREE_BYTES);
    status = memory ? ws_html_parse(memory, html, size, &root, error) : ws_no_memory(error);
    if (status == WS_OK) status = ws_html_body(root, &body, error);
    if (status == WS_OK) {
        article->text_size = body.size;
        article->text = ws_arena_string(arena, body.bytes ? body.bytes : "", body.size);
        if (!article->text) status = ws_no_memory(error);
    }
    ws_buffer_free(&body);
    ws_arena_free(memory);
    return status;
}

const char *ws_html_line(ws_arena *arena, const char *html, size_t size)
{
    ws_buffer line = WS_BUFFER_INIT(WS_HTML_BYTES);
    GumboNode *root = NULL;
    ws_arena *memory;
    const char *out;

    if (!has_markup(html, size)) return ws_arena_string(arena, html, size);
    memory = size <= WS_HTML_BYTES ? ws_arena_new(TREE_BYTES) : NULL;
    if (memory && ws_html_parse(memory, html, size, &root, NULL) == WS_OK) ws_html_text(root, &line);
    out = memory && !line.failed ? ws_arena_string(arena, line.bytes ? line.bytes : "", line.size) : NULL;
    ws_buffer_free(&line);
    ws_arena_free(memory);
    return out;
}
