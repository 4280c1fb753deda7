/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"
#include "text.h"

#include "unicode.h"

#include <string.h>

enum { WIDEST_WRAPPED_LINE = 120 }; /* columns; wider lines are whole paragraphs */

typedef struct line {
    ws_span span; /* without surrounding white space */
    uint32_t columns;
    uint32_t first_word; /* columns of its first word */
    bool after_blank;
    bool ends_sentence;
    bool starts_lower;
} line;

typedef struct lines {
    line *items;
    size_t count;
    size_t capacity;
} lines;

static bool is_line_end(uint32_t point)
{
    return (point >= '\n' && point <= '\r') || point == 0x85 || point == 0x2028 || point == 0x2029;
}

static bool ends_sentence(const char *text, ws_span span)
{
    uint32_t offset = span.end;

    while (offset > span.begin) {
        size_t length;
        uint32_t point = ws_utf8_previous(text, offset, &length);

        if (!ws_text_is_quote(point) && point != ')' && point != ']')
            return point == '.' || point == '!' || point == '?' || point == ':' || point == 0x2026;
        offset -= (uint32_t)length;
    }
    return false;
}

static void measure(const char *text, line *one)
{
    bool in_first_word = true;

    for (uint32_t offset = one->span.begin; offset < one->span.end;) {
        size_t length;
        uint32_t point = ws_utf8_next(text + offset, one->span.end - offset, &length);

        in_first_word = in_first_word && !ws_text_is_space(point);
        one->first_word += in_first_word;
        one->columns++;
        offset += (uint32_t)length;
    }
    one->ends_sentence = ends_sentence(text, one->span);
    one->starts_lower = text[one->span.begin] >= 'a' && text[one->span.begin] <= 'z';
}

static ws_status add_line(ws_arena *arena, lines *all, const char *text, ws_span span, bool after_blank,
                          ws_error *error)
{
    line *grown;

    if (all->count == WS_MOST_LINES)
        return ws_fail(error, WS_REFUSED, "Is it one article?", "the text has more than %d lines", WS_MOST_LINES);
    grown = ws_arena_grow(arena, all->items, all->count, &all->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    all->items = grown;
    grown[all->count] = (line){.span = span, .after_blank = after_blank};
    measure(text, &grown[all->count++]);
    return WS_OK;
}

static ws_status find_lines(ws_arena *arena, const char *text, size_t size, lines *all, ws_error *error)
{
    ws_span span = {0, 0};
    bool any = false; /* something but white space in this line */
    bool blank = false;

    for (size_t offset = 0; offset <= size;) {
        size_t length = 1;
        uint32_t point = offset < size ? ws_utf8_next(text + offset, size - offset, &length) : '\n';

        if (is_line_end(point)) {
            ws_status status = any ? add_line(arena, all, text, span, blank, error) : WS_OK;

            if (status != WS_OK) return status;
            if (point == '\r' && offset + 1 < size && text[offset + 1] == '\n') length = 2;
            blank = !any || point == 0x2029 || point == '\f';
            any = false;
        } else if (!ws_text_is_space(point)) {
            if (!any) span.begin = (uint32_t)offset;
            any = true;
            span.end = (uint32_t)(offset + length);
        }
        offset += length;
    }
    return WS_OK;
}

/* Width at which the text is hard-wrapped, in columns; 0 when its line ends are the writer's own. Where lines are
 * wrapped, a fair share of them breaks in mid-sentence. */
static uint32_t wrap_width(const lines *all)
{
    size_t breaks = 0;
    size_t inside = 0;
    uint32_t width = 0;

    for (size_t i = 1; i < all->count; i++) {
        if (all->items[i].after_blank) continue;
        breaks++;
        if (all->items[i - 1].ends_sentence || !all->items[i].starts_lower) continue;
        inside++;
        if (all->items[i - 1].columns > width) width = all->items[i - 1].columns;
    }
    return inside * 4 >= breaks && width <= WIDEST_WRAPPED_LINE ? width : 0;
}

/* A wrapped line breaks because the next word would not have fitted; any other break is meant. */
static bool breaks_paragraph(const line *before, const line *after, uint32_t width)
{
    if (after->after_blank || width == 0) return true;
    if (before->columns > WIDEST_WRAPPED_LINE) return true;
    if (after->starts_lower || before->columns + 1 + after->first_word > width) return false;
    return before->ends_sentence || before->columns * 10 < width * 6;
}

ws_status ws_text_paragraphs(ws_arena *arena, const char *text, size_t size, ws_paragraphs *out, ws_error *error)
{
    lines all = {NULL, 0, 0};
    uint32_t width;
    ws_status status;

    memset(out, 0, sizeof *out);
    status = find_lines(arena, text, size, &all, error);
    if (status != WS_OK) return status;
    width = wrap_width(&all);
    for (size_t i = 0; i < all.count; i++) {
        const line *one = &all.items[i];
        ws_paragraph *grown;

        if (i > 0 && !breaks_paragraph(one - 1, one, width)) {
            out->items[out->count - 1].span.end = one->span.end;
            continue;
        }
        if (out->count == 1) out->parted_by_blank = one->after_blank;
        grown = ws_arena_grow(arena, out->items, out->count, &out->capacity, sizeof *grown);
        if (!grown) return ws_no_memory(error);
        out->items = grown;
        grown[out->count++] = (ws_paragraph){.span = one->span, .part = WS_PART_BODY};
    }
    return WS_OK;
}

/* Is the first paragraph the article's title? */
static ws_status find_headline(ws_reading *reading, const ws_paragraphs *paragraphs, ws_error *error)
{
    const ws_article *article = reading->article;
    ws_span first;
    char *title, *line_words;

    if (paragraphs->count == 0) return WS_OK;
    if (!article->title) {
        if (ws_text_has_title_line(article->text, paragraphs)) paragraphs->items[0].part = WS_PART_HEADLINE;
        return WS_OK;
    }
    first = paragraphs->items[0].span;
    if (paragraphs->count < 2 || first.end - first.begin > 4 * strlen(article->title) + 64) return WS_OK;
    title = ws_fold_words(reading->arena, article->title, strlen(article->title));
    line_words = ws_fold_words(reading->arena, article->text + first.begin, first.end - first.begin);
    if (!title || !line_words) return ws_no_memory(error);
    if (*title && strcmp(title, line_words) == 0) paragraphs->items[0].part = WS_PART_HEADLINE;
    return WS_OK;
}

/* What the reader of the format knew. */
static void mark_parts(const ws_article *article, const ws_paragraphs *paragraphs)
{
    size_t part = 0;

    for (size_t i = 0; i < paragraphs->count; i++) {
        uint32_t begin = paragraphs->items[i].span.begin;

        while (part < article->part_count && article->parts[part].span.end <= begin) part++;
        if (part < article->part_count && article->parts[part].span.begin <= begin)
            paragraphs->items[i].part = article->parts[part].part;
    }
}

ws_status ws_text_segment(ws_reading *reading, ws_error *error)
{
    ws_paragraphs paragraphs;
    size_t token_capacity = 0;
    size_t sentence_capacity = 0;
    ws_status status;

    reading->tokens = NULL;
    reading->token_count = 0;
    reading->sentences = NULL;
    reading->sentence_count = 0;
    status =
        ws_text_paragraphs(reading->arena, reading->article->text, reading->article->text_size, &paragraphs, error);
    if (status == WS_OK) status = find_headline(reading, &paragraphs, error);
    if (status != WS_OK) return status;
    mark_parts(reading->article, &paragraphs);
    reading->paragraphs = paragraphs.items;
    reading->paragraph_count = paragraphs.count;
    for (size_t i = 0; i < paragraphs.count; i++) {
        ws_paragraph *paragraph = &reading->paragraphs[i];

        paragraph->token_begin = (uint32_t)reading->token_count;
        status = ws_text_tokenize(reading, paragraph->span, &token_capacity, error);
        if (status != WS_OK) return status;
        paragraph->token_end = (uint32_t)reading->token_count;
        status = ws_text_sentences(reading, (uint32_t)i, &sentence_capacity, error);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}
