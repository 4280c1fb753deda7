/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_file.h"

#include "unicode.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const size_t MOST_BYTES = (size_t)64 << 20;

static ws_status load(ws_arena *arena, FILE *in, ws_text_file *out, ws_error *error)
{
    size_t size = 0, capacity = 0, read;
    char block[16384], *bytes = ws_arena_string(arena, "", 0);
    if (!bytes) return ws_no_memory(error);
    while ((read = fread(block, 1, sizeof block, in))) {
        if (size + read > MOST_BYTES)
            return ws_fail(error, WS_CORRUPT, "give fewer names", "%s is larger than 64 MB", out->path);
        if (size + read + 1 > capacity) {
            capacity = 2 * capacity + 4 * sizeof block;
            char *larger = ws_arena_alloc(arena, capacity);
            if (!larger) return ws_no_memory(error);
            bytes = memcpy(larger, bytes, size);
        }
        memcpy(bytes + size, block, read);
        size += read;
    }
    if (ferror(in)) return ws_fail_errno(error, errno, "read", out->path);
    size_t good = ws_utf8_check(bytes, size);
    bytes[size] = '\0';
    out->rest = bytes;
    if (good == size) return WS_OK;
    for (const char *at = bytes; at < bytes + good; at++) out->line += *at == '\n';
    out->line++;
    return ws_text_file_wrong(out, error, "has bytes that are no UTF-8");
}

ws_status ws_text_file_read(ws_arena *arena, const char *path, ws_text_file *out, ws_error *error)
{
    *out = (ws_text_file){.path = path};
    FILE *in = fopen(path, "re");
    if (!in) return ws_fail_errno(error, errno, "open", path);
    ws_status status = load(arena, in, out, error);
    fclose(in);
    if (status == WS_OK && !strncmp(out->rest, "\xef\xbb\xbf", 3)) out->rest += 3;
    return status;
}

char *ws_text_file_line(ws_text_file *file)
{
    while (file->rest) {
        char *line = strsep(&file->rest, "\n");
        size_t size = strlen(line);
        file->line++;
        if (size && line[size - 1] == '\r') line[size - 1] = '\0';
        if (line[strspn(line, " \t\r")] && *line != '#') return line;
    }
    return NULL;
}

ws_status ws_text_file_wrong(const ws_text_file *file, ws_error *error, const char *what)
{
    return ws_fail(error, WS_CORRUPT, "mend this line; lines that begin with # are passed over", "%s:%zu %s",
                   file->path, file->line, what);
}
