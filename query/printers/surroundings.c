/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "surroundings.h"

#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Does a paragraph end at this line end? */
static bool is_border(const char *text, size_t size, size_t offset, bool blank_lines)
{
    if (text[offset] != '\n') return false;
    if (!blank_lines) return true;
    size_t after = offset + 1, before = offset;
    while (after < size && is_blank(text[after])) after++;
    while (before && is_blank(text[before - 1])) before--;
    return after == size || text[after] == '\n' || before == 0 || text[before - 1] == '\n';
}

static bool has_blank_lines(const char *text, size_t size)
{
    const char *end = text + size, *at = text;
    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        for (at++; at < end && is_blank(*at);) at++;
        if (at < end && *at == '\n') return true;
    }
    return false;
}

static size_t to_character(const char *text, size_t offset)
{
    while (offset && ((unsigned char)text[offset] & 0xc0) == 0x80) offset--;
    return offset;
}

static ws_span trimmed(const char *text, size_t begin, size_t end)
{
    while (begin < end && (is_blank(text[begin]) || text[begin] == '\n')) begin++;
    while (end > begin && (is_blank(text[end - 1]) || text[end - 1] == '\n')) end--;
    return (ws_span){(uint32_t)begin, (uint32_t)end};
}

/* Of the paragraph that ends, or holds a statement that begins, at `offset`. */
static size_t paragraph_begin(const ws_article *article, size_t offset, bool blank_lines)
{
    size_t least = offset > WS_PARAGRAPH_SHOWN ? offset - WS_PARAGRAPH_SHOWN : 0;
    size_t begin = offset;
    while (begin > least && !is_border(article->text, article->text_size, begin - 1, blank_lines)) begin--;
    return to_character(article->text, begin);
}

static size_t paragraph_end(const ws_article *article, size_t offset, bool blank_lines)
{
    size_t most = article->text_size - offset > WS_PARAGRAPH_SHOWN ? offset + WS_PARAGRAPH_SHOWN : article->text_size;
    size_t end = offset;
    while (end < most && !is_border(article->text, article->text_size, end, blank_lines)) end++;
    return end < article->text_size ? to_character(article->text, end) : end;
}

static size_t skip_back(const char *text, size_t offset)
{
    while (offset && (is_blank(text[offset - 1]) || text[offset - 1] == '\n')) offset--;
    return offset;
}

static size_t skip_on(const ws_article *article, size_t offset)
{
    while (offset < article->text_size && (is_blank(article->text[offset]) || article->text[offset] == '\n')) offset++;
    return offset;
}

void ws_surroundings_find(const ws_article *article, const ws_statement *statement, ws_surroundings *out)
{
    const char *text = article->text;
    ws_span extent = ws_statement_extent(statement);
    bool blank_lines = has_blank_lines(text, article->text_size);
    size_t begin = paragraph_begin(article, extent.begin, blank_lines);
    size_t end = paragraph_end(article, extent.end, blank_lines);
    out->paragraph = trimmed(text, begin, end);
    out->previous = out->next = (ws_span){0, 0};
    size_t before = skip_back(text, begin), after = skip_on(article, end);
    if (before) out->previous = trimmed(text, paragraph_begin(article, before, blank_lines), before);
    if (after < article->text_size) out->next = trimmed(text, after, paragraph_end(article, after, blank_lines));
}

bool ws_paragraphs_next(const ws_article *article, ws_paragraphs *walk, ws_span *out)
{
    if (!walk->begun)
        *walk = (ws_paragraphs){.begun = true, .blank_lines = has_blank_lines(article->text, article->text_size)};
    size_t begin = skip_on(article, walk->at), end = begin;
    if (begin >= article->text_size) return false;
    end = paragraph_end(article, begin, walk->blank_lines);
    walk->at = end > begin ? end : begin + 1;
    *out = trimmed(article->text, begin, end);
    return true;
}
