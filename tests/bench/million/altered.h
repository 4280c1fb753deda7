/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that are like others and not the same: how a few thousand articles become a large archive.
 *
 * A word that the seed has often stays as it is in every copy. Of any other, copy number c has one of 1 + sqrt(c)
 * variants: letters are changed, vowels for vowels and consonants for consonants, the last two stay. So words grow with
 * the square root of the text, as they do in real archives, and names, which are words too, somewhat faster. No word
 * changes its length: what stands at an offset of the text stands there in every copy. */
#ifndef WS_BENCH_ALTERED_H
#define WS_BENCH_ALTERED_H

#include "arena.h"

#include <stdint.h>

typedef struct altering altering;

altering *altering_new(ws_arena *arena); /* NULL: no memory */
/* Counts the words of a text of the seed; all of it before anything is altered. */
void altering_learn(altering *self, const char *text);
/* Copy 0 is the seed itself. */
void altering_run(const altering *self, size_t copy, char *text);
/* NULL stays NULL; NULL for a text: no memory. */
const char *altered(const altering *self, ws_arena *arena, size_t copy, const char *text);

/* Numbers that look random, the same in every run. */
uint64_t hash_of(const char *bytes, size_t size, uint64_t more);

#endif
