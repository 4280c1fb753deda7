/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A web page: one article, its body and metadata. */
#include "html.h"
#include "reader.h"
#include "text.h"
#include "whole_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

static ws_status next_html(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_buffer bytes;
    ws_status status = ws_whole_file_read(state, &bytes, error);

    if (status == WS_OK) status = ws_html_article(arena, bytes.bytes, bytes.size, NULL, NULL, article, error);
    ws_buffer_free(&bytes);
    return status;
}

const ws_reader ws_html_reader = {
    .name = "html",
    .description = "web pages: the article's body, with its schema.org, OpenGraph and other metadata",
    .sniff = sniff_html,
    .open = ws_whole_file_open,
    .next = next_html,
    .close = free,
};
