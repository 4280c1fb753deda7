/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "article_parts.h"

#include "mention_parts.h"

#include <stdlib.h>
#include <string.h>

/* What lies over one place of the text is bounded: more is not marked there. */
enum { DEPTH = 8, SPANS_MOST = 40000 };

typedef struct mark {
    size_t begin, end; /* bytes */
    size_t number;     /* of the statement, from 1 */
    int role;          /* 0 source, 1 cue, 2 content, 3 a name */
    bool chosen, first;
    bool same; /* it mentions the speaker of the chosen statement */
    const char *id;
} mark;

typedef struct painting {
    ws_buffer *out;
    const char *text;
    size_t size;
    bool named;       /* the place of the name was linked to */
    bool blank_lines; /* paragraphs are parted by them, else by line ends */
    mark *marks;
    size_t count, capacity;
    const mark *open[DEPTH];
    size_t open_count;
} painting;

/* --- gathering --- */

static bool add_spans(ws_view *view, painting *self, const ws_offsets *offsets, const cJSON *part, mark base)
{
    const cJSON *spans = cJSON_IsArray(part) ? part : ws_json_member(part, "spans"), *pair;
    cJSON_ArrayForEach(pair, spans)
    {
        const cJSON *begin = cJSON_GetArrayItem(pair, 0), *end = cJSON_GetArrayItem(pair, 1);
        if (!cJSON_IsNumber(begin) || !cJSON_IsNumber(end) || self->count == SPANS_MOST) return true;
        if (begin->valuedouble < 0 || end->valuedouble <= begin->valuedouble) continue;
        mark *grown = ws_arena_grow(view->arena, self->marks, self->count, &self->capacity, sizeof *grown);
        if (!grown) return false;
        self->marks = grown;
        grown[self->count] = base;
        grown[self->count].begin = ws_offsets_byte(offsets, (size_t)begin->valuedouble);
        grown[self->count].end = ws_offsets_byte(offsets, (size_t)end->valuedouble);
        self->count++;
    }
    return true;
}

static bool gather(ws_view *view, painting *self, const cJSON *statements, const char *chosen)
{
    static const char *const parts[] = {"source", "cue", "content"};
    const ws_offsets *offsets = ws_offsets_new(view->arena, self->text, self->size);
    const cJSON *each;
    size_t number = 0;
    if (!offsets) return false;
    cJSON_ArrayForEach(each, statements)
    {
        const char *id = ws_json_string(each, "id");
        size_t before = self->count, first = self->count;
        mark base = {.number = ++number, .chosen = id && !strcmp(id, chosen), .id = id};
        for (base.role = 0; base.role < 3; base.role++)
            if (!add_spans(view, self, offsets, ws_json_member(each, parts[base.role]), base)) return false;
        for (size_t i = before; i < self->count; i++)
            if (self->marks[i].begin < self->marks[first].begin) first = i;
        if (self->count > before) self->marks[first].first = true;
    }
    return true;
}

/* The mentions of a speaker, as marks of their own kind. */
static bool mark_mentions(ws_view *view, painting *self, const cJSON *statements, const cJSON *speaker)
{
    ws_mention_places places;
    if (!ws_mentions_find(view, self->text, statements, speaker, &places)) return false;
    for (size_t i = 0; i < places.count; i++) {
        const ws_mention_place *place = &places.items[i];
        for (size_t j = 0; place->number && j < self->count; j++)
            self->marks[j].same |= self->marks[j].number == place->number && self->marks[j].begin == place->begin &&
                                   self->marks[j].role == 0;
        if (place->number) continue;
        mark *grown = ws_arena_grow(view->arena, self->marks, self->count, &self->capacity, sizeof *grown);
        if (!grown) return false;
        self->marks = grown;
        grown[self->count++] = (mark){.begin = place->begin, .end = place->end, .role = 3, .same = true};
    }
    return true;
}

static bool gather_mentions(ws_view *view, painting *self, const cJSON *statements, const char *chosen)
{
    const cJSON *each, *speaker;
    bool ok = true;
    cJSON_ArrayForEach(each, statements)
    {
        const char *id = ws_json_string(each, "id");
        if (!id || strcmp(id, chosen) != 0) continue;
        cJSON_ArrayForEach(speaker, ws_json_member(each, "speakers")) ok =
            ok && mark_mentions(view, self, statements, speaker);
    }
    return ok;
}

static int compare_marks(const void *left_, const void *right_)
{
    const mark *left = left_, *right = right_;
    if (left->begin != right->begin) return left->begin < right->begin ? -1 : 1;
    if (left->end != right->end) return left->end > right->end ? -1 : 1; /* the outer one first */
    return left->number != right->number ? (left->number < right->number ? -1 : 1) : left->role - right->role;
}

/* --- painting --- */

static void open_span(painting *self)
{
    static const char *const roles[] = {"source", "cue", "content", "name"};
    const mark *top = NULL;
    bool chosen = false, same = false, has[4] = {false};
    for (size_t i = 0; i < self->open_count; i++) {
        const mark *one = self->open[i];
        has[one->role] = true;
        chosen |= one->chosen;
        same |= one->same;
        top = one;
    }
    if (!top) return;
    ws_buffer_puts(self->out, top->id ? "<a href=\"/statement/" : "<span");
    if (top->id) ws_page_text(self->out, top->id);
    if (top->id) ws_buffer_putc(self->out, '"');
    if (has[3] && !self->named) ws_buffer_puts(self->out, " id=\"name\"");
    self->named |= has[3];
    ws_buffer_puts(self->out, " class=\"m");
    for (int i = 0; i < 4; i++)
        if (has[i]) ws_buffer_printf(self->out, " %s", roles[i]);
    if (same) ws_buffer_puts(self->out, " mention");
    ws_buffer_puts(self->out, chosen ? " chosen\">" : "\">");
}

static void close_span(painting *self)
{
    if (self->open_count) ws_buffer_puts(self->out, self->open[self->open_count - 1]->id ? "</a>" : "</span>");
}

/* A piece without a border of marks in it; where paragraphs end, its mark ends and begins again. */
static void paint_piece(painting *self, size_t begin, size_t end)
{
    if (begin == end) return;
    open_span(self);
    for (size_t from = begin; from < end;) {
        const char *line = memchr(self->text + from, '\n', end - from);
        size_t to = line ? (size_t)(line - self->text) : end;
        ws_page_bytes(self->out, self->text + from, to - from);
        if (!line) break;
        size_t after = to;
        while (after < end && strchr("\n\r \t", self->text[after])) after++;
        size_t lines = 0;
        for (size_t i = to; i < after; i++) lines += self->text[i] == '\n';
        if (lines > 1 || !self->blank_lines) {
            close_span(self);
            ws_buffer_puts(self->out, "</p>\n<p>");
            open_span(self);
        } else {
            ws_buffer_putc(self->out, '\n');
        }
        from = after > to ? after : to + 1;
    }
    close_span(self);
}

static void drop_ended(painting *self, size_t at)
{
    size_t kept = 0;
    for (size_t i = 0; i < self->open_count; i++)
        if (self->open[i]->end > at) self->open[kept++] = self->open[i];
    self->open_count = kept;
}

static size_t nearest_end(const painting *self, size_t limit)
{
    for (size_t i = 0; i < self->open_count; i++)
        if (self->open[i]->end < limit) limit = self->open[i]->end;
    return limit;
}

static void paint(painting *self)
{
    size_t at = 0, next = 0;
    ws_buffer_puts(self->out, "<div class=\"text\"><p>");
    while (at < self->size) {
        drop_ended(self, at);
        for (; next < self->count && self->marks[next].begin <= at; next++) {
            const mark *one = &self->marks[next];
            if (one->first)
                ws_buffer_printf(self->out, "<sup%s>%zu</sup>", one->chosen ? " class=\"chosen\"" : "", one->number);
            if (self->open_count < DEPTH && one->end > at) self->open[self->open_count++] = one;
        }
        size_t to = nearest_end(self, next < self->count ? self->marks[next].begin : self->size);
        if (to > self->size || to <= at) to = self->size;
        paint_piece(self, at, to);
        at = to;
    }
    ws_buffer_puts(self->out, "</p></div>\n");
}

void ws_page_article(ws_view *view, const char *text, const cJSON *statements, const char *chosen)
{
    if (!text) return;
    painting self = {.out = view->out, .text = text, .size = strlen(text), .blank_lines = strstr(text, "\n\n") != NULL};
    if (!gather(view, &self, statements, chosen) || !gather_mentions(view, &self, statements, chosen)) {
        view->out->failed = true;
        return;
    }
    if (self.count) qsort(self.marks, self.count, sizeof *self.marks, compare_marks);
    paint(&self);
}
