/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a function answers, and the words a person is told when it did not go well.
 *
 * Every function that can fail returns a ws_status and fills a ws_error. Nothing but the two main.c files turns one
 * into an exit code or prints it. */
#ifndef WS_STATUS_H
#define WS_STATUS_H

#include <stddef.h>

#pragma GCC visibility push(default)

typedef enum ws_status {
    WS_OK = 0,
    WS_END,          /* nothing more to read; not a failure */
    WS_PASSED,       /* nothing to read in this one, a picture say; not a failure, and the next one may have text */
    WS_NOT_FOUND,    /* no such document, file or match */
    WS_USAGE,        /* what the user asked for makes no sense; `column` may point into it */
    WS_REFUSED,      /* this article cannot be read (encoding, syntax, size, emptiness); the next one may */
    WS_NO_MEMORY,
    WS_IO,           /* the operating system said no: rights, disk full, read-only, a broken pipe */
    WS_LOCKED,       /* another process writes this index */
    WS_MODIFIED,     /* the index changed underneath; reopen and try once more */
    WS_CORRUPT,      /* damaged index, model or journal */
    WS_NOT_AN_INDEX, /* there is something else, or nothing, at this place */
    WS_FUTURE,       /* written by a newer whosaid */
    WS_OUTDATED,     /* written by an older whosaid, in a format that is no longer read */
    WS_NETWORK,      /* a remote index did not answer */
    WS_INTERNAL      /* our own mistake */
} ws_status;

enum { WS_MESSAGE_BYTES = 640, WS_HINT_BYTES = 320 };

typedef struct ws_error {
    ws_status status;
    char message[WS_MESSAGE_BYTES]; /* what happened, to which file; one line, valid UTF-8, no trailing stop */
    char hint[WS_HINT_BYTES];       /* what to do about it, or "" */
    size_t column;                  /* 1-based column, in code points, of a mistake in a query or option; 0: none */
} ws_error;

/* Fills `error` (which may be NULL) and returns `status`, so that `return ws_fail(...)` reads well.
 * `hint` may be NULL. Bytes that are not UTF-8 and control characters are replaced by '?'. */
ws_status ws_fail(ws_error *error, ws_status status, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same for a failed system call on `what` (a path): message and hint from errno. */
ws_status ws_fail_errno(ws_error *error, int errnum, const char *doing, const char *what);

ws_status ws_no_memory(ws_error *error);

/* Short name of a status for JSON and logs: "refused", "locked", ... Never NULL. */
const char *ws_status_name(ws_status status);

#pragma GCC visibility pop
#endif
