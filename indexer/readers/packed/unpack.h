/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decompression of streams, told by their first bytes: gzip of any number of members (RFC 1952), Zstandard of any
 * number of frames (RFC 8878), and what HTTP calls deflate. Zero bytes after a member are padding. Zstandard's frames
 * may need the dictionary that a web archive brings along as its first frame (IIPC's draft of WARC with Zstandard). */
#ifndef WS_UNPACK_H
#define WS_UNPACK_H

#include "buffer.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum ws_packing { WS_NOT_PACKED, WS_GZIP, WS_ZSTD, WS_ZLIB, WS_DEFLATE } ws_packing;

enum { WS_PACKING_MAGIC = 4 }; /* bytes of a magic, at most */

/* What bytes are packed by, by their magic: gzip, Zstandard or not. *undecided: more bytes would tell. */
ws_packing ws_packing_of(const unsigned char *head, size_t size, bool *undecided);
/* Where the next member may begin; near `size`, with room for a magic that is cut, when none is there. */
size_t ws_packing_find(ws_packing packing, const unsigned char *bytes, size_t size);

typedef struct ws_unpacker ws_unpacker;

/* The first bytes given to it must hold the magic. */
ws_status ws_unpacker_new(ws_packing packing, ws_unpacker **out, ws_error *error);
void ws_unpacker_free(ws_unpacker *unpacker); /* NULL is fine */
/* Takes some of the bytes, makes others: WS_OK with how many; with neither, it needs more to go on. WS_CORRUPT after
 * everything that could be made was. */
ws_status ws_unpacker_run(ws_unpacker *unpacker, const unsigned char *bytes, size_t size, size_t *taken,
                          unsigned char *out, size_t room, size_t *made, ws_error *error);
/* May the bytes end here? */
bool ws_unpacker_is_whole(const ws_unpacker *unpacker);
/* Was anything taken of the member at hand? */
bool ws_unpacker_is_inside(const ws_unpacker *unpacker);
/* Begins anew, with a new member. */
void ws_unpacker_reset(ws_unpacker *unpacker);

/* All of some bytes at once, appended. WS_REFUSED when that is more than out->limit; WS_CORRUPT. */
ws_status ws_unpack(ws_packing packing, const void *bytes, size_t size, ws_buffer *out, ws_error *error);

#endif
