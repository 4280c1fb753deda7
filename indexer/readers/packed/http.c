/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http.h"

#include "lines.h"
#include "unpack.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { MOST_HEADERS = 1000, LONGEST_SIZE = 8 };

bool ws_header_is(const char *line, size_t size, const char *name, const char **value, size_t *value_size)
{
    size_t length = strlen(name);
    ws_line trimmed;

    if (size <= length || line[length] != ':' || strncasecmp(line, name, length) != 0) return false;
    trimmed = ws_trim(line + length + 1, size - length - 1);
    *value = trimmed.text;
    *value_size = trimmed.size;
    return true;
}

/* Up to a character that ends it, in lower case; "" when it is too long. */
static size_t copy_word(const char *from, size_t size, const char *ends, char out[WS_HTTP_TYPE_BYTES])
{
    size_t length = 0;

    while (length < size && !strchr(ends, from[length])) length++;
    out[0] = '\0';
    if (length >= WS_HTTP_TYPE_BYTES) return length;
    for (size_t i = 0; i < length; i++) out[i] = (char)tolower((unsigned char)from[i]);
    out[length] = '\0';
    return length;
}

void ws_media_type_parse(const char *value, size_t size, ws_media_type *out)
{
    static const char key[] = "charset=";
    size_t at = copy_word(value, size, "; \t,", out->name);

    out->charset[0] = '\0';
    for (; at + sizeof key - 1 < size; at++) {
        if (strncasecmp(value + at, key, sizeof key - 1) != 0) continue;
        at += sizeof key - 1;
        if (value[at] == '"' || value[at] == '\'') at++;
        copy_word(value + at, size - at, "\"'; \t,", out->charset);
        return;
    }
}

/* The next line of a head, without its end; false at the blank line, or where the head has no end. */
static bool next_header(const char *bytes, size_t size, size_t *at, const char **line, size_t *length)
{
    const char *stop = memchr(bytes + *at, '\n', size - *at);

    if (!stop) return false;
    *line = bytes + *at;
    *length = (size_t)(stop - *line);
    *at += *length + 1;
    if (*length > 0 && (*line)[*length - 1] == '\r') --*length;
    return *length > 0;
}

ws_status ws_http_read(const char *bytes, size_t size, ws_http_response *out, ws_error *error)
{
    const char *line, *value;
    size_t at = 0, length, value_size;

    *out = (ws_http_response){0};
    if (!next_header(bytes, size, &at, &line, &length) || length < 12 || strncmp(line, "HTTP/", 5) != 0)
        return ws_fail(error, WS_REFUSED, NULL, "it holds no HTTP response");
    line = memchr(line, ' ', length - 3);
    for (int i = 0; line && i < 3 && isdigit((unsigned char)line[i + 1]); i++)
        out->code = 10 * out->code + line[i + 1] - '0';
    for (int i = 0; i < MOST_HEADERS && next_header(bytes, size, &at, &line, &length); i++)
        if (ws_header_is(line, length, "content-type", &value, &value_size))
            ws_media_type_parse(value, value_size, &out->type);
    out->body = bytes + at;
    out->body_size = size - at;
    return WS_OK;
}

/* --- encodings --- */

/* The size that begins a chunk, up to the end of its line; false for none. */
static bool chunk_size(const char *body, size_t size, size_t *at, size_t *chunk)
{
    size_t from = *at;
    const char *stop;

    *chunk = 0;
    while (*at < size && *at - from < LONGEST_SIZE && isxdigit((unsigned char)body[*at])) {
        char digit = (char)tolower((unsigned char)body[(*at)++]);

        *chunk = *chunk * 16 + (size_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
    if (*at == from || *at == size || !strchr("; \t\r\n", body[*at])) return false;
    stop = memchr(body + *at, '\n', size - *at);
    if (stop) *at = (size_t)(stop - body) + 1;
    return stop;
}

/* A body that is in no chunks, whatever the head says, stays as it is. */
static ws_status join_chunks(ws_http_response *response, ws_error *error)
{
    ws_buffer joined = WS_BUFFER_INIT(response->body_size);
    const char *body = response->body;
    size_t size = response->body_size, at = 0, chunk;
    bool first = true;

    while (at < size) {
        if (!chunk_size(body, size, &at, &chunk)) {
            ws_buffer_free(&joined);
            return first ? WS_OK : ws_fail(error, WS_REFUSED, NULL, "the chunks of its body do not fit together");
        }
        first = false;
        if (chunk == 0) break;
        if (chunk > size - at) {
            ws_buffer_free(&joined);
            return ws_fail(error, WS_REFUSED, NULL, "its body is cut off");
        }
        ws_buffer_add(&joined, body + at, chunk);
        at += chunk;
        if (at < size && body[at] == '\r') at++;
        if (at < size && body[at] == '\n') at++;
    }
    if (ws_buffer_status(&joined, error) != WS_OK) {
        ws_buffer_free(&joined);
        return WS_NO_MEMORY;
    }
    ws_buffer_free(&response->decoded);
    response->decoded = joined;
    response->body = joined.bytes ? joined.bytes : "";
    response->body_size = joined.size;
    return WS_OK;
}

/* How a body is packed that is called so; by its own first bytes, where they can tell. */
static ws_packing packing_of(const char *coding, const ws_http_response *response)
{
    const unsigned char *body = (const unsigned char *)response->body;
    bool undecided;
    ws_packing packing = ws_packing_of(body, response->body_size, &undecided);

    if (strcmp(coding, "deflate") != 0 || packing != WS_NOT_PACKED || response->body_size < 2) return packing;
    /* Most servers send zlib's format, as the standard has it; some the bare data; and crawlers text. */
    if ((body[0] & 15) == 8 && (body[0] * 256 + body[1]) % 31 == 0) return WS_ZLIB;
    return isspace(body[0]) || body[0] == '<' ? WS_NOT_PACKED : WS_DEFLATE;
}

static ws_status unpack_body(const char *coding, ws_http_response *response, size_t limit, ws_error *error)
{
    ws_packing packing = packing_of(coding, response);
    ws_buffer unpacked = WS_BUFFER_INIT(limit);
    ws_status status;

    if (packing == WS_NOT_PACKED) return WS_OK;
    status = ws_unpack(packing, response->body, response->body_size, &unpacked, error);
    if (status != WS_OK) {
        ws_buffer_free(&unpacked);
        return status == WS_NO_MEMORY ? status : WS_REFUSED;
    }
    ws_buffer_free(&response->decoded);
    response->decoded = unpacked;
    response->body = unpacked.bytes ? unpacked.bytes : "";
    response->body_size = unpacked.size;
    return WS_OK;
}

static ws_status take_off(const char *coding, ws_http_response *response, size_t limit, ws_error *error)
{
    static const char *const known[] = {"gzip", "x-gzip", "deflate", "zstd", NULL};

    if (!*coding || strcmp(coding, "identity") == 0) return WS_OK;
    if (strcmp(coding, "chunked") == 0) return join_chunks(response, error);
    for (size_t i = 0; known[i]; i++)
        if (strcmp(coding, known[i]) == 0) return unpack_body(coding, response, limit, error);
    if (response->body_size > 0 && (response->body[0] == '<' || isspace((unsigned char)response->body[0])))
        return WS_OK;
    return ws_fail(error, WS_REFUSED, NULL, "its body is encoded by '%s', which is not known", coding);
}

ws_status ws_http_decode(const char *bytes, ws_http_response *response, size_t limit, ws_error *error)
{
    /* The transfer's encodings are outside the content's. */
    static const char *const names[] = {"transfer-encoding", "content-encoding"};
    size_t head = (size_t)(response->body - bytes);
    ws_status status = WS_OK;

    for (size_t i = 0; i < 2 && status == WS_OK; i++) {
        const char *line, *value;
        char coding[WS_HTTP_TYPE_BYTES];
        size_t at = 0, length, size;

        for (int count = 0; count < MOST_HEADERS && next_header(bytes, head, &at, &line, &length); count++) {
            if (!ws_header_is(line, length, names[i], &value, &size)) continue;
            copy_word(value, size, "; \t,", coding);
            status = take_off(coding, response, limit, error);
            break;
        }
    }
    return status;
}

void ws_http_free(ws_http_response *response)
{
    ws_buffer_free(&response->decoded);
}
