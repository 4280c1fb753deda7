/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unicode.h"

#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

size_t ws_utf8_check(const char *bytes, size_t size)
{
    const char *nul = size ? memchr(bytes, '\0', size) : NULL;
    if (nul) size = (size_t)(nul - bytes);
    const uint8_t *bad = u8_check((const uint8_t *)bytes, size);
    return bad ? (size_t)((const char *)bad - bytes) : size;
}

uint32_t ws_utf8_next(const char *bytes, size_t size, size_t *length)
{
    ucs4_t character;
    *length = (size_t)u8_mbtouc(&character, (const uint8_t *)bytes, size);
    return character;
}

uint32_t ws_utf8_previous(const char *text, size_t offset, size_t *length)
{
    ucs4_t character = 0xfffd;
    const uint8_t *end = (const uint8_t *)text + offset;
    const uint8_t *start = u8_prev(&character, end, (const uint8_t *)text);
    *length = start ? (size_t)(end - start) : 1;
    return character;
}

/* --- offsets: a mark every STRIDE bytes and every STRIDE code points, the rest counted --- */

enum { STRIDE = 64 };

struct ws_offsets {
    const char *text;
    size_t size, codepoints;
    size_t *at_byte;      /* code points that begin before byte i * STRIDE */
    size_t *at_codepoint; /* byte at which code point i * STRIDE begins */
};

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

ws_offsets *ws_offsets_new(ws_arena *arena, const char *text, size_t size)
{
    ws_offsets *offsets = ws_arena_alloc(arena, sizeof *offsets);
    if (!offsets) return NULL;
    offsets->text = text;
    offsets->size = size;
    offsets->at_byte = ws_arena_array(arena, size / STRIDE + 1, sizeof(size_t));
    offsets->at_codepoint = ws_arena_array(arena, size / STRIDE + 1, sizeof(size_t));
    if (!offsets->at_byte || !offsets->at_codepoint) return NULL;
    size_t codepoints = 0;
    for (size_t i = 0; i < size; i++) {
        if (i % STRIDE == 0) offsets->at_byte[i / STRIDE] = codepoints;
        if (!begins_character(text[i])) continue;
        if (codepoints % STRIDE == 0) offsets->at_codepoint[codepoints / STRIDE] = i;
        codepoints++;
    }
    if (size % STRIDE == 0) offsets->at_byte[size / STRIDE] = codepoints;
    if (codepoints % STRIDE == 0) offsets->at_codepoint[codepoints / STRIDE] = size;
    offsets->codepoints = codepoints;
    return offsets;
}

size_t ws_offsets_codepoint(const ws_offsets *offsets, size_t byte)
{
    if (byte >= offsets->size) return offsets->codepoints;
    size_t codepoint = offsets->at_byte[byte / STRIDE];
    for (size_t i = byte / STRIDE * STRIDE; i < byte; i++) codepoint += begins_character(offsets->text[i]);
    return codepoint;
}

size_t ws_offsets_byte(const ws_offsets *offsets, size_t codepoint)
{
    if (codepoint >= offsets->codepoints) return offsets->size;
    size_t byte = offsets->at_codepoint[codepoint / STRIDE];
    for (size_t left = codepoint % STRIDE; left > 0; left--) {
        byte++;
        while (byte < offsets->size && !begins_character(offsets->text[byte])) byte++;
    }
    return byte;
}

/* --- folding --- */

/* Letters that look like an accented one but do not decompose, and the ways to write an apostrophe. */
static const struct {
    ucs4_t from;
    const char *to;
} REPLACEMENTS[] = {
    {0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"}, {0x00fe, "th"}, {0x0111, "d"}, {0x0127, "h"}, {0x0131, "i"},
    {0x0138, "k"},  {0x0142, "l"}, {0x014b, "n"}, {0x0153, "oe"}, {0x0167, "t"}, {0x0180, "b"}, {0x0192, "f"},
    {0x01e5, "g"},  {0x0253, "b"}, {0x0257, "d"}, {0x0268, "i"},  {0x0199, "k"}, {0x02bb, "'"}, {0x02bc, "'"},
    {0x2018, "'"},  {0x2019, "'"}, {0x201b, "'"}, {0x00ad, ""},   {0x200b, ""},  {0x2060, ""},  {0xfeff, ""},
};

static const char *replacement(ucs4_t character)
{
    for (size_t i = 0; i < sizeof REPLACEMENTS / sizeof *REPLACEMENTS; i++)
        if (REPLACEMENTS[i].from == character) return REPLACEMENTS[i].to;
    return NULL;
}

/* Elsewhere marks are not accents: in Arabic, Hebrew or Devanagari they tell words apart. */
static bool has_accents(ucs4_t base)
{
    const uc_script_t *script = uc_script(base);
    if (!script) return false;
    return !strcmp(script->name, "Latin") || !strcmp(script->name, "Greek") || !strcmp(script->name, "Cyrillic");
}

/* Drops accents and replaces letters, in place: what replaces is never longer. */
static size_t strip_accents(uint8_t *bytes, size_t size)
{
    size_t written = 0;
    ucs4_t base = ' ';
    for (size_t i = 0; i < size;) {
        ucs4_t character;
        size_t length = (size_t)u8_mbtouc_unsafe(&character, bytes + i, size - i);
        const char *instead = character < 0x80 ? NULL : replacement(character);
        bool mark = character >= 0x300 && uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Mn);
        if (!mark) base = character;
        if (instead) {
            size_t shorter = strlen(instead);
            memcpy(bytes + written, instead, shorter);
            written += shorter;
        } else if (!(mark && has_accents(base))) {
            memmove(bytes + written, bytes + i, length);
            written += length;
        }
        i += length;
    }
    return written;
}

static char *fold_unicode(ws_arena *arena, const char *bytes, size_t size)
{
    char *folded = NULL;
    size_t cased_size, decomposed_size, composed_size;
    uint8_t *decomposed = NULL, *composed = NULL;
    uint8_t *cased = u8_casefold((const uint8_t *)bytes, size, NULL, UNINORM_NFKC, NULL, &cased_size);
    if (cased) decomposed = u8_normalize(UNINORM_NFD, cased, cased_size, NULL, &decomposed_size);
    if (decomposed) {
        decomposed_size = strip_accents(decomposed, decomposed_size);
        composed = u8_normalize(UNINORM_NFC, decomposed, decomposed_size, NULL, &composed_size);
    }
    if (composed) folded = ws_arena_string(arena, (const char *)composed, composed_size);
    free(composed);
    free(decomposed);
    free(cased);
    return folded;
}

/* ASCII, and the quotation marks and dashes that every newspaper sets, into `out` when it isn't NULL: no letter there
 * decomposes. SIZE_MAX for anything else, else the size of what is folded. */
static size_t fold_plain(const char *bytes, size_t size, char *out)
{
    size_t written = 0;
    for (size_t i = 0; i < size; i++) {
        char byte = bytes[i];
        if ((unsigned char)byte < 0x80) {
            if (out) out[written] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
            written++;
            continue;
        }
        if (size - i < 3 || memcmp(bytes + i, "\xE2\x80", 2) || !memchr("\x93\x94\x98\x99\x9C\x9D", bytes[i + 2], 6))
            return SIZE_MAX;
        bool apostrophe = bytes[i + 2] == '\x98' || bytes[i + 2] == '\x99';
        if (out && apostrophe) out[written] = '\'';
        if (out && !apostrophe) memcpy(out + written, bytes + i, 3);
        written += apostrophe ? 1 : 3;
        i += 2;
    }
    return written;
}

char *ws_fold(ws_arena *arena, const char *bytes, size_t size)
{
    size_t plain = fold_plain(bytes, size, NULL);
    if (plain == SIZE_MAX) return fold_unicode(arena, bytes, size);
    char *folded = ws_arena_alloc(arena, plain + 1); /* zeroed */
    if (folded) fold_plain(bytes, size, folded);
    return folded;
}

/* --- hashes --- */

static ws_hash digest(struct sha256_ctx *context)
{
    ws_hash hash;
    sha256_digest(context, sizeof hash.bytes, hash.bytes);
    return hash;
}

ws_hash ws_hash_bytes(const void *bytes, size_t size)
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, size, bytes);
    return digest(&context);
}

ws_hash ws_hash_strings(const char *const *strings, size_t count)
{
    struct sha256_ctx context;
    sha256_init(&context);
    for (size_t i = 0; i < count; i++) {
        uint64_t size = strings[i] ? strlen(strings[i]) : UINT64_MAX; /* NULL is not "" */
        uint8_t prefix[8];
        for (size_t byte = 0; byte < sizeof prefix; byte++) prefix[byte] = (uint8_t)(size >> (8 * byte));
        sha256_update(&context, sizeof prefix, prefix);
        if (strings[i]) sha256_update(&context, (size_t)size, (const uint8_t *)strings[i]);
    }
    return digest(&context);
}

void ws_hash_hex(ws_hash hash, char hex[33])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof hash.bytes; i++) {
        hex[2 * i] = digits[hash.bytes[i] >> 4];
        hex[2 * i + 1] = digits[hash.bytes[i] & 15];
    }
    hex[32] = '\0';
}
