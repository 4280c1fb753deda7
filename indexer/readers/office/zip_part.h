/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a zip archive in memory: what office documents are made of. */
#ifndef WS_ZIP_PART_H
#define WS_ZIP_PART_H

#include "buffer.h"
#include "status.h"

#include <stdbool.h>

enum {
    WS_ZIP_PART_BYTES = 64 * 1024 * 1024, /* largest part, unpacked */
    WS_ZIP_MOST_PARTS = 20000
};

typedef struct ws_zip_part {
    const char *name; /* "word/document.xml"; also with a number before the last dot, as some programs write it */
    ws_buffer bytes;  /* filled; the caller's to free */
    bool found;
} ws_zip_part;

/* Fills the parts that are there; of several with one name the first. WS_REFUSED: damaged, a part larger than
 * WS_ZIP_PART_BYTES, or encrypted. */
ws_status ws_zip_parts(const void *bytes, size_t size, ws_zip_part *parts, size_t count, ws_error *error);

/* For sniffing: the name of the first part of a file that begins like a zip archive; false when it does not, or the
 * name is longer. */
enum { WS_ZIP_NAME_BYTES = 64 };
bool ws_zip_first(const unsigned char *head, size_t size, char name[WS_ZIP_NAME_BYTES]);

#endif
