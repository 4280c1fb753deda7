/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines.h"

#include <ctype.h>
#include <string.h>

ws_line ws_trim(const char *text, size_t size)
{
    while (size > 0 && isspace((unsigned char)text[size - 1])) size--;
    while (size > 0 && isspace((unsigned char)*text)) {
        text++;
        size--;
    }
    return (ws_line){text, size, false};
}

bool ws_line_next(const char *text, size_t size, size_t *at, ws_line *line)
{
    bool blank = *at == 0;

    while (*at < size) {
        const char *begin = text + *at;
        const char *stop = memchr(begin, '\n', size - *at);
        size_t length = stop ? (size_t)(stop - begin) : size - *at;

        *at += length + (stop ? 1 : 0);
        *line = ws_trim(begin, length);
        line->after_blank = blank;
        if (line->size > 0) return true;
        blank = true;
    }
    return false;
}

bool ws_is_blank(const char *text)
{
    return !text || ws_trim(text, strlen(text)).size == 0;
}
