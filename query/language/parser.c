/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"
#include "lexer.h"
#include "term.h"

#include <string.h>

typedef struct ws_parser {
    ws_term_maker maker;
    const ws_lexeme *next;
    size_t depth;
} ws_parser;

static ws_status parse_or(ws_parser *parser, const ws_field *field, ws_query **out);

/* The children of an AND or OR while it is being read. */
typedef struct ws_children {
    ws_query **items;
    size_t count, capacity;
} ws_children;

static ws_status add_child(ws_parser *parser, ws_children *children, ws_query *child)
{
    ws_query **grown =
        ws_arena_grow(parser->maker.arena, children->items, children->count, &children->capacity, sizeof(ws_query *));
    if (!grown) return ws_no_memory(parser->maker.error);
    children->items = grown;
    grown[children->count++] = child;
    return WS_OK;
}

/* Adds a child, or the children of a child with the same operator. */
static ws_status add_flat(ws_parser *parser, ws_children *children, ws_query_op op, ws_query *child)
{
    if (child->op != op) return add_child(parser, children, child);
    ws_status status = WS_OK;
    for (size_t i = 0; i < child->child_count && status == WS_OK; i++)
        status = add_child(parser, children, child->children[i]);
    return status;
}

static ws_status join(ws_parser *parser, ws_query_op op, const ws_children *children, ws_query **out)
{
    *out = ws_query_new(&parser->maker, op, children->items[0]->column);
    if (!*out) return ws_no_memory(parser->maker.error);
    (*out)->children = children->items;
    (*out)->child_count = children->count;
    return WS_OK;
}

static ws_status enter(ws_parser *parser)
{
    if (parser->depth >= WS_QUERY_MAX_DEPTH)
        return ws_query_mistake(parser->maker.error, parser->next->column, NULL,
                                "brackets and NOTs are nested more than %d deep here", WS_QUERY_MAX_DEPTH);
    parser->depth++;
    return WS_OK;
}

static ws_status parse_brackets(ws_parser *parser, const ws_field *field, ws_query **out)
{
    size_t column = parser->next->column;
    ws_status status = enter(parser);
    if (status != WS_OK) return status;
    parser->next++;
    if (parser->next->kind == WS_LEXEME_CLOSE)
        return ws_query_mistake(parser->maker.error, column, NULL, "there is nothing between these brackets");
    if (parser->next->kind == WS_LEXEME_END)
        return ws_query_mistake(parser->maker.error, column, NULL, "this bracket is never closed");
    status = parse_or(parser, field, out);
    if (status != WS_OK) return status;
    if (parser->next->kind != WS_LEXEME_CLOSE)
        return ws_query_mistake(parser->maker.error, column, "add a closing bracket", "this bracket is never closed");
    parser->next++;
    parser->depth--;
    return WS_OK;
}

/* `said:` reads the field of plain words, and only that. The tree is no deeper than WS_QUERY_MAX_DEPTH allows. */
static void mark_content_only(ws_query *query)
{
    query->content_only = query->field == WS_FIELD_CONTENT;
    for (size_t i = 0; i < query->child_count; i++) mark_content_only(query->children[i]);
}

/* `article:` and a query, whose plain words are content. */
static ws_status parse_in(ws_parser *parser, const ws_lexeme *name, ws_query **out)
{
    ws_query *child;
    ws_children children = {NULL, 0, 0};
    ws_status status = parse_brackets(parser, ws_field_get(WS_FIELD_CONTENT), &child);
    if (status == WS_OK) status = add_child(parser, &children, child);
    if (status == WS_OK) status = join(parser, WS_QUERY_IN, &children, out);
    if (status == WS_OK) (*out)->column = name->column;
    return status;
}

static ws_status parse_value(ws_parser *parser, const ws_field *field, ws_query **out)
{
    const ws_lexeme *first = parser->next;
    if (ws_is_whole_sign(&parser->maker, field, first) && first[1].kind == WS_LEXEME_QUOTED && first[1].glued) {
        parser->next += 2;
        return ws_query_whole(&parser->maker, field, &first[1], out);
    }
    if (field->kind == WS_KIND_QUERY)
        return ws_query_mistake(parser->maker.error, first->column, NULL,
                                "article: needs a query in brackets, as article:(act:denial), or article:=\"ID\"");
    if (parser->next->kind == WS_LEXEME_OPEN) return parse_brackets(parser, field, out);
    return ws_query_term(&parser->maker, field, parser->next++, out);
}

static ws_status parse_field(ws_parser *parser, ws_query **out)
{
    const ws_lexeme *name = parser->next++;
    const ws_field *field;
    ws_status status = ws_query_field(&parser->maker, name, &field);
    if (status != WS_OK) return status;
    const ws_lexeme *value = parser->next;
    bool is_value = value->kind == WS_LEXEME_OPEN || value->kind == WS_LEXEME_WORD || value->kind == WS_LEXEME_QUOTED;
    if (field->kind == WS_KIND_QUERY && value->glued && value->kind == WS_LEXEME_OPEN) return parse_in(parser, name, out);
    if (value->glued && is_value) {
        status = parse_value(parser, field, out);
        if (status == WS_OK && field->id == WS_FIELD_CONTENT) mark_content_only(*out);
        return status;
    }
    return ws_query_mistake(parser->maker.error, name->column,
                            value->kind == WS_LEXEME_MINUS ? "to leave something out, write the minus before the field"
                                                           : "no blank goes between the colon and the word",
                            "%s: needs a word, a phrase in quotation marks or a bracket right after the colon",
                            field->name);
}

static ws_status operator_mistake(const ws_parser *parser, const ws_lexeme *operator_, const char *where)
{
    bool minus = operator_->kind == WS_LEXEME_MINUS;
    return ws_query_mistake(parser->maker.error, operator_->column,
                            minus ? NULL : "to search for it as a word, put it in quotation marks or in lower case",
                            "%.*s needs something to search for %s it",
                            (int)(operator_->span.end - operator_->span.begin),
                            parser->maker.text + operator_->span.begin, where);
}

static ws_status parse_term(ws_parser *parser, const ws_field *field, ws_query **out);

static ws_status parse_not(ws_parser *parser, const ws_field *field, ws_query **out)
{
    const ws_lexeme *sign = parser->next;
    ws_status status = enter(parser);
    if (status != WS_OK) return status;
    parser->next++;
    ws_lexeme_kind kind = parser->next->kind;
    if (kind == WS_LEXEME_END || kind == WS_LEXEME_CLOSE || kind == WS_LEXEME_AND || kind == WS_LEXEME_OR ||
        (sign->kind == WS_LEXEME_MINUS && !parser->next->glued))
        return operator_mistake(parser, sign, sign->kind == WS_LEXEME_MINUS ? "right after" : "after");
    ws_query *child;
    status = parse_term(parser, field, &child);
    if (status != WS_OK) return status;
    parser->depth--;
    if (child->op == WS_QUERY_NOT) {
        *out = child->children[0];
        return WS_OK;
    }
    ws_children children = {NULL, 0, 0};
    status = add_child(parser, &children, child);
    if (status == WS_OK) status = join(parser, WS_QUERY_NOT, &children, out);
    if (status == WS_OK) (*out)->column = sign->column;
    return status;
}

static ws_status parse_term(ws_parser *parser, const ws_field *field, ws_query **out)
{
    const ws_lexeme *lexeme = parser->next;
    switch (lexeme->kind) {
    case WS_LEXEME_NOT:
    case WS_LEXEME_MINUS:
        return parse_not(parser, field, out);
    case WS_LEXEME_OPEN:
        return parse_brackets(parser, field, out);
    case WS_LEXEME_FIELD:
        return parse_field(parser, out);
    case WS_LEXEME_WORD:
    case WS_LEXEME_QUOTED:
        parser->next++;
        return ws_query_term(&parser->maker, field, lexeme, out);
    default:
        return operator_mistake(parser, lexeme, "before");
    }
}

static bool ends_and(const ws_lexeme *lexeme)
{
    return lexeme->kind == WS_LEXEME_END || lexeme->kind == WS_LEXEME_CLOSE || lexeme->kind == WS_LEXEME_OR;
}

/* Everything says nothing beside a word; what only takes away needs it to take away from. */
static ws_status settle_all(ws_parser *parser, ws_children *children)
{
    size_t column = children->items[0]->column, kept = 0;
    bool finds = false;
    for (size_t i = 0; i < children->count; i++) {
        ws_query *child = children->items[i];
        if (child->op == WS_QUERY_ALL) continue;
        finds = finds || child->op != WS_QUERY_NOT;
        children->items[kept++] = child;
    }
    children->count = kept;
    if (finds) return WS_OK;
    ws_query *all = ws_query_new(&parser->maker, WS_QUERY_ALL, column);
    if (!all) return ws_no_memory(parser->maker.error);
    ws_status status = add_child(parser, children, all);
    if (status != WS_OK) return status;
    memmove(children->items + 1, children->items, (children->count - 1) * sizeof *children->items);
    children->items[0] = all;
    return WS_OK;
}

static ws_status parse_and(ws_parser *parser, const ws_field *field, ws_query **out)
{
    ws_children children = {NULL, 0, 0};
    ws_status status = WS_OK;
    while (status == WS_OK && !ends_and(parser->next)) {
        const ws_lexeme *operator_ = parser->next;
        if (operator_->kind == WS_LEXEME_AND) {
            if (!children.count) return operator_mistake(parser, operator_, "before");
            parser->next++;
            if (ends_and(parser->next) || parser->next->kind == WS_LEXEME_AND)
                return operator_mistake(parser, operator_, "after");
        }
        ws_query *child;
        status = parse_term(parser, field, &child);
        if (status == WS_OK) status = add_flat(parser, &children, WS_QUERY_AND, child);
    }
    if (status == WS_OK) status = settle_all(parser, &children);
    if (status != WS_OK) return status;
    if (children.count > 1) return join(parser, WS_QUERY_AND, &children, out);
    *out = children.items[0];
    return WS_OK;
}

static ws_status parse_or(ws_parser *parser, const ws_field *field, ws_query **out)
{
    ws_children children = {NULL, 0, 0};
    const ws_lexeme *operator_ = NULL;
    for (;;) {
        if (ends_and(parser->next)) {
            if (operator_) return operator_mistake(parser, operator_, "after");
            return operator_mistake(parser, parser->next, "before");
        }
        ws_query *child;
        ws_status status = parse_and(parser, field, &child);
        if (status == WS_OK) status = add_flat(parser, &children, WS_QUERY_OR, child);
        if (status != WS_OK) return status;
        if (parser->next->kind != WS_LEXEME_OR) break;
        operator_ = parser->next++;
    }
    if (children.count > 1) return join(parser, WS_QUERY_OR, &children, out);
    *out = children.items[0];
    return WS_OK;
}

ws_status ws_query_parse(ws_arena *arena, const char *text, ws_field_id plain, time_t now, const ws_query **out,
                         ws_error *error)
{
    ws_lexemes lexemes;
    ws_status status = ws_lex(arena, text, &lexemes, error);
    if (status != WS_OK) return status;
    ws_parser parser = {.maker = {.arena = arena, .text = text, .now = now, .error = error}, .next = lexemes.items};
    if (parser.next->kind == WS_LEXEME_END)
        return ws_query_mistake(error, 1, "write * to see everything", "there is nothing to search for");
    if (parser.next->kind == WS_LEXEME_CLOSE) return ws_query_mistake(error, 1, NULL, "this bracket was never opened");
    ws_query *query;
    status = parse_or(&parser, ws_field_get(plain), &query);
    if (status != WS_OK) return status;
    if (parser.next->kind == WS_LEXEME_CLOSE)
        return ws_query_mistake(error, parser.next->column, NULL, "this bracket was never opened");
    *out = query;
    return WS_OK;
}
