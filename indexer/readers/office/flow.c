/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"

#include "input.h"
#include "lines.h"
#include "whole_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_TITLE = 1000, DEEPEST_STYLE = 32 };

void ws_flow_start(ws_flow *flow)
{
    memset(flow, 0, sizeof *flow);
    flow->text = WS_BUFFER_INIT(WS_ARTICLE_BYTES + 1);
    flow->paragraph = flow->aside = flow->boxed = flow->text;
    flow->title = WS_BUFFER_INIT(LONGEST_TITLE);
}

void ws_flow_free(ws_flow *flow)
{
    ws_buffer_free(&flow->text);
    ws_buffer_free(&flow->paragraph);
    ws_buffer_free(&flow->aside);
    ws_buffer_free(&flow->boxed);
    ws_buffer_free(&flow->title);
}

void ws_flow_begin(ws_flow *flow)
{
    flow->depth++;
}

void ws_flow_add(ws_flow *flow, const char *bytes, size_t size)
{
    ws_buffer_add(flow->depth > 1 ? &flow->boxed : &flow->paragraph, bytes, size);
}

void ws_flow_drop(ws_flow *flow)
{
    ws_buffer_clear(flow->depth > 1 ? &flow->boxed : &flow->paragraph);
}

/* Moves a paragraph behind others; false when it is blank. */
static bool move(ws_buffer *from, ws_buffer *to)
{
    ws_line words = ws_trim(from->bytes, from->size);

    if (from->failed) to->failed = true;
    if (words.size > 0) {
        if (to->size > 0) ws_buffer_puts(to, "\n\n");
        ws_buffer_add(to, words.text, words.size);
    }
    ws_buffer_clear(from);
    return words.size > 0;
}

static void take_title(ws_flow *flow, size_t begin, ws_flow_kind kind)
{
    bool gap = false;

    if (kind == WS_FLOW_BODY || flow->titled || (kind == WS_FLOW_HEADING && begin > 0)) return;
    flow->titled = kind == WS_FLOW_TITLE;
    ws_buffer_clear(&flow->title);
    for (size_t i = begin; i < flow->text.size; i++) {
        char byte = flow->text.bytes[i];

        if (isspace((unsigned char)byte)) {
            gap = flow->title.size > 0;
            continue;
        }
        if (gap) ws_buffer_putc(&flow->title, ' ');
        gap = false;
        ws_buffer_putc(&flow->title, byte);
    }
}

void ws_flow_end(ws_flow *flow, ws_flow_kind kind)
{
    size_t begin = flow->text.size;

    if (flow->depth == 0) return;
    if (--flow->depth > 0) {
        move(&flow->boxed, &flow->aside);
        return;
    }
    if (move(&flow->paragraph, &flow->text)) take_title(flow, begin, kind);
    move(&flow->aside, &flow->text);
}

ws_status ws_flow_finish(ws_arena *arena, ws_flow *flow, ws_article *article, ws_error *error)
{
    while (flow->depth > 0) ws_flow_end(flow, WS_FLOW_BODY);
    if (flow->text.failed && flow->text.size + flow->paragraph.size > WS_ARTICLE_BYTES / 2)
        return ws_fail(error, WS_REFUSED, NULL, "its text is longer than %d MiB", WS_ARTICLE_BYTES / (1024 * 1024));
    if (flow->text.failed) return ws_no_memory(error);
    if (flow->title.size > 0 && !flow->title.failed) {
        article->title = ws_arena_string(arena, flow->title.bytes, flow->title.size);
        if (!article->title) return ws_no_memory(error);
    }
    return ws_whole_file_text(arena, &flow->text, "there is no text in it", article, error);
}

ws_style *ws_styles_add(ws_arena *arena, ws_styles *styles, const char *id)
{
    ws_style *grown;

    if (styles->count == WS_MOST_STYLES) return NULL;
    grown = ws_arena_grow(arena, styles->items, styles->count, &styles->capacity, sizeof *grown);
    if (!grown) return NULL;
    styles->items = grown;
    grown += styles->count;
    memset(grown, 0, sizeof *grown);
    grown->id = ws_arena_strdup(arena, id);
    if (!grown->id) return NULL;
    styles->count++;
    return grown;
}

static int by_id(const void *left, const void *right)
{
    return strcmp(((const ws_style *)left)->id, ((const ws_style *)right)->id);
}

static ws_flow_kind kind_of(const ws_style *style)
{
    const char *names[] = {style->name, style->id};

    for (size_t i = 0; i < 2; i++) {
        if (!names[i]) continue;
        if (strcasecmp(names[i], "title") == 0) return WS_FLOW_TITLE;
        if (strncasecmp(names[i], "heading", 7) == 0) return WS_FLOW_HEADING;
    }
    return WS_FLOW_BODY;
}

void ws_styles_settle(ws_styles *styles)
{
    if (styles->count > 0) qsort(styles->items, styles->count, sizeof *styles->items, by_id);
    for (size_t i = 0; i < styles->count; i++) {
        ws_style *style = &styles->items[i];
        const ws_style *from = style;

        for (int depth = 0; from && depth < DEEPEST_STYLE; depth++) {
            if (style->kind == WS_FLOW_BODY) style->kind = kind_of(from);
            if (from->hides || from->shows) break;
            from = ws_styles_find(styles, from->parent);
        }
        style->hidden = from && from->hides;
    }
}

const ws_style *ws_styles_find(const ws_styles *styles, const char *id)
{
    ws_style key = {.id = id};

    return id && styles->count > 0 ? bsearch(&key, styles->items, styles->count, sizeof key, by_id) : NULL;
}
