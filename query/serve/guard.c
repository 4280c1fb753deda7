/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard.h"

#include <arpa/inet.h>
#include <string.h>

enum { HOST_BYTES = 256 };

/* "[::1]:8080" and "localhost:8080" without the port. False: neither a name nor an address. */
static bool take_name(const char *host, char name[HOST_BYTES])
{
    bool bracket = *host == '[';
    const char *begin = host + bracket;
    size_t size = bracket ? strcspn(begin, "]") : strcspn(begin, ":");
    const char *rest = begin + size;
    if (bracket && *rest++ != ']') return false;
    if (!size || size >= HOST_BYTES) return false;
    if (*rest && (*rest != ':' || strspn(rest + 1, "0123456789") != strlen(rest + 1))) return false;
    memcpy(name, begin, size);
    name[size] = '\0';
    return true;
}

static bool is_address(const char *name)
{
    struct in6_addr unused;
    return inet_pton(AF_INET, name, &unused) == 1 || inet_pton(AF_INET6, name, &unused) == 1;
}

bool ws_guard_host(const ws_guard *guard, const char *host)
{
    char name[HOST_BYTES];
    if (!host || !take_name(host, name)) return false;
    if (!strcasecmp(name, "localhost") || is_address(name)) return true;
    for (size_t i = 0; i < guard->names.count; i++)
        if (!strcasecmp(name, guard->names.items[i])) return true;
    return false;
}

ws_origin ws_guard_origin(const char *host, const char *origin, const char *site)
{
    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) return WS_ORIGIN_FOREIGN;
    if (!origin) return WS_ORIGIN_OURS; /* no browser: those send one with every form */
    if (!strcmp(origin, "null")) return WS_ORIGIN_HIDDEN;
    const char *rest = !strncmp(origin, "https://", 8)  ? origin + 8
                       : !strncmp(origin, "http://", 7) ? origin + 7
                                                        : NULL;
    return host && rest && !strcasecmp(rest, host) ? WS_ORIGIN_OURS : WS_ORIGIN_FOREIGN;
}

bool ws_guard_is_token(const ws_guard *guard, const char *given)
{
    size_t size = strlen(guard->token), length = strlen(given);
    unsigned char different = size != length;
    for (size_t i = 0; i < length; i++) different |= (unsigned char)(given[i] ^ guard->token[size ? i % size : 0]);
    return size && !different;
}

static bool cookie_has_token(const ws_guard *guard, const char *cookie)
{
    static const char name[] = "whosaid=";
    char value[WS_TOKEN_BYTES];
    while (*cookie) {
        cookie += strspn(cookie, "; ");
        size_t size = strcspn(cookie, ";"), named = sizeof name - 1;
        if (size > named && size - named < sizeof value && !strncmp(cookie, name, named)) {
            memcpy(value, cookie + named, size - named);
            value[size - named] = '\0';
            if (ws_guard_is_token(guard, value)) return true;
        }
        cookie += size;
    }
    return false;
}

bool ws_guard_token(const ws_guard *guard, const char *authorization, const char *cookie)
{
    static const char bearer[] = "Bearer ";
    if (!guard->token) return true;
    if (authorization && !strncasecmp(authorization, bearer, sizeof bearer - 1) &&
        ws_guard_is_token(guard, authorization + sizeof bearer - 1))
        return true;
    return cookie && cookie_has_token(guard, cookie);
}

bool ws_guard_is_local(const char *address)
{
    struct in_addr four;
    if (inet_pton(AF_INET, address, &four) == 1) return ntohl(four.s_addr) >> 24 == 127;
    return !strcmp(address, "::1");
}
