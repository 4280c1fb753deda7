/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyser.h"

#include "unicode.h"

#include <string.h>
#include <unictype.h>
#include <uniwbrk.h>

static bool holds_letter_or_digit(const char *bytes, size_t size)
{
    for (size_t i = 0, length; i < size; i += length)
        if (uc_is_alnum(ws_utf8_next(bytes + i, size - i, &length))) return true;
    return false;
}

typedef enum kind { OTHER, LETTER, DIGIT, JOINER, BETWEEN, BETWEEN_DIGITS, NOT_PLAIN } kind;

/* As UAX 29 has it, of ASCII and of the quotation marks and dashes that every newspaper sets. */
static kind kind_of(const char *at, size_t left, size_t *length)
{
    char byte = *at;
    *length = 1;
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) return LETTER;
    if (byte == ' ') return OTHER;
    if (byte >= '0' && byte <= '9') return DIGIT;
    if (byte == '_') return JOINER;
    if (byte == '.' || byte == '\'') return BETWEEN;
    if (byte == ',' || byte == ';') return BETWEEN_DIGITS;
    if ((unsigned char)byte < 0x80) return OTHER;
    *length = 3;
    if (left < 3 || memcmp(at, "\xE2\x80", 2) != 0) return NOT_PLAIN;
    if (at[2] == '\x98' || at[2] == '\x99') return BETWEEN;
    return memchr("\x93\x94\x9C\x9D", at[2], 4) ? OTHER : NOT_PLAIN;
}

static bool is_in_word(kind one)
{
    return one == LETTER || one == DIGIT || one == JOINER;
}

/* What u8_wordbreaks marks, in a small part of its time. false: there are other characters. */
static bool mark_plain_breaks(const char *text, size_t size, char *breaks)
{
    kind before = OTHER, now = OTHER, next = OTHER;
    bool joined = false; /* to what stands between two of a word */
    size_t length = 0, next_length = 0;
    if (size) next = kind_of(text, size, &next_length);
    for (size_t i = 0; i < size; i += length) {
        before = now;
        now = next;
        length = next_length;
        if (now == NOT_PLAIN) return false;
        next = i + length < size ? kind_of(text + i + length, size - i - length, &next_length) : OTHER;
        bool joins = now == BETWEEN          ? before == next && (before == LETTER || before == DIGIT)
                     : now == BETWEEN_DIGITS ? before == DIGIT && next == DIGIT
                                             : false;
        breaks[i] = !(joins || joined || (is_in_word(before) && is_in_word(now)));
        joined = joins;
    }
    return true;
}

/* Marks the beginning of each segment. A colon always parts words: UAX 29 lets it join letters, which only Swedish
 * wants. */
static void mark_breaks(const char *text, size_t size, char *breaks)
{
    if (mark_plain_breaks(text, size, breaks)) return; /* where a colon never joins */
    u8_wordbreaks((const uint8_t *)text, size, breaks);
    for (const char *colon = text; (colon = memchr(colon, ':', size - (size_t)(colon - text))); colon++) {
        size_t at = (size_t)(colon - text);
        breaks[at] = 1;
        if (at + 1 < size) breaks[at + 1] = 1;
    }
}

static size_t segment_end(const char *breaks, size_t size, size_t begin)
{
    size_t end = begin + 1;
    while (end < size && !breaks[end]) end++;
    return end;
}

/* Size of a word without its possessive 's. */
static size_t without_possessive(const char *word, size_t size)
{
    static const char *const apostrophes[] = {"'", "\xe2\x80\x99", "\xca\xbc", "\xef\xbc\x87"};
    if (size < 3 || (word[size - 1] != 's' && word[size - 1] != 'S')) return size;
    for (size_t i = 0; i < sizeof apostrophes / sizeof *apostrophes; i++) {
        size_t length = strlen(apostrophes[i]);
        if (size > length + 1 && !memcmp(word + size - 1 - length, apostrophes[i], length)) return size - 1 - length;
    }
    return size;
}

ws_status ws_analyse(ws_arena *arena, const char *text, ws_span span, ws_words *out, ws_error *error)
{
    *out = (ws_words){NULL, 0};
    const char *start = text + span.begin;
    size_t size = span.end - span.begin, capacity = 0;
    if (size == 0) return WS_OK;
    char *breaks = ws_arena_alloc(arena, size);
    if (!breaks) return ws_no_memory(error);
    mark_breaks(start, size, breaks);
    for (size_t begin = 0, end; begin < size; begin = end) {
        end = segment_end(breaks, size, begin);
        if (!holds_letter_or_digit(start + begin, end - begin)) continue;
        ws_word *grown = ws_arena_grow(arena, out->items, out->count, &capacity, sizeof *grown);
        if (!grown) return ws_no_memory(error);
        out->items = grown;
        const char *folded = ws_fold(arena, start + begin, without_possessive(start + begin, end - begin));
        if (!folded) return ws_no_memory(error);
        if (!*folded) continue;
        ws_span place = {span.begin + (uint32_t)begin, span.begin + (uint32_t)end};
        out->items[out->count++] = (ws_word){place, folded};
    }
    return WS_OK;
}

char *ws_fold_words(ws_arena *arena, const char *bytes, size_t size)
{
    ws_words words;
    if (size > UINT32_MAX) return NULL;
    if (ws_analyse(arena, bytes, (ws_span){0, (uint32_t)size}, &words, NULL) != WS_OK) return NULL;
    size_t total = 1;
    for (size_t i = 0; i < words.count; i++) total += strlen(words.items[i].folded) + 1;
    char *joined = ws_arena_alloc(arena, total), *end = joined;
    if (!joined) return NULL;
    for (size_t i = 0; i < words.count; i++) {
        size_t length = strlen(words.items[i].folded);
        if (i) *end++ = ' ';
        memcpy(end, words.items[i].folded, length);
        end += length;
    }
    return joined;
}
