/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a page, or of a piece of one, to an article. */
#include "html.h"
#include "text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { CHARSET_BYTES = 40, CHARSET_SOUGHT = 4096, TREE_BYTES = 512 * 1024 * 1024 };

/* The charset that the page's first bytes name, or "". */
static void find_charset(const char *bytes, size_t size, char charset[CHARSET_BYTES])
{
    static const char key[] = "charset";
    size_t end = size < CHARSET_SOUGHT ? size : CHARSET_SOUGHT;
    size_t length = 0;

    charset[0] = '\0';
    for (size_t at = 0; at + sizeof key < end; at++) {
        if (strncasecmp(bytes + at, key, sizeof key - 1) != 0) continue;
        at += sizeof key - 1;
        while (at < end && memchr(" \t\r\n=\"'", bytes[at], 7)) at++;
        while (at < end && length + 1 < CHARSET_BYTES &&
               (isalnum((unsigned char)bytes[at]) || strchr("-_:.", bytes[at])))
            charset[length++] = bytes[at++];
        charset[length] = '\0';
        return;
    }
}

static ws_status read_tree(ws_arena *arena, ws_arena *memory, const GumboNode *root, ws_article *article,
                           ws_error *error)
{
    ws_html_hints hints = {0};
    ws_status status = ws_html_metadata(arena, root, article, &hints, error);

    if (status == WS_OK) status = ws_html_body(arena, memory, root, &hints, article, error);
    if (status == WS_OK && article->text_size == 0)
        status = ws_fail(error, WS_REFUSED, NULL, "no article text was found in the page");
    return status == WS_OK ? ws_text_headings(arena, article, error) : status;
}

ws_status ws_html_article(ws_arena *arena, const void *bytes, size_t size, const char *charset, const char *url,
                          ws_article *article, ws_error *error)
{
    ws_arena *memory = ws_arena_new(TREE_BYTES);
    char named[CHARSET_BYTES];
    GumboNode *root = NULL;
    const char *text;
    size_t text_size;
    ws_status status = WS_OK;

    if (!memory) return ws_no_memory(error);
    if (size > WS_HTML_BYTES)
        status = ws_fail(error, WS_REFUSED, NULL, "the page is larger than %d MiB", WS_HTML_BYTES / (1024 * 1024));
    find_charset(bytes, size, named);
    if (!charset && *named) charset = named;
    if (status == WS_OK) status = ws_text_decode(memory, bytes, size, charset, &text, &text_size, error);
    if (status == WS_OK) status = ws_html_parse(memory, text, text_size, &root, error);
    if (status == WS_OK) status = read_tree(arena, memory, root, article, error);
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
