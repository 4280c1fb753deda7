/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may ask: by the Host, the Origin and the token of a request. */
#ifndef WS_GUARD_H
#define WS_GUARD_H

#include "options.h"

enum { WS_TOKEN_BYTES = 256 };

typedef struct ws_guard {
    ws_strings names;  /* under which the server is called, beside localhost and addresses in digits */
    const char *token; /* NULL: none is asked for */
} ws_guard;

/* Is the Host header of a request (NULL: none) this server's? A page elsewhere can have its own name resolve to this
 * machine (DNS rebinding), but its name stays in the header. */
bool ws_guard_host(const ws_guard *guard, const char *host);

/* May a form of this Origin (NULL: no browser's) be taken? Only our own pages'. */
bool ws_guard_origin(const char *host, const char *origin);

/* Is the token in `Authorization: Bearer TOKEN` or in the cookie `whosaid=TOKEN`? In the same time, right or wrong. */
bool ws_guard_token(const ws_guard *guard, const char *authorization, const char *cookie);
bool ws_guard_is_token(const ws_guard *guard, const char *given);

/* Is an address in digits one that only this machine reaches? */
bool ws_guard_is_local(const char *address);

#endif
