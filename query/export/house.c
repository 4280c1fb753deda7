/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "house.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* --- dates --- */

static const char *const months[2][12] = {
    {"Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"}};

/* A year or a month alone stays one. AP shortens a month only before a day. */
const char *ws_house_date(ws_arena *arena, ws_house_style style, const char *iso)
{
    int year = 0, month = 0, day = 0;
    int parts = sscanf(iso, "%4d-%2d-%2d", &year, &month, &day);
    if (style == WS_HOUSE_PLAIN || parts < 2 || month < 1 || month > 12) return ws_arena_printf(arena, "%.10s", iso);
    bool american = style == WS_HOUSE_AP;
    const char *name = months[american && parts == 3 ? 0 : 1][month - 1];
    if (parts == 2) return ws_arena_printf(arena, "%s %d", name, year);
    if (american) return ws_arena_printf(arena, "%s %d, %d", name, day, year);
    return ws_arena_printf(arena, "%d %s %d", day, name, year);
}

/* --- marks --- */

#define OPEN_OUTSIDE "\xe2\x80\x9c"
#define CLOSE_OUTSIDE "\xe2\x80\x9d"
#define OPEN_INSIDE "\xe2\x80\x98"
#define CLOSE_INSIDE "\xe2\x80\x99"

static bool is_double(uint32_t character)
{
    return character == '"' || character == 0x201c || character == 0x201d || character == 0x201e ||
           character == 0x201f || character == 0xab || character == 0xbb;
}

static bool is_single(uint32_t character)
{
    return character == '\'' || character == '`' || character == 0x2018 || character == 0x2019 || character == 0x201a ||
           character == 0x201b || character == 0x2039 || character == 0x203a;
}

static bool within(ws_spans spans, uint32_t offset)
{
    for (size_t i = 0; i < spans.count; i++)
        if (offset >= spans.items[i].begin && offset < spans.items[i].end) return true;
    return false;
}

/* A quotation begins or ends right beside a mark, which is then an outer one whatever it looks like. */
static bool begins_at(ws_spans quoted, uint32_t offset)
{
    for (size_t i = 0; i < quoted.count; i++)
        if (quoted.items[i].begin == offset) return true;
    return false;
}

static bool ends_at(ws_spans quoted, uint32_t offset)
{
    for (size_t i = 0; i < quoted.count; i++)
        if (quoted.items[i].end == offset) return true;
    return false;
}

/* A straight mark opens before a word that begins, and closes behind what ends. */
static bool opens(const ws_article *article, uint32_t offset, uint32_t character)
{
    if (character == 0x201c || character == 0x201e || character == 0x201f || character == 0xab) return true;
    if (character != '"') return false;
    unsigned char before = offset ? (unsigned char)article->text[offset - 1] : ' ';
    return isspace(before) || strchr("([{-/", before) != NULL;
}

static const char *mark_of(const ws_article *article, const ws_statement *statement, uint32_t offset,
                           uint32_t character, size_t length)
{
    ws_spans quoted = statement->quoted;
    bool is_mark = is_double(character) || is_single(character);
    if (is_mark && begins_at(quoted, offset + (uint32_t)length)) return OPEN_OUTSIDE;
    if (is_mark && ends_at(quoted, offset)) return CLOSE_OUTSIDE;
    if (!is_double(character)) return NULL;
    bool inner = within(quoted, offset), open = opens(article, offset, character);
    if (inner) return open ? OPEN_INSIDE : CLOSE_INSIDE;
    return open ? OPEN_OUTSIDE : CLOSE_OUTSIDE;
}

static ws_style role_of(const ws_statement *statement, uint32_t offset)
{
    if (within(statement->content, offset)) return WS_STYLE_CONTENT;
    if (within(statement->cue, offset)) return WS_STYLE_CUE;
    return within(statement->source, offset) ? WS_STYLE_SOURCE : WS_STYLE_PLAIN;
}

void ws_house_words(ws_house_style style, const ws_article *article, const ws_statement *statement, ws_styled *out)
{
    ws_span extent = ws_statement_extent(statement);
    for (uint32_t at = extent.begin; at < extent.end;) {
        size_t length;
        uint32_t character = ws_utf8_next(article->text + at, extent.end - at, &length);
        const char *mark = style == WS_HOUSE_PLAIN ? NULL : mark_of(article, statement, at, character, length);
        if (mark)
            ws_styled_puts(out, role_of(statement, at), mark);
        else
            ws_styled_add(out, role_of(statement, at), article->text + at, length);
        at += (uint32_t)length;
    }
}
