/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One article a file: text as it is, with a title line and a dateline where it has them. */
#include "reader.h"
#include "text.h"
#include "whole_file.h"

#include <stdlib.h>

static int sniff_plain(const unsigned char *head, size_t size, const char *path)
{
    (void)path;
    return ws_text_binary_kind(head, size) ? 0 : 10;
}

static ws_status next_plain(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_buffer bytes;
    ws_status status = ws_whole_file_read(state, &bytes, error);

    if (status == WS_OK && bytes.size > WS_ARTICLE_BYTES)
        status = ws_fail(error, WS_REFUSED, "One plain-text file is one article", "it is longer than %d MiB",
                         WS_ARTICLE_BYTES / (1024 * 1024));
    if (status == WS_OK)
        status = ws_text_decode(arena, bytes.bytes, bytes.size, NULL, &article->text, &article->text_size, error);
    ws_buffer_free(&bytes);
    return status == WS_OK ? ws_text_headings(arena, article, error) : status;
}

const ws_reader ws_plain_reader = {
    .name = "plain",
    .description = "plain text, one article a file, with a title line and a dateline if there are any",
    .sniff = sniff_plain,
    .open = ws_whole_file_open,
    .next = next_plain,
    .close = free,
};
