/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "params.h"

#include "unicode.h"

#include <string.h>

static int hex(char digit)
{
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

/* NULL with *status: a broken escape, no UTF-8, or no memory. */
static const char *decode(ws_arena *arena, const char *bytes, size_t size, ws_status *status, ws_error *error)
{
    char *out = ws_arena_alloc(arena, size + 1);
    size_t written = 0;
    if (!out) {
        *status = ws_no_memory(error);
        return NULL;
    }
    for (size_t i = 0; i < size; i++) {
        char byte = bytes[i] == '+' ? ' ' : bytes[i];
        if (byte == '%') {
            bool whole = size - i > 2;
            int high = whole ? hex(bytes[i + 1]) : -1, low = whole ? hex(bytes[i + 2]) : -1;
            if (high < 0 || low < 0) {
                *status = ws_fail(error, WS_USAGE, NULL, "the request has a broken %% escape");
                return NULL;
            }
            byte = (char)(high * 16 + low);
            i += 2;
        }
        out[written++] = byte;
    }
    if (ws_utf8_check(out, written) == written) return out;
    *status = ws_fail(error, WS_USAGE, NULL, "the request is no UTF-8");
    return NULL;
}

ws_status ws_params_add(ws_arena *arena, const char *bytes, size_t size, ws_params *params, ws_error *error)
{
    ws_status status = WS_OK;
    if (!params->items) params->items = ws_arena_array(arena, WS_PARAMS_MOST, sizeof *params->items);
    if (!params->items) return ws_no_memory(error);
    for (size_t begin = 0, end; begin < size; begin = end + 1) {
        const char *stop = memchr(bytes + begin, '&', size - begin);
        end = stop ? (size_t)(stop - bytes) : size;
        if (end == begin) continue;
        const char *equals = memchr(bytes + begin, '=', end - begin);
        size_t name_end = equals ? (size_t)(equals - bytes) : end, value = equals ? name_end + 1 : end;
        if (params->count == WS_PARAMS_MOST)
            return ws_fail(error, WS_USAGE, NULL, "the request has more than %d values", WS_PARAMS_MOST);
        ws_param *param = &params->items[params->count];
        param->name = decode(arena, bytes + begin, name_end - begin, &status, error);
        if (param->name) param->value = decode(arena, bytes + value, end - value, &status, error);
        if (status != WS_OK) return status;
        params->count++;
    }
    return WS_OK;
}

const char *ws_params_get(const ws_params *params, const char *name)
{
    for (size_t i = 0; i < params->count; i++)
        if (!strcmp(params->items[i].name, name)) return params->items[i].value;
    return NULL;
}

void ws_params_escape(ws_buffer *buffer, const char *value)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~:";
    for (; *value; value++) {
        if (strchr(plain, *value))
            ws_buffer_putc(buffer, *value);
        else if (*value == ' ')
            ws_buffer_putc(buffer, '+');
        else
            ws_buffer_printf(buffer, "%%%02X", (unsigned char)*value);
    }
}
