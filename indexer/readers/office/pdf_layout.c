/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf_layout.h"

#include "buffer.h"
#include "press.h"
#include "xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LINE_BYTES = 64 * 1024, KEY_BYTES = 160, FARTHEST = 10000000, EDGE_PERCENT = 12 };

/* --- reading --- */

typedef struct reading {
    ws_arena *arena;
    ws_pdf_layout *layout;
    ws_buffer text;
    ws_pdf_line line;
    int32_t page_height;
    bool in_word;
    bool failed;   /* no memory */
    bool too_much; /* more or longer lines than any article has */
} reading;

/* "60.125000" in hundredths; no strtod, which asks the locale for its point. */
static int32_t length_of(ws_xml *xml, const char *name)
{
    char value[WS_XML_VALUE_BYTES];
    const char *at = value;
    int32_t number = 0;
    bool minus;

    ws_xml_walk_value(xml, name, value);
    minus = *at == '-';
    at += minus;
    for (; isdigit((unsigned char)*at) && number < FARTHEST; at++) number = number * 10 + (*at - '0');
    if (number >= FARTHEST) return 0;
    number *= 100;
    if (*at == '.' && isdigit((unsigned char)at[1]))
        number += (at[1] - '0') * 10 + (isdigit((unsigned char)at[2]) ? at[2] - '0' : 0);
    return minus ? -number : number;
}

static bool start_element(void *state, ws_xml *xml, const char *space, const char *name)
{
    reading *at = state;

    (void)space;
    if (strcmp(name, "head") == 0) return false; /* properties of the document */
    if (strcmp(name, "page") == 0) {
        at->layout->pages++;
        at->page_height = length_of(xml, "height");
    } else if (strcmp(name, "block") == 0) {
        at->layout->blocks++;
    } else if (strcmp(name, "line") == 0) {
        ws_buffer_clear(&at->text);
        at->line = (ws_pdf_line){.left = length_of(xml, "xMin"),
                                 .right = length_of(xml, "xMax"),
                                 .top = length_of(xml, "yMin"),
                                 .bottom = length_of(xml, "yMax"),
                                 .page_height = at->page_height,
                                 .page = at->layout->pages ? at->layout->pages - 1 : 0,
                                 .block = at->layout->blocks ? at->layout->blocks - 1 : 0};
    } else if (strcmp(name, "word") == 0) {
        if (at->text.size > 0) ws_buffer_putc(&at->text, ' ');
        if (at->text.size == 0) at->line.first_word = length_of(xml, "xMax") - length_of(xml, "xMin");
        at->in_word = true;
    }
    return true;
}

static void keep_line(reading *at)
{
    ws_pdf_layout *layout = at->layout;
    ws_pdf_line *grown;

    at->too_much = at->too_much || at->text.failed || layout->count == WS_PDF_MOST_LINES;
    if (at->text.size == 0 || at->too_much) return;
    grown = ws_arena_grow(at->arena, layout->lines, layout->count, &layout->capacity, sizeof *grown);
    at->line.size = at->text.size;
    at->line.text = ws_arena_string(at->arena, at->text.bytes, at->text.size);
    at->failed = at->failed || !grown || !at->line.text;
    if (at->failed) return;
    layout->lines = grown;
    grown[layout->count++] = at->line;
}

static void end_element(void *state, ws_xml *xml, const char *space, const char *name)
{
    reading *at = state;

    (void)xml;
    (void)space;
    if (strcmp(name, "word") == 0) at->in_word = false;
    if (strcmp(name, "line") == 0) keep_line(at);
}

static void add_text(void *state, const char *bytes, size_t size)
{
    reading *at = state;

    if (at->in_word) ws_buffer_add(&at->text, bytes, size);
}

ws_status ws_pdf_lines(ws_arena *arena, char *xhtml, size_t size, ws_pdf_layout *layout, ws_error *error)
{
    static const ws_xml_visitor visitor = {start_element, end_element, add_text};
    reading at = {.arena = arena, .layout = layout, .text = WS_BUFFER_INIT(LINE_BYTES)};
    char *begin = size > 0 ? memmem(xhtml, size, "<html", 5) : NULL;
    ws_status status;

    memset(layout, 0, sizeof *layout);
    if (!begin) return ws_fail(error, WS_REFUSED, NULL, "pdftotext wrote nothing that can be understood");
    size -= (size_t)(begin - xhtml);
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)begin[i] < 0x20 && begin[i] != '\n') begin[i] = ' ';
    status = ws_xml_walk("what pdftotext wrote", begin, size, &visitor, &at, error);
    ws_buffer_free(&at.text);
    if (status == WS_OK && at.too_much)
        return ws_fail(error, WS_REFUSED, "Is it one article?", "it has more than %d lines, or one without end",
                       WS_PDF_MOST_LINES);
    return status == WS_OK && at.failed ? ws_no_memory(error) : status;
}

/* --- running heads --- */

typedef struct key {
    char text[KEY_BYTES]; /* in which all digits are '0' */
    size_t line;
    uint32_t page;
} key;

static int by_text(const void *left, const void *right)
{
    const key *a = left, *b = right;
    int order = strcmp(a->text, b->text);

    if (order != 0) return order;
    return a->line < b->line ? -1 : a->line > b->line;
}

static bool is_at_edge(const ws_pdf_line *line)
{
    int64_t edge = (int64_t)line->page_height * EDGE_PERCENT / 100;

    return line->bottom < edge || line->top > line->page_height - edge;
}

static void make_key(const ws_pdf_line *line, key *out)
{
    size_t size = 0;

    for (size_t i = 0; i < line->size && size + 1 < KEY_BYTES; i++) {
        bool digit = isdigit((unsigned char)line->text[i]);

        if (digit && size > 0 && out->text[size - 1] == '0') continue;
        out->text[size++] = digit ? '0' : line->text[i];
    }
    out->text[size] = '\0';
}

/* "7", "- 7 -", "Page 7 of 9". */
static bool is_page_number(const char *text)
{
    static const char *const words[] = {"0",        "page 0", "page 0 of 0", "0 of 0", "0/0",
                                        "page 0/0", "p. 0",   "0 | page",    NULL};
    size_t size = strlen(text);

    while (size > 0 && strchr(" -–—|", *text) && *text) text++, size--;
    while (size > 0 && strchr(" -–—|", text[size - 1])) size--;
    for (size_t i = 0; words[i]; i++)
        if (strlen(words[i]) == size && strncasecmp(text, words[i], size) == 0) return true;
    return false;
}

static int32_t height(const ws_pdf_line *line)
{
    return line->bottom - line->top;
}

/* Of keys that are equal: those on two pages or more are furniture, but for the title that later pages repeat smaller.
 */
static void mark(ws_pdf_layout *layout, const key *keys, size_t count)
{
    bool repeats = keys[0].page != keys[count - 1].page;
    int32_t least = height(&layout->lines[keys[count - 1].line]);

    for (size_t i = 0; i < count; i++) {
        ws_pdf_line *line = &layout->lines[keys[i].line];

        if (line->page == 0 && ws_press_begins(line->text, line->size)) continue; /* an embargo counts */
        if (is_page_number(keys[i].text) || (repeats && (int64_t)height(line) * 5 < (int64_t)least * 6))
            line->furniture = true;
    }
}

ws_status ws_pdf_furniture(ws_arena *arena, ws_pdf_layout *layout, ws_error *error)
{
    size_t count = 0, begin = 0;
    key *keys;

    for (size_t i = 0; i < layout->count; i++) count += is_at_edge(&layout->lines[i]);
    keys = ws_arena_array(arena, count + 1, sizeof *keys);
    if (!keys) return ws_no_memory(error);
    count = 0;
    for (size_t i = 0; i < layout->count; i++) {
        if (!is_at_edge(&layout->lines[i])) continue;
        keys[count].line = i;
        keys[count].page = layout->lines[i].page;
        make_key(&layout->lines[i], &keys[count++]);
    }
    qsort(keys, count, sizeof *keys, by_text);
    for (size_t i = 1; i <= count; i++) {
        if (i < count && strcmp(keys[i].text, keys[begin].text) == 0) continue;
        mark(layout, keys + begin, i - begin);
        begin = i;
    }
    return WS_OK;
}
