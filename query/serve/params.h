/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a request asks: names and values of a URL or a form (application/x-www-form-urlencoded), decoded and checked. */
#ifndef WS_PARAMS_H
#define WS_PARAMS_H

#include "arena.h"
#include "buffer.h"
#include "status.h"

enum { WS_PARAMS_MOST = 600 };

typedef struct ws_param {
    const char *name, *value; /* checked UTF-8 without NUL */
} ws_param;

typedef struct ws_params {
    ws_param *items; /* in the order given */
    size_t count;
} ws_params;

/* Adds the pairs of "a=1&b=two+words". WS_USAGE: a broken escape, no UTF-8, a NUL, or more than WS_PARAMS_MOST. */
ws_status ws_params_add(ws_arena *arena, const char *bytes, size_t size, ws_params *params, ws_error *error);

/* The first value of a name; NULL: it is not there. */
const char *ws_params_get(const ws_params *params, const char *name);

/* Appends a value as it stands in a URL. */
void ws_params_escape(ws_buffer *buffer, const char *value);

#endif
