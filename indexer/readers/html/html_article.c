/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a page, or of a piece of one, to an article. */
#include "html_page.h"
#include "text.h"

#include <string.h>

enum { TREE_BYTES = 512 * 1024 * 1024 };

static ws_status read_tree(ws_arena *arena, ws_arena *memory, const GumboNode *root, bool mended, ws_article *article,
                           ws_error *error)
{
    ws_html_hints hints = {0};
    ws_status status = ws_html_metadata(arena, root, article, &hints, error);

    if (status == WS_OK) status = ws_html_body(arena, memory, root, &hints, article, error);
    if (status == WS_OK && article->text_size == 0)
        status = ws_fail(error, WS_REFUSED, NULL, "no article text was found in the page");
    if (status == WS_OK && mended && strstr(article->text, WS_HTML_BROKEN))
        status = ws_fail(error, WS_REFUSED, "Fetch the page again, or repair it at that place",
                         "the article holds broken characters, the first at byte %zu of its text",
                         (size_t)(strstr(article->text, WS_HTML_BROKEN) - article->text));
    return status == WS_OK ? ws_text_headings(arena, article, error) : status;
}

ws_status ws_html_article(ws_arena *arena, const void *bytes, size_t size, const char *charset, const char *url,
                          ws_article *article, ws_error *error)
{
    ws_arena *memory = ws_arena_new(TREE_BYTES);
    GumboNode *root = NULL;
    bool mended = false;
    const char *text;
    size_t text_size;
    ws_status status = WS_OK;

    if (!memory) return ws_no_memory(error);
    if (size > WS_HTML_BYTES)
        status = ws_fail(error, WS_REFUSED, NULL, "the page is larger than %d MiB", WS_HTML_BYTES / (1024 * 1024));
    if (status == WS_OK) status = ws_html_decode(memory, bytes, size, charset, &text, &text_size, &mended, error);
    if (status == WS_OK) status = ws_html_parse(memory, text, text_size, &root, error);
    if (status == WS_OK) status = read_tree(arena, memory, root, mended, article, error);
    ws_arena_free(memory);
    if (status != WS_OK || article->url || !url) return status;
    article->url = ws_arena_strdup(arena, url);
    return article->url ? WS_OK : ws_no_memory(error);
}

static bool has_markup(const char *html, size_t size)
{
    return memchr(html, '<', size) || memchr(html, '&', size);
}

ws_status ws_html_fragment(ws_arena *arena, const char *html, size_t size, ws_article *article, ws_error *error)
{
    ws_arena *memory;
    GumboNode *root = NULL;
    ws_html_hints hints = {.whole = true};
    ws_status status;

    article->text = ws_arena_string(arena, html, size);
    article->text_size = size;
    if (!article->text) return ws_no_memory(error);
    if (!has_markup(html, size)) return WS_OK;
    if (size > WS_HTML_BYTES)
        return ws_fail(error, WS_REFUSED, NULL, "its HTML is larger than %d MiB", WS_HTML_BYTES / (1024 * 1024));
    memory = ws_arena_new(TREE_BYTES);
    if (!memory) return ws_no_memory(error);
    status = ws_html_parse(memory, html, size, &root, error);
    if (status == WS_OK) status = ws_html_body(arena, memory, root, &hints, article, error);
    ws_arena_free(memory);
    return status;
}

const char *ws_html_line(ws_arena *arena, const char *html, size_t size)
{
    ws_arena *memory = has_markup(html, size) && size <= WS_HTML_BYTES ? ws_arena_new(TREE_BYTES) : NULL;
    GumboNode *root = NULL;
    ws_buffer line = WS_BUFFER_INIT(WS_HTML_BYTES);
    const char *out;

    if (!has_markup(html, size)) return ws_arena_string(arena, html, size);
    if (memory && ws_html_parse(memory, html, size, &root, NULL) == WS_OK) ws_html_text(root, &line);
    out = memory && !line.failed ? ws_arena_string(arena, line.bytes ? line.bytes : "", line.size) : NULL;
    ws_buffer_free(&line);
    ws_arena_free(memory);
    return out;
}
