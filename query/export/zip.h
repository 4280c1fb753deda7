/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a ZIP archive, part by part. */
#ifndef WS_ZIP_H
#define WS_ZIP_H

#include "status.h"

#include <stddef.h>
#include <stdio.h>
#include <time.h>

typedef struct ws_zip ws_zip;

/* Archives onto `out`, which stays open; every part is dated `when`. WS_NO_MEMORY, WS_IO. */
ws_status ws_zip_open(FILE *out, time_t when, ws_zip **zip, ws_error *error);
/* A part of these bytes; of all that a file has, from its beginning. */
ws_status ws_zip_add(ws_zip *zip, const char *name, const void *bytes, size_t size, ws_error *error);
ws_status ws_zip_add_file(ws_zip *zip, const char *name, FILE *file, ws_error *error);
/* Writes the directory. Ends the archive and frees it, whatever happens; NULL is fine. */
ws_status ws_zip_close(ws_zip *zip, ws_error *error);

#endif
