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
    ws_status status = ws_whole_file_plain(state, arena, article, error);

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
