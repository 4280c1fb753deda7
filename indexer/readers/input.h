/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes from a file or from standard input, bounded. */
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
    WS_ARTICLE_BYTES = 8 * 1024 * 1024    /* longest text of one article */
};

typedef struct ws_input ws_input;

/* `path` "-" is `standard_input`. Folders, devices and sockets are refused. */
ws_status ws_input_open(const char *path, FILE *standard_input, ws_input **out, ws_error *error);
void ws_input_close(ws_input *input);
/* While standard input keeps waiting, a descriptor that can be read from ends the wait: WS_IO. */
void ws_input_watch(ws_input *input, int descriptor);
const char *ws_input_path(const ws_input *input);   /* as given; "-" for standard input */
bool ws_input_changed(const ws_input *input);       /* somebody has written to the file since it was opened */
uint64_t ws_input_offset(const ws_input *input);    /* bytes consumed */
size_t ws_input_line_number(const ws_input *input); /* of the line last read; 0 before, and for whole documents */
/* The first bytes, without consuming them; no more than a first line that is a whole JSON object, where only that has
 * come yet. */
const unsigned char *ws_input_head(ws_input *input, size_t *size);
/* Next line without its end into `line` (cleared first). WS_END at the end; WS_REFUSED for one longer than
 * WS_LINE_BYTES, which is skipped whole in constant memory. *number is its 1-based number. */
ws_status ws_input_line(ws_input *input, ws_buffer *line, size_t *number, ws_error *error);
/* All that is left. WS_REFUSED when more than WS_DOCUMENT_BYTES. */
ws_status ws_input_all(ws_input *input, ws_buffer *out, ws_error *error);

#endif
