/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text.h"

#include "unicode.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uniconv.h>

enum { PROBE_BYTES = 4096 };

typedef struct magic {
    const char *bytes;
    size_t size;
    const char *what;
} magic;

#define MAGIC(bytes_, what_)                                                                                           \
    {                                                                                                                  \
        bytes_, sizeof(bytes_) - 1, what_                                                                              \
    }

static const magic magics[] = {
    MAGIC("%PDF-", "a PDF"),
    MAGIC("PK\003\004", "a ZIP archive or an office document"),
    MAGIC("PK\005\006", "an empty ZIP archive"),
    MAGIC("\x89PNG\r\n", "a PNG picture"),
    MAGIC("GIF8", "a GIF picture"),
    MAGIC("\xFF\xD8\xFF", "a JPEG picture"),
    MAGIC("\x1F\x8B", "a gzip file"),
    MAGIC("BZh", "a bzip2 file"),
    MAGIC("\xFD"
          "7zXZ",
          "an xz file"),
    MAGIC("\x28\xB5\x2F\xFD", "a zstd file"),
    MAGIC("7z\xBC\xAF", "a 7-Zip archive"),
    MAGIC("Rar!\x1A", "a RAR archive"),
    MAGIC("\x7F"
          "ELF",
          "a program"),
    MAGIC("\xD0\xCF\x11\xE0", "an old office document"),
    MAGIC("SQLite format 3", "an SQLite database"),
    MAGIC("{\\rtf", "a rich-text (RTF) document"),
    MAGIC("WARC/1.", "a web archive (WARC)"),
};

/* A charset that the first bytes prove; its mark's length goes to *mark. NULL: none. */
static const char *charset_of_mark(const unsigned char *bytes, size_t size, size_t *mark)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *charset;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "UTF-8"}, {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"},
        {"\xFF\xFE", 2, "UTF-16LE"},  {"\xFE\xFF", 2, "UTF-16BE"},
    };

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (size >= marks[i].size && memcmp(bytes, marks[i].bytes, marks[i].size) == 0) {
            *mark = marks[i].size;
            return marks[i].charset;
        }
    }
    *mark = 0;
    return NULL;
}

/* UTF-16 without a mark: nearly every other byte of Western text is zero. */
static const char *charset_of_zeros(const unsigned char *bytes, size_t size)
{
    size_t probe = size < PROBE_BYTES ? size & ~(size_t)1 : PROBE_BYTES;
    size_t zeros[2] = {0, 0};

    if (size % 2 != 0 && size <= PROBE_BYTES) return NULL;
    for (size_t i = 0; i < probe; i++) zeros[i % 2] += bytes[i] == 0;
    if (probe < 4) return NULL;
    if (zeros[1] * 5 >= probe && zeros[0] * 50 <= probe) return "UTF-16LE";
    if (zeros[0] * 5 >= probe && zeros[1] * 50 <= probe) return "UTF-16BE";
    return NULL;
}

static bool is_control(unsigned char byte)
{
    return byte < 0x20 && !(byte >= '\t' && byte <= '\r') && byte != 0x1A && byte != 0x1B;
}

const char *ws_text_binary_kind(const void *data, size_t size)
{
    const unsigned char *bytes = data;
    size_t controls = 0;
    size_t mark;

    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (size >= magics[i].size && memcmp(bytes, magics[i].bytes, magics[i].size) == 0) return magics[i].what;
    if (charset_of_mark(bytes, size, &mark) && mark != 3) return NULL;
    if (charset_of_zeros(bytes, size)) return NULL;
    if (memchr(bytes, 0, size)) return "binary data (it holds zero bytes)";
    for (size_t i = 0; i < size; i++) controls += is_control(bytes[i]);
    return controls > 2 && controls * 100 > size ? "binary data (it is full of control characters)" : NULL;
}

static size_t line_of(const unsigned char *bytes, size_t offset)
{
    size_t line = 1;

    for (size_t i = 0; i < offset; i++) line += bytes[i] == '\n';
    return line;
}

/* Length of the valid multi-byte UTF-8 sequence at bytes, or 0. */
static size_t sequence_length(const unsigned char *bytes, size_t size)
{
    size_t length = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : bytes[0] >= 0xC2 ? 2 : 0;

    if (length == 0 || length > size || ws_utf8_check((const char *)bytes, length) != length) return 0;
    return length;
}

static bool is_letter_1252(unsigned char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 0xC0 && byte != 0xD7 && byte != 0xF7);
}

/* Does a byte over 0x7F make sense as Windows-1252 where it stands? A letter wants an ASCII letter beside it; thorn and
 * y with dots, which binary data is full of, hardly ever begin a word alone. */
static bool plausible_1252(const unsigned char *bytes, size_t size, size_t at)
{
    unsigned char before = at > 0 ? bytes[at - 1] : ' ';
    unsigned char after = at + 1 < size ? bytes[at + 1] : ' ';
    bool ascii_beside = (before < 0x80 && is_letter_1252(before)) || (after < 0x80 && is_letter_1252(after));

    if (is_letter_1252(bytes[at]))
        return ascii_beside ||
               ((bytes[at] == 0xE0 || bytes[at] == 0xE9 || bytes[at] == 0xC0) && before == ' ' && after == ' ');
    return !(before >= 0x80 && after >= 0x80);
}

typedef struct high_bytes {
    size_t sequences;   /* valid multi-byte UTF-8 */
    size_t others;      /* bytes over 0x7F outside those */
    size_t implausible; /* of others, as Windows-1252 */
    size_t undefined;   /* of others, where Windows-1252 has no character */
} high_bytes;

static high_bytes count_high_bytes(const unsigned char *bytes, size_t size)
{
    high_bytes high = {0, 0, 0, 0};

    for (size_t i = 0; i < size;) {
        size_t length = bytes[i] < 0x80 ? 1 : sequence_length(bytes + i, size - i);

        if (length > 1) high.sequences++;
        if (length == 0) {
            high.others++;
            high.implausible += !plausible_1252(bytes, size, i);
            high.undefined += memchr("\x81\x8D\x8F\x90\x9D", bytes[i], 5) != NULL;
            length = 1;
        }
        i += length;
    }
    return high;
}

static ws_status convert(ws_arena *arena, const unsigned char *bytes, size_t size, const char *charset,
                         const char **text, size_t *text_size, ws_error *error)
{
    size_t length = 0;
    uint8_t *converted = u8_conv_from_encoding(charset, iconveh_error, (const char *)bytes, size, NULL, NULL, &length);
    size_t good;

    if (!converted) {
        if (errno == ENOMEM) return ws_no_memory(error);
        return ws_fail(error, WS_REFUSED, "Convert it to UTF-8 first, for instance with iconv",
                       "the text is not valid %s", charset);
    }
    good = ws_utf8_check((const char *)converted, length);
    if (good != length) {
        free(converted);
        return ws_fail(error, WS_REFUSED, NULL, "binary data: a zero character at character position %zu", good);
    }
    *text = ws_arena_string(arena, (const char *)converted, length);
    *text_size = length;
    free(converted);
    return *text ? WS_OK : ws_no_memory(error);
}

static bool names_utf8(const char *charset)
{
    return strcasecmp(charset, "utf-8") == 0 || strcasecmp(charset, "utf8") == 0;
}

/* Charsets whose text is all ASCII bytes, so that the UTF-8 check says nothing about them. */
static bool is_seven_bit(const char *charset)
{
    return strncasecmp(charset, "iso-2022", 8) == 0 || strncasecmp(charset, "hz", 2) == 0;
}

/* As the web does: what calls itself Latin-1 or ASCII is Windows-1252. */
static const char *as_written(const char *declared)
{
    static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii", "windows-1252", NULL};

    for (size_t i = 0; latin[i]; i++)
        if (strcasecmp(declared, latin[i]) == 0) return "CP1252";
    return declared;
}

/* No mark, no zero bytes, and not UTF-8: a declared charset, Windows-1252, or a refusal that names the place. */
static ws_status decode_other(ws_arena *arena, const unsigned char *bytes, size_t size, const char *declared,
                              size_t bad, const char **text, size_t *text_size, ws_error *error)
{
    high_bytes high = count_high_bytes(bytes, size);
    size_t mark;
    bool broken = (high.sequences > 0 && high.sequences >= high.others) || charset_of_mark(bytes, size, &mark);

    if (!broken && declared && !names_utf8(declared) &&
        convert(arena, bytes, size, as_written(declared), text, text_size, NULL) == WS_OK)
        return WS_OK;
    if (!broken && high.undefined == 0 && high.implausible * 4 <= high.others)
        return convert(arena, bytes, size, "CP1252", text, text_size, error);
    if (broken)
        return ws_fail(error, WS_REFUSED, "Fetch the file again, or repair it at that place",
                       "the text is UTF-8 that breaks at byte %zu (line %zu)", bad, line_of(bytes, bad));
    return ws_fail(error, WS_REFUSED, "Convert it to UTF-8 first, for instance with iconv",
                   "the text is not UTF-8, from byte %zu (line %zu) on, nor any encoding that is recognised", bad,
                   line_of(bytes, bad));
}

ws_status ws_text_decode(ws_arena *arena, const void *data, size_t size, const char *declared, const char **text,
                         size_t *text_size, ws_error *error)
{
    const unsigned char *bytes = data;
    size_t mark = 0;
    const char *kind = ws_text_binary_kind(data, size);
    const char *charset = charset_of_mark(bytes, size, &mark);
    size_t bad;

    if (kind) return ws_fail(error, WS_REFUSED, "Only text can be read", "looks like %s", kind);
    if (!charset) charset = charset_of_zeros(bytes, size);
    if (charset && mark != 3) return convert(arena, bytes + mark, size - mark, charset, text, text_size, error);
    if (declared && is_seven_bit(declared)) return convert(arena, bytes, size, declared, text, text_size, error);
    bad = ws_utf8_check((const char *)bytes, size);
    if (bad != size) return decode_other(arena, bytes, size, declared, bad, text, text_size, error);
    *text = ws_arena_string(arena, (const char *)bytes + mark, size - mark);
    *text_size = size - mark;
    return *text ? WS_OK : ws_no_memory(error);
}
