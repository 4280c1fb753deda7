/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes from a file, from standard input or from a member of a container, bounded. What is packed by gzip or Zstandard,
 * told by its first bytes, is unpacked while it is read. */
#ifndef WS_INPUT_H
#define WS_INPUT_H

#include "buffer.h"
#include "status.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum {
    WS_HEAD_BYTES = 4096,                 /* what sniffing sees */
    WS_LINE_BYTES = 32 * 1024 * 1024,     /* longest line of line-wise formats */
    WS_DOCUMENT_BYTES = 64 * 1024 * 1024, /* largest file that is one document */
    WS_ARTICLE_BYTES = 8 * 1024 * 1024,   /* longest text of one article */
    /* Against bombs: all that comes out of a file, on all levels of packing together, is at most so much, and so many
     * times the bytes that were read of it. */
    WS_UNPACKED_BYTES = 64 * 1024 * 1024,
    WS_UNPACKED_RATIO = 200
};

typedef struct ws_input ws_input;
struct ws_map; /* of metadata.h */

/* A path as articles and messages have it, in UTF-8: each byte of a file's name that is none is written as \xff, so
 * that no two names become one. For free(); NULL: no memory. */
char *ws_path_text(const char *path);
/* `path` "-" is `standard_input`. Folders, devices and sockets are refused. */
ws_status ws_input_open(const char *path, FILE *standard_input, ws_input **out, ws_error *error);
/* Fills `out` with at most `room` bytes: WS_OK with *count, 0 at the end. What fails ends the input. */
typedef ws_status (*ws_input_bytes)(void *user, void *out, size_t room, size_t *count, ws_error *error);
/* What is a part of another input, which outlives it, under a path of its own. */
ws_status ws_input_open_part(const char *path, ws_input *whole, ws_input_bytes bytes, void *user, ws_input **out,
                             ws_error *error);
void ws_input_close(ws_input *input);
/* While standard input keeps waiting, a descriptor that can be read from ends the wait: WS_IO. */
void ws_input_watch(ws_input *input, int descriptor);
/* Which columns hold which fields, where the user says so: for readers of tables and objects. NULL: nothing is said. */
void ws_input_give_map(ws_input *input, const struct ws_map *map);
const struct ws_map *ws_input_map(const ws_input *input);
const char *ws_input_path(const ws_input *input);   /* ws_path_text of what was given; "-" for standard input */
bool ws_input_changed(const ws_input *input);       /* somebody has written to the file since it was opened */
uint64_t ws_input_offset(const ws_input *input);    /* bytes consumed of the file, as it is packed */
size_t ws_input_line_number(const ws_input *input); /* of the line last read; 0 before, and for whole documents */
/* The first bytes, without consuming them; no more than a first line that is a whole JSON object, where only that has
 * come yet. */
const unsigned char *ws_input_head(ws_input *input, size_t *size);
/* Next line without its end into `line` (cleared first). WS_END at the end; WS_REFUSED for one longer than
 * WS_LINE_BYTES, which is skipped whole in constant memory. *number is its 1-based number. */
ws_status ws_input_line(ws_input *input, ws_buffer *line, size_t *number, ws_error *error);
/* Has the line last read an end? Only the last one of an input may have none. */
bool ws_input_line_ended(const ws_input *input);
/* All that is left. WS_REFUSED when more than WS_DOCUMENT_BYTES. */
ws_status ws_input_all(ws_input *input, ws_buffer *out, ws_error *error);
/* Some of the next bytes, at least one, which stay until they are taken. WS_END at the end. */
ws_status ws_input_some(ws_input *input, const unsigned char **bytes, size_t *size, ws_error *error);
void ws_input_take(ws_input *input, size_t count); /* of those */

/* Packed data that are damaged or cut off, or unpack to too much, are WS_CORRUPT, after all that could be read before;
 * so is any later reading. This goes on where the next member (gzip) or frame (Zstandard) seems to begin; false when
 * there is none. */
bool ws_input_resume(ws_input *input);
/* Did the member that is damaged give bytes before that was seen? They are not to be trusted. */
bool ws_input_gave_damaged(const ws_input *input);

/* For containers: a file's bytes by their place, where it is no stream and not packed. */
bool ws_input_seeks(ws_input *input, uint64_t *size);
ws_status ws_input_seek(ws_input *input, uint64_t offset, ws_error *error);
bool ws_input_is_packed(ws_input *input);
/* Counts what came out of it and was passed over: WS_CORRUPT when it has become too much. */
ws_status ws_input_count(ws_input *input, size_t unpacked, ws_error *error);

#endif
