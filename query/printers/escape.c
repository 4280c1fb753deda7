/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "escape.h"

#include <string.h>
#include <strings.h>

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

const char *ws_safe_url(ws_arena *arena, const char *url, bool *failed)
{
    enum { ADDRESS_BYTES = 8192 }; /* what no browser takes is not linked */
    if (!url || (strncasecmp(url, "http://", 7) != 0 && strncasecmp(url, "https://", 8) != 0)) return NULL;
    if (strlen(url) > ADDRESS_BYTES) return NULL;
    ws_buffer buffer = WS_BUFFER_INIT(4 * ADDRESS_BYTES);
    for (const unsigned char *at = (const unsigned char *)url; *at; at++) {
        bool plain = *at > ' ' && *at < 0x7f && !strchr("\"'<>\\^`{|}()", *at);
        if (plain)
            ws_buffer_putc(&buffer, (char)*at);
        else
            ws_buffer_printf(&buffer, "%%%02X", *at);
    }
    char *safe = buffer.failed ? NULL : ws_arena_string(arena, buffer.bytes, buffer.size);
    if (!safe) *failed = true;
    ws_buffer_free(&buffer);
    return safe;
}
