/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "altered.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { PLACES = 1 << 18, OFTEN = 40, SHORTEST = 4, ENDING = 2, LONGEST = 64 };

typedef struct place {
    uint64_t word; /* its hash; 0: free */
    size_t count;
} place;

struct altering {
    place places[PLACES];
    size_t used;
};

uint64_t hash_of(const char *bytes, size_t size, uint64_t more)
{
    uint64_t hash = 14695981039346656037ULL ^ (more * 0x9E3779B97F4A7C15ULL);
    for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211ULL;
    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9ULL;
    hash ^= hash >> 32;
    return hash ? hash : 1;
}

altering *altering_new(ws_arena *arena)
{
    return ws_arena_alloc(arena, sizeof(altering));
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* A word of unaccented letters at `at`; its size, and its hash in small letters. */
static size_t word_at(const char *at, uint64_t *hash)
{
    char small[LONGEST];
    size_t size = 0;
    while (is_letter(at[size]) && size < LONGEST) {
        small[size] = (char)tolower((unsigned char)at[size]);
        size++;
    }
    *hash = hash_of(small, size, 0);
    return size;
}

static const place *find(const altering *self, uint64_t word)
{
    size_t at = word % PLACES;
    while (self->places[at].word && self->places[at].word != word) at = (at + 1) % PLACES;
    return &self->places[at];
}

void altering_learn(altering *self, const char *text)
{
    uint64_t word;
    for (size_t size; *text; text += size) {
        if (!(size = word_at(text, &word)) && (size = 1)) continue;
        place *known = (place *)find(self, word);
        if (!known->word && self->used > PLACES / 2) continue; /* full: the rarest stay unknown */
        self->used += !known->word;
        known->word = word;
        known->count++;
    }
}

/* Variant 0 is the word itself. */
static void change(char *word, size_t size, uint64_t hash, uint64_t variant)
{
    static const char vowels[] = "aeiou", others[] = "bcdfghklmnprstvw";
    uint64_t bits = hash_of((const char *)&variant, sizeof variant, hash);
    for (size_t i = 0; variant && i + ENDING < size;
         i++, bits = bits * 6364136223846793005ULL + 1442695040888963407ULL) {
        char small = (char)tolower((unsigned char)word[i]);
        char other = strchr(vowels, small) ? vowels[(bits >> 33) % 5] : others[(bits >> 33) % 16];
        word[i] = small == word[i] ? other : (char)toupper((unsigned char)other);
    }
}

void altering_run(const altering *self, size_t copy, char *text)
{
    uint64_t word;
    uint64_t variants = 1 + (uint64_t)sqrt((double)copy);
    for (size_t size; *text; text += size) {
        if (!(size = word_at(text, &word)) && (size = 1)) continue;
        if (size < SHORTEST || find(self, word)->count >= OFTEN) continue;
        change(text, size, word, hash_of((const char *)&copy, sizeof copy, word) % variants);
    }
}

const char *altered(const altering *self, ws_arena *arena, size_t copy, const char *text)
{
    char *own = text ? ws_arena_strdup(arena, text) : NULL;
    if (own) altering_run(self, copy, own);
    return own;
}
