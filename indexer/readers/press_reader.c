/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A press release in plain text. */
#include "press.h"
#include "reader.h"
#include "text.h"
#include "whole_file.h"

#include <stdlib.h>

static int sniff_press(const unsigned char *head, size_t size, const char *path)
{
    (void)path;
    return !ws_text_binary_kind(head, size) && ws_press_begins((const char *)head, size) ? 40 : 0;
}

static ws_status next_press(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_status status = ws_whole_file_plain(state, arena, article, error);

    if (status == WS_OK) status = ws_press_release(arena, article, error);
    return status == WS_OK ? ws_text_headings(arena, article, error) : status;
}

const ws_reader ws_press_reader = {
    .name = "press",
    .description = "press releases in plain text: headline and body, embargo and date, without contacts and notes",
    .sniff = sniff_press,
    .open = ws_whole_file_open,
    .next = next_press,
    .close = free,
};
