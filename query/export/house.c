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

/* What each byte of a statement is: looked up for every character, however many spans there are. */
enum { ROLE_BITS = 15, QUOTED = 16, BEGINS = 32, ENDS = 64, INNER = 128 }; /* the role is a ws_style */

static void mark(unsigned char *kinds, ws_span extent, ws_spans spans, unsigned char clear, unsigned char kind)
{
    for (size_t i = 0; i < spans.count; i++)
        for (uint32_t at = spans.items[i].begin; at < spans.items[i].end; at++)
            if (at >= extent.begin && at < extent.end)
                kinds[at - extent.begin] = (unsigned char)((kinds[at - extent.begin] & ~clear) | kind);
}

/* A quotation begins or ends right beside a mark, which is then an outer one whatever it looks like. */
static void mark_edges(unsigned char *kinds, ws_span extent, ws_spans quoted)
{
    for (size_t i = 0; i < quoted.count; i++) {
        ws_span span = quoted.items[i];
        if (span.begin >= extent.begin && span.begin < extent.end) kinds[span.begin - extent.begin] |= BEGINS;
        if (span.end >= extent.begin && span.end < extent.end) kinds[span.end - extent.begin] |= ENDS;
    }
}

/* A straight mark opens before a word that begins, and closes behind what ends. */
static bool opens(const ws_article *article, uint32_t offset, uint32_t character)
{
    if (character == 0x201c || character == 0x201e || character == 0x201f || character == 0xab) return true;
    if (character != '"' && character != '\'') return false;
    unsigned char before = offset ? (unsigned char)article->text[offset - 1] : ' ';
    return isspace(before) || strchr("([{-/", before) != NULL;
}

/* Straight single marks inside a quotation: one that closes stands behind a point or comma, where no apostrophe does;
 * it belongs to the last that opens before it. Others may be apostrophes, which are parts of words. */
static void mark_inner(unsigned char *kinds, const ws_article *article, ws_span extent)
{
    uint32_t opening = extent.end;
    for (uint32_t at = extent.begin + 1; at + 1 < extent.end; at++) {
        unsigned char *kind = kinds + (at - extent.begin);
        if (!(*kind & QUOTED)) opening = extent.end; /* of another quotation */
        if (!(*kind & QUOTED) || article->text[at] != '\'') continue;
        bool closes = article->text[at - 1] && strchr(".,!?", article->text[at - 1]);
        if (closes && opening < extent.end) {
            *kind |= INNER;
            kinds[opening - extent.begin] |= INNER;
        }
        if (closes) opening = extent.end;
        if (!closes && opens(article, at, '\'')) opening = at;
    }
}

/* `kinds` is of the character, then of what follows it. */
static const char *mark_of(const ws_article *article, const unsigned char *kinds, uint32_t offset, uint32_t character,
                           size_t length)
{
    bool is_mark = is_double(character) || is_single(character);
    if (is_mark && kinds[length] & BEGINS) return OPEN_OUTSIDE;
    if (is_mark && *kinds & ENDS) return CLOSE_OUTSIDE;
    if (!is_double(character) && !(*kinds & INNER)) return NULL;
    bool open = opens(article, offset, character);
    if (*kinds & QUOTED) return open ? OPEN_INSIDE : CLOSE_INSIDE;
    return open ? OPEN_OUTSIDE : CLOSE_OUTSIDE;
}

void ws_house_words(ws_house_style style, const ws_article *article, const ws_statement *statement, ws_styled *out)
{
    ws_span extent = ws_statement_extent(statement);
    unsigned char *kinds = calloc((size_t)(extent.end - extent.begin) + 1, 1);
    if (!kinds) {
        out->text.failed = true;
        return;
    }
    mark(kinds, extent, statement->source, ROLE_BITS, WS_STYLE_SOURCE);
    mark(kinds, extent, statement->cue, ROLE_BITS, WS_STYLE_CUE);
    mark(kinds, extent, statement->content, ROLE_BITS, WS_STYLE_CONTENT);
    mark(kinds, extent, statement->quoted, 0, QUOTED);
    mark_edges(kinds, extent, statement->quoted);
    mark_inner(kinds, article, extent);
    for (uint32_t at = extent.begin; at < extent.end;) {
        size_t length;
        const unsigned char *kind = kinds + (at - extent.begin);
        uint32_t character = ws_utf8_next(article->text + at, extent.end - at, &length);
        const char *set = style == WS_HOUSE_PLAIN ? NULL : mark_of(article, kind, at, character, length);
        if (set)
            ws_styled_puts(out, (ws_style)(*kind & ROLE_BITS), set);
        else
            ws_styled_add(out, (ws_style)(*kind & ROLE_BITS), article->text + at, length);
        at += (uint32_t)length;
    }
    free(kinds);
}
