/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"
#include "text.h"

#include "unicode.h"

#include <string.h>
#include <strings.h>

enum {
    TITLE_BYTES = 200,
    TITLE_WORDS = 25,
    FULL_STOP_TITLE_WORDS = 20, /* of a title that ends with a full stop */
    DATELINE_BYTES = 100,
    BYLINE_BYTES = 80,
    WORD_BYTES = 40,
    AGENCY_BYTES = 8
};

static size_t count_words(const char *text, ws_span span)
{
    size_t words = 0;
    bool inside = false;

    for (uint32_t i = span.begin; i < span.end; i++) {
        bool blank = text[i] == ' ' || text[i] == '\t';

        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

/* Bytes of a dash between blanks (or closing a bracket) at `offset`; 0: none. */
static uint32_t dash_at(const char *text, ws_span span, uint32_t offset)
{
    size_t length;
    uint32_t point;

    if (offset >= span.end) return 0;
    point = ws_utf8_next(text + offset, span.end - offset, &length);
    if (point == 0x2013 || point == 0x2014) return (uint32_t)length;
    if (point != '-') return 0;
    if (offset + 1 < span.end && text[offset + 1] == '-') return 2;
    return offset + 1 < span.end && text[offset + 1] == ' ' ? 1 : 0;
}

typedef struct capitals {
    uint32_t upper, lower;
} capitals;

/* Does the dateline's place end here, and was it one? "WASHINGTON", "ST. PAUL, Minn.", "Paris (Agency)". */
static bool is_dateline(capitals before_comma, bool bracket, uint32_t commas)
{
    if (before_comma.upper == 0) return false;
    return (before_comma.upper >= 2 && before_comma.lower == 0) || bracket || (commas > 0 && before_comma.lower == 0);
}

/* Length in bytes of a dateline at the start of a paragraph, without its dash; 0: none. */
static uint32_t dateline_length(const char *text, ws_span span)
{
    capitals letters = {0, 0};
    uint32_t commas = 0;
    bool bracket = false;
    bool in_bracket = false;

    for (uint32_t offset = span.begin; offset < span.end && offset - span.begin < DATELINE_BYTES;) {
        size_t length;
        uint32_t point = ws_utf8_next(text + offset, span.end - offset, &length);
        bool spaced = offset > span.begin && (text[offset - 1] == ' ' || text[offset - 1] == ')');

        if (offset == span.begin && (point < 0x80 ? point < 'A' || point > 'Z' : !ws_text_is_alnum(point))) return 0;
        if (spaced && !in_bracket && dash_at(text, span, offset)) {
            while (offset > span.begin && text[offset - 1] == ' ') offset--;
            return is_dateline(letters, bracket, commas) ? offset - span.begin : 0;
        }
        if (ws_text_is_quote(point) && point != '\'' && point != 0x2019) return 0;
        if (point == '(') bracket = in_bracket = true;
        if (point == ')') in_bracket = false;
        commas += point == ',';
        if (commas == 0 && !bracket) {
            letters.upper += point >= 'A' && point <= 'Z';
            letters.lower += point >= 'a' && point <= 'z';
        }
        offset += (uint32_t)length;
    }
    return 0;
}

static bool starts_with_quote(const char *text, ws_span span)
{
    return ws_text_is_quote(ws_text_after(text, span.end, span.begin));
}

bool ws_text_has_title_line(const char *text, const ws_paragraphs *paragraphs)
{
    ws_span first, second;
    size_t words;
    char last;

    if (paragraphs->count < 2) return false;
    first = paragraphs->items[0].span;
    second = paragraphs->items[1].span;
    if (first.end - first.begin >= TITLE_BYTES || memchr(text + first.begin, '\n', first.end - first.begin))
        return false;
    words = count_words(text, first);
    if (words > TITLE_WORDS || dateline_length(text, first) > 0) return false;
    last = text[first.end - 1];
    if (last == ',' || last == ';' || last == ':') return false;
    if (last != '.' && last != '"' && (unsigned char)last < 0x80)
        return !starts_with_quote(text, first) || paragraphs->parted_by_blank;
    return paragraphs->parted_by_blank && words <= FULL_STOP_TITLE_WORDS && !starts_with_quote(text, first) &&
           second.end - second.begin > first.end - first.begin;
}

/* "Anna Meier und Bo Ek, dpa": one short word behind the last comma, all of it small or capital letters. */
static bool ends_with_agency(const char *line, size_t size)
{
    const char *comma = memrchr(line, ',', size);
    size_t upper = 0, lower = 0, length = comma ? (size_t)(line + size - comma) - 1 : 0;

    if (length < 4 || length > AGENCY_BYTES || comma[1] != ' ') return false;
    for (size_t i = 2; i <= length; i++) {
        upper += comma[i] >= 'A' && comma[i] <= 'Z';
        lower += comma[i] >= 'a' && comma[i] <= 'z';
    }
    return upper == length - 1 || lower == length - 1;
}

size_t ws_text_byline(const char *line, size_t size)
{
    if (size > 3 && strncasecmp(line, "by ", 3) == 0) return 3;
    return size > 4 && strncasecmp(line, "von ", 4) == 0 && ends_with_agency(line, size) ? 4 : 0;
}

/* "By Jane Ruiz", "BY JANE RUIZ and BO EK, Staff Writers": nothing else in the paragraph, and no small words but those
 * between names. */
static bool is_byline(const char *text, ws_span span)
{
    static const char *const small[] = {"and", "of", "for", "in", "de", "van", "von", "the", "und", NULL};
    size_t before = ws_text_byline(text + span.begin, span.end - span.begin);
    char word[WORD_BYTES];

    if (span.end - span.begin > BYLINE_BYTES || span.end - span.begin < 6 || text[span.end - 1] == '.') return false;
    if (before == 0 || (text[span.begin] != 'B' && text[span.begin] != 'V')) return false;
    for (uint32_t i = span.begin + (uint32_t)before; i < span.end;) {
        size_t size = strcspn(text + i, " \n");

        if (size > span.end - i) size = span.end - i;
        if (i + size == span.end && text[span.begin] == 'V') break; /* the agency */
        if (size >= sizeof word || memchr(text + i, '"', size)) return false;
        memcpy(word, text + i, size);
        word[size] = '\0';
        if (*word >= 'a' && *word <= 'z' && !ws_text_word_in(word, small)) return false;
        i += (uint32_t)size + 1;
    }
    return true;
}

static ws_status take_author(ws_arena *arena, ws_article *article, ws_span span, ws_error *error)
{
    size_t before = ws_text_byline(article->text + span.begin, span.end - span.begin);

    if (article->author) return WS_OK;
    article->author = ws_arena_string(arena, article->text + span.begin + before, span.end - span.begin - before);
    return article->author ? WS_OK : ws_no_memory(error);
}

/* The first paragraph from `at` on that is in none of the parts that its reader marked; the last one when all are. */
static size_t skip_parts(const ws_article *article, const ws_paragraphs *paragraphs, size_t at)
{
    for (size_t part = 0; part < article->part_count && at + 1 < paragraphs->count; part++) {
        if (article->parts[part].span.begin > paragraphs->items[at].span.begin) break;
        while (at + 1 < paragraphs->count && paragraphs->items[at].span.end <= article->parts[part].span.end) at++;
    }
    return at;
}

ws_status ws_text_headings(ws_arena *arena, ws_article *article, ws_error *error)
{
    ws_paragraphs paragraphs;
    ws_status status = ws_text_paragraphs(arena, article->text, article->text_size, &paragraphs, error);
    size_t body = 0;
    ws_span span;
    uint32_t length;

    if (status != WS_OK || paragraphs.count == 0) return status;
    span = paragraphs.items[0].span;
    if (skip_parts(article, &paragraphs, 0) == 0 && ws_text_has_title_line(article->text, &paragraphs)) body = 1;
    if (!article->title && body == 1) {
        article->title = ws_arena_string(arena, article->text + span.begin, span.end - span.begin);
        if (!article->title) return ws_no_memory(error);
    }
    if (body == 1 && paragraphs.count > 2 && is_byline(article->text, paragraphs.items[1].span)) {
        status = take_author(arena, article, paragraphs.items[body++].span, error);
        if (status != WS_OK) return status;
    }
    span = paragraphs.items[skip_parts(article, &paragraphs, body)].span;
    length = dateline_length(article->text, span);
    if (length > 0 && !article->dateline) {
        article->dateline = ws_arena_string(arena, article->text + span.begin, length);
        if (!article->dateline) return ws_no_memory(error);
    }
    return WS_OK;
}
