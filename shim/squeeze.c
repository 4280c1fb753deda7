/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First hashes and moments are written as bytes behind a mark, for JSON's control characters are free to be marks; the
 * rest is deflated (RFC 1951) against a dictionary that holds the names of all members and usual English. Documents are
 * some hundred bytes each: most of what they have in common lies in others, where a compressor alone cannot see it. */
#include "squeeze.h"

#include "squeeze_dictionary.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum {
    SQUEEZED = 1,    /* first byte; another dictionary or other marks would have another */
    MARK_HASH = 1,   /* then the bytes of 32 hex digits */
    MARK_HALF = 2,   /* of 16 */
    MARK_MOMENT = 3, /* then 1987-02-26T15:01:01 as a number, highest byte first */
    HEX_DIGITS = 32,
    HASH_BYTES = HEX_DIGITS / 2,
    MOMENT_CHARACTERS = 19,
    MOMENT_BYTES = 5,
    CHUNK = 16384,
    LEVEL = 9,
    WINDOW_BITS = 14, /* clearing larger tables takes longer than squeezing what is usual */
    MEMORY_LEVEL = 6
};

static const char moment_form[] = "0000-00-00T00:00:00"; /* 0: any digit */

/* --- marks --- */

static int digit_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* How many of the characters are hex digits, up to one more than a hash has. */
static size_t hex_run(const char *at, size_t left)
{
    size_t run = 0;
    while (run < left && run <= HEX_DIGITS && digit_of(at[run]) >= 0) run++;
    return run;
}

static void add_hash(ws_buffer *out, const char *digits, size_t count)
{
    ws_buffer_putc(out, count == HEX_DIGITS ? MARK_HASH : MARK_HALF);
    for (size_t i = 0; i < count; i += 2)
        ws_buffer_putc(out, (char)(digit_of(digits[i]) << 4 | digit_of(digits[i + 1])));
}

static const unsigned moment_bases[] = {10000, 13, 32, 24, 60, 60}; /* one more than the highest, of each number */
static const unsigned char moment_places[] = {0, 5, 8, 11, 14, 17};
enum { MOMENT_NUMBERS = 6 };

static unsigned number_at(const char *at, size_t digits)
{
    unsigned number = 0;
    for (size_t i = 0; i < digits; i++) number = number * 10 + (unsigned)(at[i] - '0');
    return number;
}

static bool read_moment(const char *at, size_t left, uint64_t *out)
{
    if (left < MOMENT_CHARACTERS) return false;
    for (size_t i = 0; i < MOMENT_CHARACTERS; i++)
        if (moment_form[i] == '0' ? at[i] < '0' || at[i] > '9' : at[i] != moment_form[i]) return false;
    *out = 0;
    for (size_t i = 0; i < MOMENT_NUMBERS; i++) {
        unsigned number = number_at(at + moment_places[i], i ? 2 : 4);
        if (number >= moment_bases[i]) return false;
        *out = *out * moment_bases[i] + number;
    }
    return true;
}

static void add_moment(ws_buffer *out, uint64_t moment)
{
    ws_buffer_putc(out, MARK_MOMENT);
    for (int i = MOMENT_BYTES - 1; i >= 0; i--) ws_buffer_putc(out, (char)(moment >> (8 * i)));
}

static void add_marked(ws_buffer *out, const char *bytes, size_t size)
{
    uint64_t moment;
    size_t from = 0;
    for (size_t at = 0, step; at < size; at += step) {
        size_t run = hex_run(bytes + at, size - at);
        bool hash = run == HEX_DIGITS || run == HEX_DIGITS / 2;
        bool time = run == 4 && read_moment(bytes + at, size - at, &moment);
        step = time ? MOMENT_CHARACTERS : run ? run : 1;
        if (!hash && !time) continue;
        ws_buffer_add(out, bytes + from, at - from);
        if (hash)
            add_hash(out, bytes + at, run);
        else
            add_moment(out, moment);
        from = at + step;
    }
    ws_buffer_add(out, bytes + from, size - from);
}

static void put_hash(ws_buffer *out, const unsigned char *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        ws_buffer_putc(out, digits[bytes[i] >> 4]);
        ws_buffer_putc(out, digits[bytes[i] & 15]);
    }
}

static void put_moment(ws_buffer *out, const unsigned char *bytes)
{
    unsigned numbers[MOMENT_NUMBERS];
    uint64_t moment = 0;
    for (size_t i = 0; i < MOMENT_BYTES; i++) moment = moment << 8 | bytes[i];
    for (size_t i = MOMENT_NUMBERS; i-- > 0; moment /= moment_bases[i])
        numbers[i] = (unsigned)(moment % moment_bases[i]);
    ws_buffer_printf(out, "%04u-%02u-%02uT%02u:%02u:%02u", numbers[0], numbers[1], numbers[2], numbers[3], numbers[4],
                     numbers[5]);
}

static size_t length_behind(char mark)
{
    return mark == MARK_HASH ? HASH_BYTES : mark == MARK_HALF ? HASH_BYTES / 2 : mark == MARK_MOMENT ? MOMENT_BYTES : 0;
}

/* false: a mark without all of its bytes. */
static bool put_unmarked(ws_buffer *out, const char *bytes, size_t size)
{
    size_t from = 0;
    for (size_t at = 0; at < size; at++) {
        size_t length = length_behind(bytes[at]);
        if (!length) continue;
        const unsigned char *behind = (const unsigned char *)bytes + at + 1;
        ws_buffer_add(out, bytes + from, at - from);
        if (size - at - 1 < length) return false;
        if (bytes[at] == MARK_MOMENT)
            put_moment(out, behind);
        else
            put_hash(out, behind, length);
        at += length;
        from = at + 1;
    }
    ws_buffer_add(out, bytes + from, size - from);
    return true;
}

/* --- deflate --- */

static ws_status deflate_all(ws_buffer *out, const ws_buffer *in, ws_error *error)
{
    Bytef chunk[CHUNK];
    z_stream stream = {0};
    if (deflateInit2(&stream, LEVEL, Z_DEFLATED, -WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        return ws_no_memory(error);
    deflateSetDictionary(&stream, (const Bytef *)ws_squeeze_english, sizeof ws_squeeze_english - 1);
    deflateSetDictionary(&stream, (const Bytef *)ws_squeeze_members, sizeof ws_squeeze_members - 1);
    stream.next_in = (Bytef *)in->bytes;
    stream.avail_in = (uInt)in->size; /* documents are far below 4 GB */
    int state;
    do {
        stream.next_out = chunk;
        stream.avail_out = sizeof chunk;
        state = deflate(&stream, Z_FINISH);
        ws_buffer_add(out, chunk, sizeof chunk - stream.avail_out);
    } while (state == Z_OK);
    deflateEnd(&stream);
    return state == Z_STREAM_END ? WS_OK : ws_no_memory(error);
}

static ws_status corrupt(ws_error *error)
{
    return ws_fail(error, WS_CORRUPT, "rebuild the index from its articles (whosaid-index add)",
                   "a stored document is damaged: it cannot be unsqueezed");
}

/* Whether the mark is there, among what came behind `from`: all from it on is cut off. */
static bool cut_at(ws_buffer *out, size_t from, const char *mark)
{
    size_t length = strlen(mark);
    from = from < length ? 0 : from - length;
    const char *at = out->size ? memmem(out->bytes + from, out->size - from, mark, length) : NULL;
    if (at) out->size = (size_t)(at - out->bytes);
    return at;
}

/* Up to a mark, if it isn't NULL. */
static ws_status inflate_all(ws_buffer *out, const char *bytes, size_t size, const char *mark, ws_error *error)
{
    enum { PIECE = 1024 };
    Bytef chunk[CHUNK];
    bool cut = false;
    z_stream stream = {0};
    if (inflateInit2(&stream, -WINDOW_BITS) != Z_OK) return ws_no_memory(error);
    int state = inflateSetDictionary(&stream, (const Bytef *)ws_squeeze_english, sizeof ws_squeeze_english - 1);
    if (state == Z_OK)
        state = inflateSetDictionary(&stream, (const Bytef *)ws_squeeze_members, sizeof ws_squeeze_members - 1);
    stream.next_in = (Bytef *)bytes;
    stream.avail_in = (uInt)size;
    while (state == Z_OK && !out->failed && !cut) {
        size_t before = out->size, room = mark ? PIECE : sizeof chunk;
        stream.next_out = chunk;
        stream.avail_out = (uInt)room;
        state = inflate(&stream, Z_NO_FLUSH);
        ws_buffer_add(out, chunk, room - stream.avail_out);
        cut = mark && cut_at(out, before, mark);
    }
    bool whole = cut || (state == Z_STREAM_END && stream.avail_in == 0);
    inflateEnd(&stream);
    if (state == Z_MEM_ERROR) return ws_no_memory(error);
    if (out->failed) return ws_buffer_status(out, error);
    return whole ? WS_OK : corrupt(error);
}

ws_status ws_squeeze(ws_buffer *out, const char *bytes, size_t size, ws_error *error)
{
    ws_buffer marked = WS_BUFFER_INIT(out->limit);
    add_marked(&marked, bytes, size);
    ws_status status = ws_buffer_status(&marked, error);
    ws_buffer_putc(out, SQUEEZED);
    if (status == WS_OK) status = deflate_all(out, &marked, error);
    ws_buffer_free(&marked);
    return status;
}

bool ws_is_squeezed(const char *bytes, size_t size)
{
    return size > 0 && bytes[0] == SQUEEZED;
}

ws_status ws_unsqueeze_before(ws_buffer *out, const char *bytes, size_t size, const char *mark, ws_error *error)
{
    if (!ws_is_squeezed(bytes, size) || size > UINT32_MAX) return corrupt(error);
    ws_buffer marked = WS_BUFFER_INIT(out->limit);
    ws_status status = inflate_all(&marked, bytes + 1, size - 1, mark, error);
    if (status == WS_OK && !put_unmarked(out, marked.bytes ? marked.bytes : "", marked.size)) status = corrupt(error);
    ws_buffer_free(&marked);
    return status == WS_OK ? ws_buffer_status(out, error) : status;
}

ws_status ws_unsqueeze(ws_buffer *out, const char *bytes, size_t size, ws_error *error)
{
    return ws_unsqueeze_before(out, bytes, size, NULL, error);
}
