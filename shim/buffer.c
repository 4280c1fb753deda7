/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ws_buffer_free(ws_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = WS_BUFFER_INIT(buffer->limit);
}

void ws_buffer_clear(ws_buffer *buffer)
{
    buffer->size = 0;
    buffer->failed = false;
    if (buffer->bytes) buffer->bytes[0] = '\0';
}

/* Room for `size` more bytes and the NUL. */
static bool make_room(ws_buffer *buffer, size_t size)
{
    if (buffer->failed) return false;
    if (size > buffer->limit || buffer->size > buffer->limit - size) return buffer->failed = true, false;
    size_t needed = buffer->size + size + 1;
    if (needed == 0) return buffer->failed = true, false;
    if (needed <= buffer->capacity) return true;
    size_t capacity = buffer->capacity > SIZE_MAX / 2 ? needed : buffer->capacity * 2;
    if (capacity < needed) capacity = needed;
    if (capacity < 64) capacity = 64;
    char *grown = realloc(buffer->bytes, capacity);
    if (!grown) return buffer->failed = true, false;
    buffer->bytes = grown;
    buffer->capacity = capacity;
    return true;
}

void ws_buffer_add(ws_buffer *buffer, const void *bytes, size_t size)
{
    if (!make_room(buffer, size)) return;
    if (size) memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
    buffer->bytes[buffer->size] = '\0';
}

void ws_buffer_puts(ws_buffer *buffer, const char *string)
{
    ws_buffer_add(buffer, string, strlen(string));
}

void ws_buffer_putc(ws_buffer *buffer, char byte)
{
    ws_buffer_add(buffer, &byte, 1);
}

void ws_buffer_printf(ws_buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    if (size < 0) buffer->failed = true;
    if (size >= 0 && make_room(buffer, (size_t)size)) {
        vsnprintf(buffer->bytes + buffer->size, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    }
    va_end(again);
    va_end(arguments);
}

ws_status ws_buffer_status(const ws_buffer *buffer, ws_error *error)
{
    return buffer->failed ? ws_no_memory(error) : WS_OK;
}
