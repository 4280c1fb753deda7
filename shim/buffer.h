/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing string of bytes with a hard maximum. Failures stick: append as you like and ask once at the end. */
#ifndef WS_BUFFER_H
#define WS_BUFFER_H

#include "status.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(default)

typedef struct ws_buffer {
    char *bytes;   /* always NUL-terminated once something was appended; NULL before */
    size_t size;   /* without the NUL */
    size_t capacity;
    size_t limit;  /* the most bytes it may hold */
    bool failed;   /* out of memory or over the limit: what was appended since is missing */
} ws_buffer;

#define WS_BUFFER_INIT(limit_) ((ws_buffer){NULL, 0, 0, (limit_), false})

void ws_buffer_free(ws_buffer *buffer);
void ws_buffer_clear(ws_buffer *buffer); /* keeps the memory and the limit; forgets a failure */
void ws_buffer_add(ws_buffer *buffer, const void *bytes, size_t size);
void ws_buffer_puts(ws_buffer *buffer, const char *string);
void ws_buffer_putc(ws_buffer *buffer, char byte);
void ws_buffer_printf(ws_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
ws_status ws_buffer_status(const ws_buffer *buffer, ws_error *error); /* WS_OK or WS_NO_MEMORY */

#pragma GCC visibility pop
#endif
