/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 and folding, on libunistring. Text inside whosaid is checked UTF-8 without NUL; offsets are bytes. */
#ifndef WS_UNICODE_H
#define WS_UNICODE_H

#include "arena.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

/* Offset of the first byte that is not valid UTF-8 or is NUL; `size` when all is well. */
size_t ws_utf8_check(const char *bytes, size_t size);

/* Code point at `bytes` (size > 0, checked text); its length in bytes goes to *length. */
uint32_t ws_utf8_next(const char *bytes, size_t size, size_t *length);
/* Code point that ends right before `offset` (> 0) of checked text; its length goes to *length. */
uint32_t ws_utf8_previous(const char *text, size_t offset, size_t *length);

/* Byte offsets to code points and back, for a text that is asked about often. Built in one pass, constant-time answers. */
typedef struct ws_offsets ws_offsets;
ws_offsets *ws_offsets_new(ws_arena *arena, const char *text, size_t size); /* NULL: no memory */
size_t ws_offsets_codepoint(const ws_offsets *offsets, size_t byte);
size_t ws_offsets_byte(const ws_offsets *offsets, size_t codepoint); /* past the end: the text's size */

/* Folded for comparing and for index terms: NFKC-casefolded, accents removed (é -> e, ł -> l, ß -> ss), curly apostrophes
 * made straight, quotation marks and other punctuation kept. NULL: no memory. */
char *ws_fold(ws_arena *arena, const char *bytes, size_t size);

/* The folded words of a text (see analyser.h for what a word is), joined by single blanks. NULL: no memory. */
char *ws_fold_words(ws_arena *arena, const char *bytes, size_t size);

/* First 128 bits of SHA-256, for ids and content hashes. */
typedef struct ws_hash {
    uint8_t bytes[16];
} ws_hash;
ws_hash ws_hash_bytes(const void *bytes, size_t size);
ws_hash ws_hash_strings(const char *const *strings, size_t count); /* lengths included, so ("ab","c") != ("a","bc") */
void ws_hash_hex(ws_hash hash, char hex[33]);

#pragma GCC visibility pop
#endif
