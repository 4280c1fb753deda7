/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One e-mail message a file. */
#include "mail.h"
#include "reader.h"
#include "whole_file.h"

#include <stdlib.h>

static int sniff_eml(const unsigned char *head, size_t size, const char *path)
{
    (void)path;
    return ws_mail_begins(head, size) ? 80 : 0;
}

static ws_status next_eml(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_buffer bytes;
    ws_status status = ws_whole_file_read(state, &bytes, error);

    if (status == WS_OK) status = ws_mail_read(arena, bytes.bytes, bytes.size, article, error);
    ws_buffer_free(&bytes);
    return status;
}

const ws_reader ws_eml_reader = {
    .name = "eml",
    .description = "e-mail messages: the writer's own words, without quoted replies, signatures and attachments",
    .sniff = sniff_eml,
    .open = ws_whole_file_open,
    .next = next_eml,
    .close = free,
};
