/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases.h"

#include "unicode.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct source {
    ws_arena *arena;
    const char *file;
    FILE *stream;
    char *line; /* without its end */
    size_t capacity, number;
} source;

static bool next_line(source *input)
{
    ssize_t size = getline(&input->line, &input->capacity, input->stream);
    if (size < 0) return false;
    while (size > 0 && input->line[size - 1] == '\n') input->line[--size] = 0;
    input->number++;
    return true;
}

static bool complain(const source *input, const char *message)
{
    fprintf(stderr, "%s:%zu: %s\n", input->file, input->number, message);
    return false;
}

static void decode_escapes(ws_buffer *out, const char *line)
{
    while (*line) {
        unsigned byte;
        if (line[0] == '\\' && line[1] == 'x' && isxdigit((unsigned char)line[2]) && isxdigit((unsigned char)line[3]) &&
            sscanf(line + 2, "%2x", &byte) == 1) {
            ws_buffer_putc(out, (char)byte);
            line += 4;
        } else if (line[0] == '\\' && (line[1] == 'n' || line[1] == 'r')) {
            ws_buffer_putc(out, line[1] == 'n' ? '\n' : '\r');
            line += 2;
        } else {
            ws_buffer_putc(out, *line++);
        }
    }
}

/* "published: ...", "publisher: ...", "dateline: ..." or "text-file: ...", between the kind and the text. */
static bool read_metadata(source *input, ws_case *test)
{
    const struct {
        const char *name;
        const char **value;
    } fields[] = {{"published: ", &test->published},
                  {"publisher: ", &test->publisher},
                  {"dateline: ", &test->dateline},
                  {"text-file: ", &test->text_file}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t size = strlen(fields[i].name);
        if (strncmp(input->line, fields[i].name, size)) continue;
        *fields[i].value = ws_arena_strdup(input->arena, input->line + size);
        return true;
    }
    return false;
}

/* Text up to the line "--"; blank lines around it are not part of it. */
static bool read_text(source *input, ws_case *test)
{
    ws_buffer text = WS_BUFFER_INIT(1 << 20);
    bool ended = false;
    while (!ended && next_line(input)) {
        ended = !strcmp(input->line, "--");
        if (ended || (!text.size && (!*input->line || read_metadata(input, test)))) continue;
        decode_escapes(&text, input->line);
        ws_buffer_putc(&text, '\n');
    }
    while (text.size && text.bytes[text.size - 1] == '\n') text.size--;
    test->text_size = text.size;
    test->text = ws_arena_string(input->arena, text.size ? text.bytes : "", text.size);
    ws_buffer_free(&text);
    return ended && test->text ? true : complain(input, "the text is not ended by a line \"--\"");
}

/* The text of a case that names a file instead. */
static bool read_text_file(source *input, ws_case *test)
{
    const char *path = ws_arena_printf(input->arena, "%s/%s", WS_SOURCE, test->text_file);
    if (!path || !test->aim || test->text_size)
        return complain(input, "\"text-file: \" stands in an aim, instead of its text");
    FILE *stream = fopen(path, "r");
    test->absent = !stream && errno == ENOENT;
    if (!stream) return test->absent || complain(input, "the text's file cannot be opened");
    char *text = NULL;
    size_t capacity = 0;
    ssize_t size = getdelim(&text, &capacity, 0, stream); /* a text has no NUL */
    if (size > 0) {
        test->text_size = (size_t)size;
        test->text = ws_arena_string(input->arena, text, test->text_size);
    }
    free(text);
    fclose(stream);
    return size > 0 && test->text ? true : complain(input, "the text's file is empty or cannot be read");
}

static bool read_kind(source *input, ws_case *test)
{
    do {
        if (!next_line(input)) return complain(input, "the file ends after a heading");
    } while (!*input->line);
    test->aim = !strcmp(input->line, "aim");
    if (!test->aim && strncmp(input->line, "must ", 5)) return complain(input, "expected \"aim\" or \"must KIND\"");
    test->kind = test->aim ? "reading" : ws_arena_strdup(input->arena, input->line + 5);
    return test->kind != NULL;
}

static bool add_expected(source *input, ws_case *test, size_t *capacity)
{
    const char **lines =
        ws_arena_grow(input->arena, test->expected, test->expected_count, capacity, sizeof *test->expected);
    if (!lines) return false;
    test->expected = lines;
    char *end = input->line + strlen(input->line);
    while (end > input->line && (end[-1] == ' ' || end[-1] == '\r')) *--end = 0;
    lines[test->expected_count] = ws_arena_strdup(input->arena, input->line);
    return lines[test->expected_count++] != NULL;
}

/* Reads one case whose heading is the current line; stops at the next heading. *more: there is one. */
static bool read_case(source *input, ws_case *test, bool *more)
{
    *test = (ws_case){.file = input->file, .line = input->number};
    test->name = ws_arena_strdup(input->arena, input->line + 3);
    if (!test->name || !read_kind(input, test) || !read_text(input, test)) return false;
    if (test->text_file && !read_text_file(input, test)) return false;
    size_t capacity = 0;
    while ((*more = next_line(input)) && strncmp(input->line, "== ", 3)) {
        if (*input->line == '#' || !*input->line) continue;
        if (!add_expected(input, test, &capacity)) return false;
    }
    return test->expected_count ? true : complain(input, "the case before this line expects nothing: write \"none\"");
}

bool ws_cases_read(ws_arena *arena, const char *path, ws_cases *out)
{
    const char *name = strrchr(path, '/');
    source input = {.arena = arena, .file = name ? name + 1 : path, .stream = fopen(path, "r")};
    if (!input.stream) return complain(&input, "cannot be opened");
    bool good = true, more = false;
    while (!more && next_line(&input)) {
        more = !strncmp(input.line, "== ", 3);
        if (!more && *input.line && *input.line != '#') good = complain(&input, "neither a comment nor a heading");
    }
    while (good && more) {
        ws_case *grown = ws_arena_grow(arena, out->items, out->count, &out->capacity, sizeof *out->items);
        good = grown != NULL;
        if (!good) break;
        out->items = grown;
        good = read_case(&input, &out->items[out->count++], &more);
    }
    free(input.line);
    fclose(input.stream);
    return good;
}

/* --- expectations --- */

static bool word_byte(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* The `nth` (from 1) place where `piece` stands as whole words; NULL: none. */
static const char *find_piece(const char *text, const char *piece, size_t size, size_t nth)
{
    bool word_first = word_byte(piece[0]), word_last = word_byte(piece[size - 1]);
    for (const char *found = strstr(text, piece); found; found = strstr(found + 1, piece)) {
        bool starts = !word_first || found == text || !word_byte(found[-1]) || (unsigned char)found[-1] >= 0x80;
        bool ends = !word_last || !word_byte(found[size]) || (unsigned char)found[size] >= 0x80;
        if (starts && ends && !--nth) return found;
    }
    return NULL;
}

static size_t take_ordinal(char *piece)
{
    char *mark = strstr(piece, " #");
    if (!mark || !isdigit((unsigned char)mark[2])) return 0;
    size_t ordinal = strtoul(mark + 2, NULL, 10);
    *mark = 0;
    return ordinal;
}

static bool already(const ws_expectation *items, size_t count, int role, uint32_t begin)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < items[i].roles[role].count; j++)
            if (items[i].roles[role].items[j].begin == begin) return true;
    return false;
}

/* Without an ordinal: the first place that no attribution before it has in the same role; else the first of all. */
static const char *place_piece(const ws_case *test, const char *piece, size_t ordinal, const ws_expectation *items,
                               size_t count, int role)
{
    size_t size = strlen(piece);
    if (!size) return NULL;
    if (ordinal) return find_piece(test->text, piece, size, ordinal);
    const char *first = find_piece(test->text, piece, size, 1), *found = first;
    for (size_t nth = 2; found && already(items, count, role, (uint32_t)(found - test->text)); nth++)
        found = find_piece(test->text, piece, size, nth);
    return found ? found : first;
}

static bool add_span(ws_arena *arena, ws_spans *spans, ws_span span)
{
    size_t capacity = spans->count;
    ws_span *items = ws_arena_grow(arena, spans->items, spans->count, &capacity, sizeof *items);
    if (!items) return false;
    spans->items = items;
    items[spans->count++] = span;
    return true;
}

/* "[12,30]": from the code point 12 of the text up to 30. False: no such notation. */
static bool place_offsets(ws_arena *arena, const ws_case *test, const char *piece, ws_span *span)
{
    size_t begin, end;
    int size = 0;
    if (sscanf(piece, "[%zu,%zu]%n", &begin, &end, &size) != 2 || !size || piece[size]) return false;
    const ws_offsets *offsets = ws_offsets_new(arena, test->text, test->text_size);
    if (!offsets) return false;
    *span = (ws_span){(uint32_t)ws_offsets_byte(offsets, begin), (uint32_t)ws_offsets_byte(offsets, end)};
    return span->begin < span->end && ws_offsets_codepoint(offsets, span->end) == end;
}

static bool place_words(const ws_case *test, char *piece, const ws_expectation *items, size_t count, int role,
                        ws_span *span)
{
    size_t ordinal = take_ordinal(piece);
    const char *found = place_piece(test, piece, ordinal, items, count, role);
    if (!found) return false;
    span->begin = (uint32_t)(found - test->text);
    span->end = span->begin + (uint32_t)strlen(piece);
    return true;
}

static bool place_role(ws_arena *arena, const ws_case *test, char *value, ws_expectation *items, size_t count, int role,
                       ws_buffer *problem)
{
    if (!strcmp(value, "-")) return true;
    for (char *piece = value, *next; piece; piece = next) {
        next = strstr(piece, " + ");
        if (next) {
            *next = 0;
            next += 3;
        }
        ws_span span;
        if (!place_offsets(arena, test, piece, &span) && !place_words(test, piece, items, count, role, &span)) {
            ws_buffer_printf(problem, "not in the text: %s\n", piece);
            return false;
        }
        if (!add_span(arena, &items[count].roles[role], span)) return false;
    }
    return true;
}

static const char *const role_names[] = {"who: ", "cue: ", "what: "};

/* "who: ... | cue: ... | what: ..." */
static bool place_roles(ws_arena *arena, const ws_case *test, const char *line, ws_expectation *items, size_t count,
                        ws_buffer *problem)
{
    char *rest = ws_arena_strdup(arena, line);
    for (int role = 0; rest && role < 3; role++) {
        char *bar = strstr(rest, " | ");
        if (strncmp(rest, role_names[role], strlen(role_names[role])) || (role < 2 && !bar)) {
            ws_buffer_printf(problem, "not \"who: ... | cue: ... | what: ...\": %s\n", line);
            return false;
        }
        if (bar && role < 2) *bar = 0;
        if (!place_role(arena, test, rest + strlen(role_names[role]), items, count, role, problem)) return false;
        rest = role < 2 ? bar + 3 : NULL;
    }
    return true;
}

static bool add_field(ws_arena *arena, const char *line, ws_expectation *item, ws_buffer *problem)
{
    const char *colon = strstr(line, ": ");
    if (!item || !colon || item->field_count == WS_CASE_FIELDS) {
        ws_buffer_printf(problem, "no field of an attribution: %s\n", line);
        return false;
    }
    item->keys[item->field_count] = ws_arena_string(arena, line, (size_t)(colon - line));
    item->values[item->field_count] = ws_arena_strdup(arena, colon + 2);
    return item->keys[item->field_count] && item->values[item->field_count++];
}

ws_expectation *ws_case_expectations(ws_arena *arena, const ws_case *test, size_t *count, ws_buffer *problem)
{
    *count = 0;
    ws_expectation *items = ws_arena_array(arena, test->expected_count, sizeof *items);
    bool none = test->expected_count == 1 && !strcmp(test->expected[0], "none");
    for (size_t i = 0; items && i < test->expected_count && !none; i++) {
        const char *line = test->expected[i];
        bool heads = !strncmp(line, "who: ", 5);
        bool good = heads ? place_roles(arena, test, line, items, *count, problem)
                          : add_field(arena, line, *count ? &items[*count - 1] : NULL, problem);
        if (!good) return NULL;
        if (heads) ++*count;
    }
    return items;
}
