/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text inside XML and HTML. */
#ifndef WS_ESCAPE_H
#define WS_ESCAPE_H

#include <stddef.h>
#include <stdio.h>

/* Writes harmless text (ws_harmless) so that it stands for itself in an element or a quoted attribute. */
void ws_put_escaped(FILE *out, const char *text);
void ws_put_escaped_bytes(FILE *out, const char *bytes, size_t size);

#endif
