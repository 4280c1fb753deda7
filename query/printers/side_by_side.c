/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "side_by_side.h"

#include <string.h>
#include <uniwidth.h>

/* Display columns of a line; from an escape to its final `m` there are none. */
static size_t width_of(const char *line, size_t size)
{
    size_t width = 0;
    for (size_t begin = 0, end; begin < size; begin = end) {
        const char *escape = memchr(line + begin, '\033', size - begin);
        end = escape ? (size_t)(escape - line) : size;
        int columns = u8_width((const uint8_t *)line + begin, end - begin, "UTF-8");
        width += columns > 0 ? (size_t)columns : 0;
        if (!escape) break;
        const char *final = memchr(escape, 'm', size - end);
        end = final ? (size_t)(final + 1 - line) : size;
    }
    return width;
}

static size_t take_line(const char **text, const char **line)
{
    size_t size = strcspn(*text, "\n");
    *line = *text;
    *text += size + ((*text)[size] == '\n');
    return size;
}

void ws_side_by_side(FILE *out, const char *left, const char *right, size_t width)
{
    while (*left || *right) {
        const char *line;
        size_t size = take_line(&left, &line), used = width_of(line, size);
        fwrite(line, 1, size, out);
        for (; used < width; used++) fputc(' ', out);
        size = take_line(&right, &line);
        fputs(size ? " \xe2\x94\x82 " : " \xe2\x94\x82", out);
        fwrite(line, 1, size, out);
        fputc('\n', out);
    }
}
