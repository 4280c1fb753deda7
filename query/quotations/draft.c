/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft.h"

#include "child.h"
#include "json.h"

#include <string.h>
#include <unistd.h>

enum { MOST_SPEAKERS = 8, MOST_SPANS = 1000, READ_BYTES = 256 * 1024 * 1024, SECONDS = 120 };

typedef struct parsing {
    ws_arena *arena;
    ws_draft *draft;
    size_t capacity;
    const char *text;
    size_t size;
    const ws_offsets *offsets;
    unsigned char *covered; /* of each byte: is it content of somebody? */
} parsing;

static ws_status wrong(ws_error *error)
{
    return ws_fail(error, WS_CORRUPT, "is the same version of both programs installed?",
                   "what whosaid-index said of the draft can't be understood");
}

/* --- spans --- */

static bool read_offset(const cJSON *pair, int which, size_t *out)
{
    const cJSON *number = cJSON_GetArrayItem(pair, which);
    if (!cJSON_IsNumber(number) || !(number->valuedouble >= 0) || number->valuedouble > UINT32_MAX) return false;
    *out = (size_t)number->valuedouble;
    return (double)*out == number->valuedouble;
}

/* Code points in the line, bytes in what comes out. */
static ws_status read_spans(const parsing *work, const cJSON *attribution, const char *name, ws_spans *out,
                            ws_error *error)
{
    const cJSON *array = ws_json_member(attribution, name), *pair;
    int count = cJSON_GetArraySize(array);
    *out = (ws_spans){NULL, 0};
    if (!array || !cJSON_IsArray(array) || count > MOST_SPANS) return wrong(error);
    out->items = ws_arena_array(work->arena, (size_t)count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    cJSON_ArrayForEach(pair, array)
    {
        size_t begin, end, least = out->count ? out->items[out->count - 1].end : 0;
        if (!read_offset(pair, 0, &begin) || !read_offset(pair, 1, &end)) return wrong(error);
        begin = ws_offsets_byte(work->offsets, begin);
        end = ws_offsets_byte(work->offsets, end);
        if (begin < least || begin >= end || end > work->size) return wrong(error);
        out->items[out->count++] = (ws_span){(uint32_t)begin, (uint32_t)end};
    }
    return WS_OK;
}

/* --- quotations --- */

/* "Ana Ruiz + Ben Kade" are two. */
static ws_status read_speakers(const parsing *work, const cJSON *attribution, ws_draft_quote *out, ws_error *error)
{
    const char *joined = ws_json_string(attribution, "speaker"), *type = ws_json_string(attribution, "speaker_type");
    const char **names = ws_arena_array(work->arena, MOST_SPEAKERS, sizeof *names);
    if (!names) return ws_no_memory(error);
    out->speakers = names;
    if (!joined || !type || !strcmp(type, "anonymous") || !strcmp(type, "group")) return WS_OK;
    while (joined && out->speaker_count < MOST_SPEAKERS) {
        const char *end = strstr(joined, " + ");
        const char *name = ws_arena_string(work->arena, joined, end ? (size_t)(end - joined) : strlen(joined));
        if (!name) return ws_no_memory(error);
        names[out->speaker_count++] = name;
        joined = end ? end + 3 : NULL;
    }
    return WS_OK;
}

static ws_status keep(parsing *work, const ws_draft_quote *quote, ws_error *error)
{
    if (!quote->quote.own) return WS_OK;
    if (work->draft->count == WS_DRAFT_MOST) {
        work->draft->more = true;
        return WS_OK;
    }
    ws_draft_quote *grown =
        ws_arena_grow(work->arena, work->draft->items, work->draft->count, &work->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    work->draft->items = grown;
    grown[work->draft->count++] = *quote;
    return WS_OK;
}

static ws_status read_attribution(parsing *work, const cJSON *attribution, ws_error *error)
{
    ws_spans content, quoted;
    ws_draft_quote found = {.speaker_count = 0};
    ws_status status = read_spans(work, attribution, "content", &content, error);
    if (status == WS_OK) status = read_spans(work, attribution, "quoted", &quoted, error);
    if (status != WS_OK) return status;
    for (size_t i = 0; i < content.count; i++)
        memset(work->covered + content.items[i].begin, 1, content.items[i].end - content.items[i].begin);
    if (!quoted.count) return WS_OK;
    status = ws_quote_make(work->arena, work->text, quoted, true, &found.quote, error);
    if (status == WS_OK) status = read_speakers(work, attribution, &found, error);
    return status == WS_OK ? keep(work, &found, error) : status;
}

/* A pair of marks, and up to where no closing one is left in the line. */
typedef struct marks {
    const char *opening, *closing;
    size_t none_until;
} marks;

/* The span of a quotation that opens at `at` and ends in the same line. */
static bool find_quotation(const parsing *work, size_t at, marks *pair, ws_span *out)
{
    size_t size = strlen(pair->opening);
    const char *begin = work->text + at + size, *close;
    if (at < pair->none_until || strncmp(work->text + at, pair->opening, size) != 0) return false;
    size_t line = strcspn(begin, "\n");
    close = memmem(begin, line, pair->closing, strlen(pair->closing));
    if (!close) pair->none_until = (size_t)(begin - work->text) + line;
    if (!close || close == begin) return false;
    *out = (ws_span){(uint32_t)(begin - work->text), (uint32_t)(close - work->text)};
    return true;
}

/* What nobody is said to have said. */
static ws_status add_others(parsing *work, ws_error *error)
{
    marks pairs[] = {{"\"", "\"", 0}, {"\xe2\x80\x9c", "\xe2\x80\x9d", 0}};
    ws_status status = WS_OK;
    ws_span span;
    for (size_t i = 0; i < work->size && status == WS_OK && !work->draft->more; i++) {
        ws_draft_quote found = {.speaker_count = 0};
        if (!find_quotation(work, i, &pairs[0], &span) && !find_quotation(work, i, &pairs[1], &span)) continue;
        i = span.end;
        if (work->covered[span.begin] || work->covered[span.end - 1]) continue;
        status = ws_quote_make(work->arena, work->text, (ws_spans){&span, 1}, true, &found.quote, error);
        if (status == WS_OK && found.quote.own >= WS_QUOTE_FEW) status = keep(work, &found, error);
    }
    return status;
}

static ws_status read_line(parsing *work, const cJSON *line, ws_error *error)
{
    const char *text = ws_json_string(line, "text");
    const cJSON *attributions = ws_json_member(line, "attributions"), *attribution;
    if (!text || !cJSON_IsArray(attributions)) return wrong(error);
    work->size = strlen(text);
    work->text = ws_arena_strdup(work->arena, text);
    work->covered = ws_arena_alloc(work->arena, work->size + 1);
    work->offsets = ws_offsets_new(work->arena, text, work->size);
    if (!work->text || !work->covered || !work->offsets || work->size > UINT32_MAX) return ws_no_memory(error);
    ws_status status = WS_OK;
    cJSON_ArrayForEach(attribution, attributions)
    {
        status = read_attribution(work, attribution, error);
        if (status != WS_OK) return status;
    }
    return add_others(work, error);
}

ws_status ws_draft_parse(ws_arena *arena, char *lines, ws_draft *out, ws_error *error)
{
    parsing work = {.arena = arena, .draft = out};
    ws_status status = WS_OK;
    *out = (ws_draft){0};
    while (status == WS_OK && lines && *lines) {
        cJSON *line = NULL;
        char *end = strchr(lines, '\n');
        if (end) *end = '\0';
        status =
            ws_json_read(lines, strlen(lines), &line, NULL) == WS_OK ? read_line(&work, line, error) : wrong(error);
        cJSON_Delete(line);
        lines = end ? end + 1 : NULL;
    }
    return status;
}

/* --- the reader --- */

static const char *reader(void)
{
    return access(WS_BUILD_READER, X_OK) ? WS_INSTALLED_READER : WS_BUILD_READER;
}

/* "PROGRAM: -: what is wrong": only what is wrong. */
static ws_status refuse(const ws_child_end *end, ws_error *error)
{
    if (!*end->said)
        return ws_fail(error, WS_REFUSED, "is it a text, and not too long?", "the draft could not be read");
    return ws_fail(error, WS_REFUSED, NULL, "the draft could not be read: %.*s", (int)strcspn(end->said, "\n"),
                   end->said);
}

ws_status ws_draft_extract(const void *bytes, size_t size, ws_buffer *lines, ws_error *error)
{
    const char *const arguments[] = {reader(), "extract", "-", NULL};
#ifdef __SANITIZE_ADDRESS__ /* which reserves all that there is */
    ws_child_limits limits = {SECONDS, SECONDS, SIZE_MAX, false};
#else
    ws_child_limits limits = {SECONDS, SECONDS, (size_t)4 << 30, false};
#endif
    ws_child_end end;
    ws_status status = ws_child_run(arguments, bytes, size, &limits, lines, &end, error);
    if (status == WS_NOT_FOUND)
        return ws_fail(error, WS_IO, "install both programs", "there is no %s, which reads drafts", arguments[0]);
    return status == WS_OK && end.code != 0 ? refuse(&end, error) : status;
}

ws_status ws_draft_read(ws_arena *arena, const void *bytes, size_t size, ws_draft *out, ws_error *error)
{
    ws_buffer lines = WS_BUFFER_INIT(READ_BYTES);
    *out = (ws_draft){0};
    ws_status status = ws_draft_extract(bytes, size, &lines, error);
    if (status == WS_OK && lines.size) status = ws_draft_parse(arena, lines.bytes, out, error);
    ws_buffer_free(&lines);
    return status;
}
