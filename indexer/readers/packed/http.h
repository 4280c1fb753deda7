/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An HTTP response as crawlers keep it: its head, and its body without transfer and content encodings. */
#ifndef WS_HTTP_H
#define WS_HTTP_H

#include "buffer.h"
#include "status.h"

#include <stdbool.h>

enum { WS_HTTP_TYPE_BYTES = 80 };

/* A media type: "text/html" in lower case, and its charset or "". */
typedef struct ws_media_type {
    char name[WS_HTTP_TYPE_BYTES];
    char charset[WS_HTTP_TYPE_BYTES];
} ws_media_type;

void ws_media_type_parse(const char *value, size_t size, ws_media_type *out);

/* One "name: value" line of a head: is it of this name (case does not count)? Then its value, trimmed. */
bool ws_header_is(const char *line, size_t size, const char *name, const char **value, size_t *value_size);

typedef struct ws_http_response {
    int code;           /* 200 */
    ws_media_type type; /* "" where there is none */
    const char *body;   /* in the bytes given, or in `decoded` */
    size_t body_size;
    ws_buffer decoded; /* empty unless the body was encoded; to be freed */
} ws_http_response;

/* Reads the head only; body and body_size are those of the encoded body. WS_REFUSED when it is no response. */
ws_status ws_http_read(const char *bytes, size_t size, ws_http_response *out, ws_error *error);
/* Takes the encodings that the head names off the body; crawlers may have done so already and kept the head. At most
 * `limit` bytes come of it. WS_REFUSED for encodings that are not known, or are broken. */
ws_status ws_http_decode(const char *bytes, ws_http_response *response, size_t limit, ws_error *error);
void ws_http_free(ws_http_response *response);

#endif
