/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nearest.h"

#include <string.h>

enum { LONGEST = 24 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance over bytes; both at most LONGEST long. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][LONGEST + 1];
    for (size_t j = 0; j <= b_size; j++) rows[0][j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3], *above = rows[(i - 1) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a_size % 3][b_size];
}

const char *ws_nearest(const char *word, const char *const *names, size_t count)
{
    size_t word_size = strlen(word);
    if (word_size > LONGEST) return NULL;
    const char *nearest = NULL;
    size_t best = (word_size + 1) / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        size_t size = names[i] ? strlen(names[i]) : LONGEST + 1;
        if (size > LONGEST) continue;
        size_t steps = distance(word, word_size, names[i], size);
        if (steps < best) best = steps, nearest = names[i];
    }
    if (nearest || word_size < 2) return nearest;
    for (size_t i = 0; i < count; i++) /* "pub" for "published" */
        if (names[i] && !strncmp(names[i], word, word_size)) return names[i];
    return NULL;
}
