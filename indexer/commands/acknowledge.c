/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acknowledge.h"

#include "json.h"

#include <errno.h>

enum { LINES_BYTES = 64 * 1024 * 1024, PRESSING_BYTES = 64 * 1024 };

ws_status ws_acknowledge_open(const char *path, ws_acknowledge *out, ws_error *error)
{
    *out = (ws_acknowledge){.lines = WS_BUFFER_INIT(LINES_BYTES), .behind = WS_BUFFER_INIT(LINES_BYTES)};
    if (!path) return WS_OK;
    out->out = fopen(path, "ae");
    return out->out ? WS_OK : ws_fail_errno(error, errno, "acknowledge articles in", path);
}

void ws_acknowledge_close(ws_acknowledge *acknowledge)
{
    if (acknowledge->out) fclose(acknowledge->out); /* flushed by what told last */
    ws_buffer_free(&acknowledge->lines);
    ws_buffer_free(&acknowledge->behind);
    *acknowledge = (ws_acknowledge){.out = NULL};
}

static void add_line(ws_buffer *lines, const char *id)
{
    ws_buffer_puts(lines, "{\"id\":");
    ws_json_add_string(lines, id);
    ws_buffer_puts(lines, "}\n");
}

static void done_with_one(ws_acknowledge *acknowledge)
{
    if (acknowledge->pending) acknowledge->pending--;
    if (acknowledge->pending || !acknowledge->behind.size) return;
    ws_buffer_add(&acknowledge->lines, acknowledge->behind.bytes, acknowledge->behind.size);
    acknowledge->lines.failed |= acknowledge->behind.failed;
    ws_buffer_clear(&acknowledge->behind);
}

void ws_acknowledge_handed(ws_acknowledge *acknowledge)
{
    if (acknowledge->out) acknowledge->pending++;
}

void ws_acknowledge_written(ws_acknowledge *acknowledge, const char *id)
{
    if (!acknowledge->out) return;
    add_line(&acknowledge->lines, id);
    done_with_one(acknowledge);
}

void ws_acknowledge_refused(ws_acknowledge *acknowledge)
{
    if (acknowledge->out) done_with_one(acknowledge);
}

void ws_acknowledge_there(ws_acknowledge *acknowledge, const char *id)
{
    if (acknowledge->out) add_line(acknowledge->pending ? &acknowledge->behind : &acknowledge->lines, id);
}

bool ws_acknowledge_presses(const ws_acknowledge *acknowledge)
{
    return acknowledge->behind.size > PRESSING_BYTES;
}

ws_status ws_acknowledge_tell(ws_acknowledge *acknowledge, ws_error *error)
{
    ws_buffer *lines = &acknowledge->lines;
    ws_status status = ws_buffer_status(lines, error);
    if (status != WS_OK || !acknowledge->out || !lines->size) return status;
    errno = 0;
    if (fwrite(lines->bytes, 1, lines->size, acknowledge->out) != lines->size || fflush(acknowledge->out))
        return ws_fail_errno(error, errno ? errno : EIO, "acknowledge articles in", "the file of --acknowledge");
    ws_buffer_clear(lines);
    return WS_OK;
}
