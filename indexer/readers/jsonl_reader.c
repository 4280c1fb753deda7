/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON lines, one article a line; also a JSON array of articles, and objects printed over several lines. */
#include "json.h"
#include "metadata.h"
#include "reader.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

typedef struct jsonl {
    ws_input *input;
    ws_buffer line; /* the line being read, or the whole document */
    bool whole;     /* values are parted by their brackets, not by lines */
    bool done;
    size_t offset;   /* whole: where the next value is looked for */
    size_t newlines; /* whole: line ends before offset */
    size_t ordinal;  /* whole: number of the value */
} jsonl;

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

static int sniff_jsonl(const unsigned char *head, size_t size, const char *path)
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

static ws_status open_jsonl(ws_input *input, void **state, ws_error *error)
{
    jsonl *reader = calloc(1, sizeof *reader);
    const unsigned char *head;
    size_t size;
    size_t mark;

    if (!reader) return ws_no_memory(error);
    head = ws_input_head(input, &size);
    mark = mark_size(head, size);
    reader->input = input;
    reader->whole = is_wide(head, size) || is_whole((const char *)head + mark, size - mark);
    reader->line = WS_BUFFER_INIT(reader->whole ? WS_DOCUMENT_BYTES + 1 : WS_LINE_BYTES + 1);
    *state = reader;
    return WS_OK;
}

static void close_jsonl(void *state)
{
    jsonl *reader = state;

    ws_buffer_free(&reader->line);
    free(reader);
}

/* One object as an article; errors say what is wrong, not where. */
static ws_status read_object(const jsonl *reader, ws_arena *arena, const char *bytes, size_t size, ws_article *article,
                             ws_error *error)
{
    cJSON *object = NULL;
    ws_status status = ws_json_read(bytes, size, &object, error);

    if (status != WS_OK) return status == WS_NO_MEMORY ? status : WS_REFUSED;
    if (!cJSON_IsObject(object)) status = ws_fail(error, WS_REFUSED, NULL, "it is no JSON object");
    if (status == WS_OK) status = ws_metadata_map(arena, ws_input_map(reader->input), object, bytes, size, error);
    if (status == WS_OK) status = ws_metadata_from_json(arena, object, bytes, size, article, error);
    cJSON_Delete(object);
    return status;
}

/* Names the place in a refusal, and gives the article an id of its own where it has none. */
static ws_status place(const jsonl *reader, ws_arena *arena, size_t line, size_t ordinal, ws_status status,
                       ws_article *article, ws_error *error)
{
    ws_error inner;

    if (status == WS_NO_MEMORY) return status;
    if (status != WS_OK) {
        if (!error) return WS_REFUSED;
        inner = *error;
        return ws_fail(error, WS_REFUSED, inner.hint, "%s:%zu: %s", ws_input_path(reader->input), line, inner.message);
    }
    if (!article->input_id && !article->url) {
        article->input_id = ws_arena_printf(arena, "%s#%zu", ws_input_path(reader->input), ordinal);
        if (!article->input_id) return ws_no_memory(error);
    }
    return WS_OK;
}

static ws_status next_line(jsonl *reader, ws_arena *arena, ws_article *article, ws_error *error)
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
        status = read_object(reader, arena, bytes + at, size - at, article, error);
        return place(reader, arena, number, number, status, article, error);
    }
}

/* Reads the whole document once, as UTF-8. */
static ws_status load(jsonl *reader, ws_arena *arena, ws_error *error)
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

static void advance(jsonl *reader, size_t offset)
{
    for (; reader->offset < offset; reader->offset++) reader->newlines += reader->line.bytes[reader->offset] == '\n';
}

static ws_status next_value(jsonl *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    const char *bytes;
    size_t size, at, end, line;
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
    line = reader->newlines + 1;
    if (at >= size) {
        reader->done = true;
        return WS_END;
    }
    end = bytes[at] == '{' || bytes[at] == '[' ? value_end(bytes, size, at) : size;
    status = read_object(reader, arena, bytes + at, end - at, article, error);
    advance(reader, end);
    /* Where no value begins, or one does not end, nothing after it can be trusted. */
    reader->done = end >= size;
    return place(reader, arena, line, reader->ordinal, status, article, error);
}

static ws_status next_jsonl(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    jsonl *reader = state;

    if (reader->done) return WS_END;
    return reader->whole ? next_value(reader, arena, article, error) : next_line(reader, arena, article, error);
}

const ws_reader ws_jsonl_reader = {
    .name = "jsonl",
    .description = "JSON lines or a JSON array, one article an object",
    .sniff = sniff_jsonl,
    .open = open_jsonl,
    .next = next_jsonl,
    .close = close_jsonl,
};
