/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text inside XML and HTML: bytes are written so that they stand for themselves in an element or a quoted attribute.
 * What a screen would obey is for others to make harmless (ws_harmless). Addresses for links. */
#ifndef WS_ESCAPE_H
#define WS_ESCAPE_H

#include "arena.h"
#include "buffer.h"

#include <stdio.h>

void ws_add_escaped(ws_buffer *out, const char *bytes, size_t size);

void ws_put_escaped(FILE *out, const char *text);
void ws_put_escaped_bytes(FILE *out, const char *bytes, size_t size);

/* An address that may be linked: http or https, what has no place in one percent-encoded. NULL: not such a one, too
 * long for any browser, or no memory (*failed). */
const char *ws_safe_url(ws_arena *arena, const char *url, bool *failed);

#endif
