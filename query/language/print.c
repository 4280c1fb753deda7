/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"

#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

static const char *op_name(ws_query_op op)
{
    static const char *const names[] = {"all", "word", "prefix", "phrase", "value", "period", "and", "or", "not", "in"};
    return names[op];
}

void ws_query_print(ws_buffer *buffer, const ws_query *query)
{
    bool leaf = query->op >= WS_QUERY_WORD && query->op <= WS_QUERY_PERIOD;
    ws_buffer_printf(buffer, "(%s", op_name(query->op));
    if (leaf) ws_buffer_printf(buffer, " %s", ws_field_get(query->field)->name);
    if (query->content_only) ws_buffer_puts(buffer, "!");
    if (query->op == WS_QUERY_PERIOD)
        ws_buffer_printf(buffer, " %s..%s", query->period.from, query->period.to);
    else if (query->text)
        ws_buffer_printf(buffer, " %s", query->text);
    for (size_t i = 0; i < query->child_count; i++) {
        ws_buffer_putc(buffer, ' ');
        if (query->op == WS_QUERY_PHRASE)
            ws_buffer_puts(buffer, query->children[i]->text);
        else
            ws_query_print(buffer, query->children[i]);
    }
    ws_buffer_putc(buffer, ')');
}

static void type_day(ws_buffer *buffer, const char *day)
{
    if (*day) ws_buffer_printf(buffer, "%.4s-%.2s-%.2s", day, day + 4, day + 6);
}

static void type_leaf(ws_buffer *buffer, const ws_query *query)
{
    if (query->op == WS_QUERY_PERIOD) {
        type_day(buffer, query->period.from);
        if (strcmp(query->period.from, query->period.to)) {
            ws_buffer_puts(buffer, "..");
            type_day(buffer, query->period.to);
        }
        return;
    }
    if (query->op == WS_QUERY_VALUE && *query->text == '=') {
        ws_buffer_printf(buffer, "=\"%s\"", query->text + 1);
        return;
    }
    if (query->op != WS_QUERY_PHRASE) {
        ws_buffer_printf(buffer, "%s%s", query->text, query->op == WS_QUERY_PREFIX ? "*" : "");
        return;
    }
    for (size_t i = 0; i < query->child_count; i++)
        ws_buffer_printf(buffer, "%s%s", i ? " " : "\"", query->children[i]->text);
    ws_buffer_putc(buffer, '"');
}

static void type_joined(ws_buffer *buffer, const ws_query *query)
{
    bool brackets = query->op == WS_QUERY_OR;
    if (brackets) ws_buffer_putc(buffer, '(');
    for (size_t i = 0; i < query->child_count; i++) {
        if (i) ws_buffer_puts(buffer, brackets ? " OR " : " ");
        ws_query_type(buffer, query->children[i]);
    }
    if (brackets) ws_buffer_putc(buffer, ')');
}

void ws_query_type(ws_buffer *buffer, const ws_query *query)
{
    bool several = query->op == WS_QUERY_NOT && query->children[0]->op == WS_QUERY_AND;
    switch (query->op) {
    case WS_QUERY_ALL:
        ws_buffer_putc(buffer, '*');
        return;
    case WS_QUERY_AND:
    case WS_QUERY_OR:
        type_joined(buffer, query);
        return;
    case WS_QUERY_IN:
        ws_buffer_puts(buffer, "article:(");
        ws_query_type(buffer, query->children[0]);
        ws_buffer_putc(buffer, ')');
        return;
    case WS_QUERY_NOT:
        ws_buffer_puts(buffer, several ? "-(" : "-");
        ws_query_type(buffer, query->children[0]);
        if (several) ws_buffer_putc(buffer, ')');
        return;
    default:
        if (query->field != WS_FIELD_CONTENT || query->content_only)
            ws_buffer_printf(buffer, "%s:", ws_field_get(query->field)->name);
        type_leaf(buffer, query);
    }
}

/* One code point as it may be shown, '?' for what is no text; its columns go to *width. */
static void add_shown(ws_buffer *buffer, const char *text, size_t length, size_t *width)
{
    ucs4_t character;
    u8_mbtouc(&character, (const uint8_t *)text, length);
    int columns = uc_width(character, "UTF-8");
    bool bad = columns <= 0 || character == 0xfffd;
    if (bad)
        ws_buffer_putc(buffer, '?');
    else
        ws_buffer_add(buffer, text, length);
    *width += bad ? 1 : (size_t)columns;
}

static size_t character_size(const char *text, size_t size)
{
    ucs4_t character;
    return (size_t)u8_mbtouc(&character, (const uint8_t *)text, size);
}

void ws_query_caret(ws_buffer *buffer, const char *text, size_t column, size_t columns)
{
    size_t size = strlen(text), offset = 0, width = 0, caret = 0;
    size_t room = (columns ? columns : 80) / 2; /* at most two columns a character */
    size_t first = column > room / 2 ? column - room / 2 : 1;
    ws_buffer_puts(buffer, first > 1 ? "  ..." : "  ");
    size_t indent = first > 1 ? 5 : 2;
    for (size_t at = 1; offset < size && at < first + room; at++) {
        size_t length = character_size(text + offset, size - offset);
        if (at == column) caret = width;
        if (at >= first) add_shown(buffer, text + offset, length, &width);
        offset += length;
    }
    if (offset >= size && !caret && column > first) caret = width; /* a mistake at the end */
    ws_buffer_puts(buffer, offset < size ? "...\n" : "\n");
    for (size_t i = 0; i < indent + caret; i++) ws_buffer_putc(buffer, ' ');
    ws_buffer_printf(buffer, "^ column %zu\n", column);
}
