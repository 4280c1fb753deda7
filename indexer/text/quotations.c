/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"
#include "marks.h"
#include "text.h"

#include "unicode.h"

#include <string.h>

enum { DEEPEST = 8 };

typedef struct open_quotation {
    int32_t index; /* of reading->quotations */
    ws_mark_family family;
    bool low;
    uint32_t point;
    int32_t level; /* of its mark */
} open_quotation;

typedef struct scan {
    ws_reading *reading;
    const char *text;
    size_t capacity; /* of reading->quotations */
    ws_marks marks;
    ws_span paragraph;
    uint32_t number;   /* of the paragraph */
    size_t first;      /* first quotation of the paragraph */
    uint32_t head;     /* end of the marks that the paragraph begins with */
    int next_heads[2]; /* families of the marks that the next paragraph begins with, or -1 */
    open_quotation open[DEEPEST];
    uint32_t depth;
    size_t too_deep[WS_MARK_FAMILIES]; /* opening marks left out because nothing nests so deep */
    open_quotation left_open[DEEPEST]; /* at the end of the paragraph before */
    uint32_t left_open_count;
} scan;

static ws_quotation *quotation_of(const scan *at, const open_quotation *open)
{
    return &at->reading->quotations[open->index];
}

/* How far up the stack the innermost open quotation of a family is; -1: none. */
static int find_open(const scan *at, ws_mark_family family)
{
    for (int i = (int)at->depth - 1; i >= 0; i--)
        if (at->open[i].family == family) return i;
    return -1;
}

static uint32_t trim_end(const char *text, uint32_t begin, uint32_t end)
{
    while (end > begin) {
        size_t length;

        if (!ws_text_is_space(ws_utf8_previous(text, end, &length))) break;
        end -= (uint32_t)length;
    }
    return end;
}

/* Takes quotations off the stack down to `depth`: those without a closing mark end at `end`; single ones were
 * apostrophes after all, and are emptied, to be dropped later. */
static void abandon(scan *at, uint32_t depth, uint32_t end)
{
    while (at->depth > depth) {
        open_quotation *open = &at->open[--at->depth];
        ws_quotation *quotation = quotation_of(at, open);

        if (open->family == WS_MARK_SINGLE) {
            quotation->outer.end = quotation->outer.begin;
            continue;
        }
        quotation->inner.end = quotation->outer.end = trim_end(at->text, quotation->inner.begin, end);
    }
}

static ws_status push(scan *at, const ws_mark *mark, ws_error *error)
{
    ws_reading *reading = at->reading;
    ws_quotation *grown =
        ws_arena_grow(reading->arena, reading->quotations, reading->quotation_count, &at->capacity, sizeof *grown);
    ws_quotation *quotation;

    if (!grown) return ws_no_memory(error);
    reading->quotations = grown;
    quotation = &grown[reading->quotation_count];
    memset(quotation, 0, sizeof *quotation);
    quotation->outer = (ws_span){mark->span.begin, at->paragraph.end};
    quotation->inner = (ws_span){mark->span.end, at->paragraph.end};
    quotation->paragraph = at->number;
    quotation->parent = at->depth > 0 ? at->open[at->depth - 1].index : -1;
    quotation->continues = -1;
    if (mark->span.begin == at->head && at->depth < at->left_open_count &&
        at->left_open[at->depth].family == mark->family) {
        quotation->continues = at->left_open[at->depth].index;
        at->head = mark->span.end;
    }
    at->open[at->depth++] = (open_quotation){.index = (int32_t)reading->quotation_count++,
                                             .family = mark->family,
                                             .low = mark->low,
                                             .point = mark->point,
                                             .level = mark->level};
    return WS_OK;
}

static ws_status open_mark(scan *at, const ws_mark *mark, ws_error *error)
{
    int outer = find_open(at, mark->family);
    bool at_head = mark->span.begin == at->paragraph.begin;

    if (mark->span.end >= at->paragraph.end) return WS_OK;
    if (mark->family == WS_MARK_SINGLE && !mark->closer_follows && !at_head && at->next_heads[0] != WS_MARK_SINGLE &&
        at->next_heads[1] != WS_MARK_SINGLE && mark->span.begin != at->head)
        return WS_OK;
    /* An opening mark inside a quotation of its own kind that never closes: the closing mark was forgotten, unless the
     * quotation goes on in the next paragraph. */
    if (outer >= 0 && outer == (int)at->depth - 1 && mark->lowest > at->open[outer].level &&
        !(at->next_heads[0] == (int)mark->family &&
          quotation_of(at, &at->open[outer])->outer.begin == at->paragraph.begin))
        abandon(at, (uint32_t)outer, mark->span.begin);
    if (at->depth == DEEPEST) {
        at->too_deep[mark->family]++;
        return WS_OK;
    }
    return push(at, mark, error);
}

/* A closing mark whose quotation began in the paragraph before, without an opening mark of its own here. */
static ws_status close_continued(scan *at, const ws_mark *mark, ws_error *error)
{
    ws_mark start = {.span = {at->paragraph.begin, at->paragraph.begin}, .family = mark->family};
    ws_quotation *quotation;

    if (at->left_open_count == 0 || at->left_open[0].family != mark->family || mark->family == WS_MARK_SINGLE ||
        at->reading->quotation_count > at->first || mark->after_number || mark->span.begin == at->paragraph.begin)
        return WS_OK;
    at->head = at->paragraph.begin;
    if (push(at, &start, error) != WS_OK) return WS_NO_MEMORY;
    quotation = quotation_of(at, &at->open[--at->depth]);
    quotation->inner.end = mark->span.begin;
    quotation->outer.end = mark->span.end;
    quotation->closed = true;
    return WS_OK;
}

static ws_status close_mark(scan *at, const ws_mark *mark, ws_error *error)
{
    int found = find_open(at, mark->family);
    const ws_mark *next = mark->next >= 0 ? &at->marks.items[mark->next] : NULL;
    ws_quotation *quotation;

    if (at->too_deep[mark->family] > 0) {
        at->too_deep[mark->family]--;
        return WS_OK;
    }
    if (found < 0) return close_continued(at, mark, error);
    /* 12", 5' and players': no closing marks where a surer one follows. */
    if ((mark->after_number && next && next->lean == WS_MARK_CLOSES && !next->after_number &&
         (mark->family != WS_MARK_SINGLE || (!mark->firm && next->firm))) ||
        (mark->after_s && !mark->firm && next && next->lean == WS_MARK_CLOSES && next->firm))
        return WS_OK;
    /* A single mark inside a double quotation that is still open cannot close what is outside it. */
    if (mark->family == WS_MARK_SINGLE && found < (int)at->depth - 1)
        for (const ws_mark *other = mark + 1; other < at->marks.items + at->marks.count && other < mark + 4; other++)
            if (other->family == at->open[at->depth - 1].family && other->lean != WS_MARK_OPENS) return WS_OK;
    abandon(at, (uint32_t)found + 1, mark->span.begin);
    quotation = quotation_of(at, &at->open[--at->depth]);
    quotation->inner.end = mark->span.begin;
    quotation->outer.end = mark->span.end;
    quotation->closed = true;
    return WS_OK;
}

static ws_status take_mark(scan *at, const ws_mark *mark, ws_error *error)
{
    int open = find_open(at, mark->family);
    bool opens = mark->lean == WS_MARK_OPENS;

    if (mark->lean == WS_MARK_EITHER) opens = open < 0;
    /* German „...“ and »...«: what usually opens closes what a low or reversed mark opened. */
    if (opens && open >= 0 && mark->point == 0x201C && at->open[open].low) opens = false;
    if (open >= 0 && mark->family >= WS_MARK_GUILLEMET)
        opens = mark->point == at->open[open].point && mark->lean != WS_MARK_EITHER;
    if (open < 0 && mark->family >= WS_MARK_GUILLEMET) opens = mark->lean != WS_MARK_CLOSES;
    return opens ? open_mark(at, mark, error) : close_mark(at, mark, error);
}

/* What is open at the end of a paragraph: a quotation that the next paragraph takes up, or a forgotten closing mark. */
static void end_paragraph(scan *at)
{
    memset(at->too_deep, 0, sizeof at->too_deep);
    for (uint32_t i = 0; i < at->depth; i++)
        if (at->open[i].family == WS_MARK_SINGLE && (i > 1 || at->next_heads[i] != WS_MARK_SINGLE))
            abandon(at, i, at->paragraph.end);
    memcpy(at->left_open, at->open, sizeof at->left_open);
    at->left_open_count = at->depth;
    at->depth = 0;
}

static int family_of(uint32_t point)
{
    if (point == '"' || (point >= 0x201C && point <= 0x201F)) return WS_MARK_DOUBLE;
    if (point == 0xAB || point == 0xBB) return WS_MARK_GUILLEMET;
    return point == '\'' || (point >= 0x2018 && point <= 0x201B) ? WS_MARK_SINGLE : -1;
}

static void look_at_next(scan *at)
{
    ws_span next;
    size_t length;

    at->next_heads[0] = at->next_heads[1] = -1;
    if (at->number + 1 >= at->reading->paragraph_count) return;
    next = at->reading->paragraphs[at->number + 1].span;
    at->next_heads[0] = family_of(ws_utf8_next(at->text + next.begin, next.end - next.begin, &length));
    next.begin += (uint32_t)length;
    if (at->next_heads[0] >= 0 && next.begin < next.end)
        at->next_heads[1] = family_of(ws_utf8_next(at->text + next.begin, next.end - next.begin, &length));
}

static ws_status scan_paragraph(scan *at, uint32_t number, ws_error *error)
{
    const ws_reading *reading = at->reading;

    at->number = number;
    at->paragraph = reading->paragraphs[number].span;
    at->head = at->paragraph.begin;
    at->first = reading->quotation_count;
    look_at_next(at);
    if (ws_marks_find(reading->arena, at->text, at->paragraph, &at->marks, error) != WS_OK) return WS_NO_MEMORY;
    for (size_t i = 0; i < at->marks.count; i++)
        if (take_mark(at, &at->marks.items[i], error) != WS_OK) return WS_NO_MEMORY;
    end_paragraph(at);
    return WS_OK;
}

/* Drops quotations that turned out to be none or hold nothing, and numbers the rest anew. */
static ws_status compact(ws_reading *reading, ws_error *error)
{
    int32_t *number = ws_arena_array(reading->arena, reading->quotation_count, sizeof *number);
    size_t kept = 0;

    if (!number) return ws_no_memory(error);
    for (size_t i = 0; i < reading->quotation_count; i++) {
        ws_quotation quotation = reading->quotations[i];
        bool dropped =
            quotation.outer.end <= quotation.outer.begin ||
            trim_end(reading->article->text, quotation.inner.begin, quotation.inner.end) <= quotation.inner.begin;
        int32_t parent = quotation.parent >= 0 ? number[quotation.parent] : -1;

        if (dropped) {
            number[i] = parent; /* its children move up */
            continue;
        }
        quotation.parent = parent;
        quotation.depth = parent >= 0 ? reading->quotations[parent].depth + 1 : 0;
        if (quotation.continues >= 0) quotation.continues = number[quotation.continues];
        number[i] = (int32_t)kept;
        reading->quotations[kept++] = quotation;
    }
    reading->quotation_count = kept;
    return WS_OK;
}

ws_status ws_text_quotations(ws_reading *reading, ws_error *error)
{
    scan at = {.reading = reading, .text = reading->article->text};

    reading->quotations = NULL;
    reading->quotation_count = 0;
    for (uint32_t i = 0; i < reading->paragraph_count; i++)
        if (scan_paragraph(&at, i, error) != WS_OK) return WS_NO_MEMORY;
    if (compact(reading, error) != WS_OK) return WS_NO_MEMORY;
    return ws_text_scare_quotes(reading, error);
}

int32_t ws_reading_quotation_at(const ws_reading *reading, uint32_t offset)
{
    size_t low = 0;
    size_t high = reading->quotation_count;
    int32_t found;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (reading->quotations[middle].outer.begin <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    found = (int32_t)low - 1;
    while (found >= 0 && reading->quotations[found].outer.end <= offset) found = reading->quotations[found].parent;
    return found;
}
