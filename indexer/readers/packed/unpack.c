/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unpack.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum {
    GZIP_WINDOW = 15 + 16,
    DICTIONARY_HEAD = 8, /* magic and size */
    DICTIONARY_BYTES = 16 * 1024 * 1024
};

struct ws_unpacker {
    ws_packing packing;
    bool whole;  /* at the end of a member, or before the first */
    bool inside; /* something of the member at hand was taken */
    bool any;    /* there was a member */
    bool has_zlib;
    z_stream zlib;
    ZSTD_DStream *zstd;
    ws_buffer dictionary;  /* the frame that holds it, as far as it has come */
    bool wants_dictionary; /* that frame is being read */
};

static const unsigned char gzip_magic[] = {0x1F, 0x8B, 8};

/* As many of the bytes of a magic as are there: 1 all, 0 some and no other, -1 another. */
static int begins_with(const unsigned char *bytes, size_t size, const unsigned char *magic, size_t length)
{
    size_t some = size < length ? size : length;

    if (memcmp(bytes, magic, some) != 0) return -1;
    return some == length;
}

/* Data, or a frame to be skipped, of which Zstandard has sixteen kinds. */
static int begins_zstd(const unsigned char *bytes, size_t size)
{
    static const unsigned char data[] = {0x28, 0xB5, 0x2F, 0xFD}, skipped[] = {0x2A, 0x4D, 0x18};

    if (size == 0) return 0;
    if (bytes[0] >> 4 == 5) return begins_with(bytes + 1, size - 1, skipped, sizeof skipped);
    return begins_with(bytes, size, data, sizeof data);
}

ws_packing ws_packing_of(const unsigned char *head, size_t size, bool *undecided)
{
    int gzip = begins_with(head, size, gzip_magic, sizeof gzip_magic);
    int zstd = begins_zstd(head, size);

    *undecided = gzip == 0 || zstd == 0;
    return gzip > 0 ? WS_GZIP : zstd > 0 ? WS_ZSTD : WS_NOT_PACKED;
}

size_t ws_packing_find(ws_packing packing, const unsigned char *bytes, size_t size)
{
    size_t at = 0;

    for (; at + WS_PACKING_MAGIC <= size; at++) {
        if (packing == WS_ZSTD ? begins_zstd(bytes + at, size - at) > 0
                               : begins_with(bytes + at, size - at, gzip_magic, sizeof gzip_magic) > 0)
            return at;
    }
    return at;
}

ws_status ws_unpacker_new(ws_packing packing, ws_unpacker **out, ws_error *error)
{
    ws_unpacker *unpacker = calloc(1, sizeof *unpacker);
    int window = packing == WS_GZIP ? GZIP_WINDOW : packing == WS_ZLIB ? MAX_WBITS : -MAX_WBITS;
    bool ready;

    *out = NULL;
    if (!unpacker) return ws_no_memory(error);
    unpacker->packing = packing;
    unpacker->whole = true;
    if (packing == WS_ZSTD)
        ready = (unpacker->zstd = ZSTD_createDStream()) != NULL;
    else
        ready = unpacker->has_zlib = inflateInit2(&unpacker->zlib, window) == Z_OK;
    if (!ready) {
        ws_unpacker_free(unpacker);
        return ws_no_memory(error);
    }
    *out = unpacker;
    return WS_OK;
}

void ws_unpacker_free(ws_unpacker *unpacker)
{
    if (!unpacker) return;
    if (unpacker->has_zlib) inflateEnd(&unpacker->zlib);
    ZSTD_freeDStream(unpacker->zstd);
    ws_buffer_free(&unpacker->dictionary);
    free(unpacker);
}

bool ws_unpacker_is_whole(const ws_unpacker *unpacker)
{
    return unpacker->whole;
}

bool ws_unpacker_is_inside(const ws_unpacker *unpacker)
{
    return unpacker->inside;
}

void ws_unpacker_reset(ws_unpacker *unpacker)
{
    if (unpacker->zstd)
        ZSTD_DCtx_reset(unpacker->zstd, ZSTD_reset_session_only);
    else
        inflateReset(&unpacker->zlib);
    unpacker->whole = true;
    unpacker->inside = false;
    unpacker->wants_dictionary = false;
}

static ws_status fail_damaged(ws_error *error)
{
    return ws_fail(error, WS_CORRUPT, "Get the file again, or make it again; what was read before that place is kept",
                   "the compressed data are damaged");
}

static ws_status run_zlib(ws_unpacker *unpacker, const unsigned char *bytes, size_t size, size_t *taken,
                          unsigned char *out, size_t room, size_t *made, ws_error *error)
{
    z_stream *zlib = &unpacker->zlib;
    int result;

    zlib->next_in = (unsigned char *)(uintptr_t)bytes;
    zlib->avail_in = size > UINT32_MAX ? UINT32_MAX : (uInt)size;
    zlib->next_out = out;
    zlib->avail_out = room > UINT32_MAX ? UINT32_MAX : (uInt)room;
    result = inflate(zlib, Z_NO_FLUSH);
    *taken = (size_t)(zlib->next_in - bytes);
    *made = (size_t)(zlib->next_out - out);
    if (result == Z_MEM_ERROR) return ws_no_memory(error);
    if (result == Z_STREAM_END) unpacker->whole = true;
    return result == Z_STREAM_END || result == Z_OK || result == Z_BUF_ERROR ? WS_OK : fail_damaged(error);
}

static ws_status run_zstd(ws_unpacker *unpacker, const unsigned char *bytes, size_t size, size_t *taken,
                          unsigned char *out, size_t room, size_t *made, ws_error *error)
{
    ZSTD_inBuffer from = {bytes, size, 0};
    ZSTD_outBuffer to = {out, room, 0};
    size_t result = ZSTD_decompressStream(unpacker->zstd, &to, &from);

    *taken = from.pos;
    *made = to.pos;
    if (result == 0) unpacker->whole = true;
    if (!ZSTD_isError(result)) return WS_OK;
    switch (ZSTD_getErrorCode(result)) {
    case ZSTD_error_memory_allocation:
        return ws_no_memory(error);
    case ZSTD_error_frameParameter_windowTooLarge:
        return ws_fail(error, WS_CORRUPT, "Pack it again without --long or --ultra",
                       "unpacking it needs more than 128 MiB of memory");
    case ZSTD_error_dictionary_wrong:
        return ws_fail(error, WS_CORRUPT, "Unpack it with zstd -D first", "it is packed with a dictionary of its own");
    default:
        return fail_damaged(error);
    }
}

/* What the frame holds may itself be packed. */
static ws_status load_dictionary(ws_unpacker *unpacker, ws_error *error)
{
    const char *bytes = unpacker->dictionary.bytes + DICTIONARY_HEAD;
    size_t size = unpacker->dictionary.size - DICTIONARY_HEAD;
    ws_buffer unpacked = WS_BUFFER_INIT(DICTIONARY_BYTES);
    bool undecided;
    ws_status status = WS_OK;

    if (size >= WS_PACKING_MAGIC && (unsigned char)bytes[0] == 0x28 &&
        ws_packing_of((const unsigned char *)bytes, size, &undecided) == WS_ZSTD) {
        status = ws_unpack(WS_ZSTD, bytes, size, &unpacked, error);
        bytes = unpacked.bytes;
        size = unpacked.size;
    }
    if (status == WS_OK && ZSTD_isError(ZSTD_DCtx_loadDictionary(unpacker->zstd, bytes, size)))
        status = ws_fail(error, WS_CORRUPT, NULL, "the dictionary that it is packed with is damaged");
    ws_buffer_free(&unpacked);
    ws_buffer_free(&unpacker->dictionary);
    unpacker->wants_dictionary = false;
    unpacker->whole = true;
    return status;
}

/* Size of the frame that holds the dictionary, as far as it is known. */
static size_t dictionary_frame(const ws_buffer *frame)
{
    const unsigned char *size;

    if (frame->size < DICTIONARY_HEAD) return DICTIONARY_HEAD;
    size = (const unsigned char *)frame->bytes + 4;
    return DICTIONARY_HEAD + ((size_t)size[0] | (size_t)size[1] << 8 | (size_t)size[2] << 16 | (size_t)size[3] << 24);
}

static ws_status read_dictionary(ws_unpacker *unpacker, const unsigned char *bytes, size_t size, size_t *taken,
                                 ws_error *error)
{
    ws_buffer *frame = &unpacker->dictionary;
    size_t missing;

    while ((missing = dictionary_frame(frame) - frame->size) > 0 && *taken < size) {
        size_t some = size - *taken < missing ? size - *taken : missing;

        if (frame->size + missing > DICTIONARY_BYTES)
            return ws_fail(error, WS_CORRUPT, NULL, "its dictionary is larger than %d MiB",
                           DICTIONARY_BYTES / (1024 * 1024));
        ws_buffer_add(frame, bytes + *taken, some);
        *taken += some;
        if (ws_buffer_status(frame, error) != WS_OK) return WS_NO_MEMORY;
    }
    return missing == 0 ? load_dictionary(unpacker, error) : WS_OK;
}

/* Is the first frame of the kind that holds a dictionary? */
static void look_for_dictionary(ws_unpacker *unpacker, const unsigned char *bytes, size_t size)
{
    static const unsigned char magic[] = {0x5D, 0x2A, 0x4D, 0x18};

    if (!unpacker->zstd || begins_with(bytes, size, magic, sizeof magic) <= 0) return;
    unpacker->wants_dictionary = true;
    unpacker->dictionary = WS_BUFFER_INIT(DICTIONARY_BYTES);
}

ws_status ws_unpacker_run(ws_unpacker *unpacker, const unsigned char *bytes, size_t size, size_t *taken,
                          unsigned char *out, size_t room, size_t *made, ws_error *error)
{
    size_t padding = 0;
    ws_status status;

    *taken = *made = 0;
    while (unpacker->whole && unpacker->any && padding < size && bytes[padding] == 0) padding++;
    *taken = padding;
    if (padding == size || room == 0) return WS_OK;
    if (unpacker->whole) {
        ws_unpacker_reset(unpacker);
        if (!unpacker->any) look_for_dictionary(unpacker, bytes, size);
        unpacker->whole = false;
        unpacker->any = true;
    }
    if (unpacker->wants_dictionary) return read_dictionary(unpacker, bytes, size, taken, error);
    status = (unpacker->zstd ? run_zstd : run_zlib)(unpacker, bytes + padding, size - padding, taken, out, room, made,
                                                    error);
    unpacker->inside = !unpacker->whole && (unpacker->inside || *taken > 0);
    *taken += padding;
    return status;
}

ws_status ws_unpack(ws_packing packing, const void *bytes, size_t size, ws_buffer *out, ws_error *error)
{
    enum { SOME = 16 * 1024 };
    unsigned char some[SOME];
    const unsigned char *at = bytes, *end = at + size;
    ws_unpacker *unpacker;
    size_t taken, made;
    ws_status status = ws_unpacker_new(packing, &unpacker, error);

    if (status != WS_OK) return status;
    do {
        status = ws_unpacker_run(unpacker, at, (size_t)(end - at), &taken, some, SOME, &made, error);
        at += taken;
        if (made > out->limit - out->size) {
            status = ws_fail(error, WS_REFUSED, NULL, "it unpacks to more than %zu MiB", out->limit / (1024 * 1024));
            break;
        }
        if (made) ws_buffer_add(out, some, made);
        if (status == WS_OK) status = ws_buffer_status(out, error);
        /* Only gzip and Zstandard may have several members. */
        if (ws_unpacker_is_whole(unpacker) && packing != WS_GZIP && packing != WS_ZSTD) break;
    } while (status == WS_OK && (taken || made));
    if (status == WS_OK && !ws_unpacker_is_whole(unpacker))
        status = ws_fail(error, WS_CORRUPT, NULL, "the compressed data are cut off");
    ws_unpacker_free(unpacker);
    return status;
}
