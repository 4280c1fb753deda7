/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A web page: one article, its body and metadata. */
#include "html.h"
#include "reader.h"
#include "text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CHARSET_BYTES = 40, TREE_BYTES = 512 * 1024 * 1024 };

typedef struct page {
    ws_input *input;
    bool done;
} page;

/* The head without zero bytes and marks, so that UTF-16 reads like ASCII. */
static size_t narrow(const unsigned char *head, size_t size, char *out)
{
    size_t count = 0;

    for (size_t i = 0; i < size; i++)
        if (head[i] && head[i] < 0x80) out[count++] = (char)tolower(head[i]);
    out[count] = '\0';
    return count;
}

static int sniff_html(const unsigned char *head, size_t size, const char *path)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", NULL};
    static const char *const fragments[] = {"<article", "<main",    "<div",   "<p>", "<p ",
                                            "<h1",      "<section", "<title", NULL};
    char text[WS_HEAD_BYTES + 1];
    const char *at = text;
    const char *dot = strrchr(path, '.');
    bool xml;
    bool named =
        dot && (strcasecmp(dot, ".html") == 0 || strcasecmp(dot, ".htm") == 0 || strcasecmp(dot, ".xhtml") == 0);

    if (ws_text_binary_kind(head, size)) return 0;
    narrow(head, size, text);
    at += strspn(at, " \t\r\n\f");
    /* XHTML has an XML declaration before it; other XML may well hold HTML inside. */
    xml = strncmp(at, "<?xml", 5) == 0;
    if (xml && strstr(at, "?>")) at = strstr(at, "?>") + 2;
    at += strspn(at, " \t\r\n\f");
    for (size_t i = 0; starts[i]; i++)
        if (strncmp(at, starts[i], strlen(starts[i])) == 0) return 95;
    if (xml) return 0;
    if (*at == '<' && (strstr(at, "<html") || strstr(at, "<!doctype html"))) return 85;
    for (size_t i = 0; fragments[i]; i++)
        if (strncmp(at, fragments[i], strlen(fragments[i])) == 0) return 60;
    return named && strchr(at, '<') ? 30 : 0;
}

/* The charset that the page's first bytes name, or "". */
static void find_charset(const char *bytes, size_t size, char charset[CHARSET_BYTES])
{
    static const char key[] = "charset";
    size_t end = size < WS_HEAD_BYTES ? size : WS_HEAD_BYTES;
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

static ws_status open_html(ws_input *input, void **state, ws_error *error)
{
    page *reader = calloc(1, sizeof *reader);

    if (!reader) return ws_no_memory(error);
    reader->input = input;
    *state = reader;
    return WS_OK;
}

static ws_status read_tree(ws_arena *arena, const GumboNode *root, ws_article *article, ws_error *error)
{
    ws_buffer body = WS_BUFFER_INIT(2 * WS_HTML_BYTES);
    ws_status status = ws_html_metadata(arena, root, article, error);

    if (status == WS_OK) status = ws_html_body(root, &body, error);
    if (status == WS_OK && body.size == 0)
        status = ws_fail(error, WS_REFUSED, NULL, "no article text was found in the page");
    if (status == WS_OK) {
        article->text_size = body.size;
        article->text = ws_arena_string(arena, body.bytes, body.size);
        status = article->text ? ws_text_headings(arena, article, error) : ws_no_memory(error);
    }
    ws_buffer_free(&body);
    return status;
}

static ws_status read_page(ws_arena *arena, const ws_buffer *bytes, ws_article *article, ws_error *error)
{
    ws_arena *memory = ws_arena_new(TREE_BYTES);
    char charset[CHARSET_BYTES];
    GumboNode *root = NULL;
    const char *text;
    size_t size;
    ws_status status;

    if (!memory) return ws_no_memory(error);
    find_charset(bytes->bytes, bytes->size, charset);
    status = ws_text_decode(memory, bytes->bytes, bytes->size, *charset ? charset : NULL, &text, &size, error);
    if (status == WS_OK) status = ws_html_parse(memory, text, size, &root, error);
    if (status == WS_OK) status = read_tree(arena, root, article, error);
    ws_arena_free(memory);
    return status;
}

static ws_status next_html(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    page *reader = state;
    ws_buffer bytes = WS_BUFFER_INIT(WS_DOCUMENT_BYTES + 1);
    ws_status status;

    if (reader->done) return WS_END;
    reader->done = true;
    status = ws_input_all(reader->input, &bytes, error);
    if (status == WS_OK && bytes.size > WS_HTML_BYTES)
        status = ws_fail(error, WS_REFUSED, NULL, "the page is larger than %d MiB", WS_HTML_BYTES / (1024 * 1024));
    if (status == WS_OK && bytes.size == 0) status = ws_fail(error, WS_REFUSED, NULL, "it is empty");
    if (status == WS_OK) status = read_page(arena, &bytes, article, error);
    ws_buffer_free(&bytes);
    return status;
}

const ws_reader ws_html_reader = {
    .name = "html",
    .description = "web pages: the article's body, with its schema.org, OpenGraph and other metadata",
    .sniff = sniff_html,
    .open = open_html,
    .next = next_html,
    .close = free,
};
