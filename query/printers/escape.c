/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "escape.h"

#include <string.h>

static const char *entity(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void ws_add_escaped(ws_buffer *out, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const char *stands = entity(bytes[i]);
        if (stands)
            ws_buffer_puts(out, stands);
        else
            ws_buffer_putc(out, bytes[i]);
    }
}

void ws_put_escaped_bytes(FILE *out, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const char *stands = entity(bytes[i]);
        if (stands)
            fputs(stands, out);
        else
            fputc(bytes[i], out);
    }
}

void ws_put_escaped(FILE *out, const char *text)
{
    ws_put_escaped_bytes(out, text, strlen(text));
}
