/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members of a zip, tar, xz or bzip2 of any bytes, read to their end. */
#include "container.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_members(ws_input *input)
{
    ws_container *container;
    ws_input *member;
    ws_error error;
    ws_status status;

    if (ws_container_open(input, &container, &error) != WS_OK) return;
    while ((status = ws_container_next(container, &member, &error)) == WS_OK) {
        ws_buffer bytes = WS_BUFFER_INIT(WS_DOCUMENT_BYTES + 1);

        ws_input_all(member, &bytes, &error);
        ws_buffer_free(&bytes);
        ws_input_close(member);
    }
    if (status != WS_END && status != WS_CORRUPT) abort();
    ws_container_close(container);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *file = size ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL;
    size_t head_size;
    ws_error error;
    ws_input *input;

    if (file && ws_input_open("-", file, &input, &error) == WS_OK) {
        const unsigned char *head = ws_input_head(input, &head_size);

        if (ws_container_is(head, head_size)) read_members(input);
        ws_input_close(input);
    }
    if (file) fclose(file);
    return 0;
}
