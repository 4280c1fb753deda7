/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web archives: WARC 1.0 and 1.1 (ISO 28500) with pages as they were fetched, and the WET files of Common Crawl with
 * their text. Record by record; per-record compression is the input's. What is no page that was found (other types,
 * codes other than 200, revisits, pictures) is passed over. When a page was crawled is never taken for its date. */
#include "html.h"
#include "http.h"
#include "metadata.h"
#include "reader.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    BLOCK_BYTES = 2 * WS_HTML_BYTES, /* the largest record that is read */
    MOST_HEADERS = 1000,
    LONGEST_URL = 2048,
    LONGEST_WORD = 64
};

typedef enum { OTHER, RESPONSE, RESOURCE, CONVERSION } record_type;

typedef struct warc_record {
    record_type type;
    ws_media_type content;
    char url[LONGEST_URL];
    char language[LONGEST_WORD]; /* of WET, the likeliest */
    uint64_t size;               /* of the block */
    bool has_size;
} warc_record;

typedef struct warc {
    ws_input *input;
    ws_buffer line, block;
    warc_record record;
    size_t ordinal;
    bool lost; /* the next record is to be looked for */
} warc;

static int sniff_warc(const unsigned char *head, size_t size, const char *path)
{
    (void)path;
    return size > 8 && memcmp(head, "WARC/", 5) == 0 && strchr("01", head[5]) ? 98 : 0;
}

static ws_status open_warc(ws_input *input, void **state, ws_error *error)
{
    warc *reader = calloc(1, sizeof *reader);

    if (!reader) return ws_no_memory(error);
    reader->input = input;
    reader->line = WS_BUFFER_INIT(WS_LINE_BYTES + 1);
    reader->block = WS_BUFFER_INIT(BLOCK_BYTES);
    *state = reader;
    return WS_OK;
}

static void close_warc(void *state)
{
    warc *reader = state;

    ws_buffer_free(&reader->line);
    ws_buffer_free(&reader->block);
    free(reader);
}

/* --- the head of a record --- */

static record_type type_of(const char *value, size_t size)
{
    static const char *const names[] = {"", "response", "resource", "conversion"};

    for (record_type type = RESPONSE; type <= CONVERSION; type++)
        if (size == strlen(names[type]) && strncasecmp(value, names[type], size) == 0) return type;
    return OTHER;
}

static bool read_size(const char *value, size_t size, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < size; i++) {
        if (value[i] < '0' || value[i] > '9' || *out > UINT64_MAX / 16) return false;
        *out = *out * 10 + (uint64_t)(value[i] - '0');
    }
    return size > 0;
}

static void copy(char *out, size_t room, const char *value, size_t size)
{
    if (size >= room || ws_utf8_check(value, size) != size) size = 0;
    memcpy(out, value, size);
    out[size] = '\0';
}

static void read_field(warc_record *record, const char *line, size_t size)
{
    const char *value;
    size_t length;

    if (ws_header_is(line, size, "warc-type", &value, &length)) {
        record->type = type_of(value, length);
    } else if (ws_header_is(line, size, "content-length", &value, &length)) {
        record->has_size = read_size(value, length, &record->size);
    } else if (ws_header_is(line, size, "content-type", &value, &length)) {
        ws_media_type_parse(value, length, &record->content);
    } else if (ws_header_is(line, size, "warc-target-uri", &value, &length)) {
        if (length > 1 && value[0] == '<' && value[length - 1] == '>') value++, length -= 2; /* as WARC 1.0 had it */
        copy(record->url, sizeof record->url, value, length);
    } else if (ws_header_is(line, size, "warc-identified-content-language", &value, &length)) {
        const char *comma = memchr(value, ',', length);

        copy(record->language, sizeof record->language, value, comma ? (size_t)(comma - value) : length);
    }
}

/* The next line that is not blank must begin a record, or else is passed over with all that follow. */
static ws_status find_record(warc *reader, ws_error *error)
{
    memset(&reader->record, 0, sizeof reader->record);
    reader->ordinal++;
    for (;;) {
        size_t number;
        ws_status status = ws_input_line(reader->input, &reader->line, &number, error);
        const char *line = reader->line.bytes;

        if (status == WS_REFUSED && reader->lost) continue; /* a line too long */
        if (status != WS_OK) return status;
        if (reader->line.size == 0) continue;
        if (strncmp(line, "WARC/", 5) == 0) break;
        if (reader->lost) continue;
        reader->lost = true;
        return ws_fail(error, WS_REFUSED, NULL, "no record begins where one should");
    }
    reader->lost = false;
    return WS_OK;
}

static ws_status read_head(warc *reader, ws_error *error)
{
    for (int count = 0; count <= MOST_HEADERS; count++) {
        size_t number;
        ws_status status = ws_input_line(reader->input, &reader->line, &number, error);

        if (status != WS_OK) return status == WS_END ? ws_fail(error, WS_CORRUPT, NULL, "it is cut off") : status;
        if (reader->line.size == 0) {
            if (reader->record.has_size) return WS_OK;
            reader->lost = true;
            return ws_fail(error, WS_REFUSED, NULL, "it does not say how long it is");
        }
        read_field(&reader->record, reader->line.bytes, reader->line.size);
    }
    reader->lost = true;
    return ws_fail(error, WS_REFUSED, NULL, "its head has no end");
}

/* --- the block --- */

/* Is it worth reading? */
static bool is_wanted(const warc_record *record)
{
    const char *name = record->content.name;

    if (strncasecmp(record->url, "http", 4) != 0 && *record->url) return false;
    if (record->type == RESPONSE) return strcmp(name, "application/http") == 0;
    if (record->type == CONVERSION) return strcmp(name, "text/plain") == 0;
    return record->type == RESOURCE && (strcmp(name, "text/html") == 0 || strcmp(name, "text/plain") == 0);
}

/* Reads the block, or passes over it. */
static ws_status read_block(warc *reader, bool keep, ws_error *error)
{
    uint64_t left = reader->record.size;

    ws_buffer_clear(&reader->block);
    while (left > 0) {
        const unsigned char *bytes;
        size_t size;
        ws_status status = ws_input_some(reader->input, &bytes, &size, error);

        if (status == WS_END)
            return ws_fail(error, WS_CORRUPT, "Get the file again; what was read before is kept", "it is cut off");
        if (status != WS_OK) return status;
        if (size > left) size = (size_t)left;
        if (keep) ws_buffer_add(&reader->block, bytes, size);
        ws_input_take(reader->input, size);
        left -= size;
    }
    return ws_buffer_status(&reader->block, error);
}

/* Passes over the line ends behind the block, and has what comes next fetched: so that the check sum of a record packed
 * by itself is seen before its article is given away. */
static ws_status end_block(warc *reader, ws_error *error)
{
    for (int left = 4;;) {
        const unsigned char *bytes;
        size_t size, at = 0;
        ws_status status = ws_input_some(reader->input, &bytes, &size, error);

        if (status == WS_END || (status == WS_CORRUPT && !ws_input_gave_damaged(reader->input))) return WS_OK;
        if (status != WS_OK) return status;
        while (at < size && left > 0 && (bytes[at] == '\r' || bytes[at] == '\n')) at++, left--;
        if (at == 0) return WS_OK;
        ws_input_take(reader->input, at);
    }
}

static ws_status read_text(ws_arena *arena, const char *bytes, size_t size, const char *charset, ws_article *article,
                           ws_error *error)
{
    ws_status status =
        ws_text_decode(arena, bytes, size, *charset ? charset : NULL, &article->text, &article->text_size, error);

    return status == WS_OK ? ws_text_headings(arena, article, error) : status;
}

static bool is_html(const char *type)
{
    return strcmp(type, "text/html") == 0 || strcmp(type, "application/xhtml+xml") == 0;
}

/* What servers keep for machines, at fixed places. */
static bool is_for_machines(const char *url)
{
    static const char *const names[] = {"/robots.txt", "/ads.txt",      "/app-ads.txt",
                                        "/humans.txt", "/security.txt", NULL};
    const char *slash = strrchr(url, '/');

    for (size_t i = 0; slash && names[i]; i++)
        if (strcmp(slash, names[i]) == 0) return true;
    return false;
}

/* WS_END: no article, and nothing wrong. */
static ws_status read_response(const warc *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    const ws_buffer *block = &reader->block;
    const char *url = *reader->record.url ? reader->record.url : NULL;
    ws_http_response response;
    ws_status status = ws_http_read(block->bytes ? block->bytes : "", block->size, &response, error);
    const char *type = response.type.name;

    if (status != WS_OK) return status;
    if (response.code != 200 || response.body_size == 0) return WS_END;
    if (!is_html(type) && (strcmp(type, "text/plain") != 0 || is_for_machines(reader->record.url))) return WS_END;
    status = ws_http_decode(block->bytes, &response, WS_HTML_BYTES, error);
    if (status == WS_OK && is_html(type))
        status = ws_html_article(arena, response.body, response.body_size,
                                 *response.type.charset ? response.type.charset : NULL, url, article, error);
    else if (status == WS_OK)
        status = read_text(arena, response.body, response.body_size, response.type.charset, article, error);
    ws_http_free(&response);
    return status;
}

static ws_status read_content(const warc *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    const warc_record *record = &reader->record;
    const ws_buffer *block = &reader->block;

    if (record->type == RESPONSE) return read_response(reader, arena, article, error);
    if (block->size == 0) return WS_END;
    if (is_html(record->content.name))
        return ws_html_article(arena, block->bytes, block->size,
                               *record->content.charset ? record->content.charset : NULL, record->url, article, error);
    return read_text(arena, block->bytes, block->size, record->content.charset, article, error);
}

/* --- articles --- */

static ws_status finish(const warc *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    const warc_record *record = &reader->record;

    if (!article->url && *record->url && !(article->url = ws_arena_strdup(arena, record->url)))
        return ws_no_memory(error);
    /* Many pages lie in one file: this tells them apart where the URL does not. */
    article->input_id = ws_arena_printf(arena, "%s#%zu", ws_input_path(reader->input), reader->ordinal);
    if (!article->input_id) return ws_no_memory(error);
    if (!article->language && *record->language && !(article->language = ws_metadata_language(arena, record->language)))
        return ws_no_memory(error);
    return WS_OK;
}

/* One record. WS_END: there is no other. *article->text is NULL when it holds no article. */
static ws_status read_record(warc *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    bool wanted, too_large;
    ws_status status = find_record(reader, error);

    if (status == WS_OK) status = read_head(reader, error);
    if (status != WS_OK) return status;
    wanted = is_wanted(&reader->record);
    too_large = reader->record.size > BLOCK_BYTES;
    status = read_block(reader, wanted && !too_large, error);
    if (status == WS_OK) status = end_block(reader, error);
    if (status != WS_OK || !wanted) return status;
    if (too_large) return ws_fail(error, WS_REFUSED, NULL, "it is larger than %d MiB", BLOCK_BYTES / (1024 * 1024));
    status = read_content(reader, arena, article, error);
    if (status == WS_OK) return finish(reader, arena, article, error);
    if (status == WS_END) return WS_OK;
    return status == WS_NO_MEMORY ? status : WS_REFUSED;
}

/* Names the record in what is told. */
static ws_status place(const warc *reader, ws_status status, ws_error *error)
{
    ws_error inner;

    if (!error || (status != WS_REFUSED && status != WS_CORRUPT)) return status;
    inner = *error;
    return ws_fail(error, status, inner.hint, "%s: record %zu%s%.200s: %s", ws_input_path(reader->input),
                   reader->ordinal, *reader->record.url ? ", " : "", reader->record.url, inner.message);
}

static ws_status next_warc(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    warc *reader = state;

    for (;;) {
        bool was_lost = reader->lost;
        ws_status status = read_record(reader, arena, article, error);

        if (status == WS_OK && article->text) return WS_OK;
        if (status == WS_OK) continue;
        if (status == WS_CORRUPT && ws_input_resume(reader->input)) {
            /* What looks like a beginning may be none: damage is told once. */
            reader->lost = true;
            if (was_lost) continue;
            status = WS_REFUSED;
        }
        return place(reader, status, error);
    }
}

const ws_reader ws_warc_reader = {
    .name = "warc",
    .description =
        "web archives (WARC) and their text (WET), as crawlers write them: pages that were found, by their URL",
    .sniff = sniff_warc,
    .open = open_warc,
    .next = next_warc,
    .close = close_warc,
};
