/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "capture.h"

static ssize_t take(void *cookie, const char *bytes, size_t size)
{
    ws_buffer *buffer = cookie;
    ws_buffer_add(buffer, bytes, size);
    return buffer->failed ? 0 : (ssize_t)size;
}

FILE *ws_capture_open(ws_buffer *buffer)
{
    return fopencookie(buffer, "w", (cookie_io_functions_t){.write = take});
}
