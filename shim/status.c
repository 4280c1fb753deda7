/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

/* Cuts nothing, replaces only: a message may quote foreign bytes and ends up on a terminal. */
static void make_printable(char *message)
{
    for (size_t left = strlen(message); left > 0;) {
        ucs4_t character;
        int length = u8_mbtoucr(&character, (const uint8_t *)message, left);
        if (length <= 0 || character < 0x20 || (character >= 0x7f && character < 0xa0)) {
            if (length <= 0) length = 1;
            memset(message, '?', (size_t)length);
        }
        message += length;
        left -= (size_t)length;
    }
}

/* snprintf may have cut a character in two. */
static void drop_partial_character(char *message, size_t capacity)
{
    size_t size = strlen(message);
    if (size + 1 < capacity) return;
    size_t start = size;
    while (start > 0 && size - start < 4 && ((unsigned char)message[start - 1] & 0xc0) == 0x80) start--;
    if (start == 0 || (unsigned char)message[start - 1] < 0xc0) return;
    ucs4_t character;
    if (u8_mbtoucr(&character, (const uint8_t *)message + start - 1, size - start + 1) == -2) message[start - 1] = '\0';
}

ws_status ws_fail(ws_error *error, ws_status status, const char *hint, const char *format, ...)
{
    if (!error) return status;
    va_list arguments;
    va_start(arguments, format);
    ws_error filled = {.status = status};
    vsnprintf(filled.message, sizeof filled.message, format, arguments);
    va_end(arguments);
    snprintf(filled.hint, sizeof filled.hint, "%s", hint ? hint : "");
    drop_partial_character(filled.message, sizeof filled.message);
    drop_partial_character(filled.hint, sizeof filled.hint);
    make_printable(filled.message);
    make_printable(filled.hint);
    *error = filled;
    return status;
}

static const char *errno_hint(int errnum)
{
    switch (errnum) {
    case EACCES:
    case EPERM:
        return "check who owns it and who may read or write it (ls -l)";
    case ENOSPC:
    case EDQUOT:
        return "the disk is full: make room and run the same command again";
    case EROFS:
        return "the file system is mounted read-only: choose another place";
    case ENOENT:
        return "check the spelling of the path";
    case EMFILE:
    case ENFILE:
        return "too many files are open: raise the limit (ulimit -n)";
    default:
        return NULL;
    }
}

ws_status ws_fail_errno(ws_error *error, int errnum, const char *doing, const char *what)
{
    ws_status status = errnum == ENOMEM ? WS_NO_MEMORY : WS_IO;
    char reason[128];
    return ws_fail(error, status, errno_hint(errnum), "cannot %s %s: %s", doing, what,
                   strerror_r(errnum, reason, sizeof reason));
}

ws_status ws_no_memory(ws_error *error)
{
    return ws_fail(error, WS_NO_MEMORY, "close other programs, or give it less at once", "out of memory");
}

const char *ws_status_name(ws_status status)
{
    static const char *const names[] = {
        [WS_OK] = "ok",
        [WS_END] = "end",
        [WS_PASSED] = "passed",
        [WS_NOT_FOUND] = "not-found",
        [WS_USAGE] = "usage",
        [WS_REFUSED] = "refused",
        [WS_NO_MEMORY] = "no-memory",
        [WS_IO] = "io",
        [WS_LOCKED] = "locked",
        [WS_MODIFIED] = "modified",
        [WS_CORRUPT] = "corrupt",
        [WS_NOT_AN_INDEX] = "not-an-index",
        [WS_FUTURE] = "future",
        [WS_OUTDATED] = "outdated",
        [WS_NETWORK] = "network",
        [WS_INTERNAL] = "internal",
    };
    size_t count = sizeof names / sizeof *names;
    return (size_t)status < count ? names[status] : "unknown";
}
