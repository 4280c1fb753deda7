/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text by its lines and blanks, byte by byte: blank is what isspace says. */
#ifndef WS_LINES_H
#define WS_LINES_H

#include <stdbool.h>
#include <stddef.h>

/* A piece of somebody else's text, not ended by NUL. */
typedef struct ws_line {
    const char *text;
    size_t size;
    bool after_blank; /* of ws_line_next: the text's first one, or behind a blank one */
} ws_line;

/* Without the blanks around it. */
ws_line ws_trim(const char *text, size_t size);
/* The next line that is not blank, trimmed; *at goes behind it. False at the end. */
bool ws_line_next(const char *text, size_t size, size_t *at, ws_line *line);
bool ws_is_blank(const char *text); /* NULL too */

#endif
