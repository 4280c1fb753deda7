/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "labels.h"

#include <ctype.h>
#include <string.h>

enum { LABEL_BYTES = 70, LABEL_WORDS = 8, TIME_DIGITS = 3 };

/* Bytes of a time that stands before a label: "[00:12:34] ", "(12:34) ", "00:12:34 ". */
static size_t time_before(const char *line, size_t size)
{
    size_t i = 0, digits = 0;

    while (i < size && line[i] && strchr("[](): .0123456789", line[i]))
        digits += isdigit((unsigned char)line[i++]) != 0;
    return digits >= TIME_DIGITS && i < size ? i : 0;
}

ws_span ws_text_label(const char *line, size_t size)
{
    size_t begin = time_before(line, size);
    size_t words = 0, small = 0;

    for (size_t i = begin; i < size && i - begin < LABEL_BYTES; i++) {
        unsigned char byte = (unsigned char)line[i];

        if (byte == ':') {
            bool ends = i + 1 == size || isspace((unsigned char)line[i + 1]);
            bool name = words > 0 && words <= LABEL_WORDS && small * 2 <= words;

            return ends && name ? (ws_span){(uint32_t)begin, (uint32_t)i} : (ws_span){0, 0};
        }
        if (byte == '\n' || (i == begin && !isupper(byte) && byte < 0x80)) return (ws_span){0, 0};
        if (byte == ' ' || (i > begin && line[i - 1] != ' ')) continue;
        words++;
        small += islower(byte) != 0;
    }
    return (ws_span){0, 0};
}

void ws_labels_count(ws_labels *all, const char *label, size_t size)
{
    all->count++;
    for (size_t i = 0; i < all->names; i++) {
        if (all->sizes[i] != size || memcmp(all->known[i], label, size) != 0) continue;
        all->repeated++;
        return;
    }
    if (all->names == WS_MOST_LABELS) return;
    all->known[all->names] = label;
    all->sizes[all->names++] = size;
}

bool ws_labels_tell(const ws_labels *all)
{
    return all->count >= 4 && all->names >= 2 && all->repeated >= 2 && all->repeated * 3 >= all->count;
}
