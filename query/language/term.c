/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term.h"

#include "analyser.h"
#include "buffer.h"
#include "language.h"
#include "nearest.h"

#include <string.h>
#include <unistr.h>

ws_query *ws_query_new(ws_term_maker *maker, ws_query_op op, size_t column)
{
    ws_query *query = ws_arena_alloc(maker->arena, sizeof *query);
    if (!query) return NULL;
    query->op = op;
    query->field = WS_FIELD_CONTENT;
    query->column = column;
    return query;
}

static ws_status new_leaf(ws_term_maker *maker, ws_query_op op, const ws_field *field, const char *text, size_t column,
                          ws_query **out)
{
    if (++maker->terms > WS_QUERY_MAX_TERMS)
        return ws_query_mistake(maker->error, column, "ask in several queries",
                                "this is one word too many: a query may have %d", WS_QUERY_MAX_TERMS);
    *out = ws_query_new(maker, op, column);
    if (!*out || !text) return ws_no_memory(maker->error);
    (*out)->field = field->id;
    (*out)->text = text;
    return WS_OK;
}

static char *ascii_lower(ws_arena *arena, const char *bytes, size_t size)
{
    char *lower = ws_arena_string(arena, bytes, size);
    for (char *byte = lower; byte && *byte; byte++)
        if (*byte >= 'A' && *byte <= 'Z') *byte = (char)(*byte - 'A' + 'a');
    return lower;
}

ws_status ws_query_field(ws_term_maker *maker, const ws_lexeme *lexeme, const ws_field **out)
{
    char *name = ascii_lower(maker->arena, maker->text + lexeme->span.begin, lexeme->span.end - lexeme->span.begin);
    if (!name) return ws_no_memory(maker->error);
    *out = ws_field_named(name);
    if (*out) return WS_OK;
    const char *names[WS_FIELD_COUNT] = {NULL};
    ws_buffer list = WS_BUFFER_INIT(WS_HINT_BYTES);
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        names[id] = ws_field_get((ws_field_id)id)->name;
        if (names[id]) ws_buffer_printf(&list, "%s%s:", list.size ? " " : "", names[id]);
    }
    const char *nearest = ws_nearest(name, names, WS_FIELD_COUNT);
    const char *hint = "words with a colon go in quotation marks to be searched for as they are";
    ws_status status =
        nearest ? ws_query_mistake(maker->error, lexeme->column, "'whosaid syntax' lists the fields",
                                   "there is no field %.40s: - did you mean %s:?", name, nearest)
                : ws_query_mistake(maker->error, lexeme->column, hint, "there is no field %.40s:; the fields are %s",
                                   name, list.size ? list.bytes : "none");
    ws_buffer_free(&list);
    return status;
}

static ws_status make_value(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme, ws_query **out)
{
    char *value = ascii_lower(maker->arena, maker->text + lexeme->span.begin, lexeme->span.end - lexeme->span.begin);
    if (!value) return ws_no_memory(maker->error);
    for (char *byte = value; *byte; byte++)
        if (*byte == ' ' || *byte == '_') *byte = '-';
    ws_vocabulary vocabulary = (ws_vocabulary)field->vocabulary;
    if (ws_value_parse(vocabulary, value) >= 0)
        return new_leaf(maker, WS_QUERY_VALUE, field, value, lexeme->column, out);
    enum { MOST = 64 };
    const char *names[MOST] = {NULL};
    ws_buffer list = WS_BUFFER_INIT(WS_MESSAGE_BYTES);
    for (size_t i = 0; i < ws_value_count(vocabulary) && i < MOST; i++) {
        names[i] = ws_value_name(vocabulary, (int)i);
        ws_buffer_printf(&list, "%s%s", list.size ? ", " : "", names[i]);
    }
    const char *nearest = ws_nearest(value, names, MOST);
    ws_status status = ws_query_mistake(maker->error, lexeme->column, NULL, "%s: has no value '%.40s'%s%s%s it has %s",
                                        field->name, value, nearest ? " - did you mean " : "", nearest ? nearest : "",
                                        nearest ? "?" : ";", list.size ? list.bytes : "none");
    ws_buffer_free(&list);
    return status;
}

/* An id or its beginning, as `show` takes it. */
static ws_status make_link(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme, ws_query **out)
{
    enum { LEAST_DIGITS = 8, ALL_DIGITS = 32 };
    char *id = ascii_lower(maker->arena, maker->text + lexeme->span.begin, lexeme->span.end - lexeme->span.begin);
    if (!id) return ws_no_memory(maker->error);
    size_t size = strlen(id);
    if (!strcmp(id, "yes")) return new_leaf(maker, WS_QUERY_VALUE, field, id, lexeme->column, out);
    if (size < LEAST_DIGITS || size > ALL_DIGITS || strspn(id, "0123456789abcdef") < size)
        return ws_query_mistake(maker->error, lexeme->column, "answers end with the id of each statement",
                                "%s: takes yes, or the id of a statement (at least its first %d digits), not '%.40s'",
                                field->name, LEAST_DIGITS, id);
    ws_query_op op = size == ALL_DIGITS ? WS_QUERY_VALUE : WS_QUERY_PREFIX;
    return new_leaf(maker, op, field, id, lexeme->column, out);
}

static ws_status make_period(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme, ws_query **out)
{
    char *text = ascii_lower(maker->arena, maker->text + lexeme->span.begin, lexeme->span.end - lexeme->span.begin);
    if (!text) return ws_no_memory(maker->error);
    for (char *byte = text; *byte; byte++)
        if (*byte == ' ') *byte = '-';
    ws_status status = new_leaf(maker, WS_QUERY_PERIOD, field, text, lexeme->column, out);
    if (status != WS_OK) return status;
    status = ws_period_parse(text, maker->now, &(*out)->period, maker->error);
    if (status != WS_OK && maker->error) { /* its column is of the period alone */
        size_t within = maker->error->column ? maker->error->column - 1 : 0;
        maker->error->column = lexeme->column + within + (lexeme->kind == WS_LEXEME_QUOTED);
    }
    return status;
}

/* The words of a lexeme as they are in the index; names lose their titles, unless they are nothing but a title. */
static ws_status analyse(ws_term_maker *maker, const ws_field *field, ws_span span, ws_words *words)
{
    if (field->id != WS_FIELD_BY) return ws_analyse(maker->arena, maker->text, span, words, maker->error);
    char *name = ws_arena_string(maker->arena, maker->text + span.begin, span.end - span.begin);
    char *key = name ? ws_name_key(maker->arena, name) : NULL;
    if (!key) return ws_no_memory(maker->error);
    const char *kept = *key ? key : name;
    return ws_analyse(maker->arena, kept, (ws_span){0, (uint32_t)strlen(kept)}, words, maker->error);
}

bool ws_is_whole_sign(const ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme)
{
    return ws_field_has_whole(field->id) && lexeme->kind == WS_LEXEME_WORD &&
           lexeme->span.end - lexeme->span.begin == 1 && maker->text[lexeme->span.begin] == '=';
}

ws_status ws_query_whole(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme, ws_query **out)
{
    const char *value =
        ws_arena_string(maker->arena, maker->text + lexeme->span.begin, lexeme->span.end - lexeme->span.begin);
    bool as_it_is = field->id == WS_FIELD_BY || field->id == WS_FIELD_IN;
    const char *key = value && field->id == WS_FIELD_BY ? ws_name_key(maker->arena, value) : value;
    const char *whole = key && as_it_is ? ws_arena_printf(maker->arena, "=%s", key)
                        : key           ? ws_whole_value(maker->arena, key)
                                        : NULL;
    if (!whole) return ws_no_memory(maker->error);
    if (!whole[1] && field->id == WS_FIELD_BY)
        return ws_query_mistake(maker->error, lexeme->column, NULL, "there is no word here to search for");
    return new_leaf(maker, WS_QUERY_VALUE, field, whole, lexeme->column, out);
}

static size_t letters(const char *word)
{
    return u8_mbsnlen((const uint8_t *)word, strlen(word));
}

static ws_status make_prefix(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme, ws_query **out)
{
    ws_span beginning = {lexeme->span.begin, lexeme->span.end - 1};
    ws_words words;
    ws_status status = ws_analyse(maker->arena, maker->text, beginning, &words, maker->error);
    if (status != WS_OK) return status;
    if (words.count > 1)
        return ws_query_mistake(maker->error, lexeme->column, "search for the word before it in full",
                                "a * can follow one word only, and this is %zu", words.count);
    if (!words.count || letters(words.items[0].folded) < WS_QUERY_MIN_PREFIX)
        return ws_query_mistake(maker->error, lexeme->column, NULL, "a word needs at least three letters before its *");
    return new_leaf(maker, WS_QUERY_PREFIX, field, words.items[0].folded, lexeme->column, out);
}

static ws_status make_phrase(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme,
                             const ws_words *words, ws_query **out)
{
    if (words->count > WS_QUERY_MAX_PHRASE)
        return ws_query_mistake(maker->error, lexeme->column, "a shorter part of it will be found as well",
                                "this phrase has %zu words; at most %d are searched for", words->count,
                                WS_QUERY_MAX_PHRASE);
    *out = ws_query_new(maker, WS_QUERY_PHRASE, lexeme->column);
    if (!*out) return ws_no_memory(maker->error);
    (*out)->field = field->id;
    (*out)->children = ws_arena_array(maker->arena, words->count, sizeof(ws_query *));
    if (!(*out)->children) return ws_no_memory(maker->error);
    (*out)->child_count = words->count;
    for (size_t i = 0; i < words->count; i++) {
        ws_query **child = &(*out)->children[i];
        ws_status status = new_leaf(maker, WS_QUERY_WORD, field, words->items[i].folded, lexeme->column, child);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

static ws_status make_words(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme, ws_query **out)
{
    size_t size = lexeme->span.end - lexeme->span.begin;
    bool quoted = lexeme->kind == WS_LEXEME_QUOTED;
    const char *text = maker->text + lexeme->span.begin;
    const char *star = memchr(text, '*', size);
    if (star && !quoted && star == text + size - 1) return make_prefix(maker, field, lexeme, out);
    if (star)
        return ws_query_mistake(maker->error, lexeme->column, NULL,
                                quoted ? "a * does not work inside quotation marks"
                                       : "a * can stand only at the end of a word");
    ws_words words;
    ws_status status = analyse(maker, field, lexeme->span, &words);
    if (status != WS_OK) return status;
    if (!words.count)
        return ws_query_mistake(maker->error, lexeme->column, NULL, "there is no word here to search for");
    if (words.count == 1 && !(quoted && field->stemmed))
        return new_leaf(maker, WS_QUERY_WORD, field, words.items[0].folded, lexeme->column, out);
    return make_phrase(maker, field, lexeme, &words, out);
}

ws_status ws_query_term(ws_term_maker *maker, const ws_field *field, const ws_lexeme *lexeme, ws_query **out)
{
    bool everything = lexeme->kind == WS_LEXEME_WORD && lexeme->span.end - lexeme->span.begin == 1 &&
                      maker->text[lexeme->span.begin] == '*';
    if (everything) {
        *out = ws_query_new(maker, WS_QUERY_ALL, lexeme->column);
        return *out ? WS_OK : ws_no_memory(maker->error);
    }
    if (field->kind == WS_KIND_VALUE) return make_value(maker, field, lexeme, out);
    if (field->kind == WS_KIND_PERIOD) return make_period(maker, field, lexeme, out);
    if (field->kind == WS_KIND_LINK) return make_link(maker, field, lexeme, out);
    return make_words(maker, field, lexeme, out);
}
