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

/* May a form be taken, by Origin and Sec-Fetch-Site (NULL: not there)? A browser that hides where a form comes from, as
 * it does for pages that want no referrers, says "null": then the form has to carry the key of our pages. */
typedef enum ws_origin { WS_ORIGIN_OURS, WS_ORIGIN_HIDDEN, WS_ORIGIN_FOREIGN } ws_origin;
ws_origin ws_guard_origin(const char *host, const char *origin, const char *site);

/* Is the token in `Authorization: Bearer TOKEN` or in the cookie `whosaid=TOKEN`? In the same time, right or wrong. */
bool ws_guard_token(const ws_guard *guard, const char *authorization, const char *cookie);
bool ws_guard_is_token(const ws_guard *guard, const char *given);

/* Is an address in digits one that only this machine reaches? */
bool ws_guard_is_local(const char *address);

#endif
