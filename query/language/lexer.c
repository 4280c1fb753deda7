/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lexer.h"

#include "query.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unictype.h>

typedef struct ws_lexer {
    ws_arena *arena;
    const char *text;
    size_t size, offset, column;
    ws_lexemes *out;
    size_t capacity;
    bool after_field; /* what follows is a value: no operator, no field name */
    bool glued;
    ws_error *error;
} ws_lexer;

ws_status ws_query_mistake(ws_error *error, size_t column, const char *hint, const char *format, ...)
{
    char message[WS_MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    ws_fail(error, WS_USAGE, hint, "%s", message);
    if (error) error->column = column;
    return WS_USAGE;
}

static uint32_t peek(const ws_lexer *lexer, size_t *length)
{
    return ws_utf8_next(lexer->text + lexer->offset, lexer->size - lexer->offset, length);
}

static void advance(ws_lexer *lexer, size_t length)
{
    lexer->offset += length;
    lexer->column++;
}

static bool is_quote(uint32_t character)
{
    return character == '"' || (character >= 0x201c && character <= 0x201f);
}

static bool ends_word(uint32_t character)
{
    return character == '(' || character == ')' || is_quote(character) || uc_is_property_white_space(character);
}

static ws_status emit(ws_lexer *lexer, ws_lexeme_kind kind, size_t begin, size_t end, size_t column)
{
    ws_lexeme *grown =
        ws_arena_grow(lexer->arena, lexer->out->items, lexer->out->count, &lexer->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(lexer->error);
    lexer->out->items = grown;
    grown[lexer->out->count++] = (ws_lexeme){kind, {(uint32_t)begin, (uint32_t)end}, column, lexer->glued};
    lexer->glued = true;
    lexer->after_field = kind == WS_LEXEME_FIELD;
    return WS_OK;
}

static ws_status lex_quoted(ws_lexer *lexer, size_t mark_length)
{
    size_t column = lexer->column;
    advance(lexer, mark_length);
    size_t begin = lexer->offset;
    while (lexer->offset < lexer->size) {
        size_t length;
        bool closes = is_quote(peek(lexer, &length));
        size_t end = lexer->offset;
        advance(lexer, length);
        if (closes) return emit(lexer, WS_LEXEME_QUOTED, begin, end, column);
    }
    return ws_query_mistake(lexer->error, column, "close it with another quotation mark",
                            "this quotation mark is never closed");
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Bytes of a field name before a colon at the start of this word; 0: it begins with none. */
static size_t field_name_size(const ws_lexer *lexer)
{
    const char *word = lexer->text + lexer->offset;
    size_t size = 0;
    while (is_letter(word[size]) || (size && (word[size] == '-' || word[size] == '_'))) size++;
    return word[size] == ':' ? size : 0;
}

static ws_lexeme_kind word_kind(const char *word, size_t size)
{
    if (size == 3 && !memcmp(word, "AND", 3)) return WS_LEXEME_AND;
    if (size == 2 && !memcmp(word, "OR", 2)) return WS_LEXEME_OR;
    if (size == 3 && !memcmp(word, "NOT", 3)) return WS_LEXEME_NOT;
    return WS_LEXEME_WORD;
}

static ws_status lex_word(ws_lexer *lexer)
{
    size_t begin = lexer->offset, column = lexer->column;
    size_t name = lexer->after_field ? 0 : field_name_size(lexer);
    if (name) {
        lexer->offset += name + 1;
        lexer->column += name + 1;
        return emit(lexer, WS_LEXEME_FIELD, begin, begin + name, column);
    }
    while (lexer->offset < lexer->size) {
        size_t length;
        if (ends_word(peek(lexer, &length))) break;
        advance(lexer, length);
    }
    size_t end = lexer->offset;
    ws_lexeme_kind kind = lexer->after_field ? WS_LEXEME_WORD : word_kind(lexer->text + begin, end - begin);
    return emit(lexer, kind, begin, end, column);
}

static ws_status lex_one(ws_lexer *lexer)
{
    size_t length, begin = lexer->offset, column = lexer->column;
    uint32_t character = peek(lexer, &length);
    if (uc_is_property_white_space(character)) {
        advance(lexer, length);
        lexer->glued = lexer->after_field = false;
        return WS_OK;
    }
    if (is_quote(character)) return lex_quoted(lexer, length);
    ws_lexeme_kind kind = character == '(' ? WS_LEXEME_OPEN : character == ')' ? WS_LEXEME_CLOSE : WS_LEXEME_MINUS;
    if (kind == WS_LEXEME_MINUS && character != '-') return lex_word(lexer);
    advance(lexer, length);
    return emit(lexer, kind, begin, begin + length, column);
}

ws_status ws_lex(ws_arena *arena, const char *text, ws_lexemes *out, ws_error *error)
{
    size_t size = strlen(text);
    ws_lexer lexer = {.arena = arena, .text = text, .size = size, .column = 1, .out = out, .error = error};
    *out = (ws_lexemes){NULL, 0};
    if (size > WS_QUERY_MAX_BYTES)
        return ws_query_mistake(error, 0, NULL, "this query has %zu bytes; at most %d are searched for", size,
                                WS_QUERY_MAX_BYTES);
    size_t good = ws_utf8_check(text, size);
    while (lexer.offset < good) {
        if (good < size) { /* only counting how far the readable part goes */
            size_t length;
            peek(&lexer, &length);
            advance(&lexer, length);
            continue;
        }
        ws_status status = lex_one(&lexer);
        if (status != WS_OK) return status;
    }
    if (good < size) return ws_query_mistake(error, lexer.column, NULL, "this query is not valid UTF-8 here");
    return emit(&lexer, WS_LEXEME_END, size, size, lexer.column);
}
