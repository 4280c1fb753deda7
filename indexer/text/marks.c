/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "marks.h"

#include "internal.h"
#include "unicode.h"

#include <string.h>
#include <strings.h>

static bool is_dash(uint32_t point)
{
    return point == '-' || (point >= 0x2012 && point <= 0x2015);
}

static bool leads(uint32_t before)
{
    return ws_text_is_space(before) || is_dash(before) || before == '(' || before == '[' || before == '{' ||
           before == '/';
}

static bool trails(uint32_t after)
{
    return ws_text_is_space(after) || is_dash(after) || (after < 0x80 && after && strchr(".,;:!?)]}/", (int)after));
}

static bool is_digit(uint32_t point)
{
    return point >= '0' && point <= '9';
}

static bool is_letter(uint32_t point)
{
    return ws_text_is_alnum(point) && !is_digit(point);
}

/* "'em", "'90s", "'n'": a mark at the head of a word that stands for missing letters. */
static bool is_elision(const char *text, uint32_t end, uint32_t at)
{
    static const char *const words[] = {"em",    "tis",  "twas", "til",  "till",  "cause", "bout",  "cos",
                                        "round", "hood", "n",    "nuff", "neath", "twixt", "fraid", NULL};
    uint32_t size = 0;

    while (at + size < end && size < 8 && (unsigned char)text[at + size] < 0x80 &&
           ws_text_is_alnum((unsigned char)text[at + size]))
        size++;
    if (ws_text_is_alnum(ws_text_after(text, end, at + size))) return false;
    if (size >= 2 && is_digit((unsigned char)text[at]) && is_digit((unsigned char)text[at + 1]))
        return size == 2 ? !(at + 2 < end && (text[at + 2] == '.' || text[at + 2] == ',' || text[at + 2] == '%'))
                         : size == 3 && text[at + 2] == 's';
    for (size_t i = 0; words[i]; i++)
        if (strlen(words[i]) == size && strncasecmp(words[i], text + at, size) == 0) return true;
    return false;
}

static ws_mark_lean lean_by_neighbours(uint32_t before, uint32_t after)
{
    bool lead = leads(before);
    bool trail = trails(after);

    if (lead != trail) return lead ? WS_MARK_OPENS : WS_MARK_CLOSES;
    if (lead) return WS_MARK_EITHER;
    if (ws_text_is_quote(before) && !ws_text_is_quote(after)) return WS_MARK_OPENS;
    return ws_text_is_quote(before) && ws_text_is_quote(after) ? WS_MARK_EITHER : WS_MARK_CLOSES;
}

/* An opening mark before an ellipsis: '"...and then'. */
static bool opens_ellipsis(const char *text, uint32_t end, uint32_t at)
{
    return at + 1 < end && text[at] == '.' && text[at + 1] == '.';
}

static void judge_double(ws_mark *mark, const char *text, ws_span paragraph, uint32_t before, uint32_t after)
{
    mark->lean = lean_by_neighbours(before, after);
    if (leads(before) && opens_ellipsis(text, paragraph.end, mark->span.end)) mark->lean = WS_MARK_OPENS;
    if (mark->point == 0x201E || mark->point == 0x201F || mark->point == '`') {
        mark->low = mark->point != '`';
        mark->lean = WS_MARK_OPENS;
    } else if (mark->point == 0x201C) {
        mark->lean = mark->lean == WS_MARK_CLOSES ? WS_MARK_EITHER : WS_MARK_OPENS;
    } else if (mark->point == 0x201D) {
        mark->lean = mark->lean == WS_MARK_OPENS ? WS_MARK_EITHER : WS_MARK_CLOSES;
    }
    mark->after_number = mark->point == '"' && is_digit(before);
}

/* False for an apostrophe or a prime. */
static bool judge_single(ws_mark *mark, const char *text, ws_span paragraph, uint32_t before, uint32_t after)
{
    bool opening = mark->point == 0x2018 || mark->point == 0x201A || mark->point == 0x201B || mark->point == '`';

    if (opening) {
        mark->low = mark->point == 0x201A;
        mark->lean = WS_MARK_OPENS;
        return !ws_text_is_space(after) && !(is_letter(before) && is_letter(after)) &&
               !(mark->point != 0x201A && is_elision(text, paragraph.end, mark->span.end));
    }
    if (ws_text_is_alnum(before) && ws_text_is_alnum(after)) return false;
    if (is_digit(before) && (after == '"' || after == 0x2019 || after == '\'')) return false;
    mark->lean = lean_by_neighbours(before, after);
    if (leads(before) && opens_ellipsis(text, paragraph.end, mark->span.end)) mark->lean = WS_MARK_OPENS;
    if (mark->lean == WS_MARK_EITHER && ws_text_is_space(before) && ws_text_is_space(after)) return false;
    if (mark->lean == WS_MARK_OPENS && is_elision(text, paragraph.end, mark->span.end)) return false;
    /* The second mark of "rock 'n' roll". */
    if (before == 'n' && mark->span.begin >= paragraph.begin + 2 && !is_letter(after)) {
        uint32_t earlier = ws_text_before(text, paragraph.begin, mark->span.begin - 1);

        if (earlier == '\'' || earlier == 0x2018 || earlier == 0x2019) return false;
    }
    mark->after_number = mark->point == '\'' && is_digit(before);
    mark->after_s = (before == 's' || before == 'S') && ws_text_is_space(after);
    mark->firm = !ws_text_is_alnum(before) || (trails(after) && !ws_text_is_space(after));
    return true;
}

static void judge_guillemet(ws_mark *mark, uint32_t before, uint32_t after)
{
    bool left = mark->point == 0xAB || mark->point == 0x2039;

    /* French sets blanks inside the marks, so the side decides; neighbours only where they are plain. */
    mark->lean = left ? WS_MARK_OPENS : WS_MARK_CLOSES;
    if (left && !leads(before) && trails(after)) mark->lean = WS_MARK_EITHER;
    if (!left && leads(before) && !trails(after)) mark->lean = WS_MARK_EITHER;
}

static bool judge(ws_mark *mark, const char *text, ws_span paragraph)
{
    uint32_t before = ws_text_before(text, paragraph.begin, mark->span.begin);
    uint32_t after = ws_text_after(text, paragraph.end, mark->span.end);

    switch (mark->family) {
    case WS_MARK_DOUBLE:
        judge_double(mark, text, paragraph, before, after);
        return true;
    case WS_MARK_SINGLE:
        return judge_single(mark, text, paragraph, before, after);
    default:
        judge_guillemet(mark, before, after);
        return true;
    }
}

/* Family of the mark at `at`, its length in bytes in *length; -1: no mark. */
static int family_of(const char *text, uint32_t end, uint32_t at, uint32_t point, uint32_t *length)
{
    bool twice = (point == '\'' || point == '`') && at + 1 < end && text[at + 1] == text[at];

    if (twice) {
        *length = 2;
        return WS_MARK_DOUBLE;
    }
    if (point == '"' || (point >= 0x201C && point <= 0x201F)) return WS_MARK_DOUBLE;
    if (point == '\'' || point == '`' || (point >= 0x2018 && point <= 0x201B)) return WS_MARK_SINGLE;
    if (point == 0xAB || point == 0xBB) return WS_MARK_GUILLEMET;
    return point == 0x2039 || point == 0x203A ? WS_MARK_SINGLE_GUILLEMET : -1;
}

static void look_ahead(ws_marks *marks)
{
    int32_t level[WS_MARK_FAMILIES] = {0};
    int32_t lowest[WS_MARK_FAMILIES];
    int32_t next[WS_MARK_FAMILIES] = {-1, -1, -1, -1};
    bool closer[WS_MARK_FAMILIES] = {false};

    for (size_t i = 0; i < marks->count; i++) {
        ws_mark *mark = &marks->items[i];

        mark->level = level[mark->family];
        level[mark->family] += mark->lean == WS_MARK_OPENS ? 1 : mark->lean == WS_MARK_CLOSES ? -1 : 0;
    }
    memcpy(lowest, level, sizeof lowest);
    for (size_t i = marks->count; i-- > 0;) {
        ws_mark *mark = &marks->items[i];

        mark->next = next[mark->family];
        mark->closer_follows = closer[mark->family];
        mark->lowest = lowest[mark->family];
        if (mark->level < lowest[mark->family]) lowest[mark->family] = mark->level;
        next[mark->family] = (int32_t)i;
        closer[mark->family] = closer[mark->family] || mark->lean != WS_MARK_OPENS;
    }
}

ws_status ws_marks_find(ws_arena *arena, const char *text, ws_span paragraph, ws_marks *marks, ws_error *error)
{
    marks->count = 0;
    for (uint32_t at = paragraph.begin; at < paragraph.end;) {
        size_t bytes;
        uint32_t point = ws_utf8_next(text + at, paragraph.end - at, &bytes);
        uint32_t length = (uint32_t)bytes;
        int family = family_of(text, paragraph.end, at, point, &length);
        ws_mark *grown;

        if (family >= 0) {
            grown = ws_arena_grow(arena, marks->items, marks->count, &marks->capacity, sizeof *grown);
            if (!grown) return ws_no_memory(error);
            marks->items = grown;
            grown[marks->count] =
                (ws_mark){.span = {at, at + length}, .point = point, .family = (ws_mark_family)family};
            marks->count += judge(&grown[marks->count], text, paragraph);
        }
        at += length;
    }
    look_ahead(marks);
    return WS_OK;
}
