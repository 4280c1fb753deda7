/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The characters of a page, whatever it says of itself. */
#include "html_page.h"
#include "text.h"

#include "unicode.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { CHARSET_BYTES = 40, CHARSET_SOUGHT = 8192, MOST_BROKEN = 64 };

/* The value after `key` and an equals sign, within [at, end). */
static bool find_value(const char *at, const char *end, const char *key, char value[CHARSET_BYTES])
{
    size_t size = strlen(key), length = 0;

    for (; at + size < end; at++)
        if (strncasecmp(at, key, size) == 0) break;
    if (at + size >= end) return false;
    at += size;
    while (at < end && memchr(" \t\r\n=\"'", *at, 7)) at++;
    while (at < end && length + 1 < CHARSET_BYTES && (isalnum((unsigned char)*at) || memchr("-_:.", *at, 4)))
        value[length++] = *at++;
    value[length] = '\0';
    return length > 0;
}

/* The charset that a meta element or an XML declaration among the first bytes names, or "". As browsers do, one that
 * these very bytes can't be in is not believed. */
static void find_charset(const char *bytes, size_t size, char charset[CHARSET_BYTES])
{
    const char *end = bytes + (size < CHARSET_SOUGHT ? size : CHARSET_SOUGHT);

    charset[0] = '\0';
    for (const char *at = bytes; at + 5 < end; at++) {
        const char *close;
        bool meta = strncasecmp(at, "<meta", 5) == 0, xml = strncmp(at, "<?xml", 5) == 0;

        if (!meta && !xml) continue;
        close = memchr(at, '>', (size_t)(end - at));
        if (find_value(at, close ? close : end, meta ? "charset" : "encoding", charset)) break;
    }
    if (strncasecmp(charset, "utf-16", 6) == 0 || strncasecmp(charset, "utf-32", 6) == 0) charset[0] = '\0';
}

/* Windows-1252 punctuation that was pasted into a page of another charset; NULL for other bytes. */
static const char *pasted(unsigned char byte)
{
    switch (byte) {
    case 0x85:
        return "\xE2\x80\xA6";
    case 0x91:
        return "\xE2\x80\x98";
    case 0x92:
        return "\xE2\x80\x99";
    case 0x93:
        return "\xE2\x80\x9C";
    case 0x94:
        return "\xE2\x80\x9D";
    case 0x96:
        return "\xE2\x80\x93";
    case 0x97:
        return "\xE2\x80\x94";
    case 0xA0:
        return "\xC2\xA0";
    default:
        return NULL;
    }
}

/* UTF-8 with a few broken bytes, such as where a headline beside the article was cut in the middle of a character:
 * those become U+FFFD. WS_REFUSED, with the error that is there, when they are many. */
static ws_status mend(ws_arena *memory, const char *bytes, size_t size, const char **text, size_t *text_size)
{
    ws_buffer out = WS_BUFFER_INIT(2 * WS_HTML_BYTES + 16);
    size_t broken = 0;
    ws_status status = WS_REFUSED;

    for (size_t at = 0; at < size && broken <= MOST_BROKEN;) {
        size_t good = ws_utf8_check(bytes + at, size - at);
        const char *character;

        ws_buffer_add(&out, bytes + at, good);
        at += good;
        if (at == size) break;
        character = pasted((unsigned char)bytes[at++]);
        ws_buffer_puts(&out, character ? character : WS_HTML_BROKEN);
        broken++;
    }
    *text_size = out.size;
    if (broken <= MOST_BROKEN && !out.failed && out.bytes) {
        *text = ws_arena_string(memory, out.bytes, out.size);
        status = *text ? WS_OK : WS_NO_MEMORY;
    }
    ws_buffer_free(&out);
    return status;
}

ws_status ws_html_decode(ws_arena *memory, const char *bytes, size_t size, const char *charset, const char **text,
                         size_t *text_size, bool *mended, ws_error *error)
{
    char named[CHARSET_BYTES];
    ws_status status;

    find_charset(bytes, size, named);
    if (!charset && *named) charset = named;
    status = ws_text_decode(memory, bytes, size, charset, text, text_size, error);
    if (status != WS_REFUSED || ws_text_binary_kind(bytes, size)) return status;
    status = mend(memory, bytes, size, text, text_size);
    *mended = status == WS_OK;
    return status == WS_NO_MEMORY ? ws_no_memory(error) : status;
}
