/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

char *ws_journal_beside(ws_arena *arena, const char *decisions, const char *name)
{
    const char *slash = strrchr(decisions, '/');
    return ws_arena_printf(arena, "%.*s%s", slash ? (int)(slash - decisions + 1) : 0, decisions, name);
}

ws_status ws_journal_lines(const char *bytes, size_t size, ws_journal_take *take, void *self, ws_error *error)
{
    size_t number = 1;
    ws_status status = WS_OK;
    for (const char *at = bytes, *end = bytes + size, *stop; at < end && status == WS_OK; at = stop + 1, number++) {
        stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) break;
        if (stop > at) status = take(self, at, (size_t)(stop - at), number, error);
    }
    return status;
}

/* What a power cut left of a last line is not acknowledged, and goes. */
static ws_status mend_end(ws_journal *file, ws_error *error)
{
    struct stat found;
    char byte = '\n';
    if (fstat(file->descriptor, &found)) return ws_fail_errno(error, errno, "read", file->path);
    file->size = found.st_size;
    while (file->size > 0) {
        if (pread(file->descriptor, &byte, 1, file->size - 1) != 1)
            return ws_fail_errno(error, errno, "read", file->path);
        if (byte == '\n') break;
        file->size--;
    }
    if (file->size < found.st_size && ftruncate(file->descriptor, file->size))
        return ws_fail_errno(error, errno, "mend the end of", file->path);
    return WS_OK;
}

ws_status ws_journal_append(const char *path, const ws_buffer *lines, ws_error *error)
{
    ws_journal opened = {.path = path, .descriptor = -1};
    ws_status status = ws_buffer_status(lines, error);
    if (status == WS_OK) status = ws_journal_open(&opened, error);
    if (status == WS_OK) status = mend_end(&opened, error);
    if (status == WS_OK) {
        status = ws_journal_write(&opened, lines, error);
        if (status != WS_OK && ftruncate(opened.descriptor, opened.size)) /* half a line, which reading knows */
            status = ws_fail_errno(error, errno, "take back half a line in", path);
    }
    if (opened.descriptor >= 0) close(opened.descriptor);
    return status;
}
