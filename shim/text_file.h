/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text file that people edit, line by line: checked UTF-8, comments and blank lines passed over. */
#ifndef WS_TEXT_FILE_H
#define WS_TEXT_FILE_H

#include "arena.h"
#include "status.h"

typedef struct ws_text_file {
    const char *path;
    char *rest;  /* NULL: at the end */
    size_t line; /* of the one handed out last */
} ws_text_file;

/* The whole file, in the arena. */
ws_status ws_text_file_read(ws_arena *arena, const char *path, ws_text_file *out, ws_error *error);
/* The next line, without its end; NULL: none. */
char *ws_text_file_line(ws_text_file *file);
/* WS_CORRUPT: "FILE:LINE has ...". */
ws_status ws_text_file_wrong(const ws_text_file *file, ws_error *error, const char *what);

#endif
