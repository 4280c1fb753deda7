/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"

#include <stdio.h>
#include <string.h>

ws_count_string ws_count_text(size_t count)
{
    ws_count_string out;
    char digits[24];
    size_t size = (size_t)snprintf(digits, sizeof digits, "%zu", count), used = 0;
    for (size_t i = 0; i < size; i++) {
        if (i && (size - i) % 3 == 0) out.text[used++] = ',';
        out.text[used++] = digits[i];
    }
    out.text[used] = '\0';
    return out;
}

ws_count_string ws_count_of(size_t count, const char *singular)
{
    ws_count_string out = ws_count_text(count);
    size_t used = strlen(out.text);
    snprintf(out.text + used, sizeof out.text - used, " %s%s", singular, count == 1 ? "" : "s");
    return out;
}
