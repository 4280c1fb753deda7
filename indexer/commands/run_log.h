/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --log FILE: what was refused, and what could not be read of an article that was, one JSON object a line, appended. */
#ifndef WS_RUN_LOG_H
#define WS_RUN_LOG_H

#include "status.h"

#include <stddef.h>
#include <stdio.h>

/* What is known of something that was left out. NULL and 0: not known. */
typedef struct ws_refusal {
    const char *path; /* - is standard input */
    size_t line;
    const char *id; /* of the article */
} ws_refusal;

/* WS_IO. */
ws_status ws_run_log_open(const char *path, FILE **out, ws_error *error);
/* {"schema_version", "time", "path", "line", "id", "status", "reason", "hint"}; each line is there when this returns.
 * The status is "noted" where `why` has none. */
ws_status ws_run_log_write(FILE *log, const ws_refusal *refusal, const ws_error *why, ws_error *error);

#endif
