/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_values.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

struct ws_json_values {
    ws_input *input;
    ws_buffer line; /* the line being read, or the whole document */
    bool whole;     /* values are parted by their brackets, not by lines */
    bool done;
    size_t offset;   /* whole: where the next value is looked for */
    size_t newlines; /* whole: line ends before offset */
    size_t ordinal;  /* whole: number of the value */
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static size_t skip_blanks(const char *bytes, size_t size, size_t at)
{
    while (at < size && is_blank(bytes[at])) at++;
    return at;
}

/* End of the bracketed value at `at`, brackets in strings not counted; `size` when it does not end. */
static size_t value_end(const char *bytes, size_t size, size_t at)
{
    size_t depth = 0;
    bool inside = false;

    for (; at < size; at++) {
        char byte = bytes[at];

        if (inside) {
            if (byte == '\\')
                at++;
            else if (byte == '"')
                inside = false;
        } else if (byte == '"') {
            inside = true;
        } else if (byte == '{' || byte == '[') {
            depth++;
        } else if ((byte == '}' || byte == ']') && depth > 0 && --depth == 0) {
            return at + 1;
        }
    }
    return size;
}

static size_t mark_size(const unsigned char *head, size_t size)
{
    return size >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* An array, or an object whose first line is only its beginning. */
static bool is_whole(const char *head, size_t size)
{
    size_t at = skip_blanks(head, size, 0);
    const char *stop = memchr(head + at, '\n', size - at);
    size_t end = stop ? (size_t)(stop - head) : size;
    size_t next;

    if (at >= size) return false;
    if (head[at] == '[') return true;
    if (head[at] != '{' || !stop || value_end(head, end, at) < end) return false;
    next = skip_blanks(head, size, end);
    while (end > at && is_blank(head[end - 1])) end--;
    return strchr("{[,:", head[end - 1]) && (next >= size || head[next] != '{');
}

/* UTF-16 as some systems write it: an opening bracket and a zero byte. */
static bool is_wide(const unsigned char *head, size_t size)
{
    return (size >= 4 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF))) &&
           (head[2] == '{' || head[3] == '{' || head[2] == '[' || head[3] == '[');
}

int ws_json_values_sniff(const unsigned char *head, size_t size, const char *path)
{
    const char *bytes = (const char *)head;
    size_t at = skip_blanks(bytes, size, mark_size(head, size));
    const char *dot = strrchr(path, '.');
    bool named = dot && (strcmp(dot, ".jsonl") == 0 || strcmp(dot, ".ndjson") == 0 || strcmp(dot, ".json") == 0);
    size_t next;

    if (is_wide(head, size)) return 80;
    if (at >= size) return 0;
    next = skip_blanks(bytes, size, at + 1);
    if (bytes[at] == '{') return next >= size || bytes[next] == '"' || bytes[next] == '}' ? 90 : named ? 60 : 5;
    if (bytes[at] == '[') return next < size && (bytes[next] == '{' || bytes[next] == ']') ? 90 : named ? 60 : 5;
    /* A broken first line does not make another format of a file that is named so. */
    return named && !ws_text_binary_kind(head, size) ? 50 : 0;
}

ws_status ws_json_values_open(ws_input *input, ws_json_values **out, ws_error *error)
{
    ws_json_values *reader = calloc(1, sizeof *reader);
    const unsigned char *head;
    size_t size;
    size_t mark;

    if (!reader) return ws_no_memory(error);
    head = ws_input_head(input, &size);
    mark = mark_size(head, size);
    reader->input = input;
    reader->whole = is_wide(head, size) || is_whole((const char *)head + mark, size - mark);
    reader->line = WS_BUFFER_INIT(reader->whole ? WS_DOCUMENT_BYTES + 1 : WS_LINE_BYTES + 1);
    *out = reader;
    return WS_OK;
}

void ws_json_values_close(ws_json_values *reader)
{
    if (!reader) return;
    ws_buffer_free(&reader->line);
    free(reader);
}

ws_status ws_json_values_refuse(const ws_json_values *reader, const ws_json_value *value, ws_status status,
                                ws_error *error)
{
    ws_error inner;

    if (status == WS_OK || status == WS_PASSED || status == WS_NO_MEMORY) return status;
    if (!error) return WS_REFUSED;
    inner = *error;
    return ws_fail(error, WS_REFUSED, inner.hint, "%s:%zu: %s", ws_input_path(reader->input), value->line,
                   inner.message);
}

ws_status ws_json_values_name(const ws_json_values *reader, ws_arena *arena, const ws_json_value *value, size_t within,
                              ws_article *article, ws_error *error)
{
    const char *path = ws_input_path(reader->input);

    if (article->input_id || article->url) return WS_OK;
    article->input_id = within ? ws_arena_printf(arena, "%s#%zu.%zu", path, value->ordinal, within)
                               : ws_arena_printf(arena, "%s#%zu", path, value->ordinal);
    return article->input_id ? WS_OK : ws_no_memory(error);
}

static ws_status next_line(ws_json_values *reader, ws_json_value *out, ws_error *error)
{
    for (;;) {
        size_t number = 0;
        ws_status status = ws_input_line(reader->input, &reader->line, &number, error);
        const char *bytes = reader->line.bytes;
        size_t size = reader->line.size;
        size_t at;

        if (status != WS_OK) return status;
        if (number == 1 && bytes && mark_size((const unsigned char *)bytes, size)) {
            bytes += 3;
            size -= 3;
        }
        at = skip_blanks(bytes, size, 0);
        if (at == size) continue;
        *out = (ws_json_value){bytes + at, size - at, number, number};
        return WS_OK;
    }
}

/* Reads the whole document once, as UTF-8. */
static ws_status load(ws_json_values *reader, ws_arena *arena, ws_error *error)
{
    const char *text;
    size_t size;
    ws_status status = ws_input_all(reader->input, &reader->line, error);

    if (status == WS_OK)
        status = ws_text_decode(arena, reader->line.bytes ? reader->line.bytes : "", reader->line.size, "utf-8", &text,
                                &size, error);
    if (status != WS_OK) return status;
    ws_buffer_clear(&reader->line);
    ws_buffer_add(&reader->line, text, size);
    return ws_buffer_status(&reader->line, error);
}

static void advance(ws_json_values *reader, size_t offset)
{
    for (; reader->offset < offset; reader->offset++) reader->newlines += reader->line.bytes[reader->offset] == '\n';
}

static ws_status next_value(ws_json_values *reader, ws_arena *arena, ws_json_value *out, ws_error *error)
{
    const char *bytes;
    size_t size, at, end;
    ws_status status;

    if (reader->ordinal == 0) {
        status = load(reader, arena, error);
        if (status != WS_OK) {
            reader->done = true;
            return status;
        }
    }
    bytes = reader->line.bytes;
    size = reader->line.size;
    at = reader->offset;
    while (at < size &&
           (is_blank(bytes[at]) || bytes[at] == ',' || bytes[at] == ']' || (bytes[at] == '[' && reader->ordinal == 0)))
        at++;
    reader->ordinal++;
    advance(reader, at);
    if (at >= size) {
        reader->done = true;
        return WS_END;
    }
    end = bytes[at] == '{' || bytes[at] == '[' ? value_end(bytes, size, at) : size;
    *out = (ws_json_value){bytes + at, end - at, reader->newlines + 1, reader->ordinal};
    advance(reader, end);
    /* Where no value begins, or one does not end, nothing after it can be trusted. */
    reader->done = end >= size;
    return WS_OK;
}

ws_status ws_json_values_next(ws_json_values *reader, ws_arena *arena, ws_json_value *out, ws_error *error)
{
    if (reader->done) return WS_END;
    return reader->whole ? next_value(reader, arena, out, error) : next_line(reader, out, error);
}
