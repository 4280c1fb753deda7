/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rich text: what a reader of the page sees, as for Word documents. */
#include "reader.h"
#include "rtf_text.h"
#include "whole_file.h"

#include <stdlib.h>
#include <string.h>

static int sniff_rtf(const unsigned char *head, size_t size, const char *path)
{
    (void)path;
    return size >= 5 && memcmp(head, "{\\rtf", 5) == 0 ? 95 : 0;
}

static ws_status next_rtf(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_buffer bytes;
    ws_flow flow;
    ws_status status = ws_whole_file_read(state, &bytes, error);

    ws_flow_start(&flow);
    if (status == WS_OK) status = ws_rtf_read(arena, bytes.bytes, bytes.size, &flow, &article->cut_off, error);
    ws_buffer_free(&bytes);
    if (status == WS_OK) status = ws_flow_finish(arena, &flow, article, error);
    ws_flow_free(&flow);
    return status;
}

const ws_reader ws_rtf_reader = {
    .name = "rtf",
    .description = "rich text (RTF): its text, without comments, deletions, hidden text and notes",
    .sniff = sniff_rtf,
    .open = ws_whole_file_open,
    .next = next_rtf,
    .close = free,
};
