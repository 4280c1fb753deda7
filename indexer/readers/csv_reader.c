/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: a row of headings, then one article a row. RFC 4180: cells in quotation marks may hold line ends. */
#include "metadata.h"
#include "reader.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_COLUMNS = 1000, LONGEST_HEADING = 80, HEADINGS_SHOWN = 200 };

static const char delimiters[] = {',', ';', '\t'};

/* Why a row cannot be read. */
typedef enum { SOUND, STRAY_MARK, OPEN_MARK, ZERO_BYTE, TOO_LONG, TOO_MANY } fault;

typedef enum { CELL_BEGINS, PLAIN, QUOTED, MARK_IN_QUOTED } place;

typedef struct csv {
    ws_input *input;
    ws_arena *arena; /* of the headings */
    const char **headings;
    size_t columns;
    const char *wide; /* of UTF-16, the whole of it as UTF-8; else NULL */
    size_t wide_size; /* what is left of it */
    char delimiter;
    size_t line;       /* of the next byte */
    bool after_return; /* a line end may go on with \n */
    size_t row_number; /* without the headings */
    size_t row_line;   /* where the row at hand begins */
    ws_buffer row;     /* its cells, each with a NUL behind it */
    size_t begins[MOST_COLUMNS];
    size_t cells;
    fault fault;
    place place;
} csv;

/* --- sniffing --- */

/* The heading at `at` of the first row, which it moves behind; "" for one that is too long. False: the row ends here.
 */
static bool next_heading(const char *bytes, size_t size, char delimiter, size_t *at, char out[LONGEST_HEADING])
{
    bool quoted = *at < size && bytes[*at] == '"', ends;
    size_t length = 0;

    *at += quoted;
    while (*at < size && (quoted ? bytes[*at] != '"' : bytes[*at] != delimiter) && bytes[*at] != '\n' &&
           bytes[*at] != '\r') {
        if (length < LONGEST_HEADING) out[length++] = bytes[*at];
        ++*at;
    }
    if (quoted && *at < size && bytes[*at] == '"') ++*at;
    out[length < LONGEST_HEADING ? length : 0] = '\0';
    ends = *at >= size || bytes[*at] != delimiter;
    ++*at;
    return !ends;
}

typedef struct first_row {
    char delimiter;
    size_t cells, known;
    bool has_text, has_blanks;
} first_row;

static first_row look_at(const char *bytes, size_t size, char delimiter)
{
    first_row row = {.delimiter = delimiter};
    char heading[LONGEST_HEADING];
    size_t at = 0;
    bool more = true;

    for (; more && row.cells <= MOST_COLUMNS; row.cells++) {
        const char *column;

        more = next_heading(bytes, size, delimiter, &at, heading);
        column = ws_metadata_column(heading);
        row.known += column != NULL;
        if (column && ws_metadata_is_text(column)) row.has_text = true;
        if (strchr(heading, ' ') || !*heading) row.has_blanks = true;
    }
    return row;
}

static size_t mark_size(const unsigned char *head, size_t size)
{
    return size >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* UTF-16, as spreadsheets write "Unicode text". */
static bool is_wide(const unsigned char *head, size_t size)
{
    return size >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF));
}

/* The first row by the delimiter that makes the most sense of it. */
static first_row guess(const unsigned char *head, size_t size)
{
    size_t begin = is_wide(head, size) ? 2 : mark_size(head, size), count = 0;
    char text[WS_HEAD_BYTES];
    first_row best = {0};

    for (size_t i = begin; i < size && count < sizeof text; i++)
        if (head[i] || begin != 2) text[count++] = (char)head[i];
    for (size_t i = 0; i < sizeof delimiters; i++) {
        first_row row = look_at(text, count, delimiters[i]);

        if (row.known > best.known || (row.known == best.known && row.cells > best.cells)) best = row;
    }
    return best;
}

static int sniff_csv(const unsigned char *head, size_t size, const char *path)
{
    const char *dot = strrchr(path, '.');
    bool named = dot && (strcasecmp(dot, ".csv") == 0 || strcasecmp(dot, ".tsv") == 0);
    first_row row;

    if (ws_text_binary_kind(head, size)) return 0;
    row = guess(head, size);
    if (named) return row.known ? 85 : 55;
    if (row.cells < 2 || !memchr(head, '\n', size)) return 0;
    if (row.has_text && row.known > 1) return 85;
    return row.known > 0 && !row.has_blanks ? 70 : 0;
}

/* --- rows --- */

static void add_byte(csv *reader, char byte)
{
    if (reader->row.size + 1 >= WS_LINE_BYTES)
        reader->fault = TOO_LONG;
    else
        ws_buffer_putc(&reader->row, byte);
}

static void end_cell(csv *reader)
{
    reader->place = CELL_BEGINS;
    if (reader->cells == MOST_COLUMNS) {
        reader->fault = TOO_MANY;
        return;
    }
    ws_buffer_putc(&reader->row, '\0');
    reader->begins[reader->cells++] = reader->row.size;
}

/* True at the end of the row. */
static bool read_byte(csv *reader, char byte)
{
    bool ends = byte == '\n' || byte == '\r';

    if (byte == '\0' && reader->fault == SOUND) reader->fault = ZERO_BYTE;
    if (reader->place == QUOTED) {
        if (byte == '"')
            reader->place = MARK_IN_QUOTED;
        else
            add_byte(reader, byte);
        return false;
    }
    if (byte == reader->delimiter) {
        end_cell(reader);
    } else if (byte == '"' && reader->place == CELL_BEGINS) {
        reader->place = QUOTED;
    } else if (byte == '"' && reader->place == MARK_IN_QUOTED) {
        reader->place = QUOTED;
        add_byte(reader, byte);
    } else if (!ends) {
        if (reader->place == MARK_IN_QUOTED && reader->fault == SOUND) reader->fault = STRAY_MARK;
        reader->place = PLAIN;
        add_byte(reader, byte);
    }
    return ends;
}

/* Reads bytes up to the end of the row. */
static bool read_bytes(csv *reader, const unsigned char *bytes, size_t size, size_t *taken)
{
    bool ends = false;

    for (*taken = 0; *taken < size && !ends; ++*taken) {
        char byte = (char)bytes[*taken];
        bool goes_on = byte == '\n' && reader->after_return;

        if ((byte == '\n' || byte == '\r') && !goes_on) reader->line++;
        reader->after_return = byte == '\r';
        /* The second half of a line end that ended the last row. */
        if (goes_on && reader->place != QUOTED && reader->row.size == 0 && reader->cells == 1) continue;
        ends = read_byte(reader, byte);
    }
    return ends;
}

static ws_status some_bytes(csv *reader, const unsigned char **bytes, size_t *size, ws_error *error)
{
    if (!reader->wide) return ws_input_some(reader->input, bytes, size, error);
    *bytes = (const unsigned char *)reader->wide;
    *size = reader->wide_size;
    return reader->wide_size ? WS_OK : WS_END;
}

static void take_bytes(csv *reader, size_t count)
{
    if (!reader->wide) {
        ws_input_take(reader->input, count);
    } else {
        reader->wide += count;
        reader->wide_size -= count;
    }
}

/* The next row, whatever its faults. WS_END. */
static ws_status read_row(csv *reader, ws_error *error)
{
    bool any = false, ends = false;

    ws_buffer_clear(&reader->row);
    reader->cells = 1;
    reader->begins[0] = 0;
    reader->fault = SOUND;
    reader->place = CELL_BEGINS;
    reader->row_line = reader->line;
    while (!ends) {
        const unsigned char *bytes;
        size_t size, taken;
        ws_status status = some_bytes(reader, &bytes, &size, error);

        if (status == WS_END && any) break;
        if (status != WS_OK) return status;
        ends = read_bytes(reader, bytes, size, &taken);
        take_bytes(reader, taken);
        any = true;
    }
    if (!ends && reader->place == QUOTED) reader->fault = OPEN_MARK;
    if (!ends && reader->row.size == 0 && reader->cells == 1 && reader->place == CELL_BEGINS) return WS_END;
    ws_buffer_putc(&reader->row, '\0');
    return ws_buffer_status(&reader->row, error);
}

static bool is_blank_row(const csv *reader)
{
    return reader->cells == 1 && reader->fault == SOUND && reader->row.size == 1;
}

/* A cell as checked UTF-8. */
static ws_status cell(const csv *reader, ws_arena *arena, size_t index, const char **out, ws_error *error)
{
    const char *bytes = reader->row.bytes + reader->begins[index];
    size_t size = strlen(bytes);

    *out = bytes;
    return ws_utf8_check(bytes, size) == size ? WS_OK : ws_text_decode(arena, bytes, size, NULL, out, &size, error);
}

static ws_status check_row(const csv *reader, ws_error *error)
{
    switch (reader->fault) {
    case SOUND:
        if (!reader->columns || reader->cells == reader->columns) return WS_OK;
        return ws_fail(error, WS_REFUSED,
                       "A cell that holds the delimiter or a line end needs quotation marks around it",
                       "the row has %zu cell%s where the table has %zu columns", reader->cells,
                       reader->cells == 1 ? "" : "s", reader->columns);
    case STRAY_MARK:
        return ws_fail(error, WS_REFUSED, "A quotation mark within a cell is written twice",
                       "a quotation mark ends a cell, and the cell goes on");
    case OPEN_MARK:
        return ws_fail(error, WS_REFUSED, "A quotation mark within a cell is written twice",
                       "a quotation mark opens and is never closed: nothing after it can be read");
    case ZERO_BYTE:
        return ws_fail(error, WS_REFUSED, NULL, "it holds a zero byte");
    case TOO_LONG:
        return ws_fail(error, WS_REFUSED, NULL, "the row is longer than %d MiB", WS_LINE_BYTES / (1024 * 1024));
    default:
        return ws_fail(error, WS_REFUSED, NULL, "the row has more than %d cells", MOST_COLUMNS);
    }
}

/* --- headings --- */

static bool is_mapped_text(const csv *reader, const char *heading)
{
    const ws_map *map = ws_input_map(reader->input);

    for (size_t i = 0; map && i < map->count; i++)
        if (strcmp(map->pairs[i][0], "text") == 0 && strcmp(map->pairs[i][1], heading) == 0) return true;
    return false;
}

/* Under the names that metadata knows, but for what the user's map names. */
static const char *name_column(const csv *reader, const char *heading)
{
    const ws_map *map = ws_input_map(reader->input);
    const char *known = ws_metadata_column(heading);

    for (size_t i = 0; map && i < map->count; i++)
        if (strcmp(map->pairs[i][1], heading) == 0) return heading;
    return known ? known : heading;
}

static ws_status read_headings(csv *reader, ws_error *error)
{
    ws_buffer shown = WS_BUFFER_INIT(HEADINGS_SHOWN);
    bool has_text = false;
    ws_status status = check_row(reader, error);

    if (status != WS_OK) return status;
    reader->headings = ws_arena_array(reader->arena, reader->cells, sizeof *reader->headings);
    if (!reader->headings) return ws_no_memory(error);
    for (size_t i = 0; i < reader->cells; i++) {
        const char *heading;

        status = cell(reader, reader->arena, i, &heading, error);
        if (status != WS_OK) break;
        reader->headings[i] = ws_arena_strdup(reader->arena, name_column(reader, heading));
        if (!reader->headings[i]) return ws_no_memory(error);
        has_text = has_text || ws_metadata_is_text(reader->headings[i]) || is_mapped_text(reader, heading);
        ws_buffer_printf(&shown, "%s%s", i ? ", " : "", heading);
    }
    reader->columns = reader->cells;
    if (status == WS_OK && !has_text)
        status = ws_fail(error, WS_REFUSED, "Name the column that holds the text: --map text=COLUMN",
                         "no column is called text, body, content or the like, but %s", shown.bytes ? shown.bytes : "");
    ws_buffer_free(&shown);
    return status;
}

static void close_csv(void *state)
{
    csv *reader = state;

    ws_buffer_free(&reader->row);
    ws_arena_free(reader->arena);
    free(reader);
}

static ws_status read_wide(csv *reader, ws_error *error)
{
    ws_buffer bytes = WS_BUFFER_INIT(WS_DOCUMENT_BYTES + 1);
    ws_status status = ws_input_all(reader->input, &bytes, error);

    if (status == WS_OK)
        status = ws_text_decode(reader->arena, bytes.bytes, bytes.size, NULL, &reader->wide, &reader->wide_size, error);
    ws_buffer_free(&bytes);
    return status;
}

static ws_status begin(csv *reader, ws_error *error)
{
    const unsigned char *head;
    size_t size;
    ws_status status = WS_OK;

    reader->arena = ws_arena_new(4 * (size_t)WS_DOCUMENT_BYTES);
    if (!reader->arena) return ws_no_memory(error);
    head = ws_input_head(reader->input, &size);
    reader->delimiter = guess(head, size).delimiter;
    reader->line = 1;
    if (is_wide(head, size))
        status = read_wide(reader, error);
    else
        ws_input_take(reader->input, mark_size(head, size));
    do {
        if (status == WS_OK) status = read_row(reader, error);
    } while (status == WS_OK && is_blank_row(reader));
    if (status == WS_END) return ws_fail(error, WS_REFUSED, NULL, "it is empty");
    return status == WS_OK ? read_headings(reader, error) : status;
}

static ws_status open_csv(ws_input *input, void **state, ws_error *error)
{
    csv *reader = calloc(1, sizeof *reader);
    ws_status status;

    if (!reader) return ws_no_memory(error);
    reader->input = input;
    reader->row = WS_BUFFER_INIT(WS_LINE_BYTES + MOST_COLUMNS + 1);
    status = begin(reader, error);
    if (status != WS_OK) {
        close_csv(reader);
        return status;
    }
    *state = reader;
    return WS_OK;
}

/* --- articles --- */

static ws_status row_object(const csv *reader, ws_arena *arena, cJSON *object, ws_error *error)
{
    for (size_t i = 0; i < reader->cells; i++) {
        const char *text;
        ws_status status = cell(reader, arena, i, &text, error);

        if (status != WS_OK) return status;
        /* An empty cell says nothing, and must not stand in the way of another column. */
        if (*text && !cJSON_AddStringToObject(object, reader->headings[i], text)) return ws_no_memory(error);
    }
    return ws_metadata_map(arena, ws_input_map(reader->input), object, NULL, 0, error);
}

static ws_status read_article(const csv *reader, ws_arena *arena, ws_article *article, ws_error *error)
{
    cJSON *object;
    ws_status status = check_row(reader, error);

    if (status != WS_OK) return status;
    object = cJSON_CreateObject();
    status = object ? row_object(reader, arena, object, error) : ws_no_memory(error);
    if (status == WS_OK) status = ws_metadata_from_json(arena, object, "", 0, article, error);
    cJSON_Delete(object);
    if (status != WS_OK || article->input_id) return status;
    article->input_id = ws_arena_printf(arena, "%s#%zu", ws_input_path(reader->input), reader->row_number);
    return article->input_id ? WS_OK : ws_no_memory(error);
}

static ws_status next_csv(void *state, ws_arena *arena, ws_article *article, ws_error *error)
{
    csv *reader = state;
    ws_error inner;
    ws_status status;

    do {
        status = read_row(reader, error);
    } while (status == WS_OK && is_blank_row(reader));
    if (status != WS_OK) return status;
    reader->row_number++;
    status = read_article(reader, arena, article, error);
    if (status == WS_OK || status == WS_NO_MEMORY || !error) return status == WS_OK ? WS_OK : status;
    inner = *error;
    return ws_fail(error, WS_REFUSED, inner.hint, "%s:%zu: %s", ws_input_path(reader->input), reader->row_line,
                   inner.message);
}

const ws_reader ws_csv_reader = {
    .name = "csv",
    .description =
        "tables (CSV, TSV) with a row of headings, one article a row; --map names columns that are called otherwise",
    .sniff = sniff_csv,
    .open = open_csv,
    .next = next_csv,
    .close = close_csv,
};
