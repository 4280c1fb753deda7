/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files for others, made by an exporter and handed out by the server. What an exporter makes as a file goes through a
 * folder of its own that only this process names and reads, and that is removed at once. */
#ifndef WS_DOWNLOAD_H
#define WS_DOWNLOAD_H

#include "arena.h"
#include "buffer.h"
#include "status.h"

/* The input of endpoints that download: which format. */
extern const char *const ws_download_names[]; /* of formats; NULL-terminated */
#define WS_DOWNLOAD_INPUT                                                                                              \
    {                                                                                                                  \
        "as", "--as", WS_INPUT_CHOICE, 0, true, false, "what to make", ws_download_names                               \
    }

typedef struct ws_download {
    const char *type, *name; /* MIME type; name of the file */
    const char *scratch;     /* where this process has a folder for it; NULL: it goes to a stream */
    const char *path;        /* in that folder */
} ws_download;

/* For one of these formats, by way of a folder in `scratch` (NULL: there is none); an unknown one has neither type nor
 * folder: the command refuses it. End it whatever happened. WS_IO, WS_NO_MEMORY. */
ws_status ws_download_begin(ws_arena *arena, const char *scratch, const char *format, ws_download *out,
                            ws_error *error);
/* Puts the file that was made in place of what `out` has. WS_USAGE: larger than `out` may be. */
ws_status ws_download_take(const ws_download *download, ws_buffer *out, ws_error *error);
void ws_download_end(const ws_download *download);

#endif
