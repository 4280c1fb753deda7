/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paragraphs of an office document as they are met, and its named styles. A text box is anchored within a
 * paragraph: its own paragraphs are put aside until that one ends, so that neither breaks the other. */
#ifndef WS_FLOW_H
#define WS_FLOW_H

#include "buffer.h"
#include "record.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { WS_FLOW_BODY, WS_FLOW_HEADING, WS_FLOW_TITLE } ws_flow_kind;

typedef struct ws_flow {
    ws_buffer text;      /* finished paragraphs, parted by blank lines */
    ws_buffer paragraph; /* the one being written */
    ws_buffer aside;     /* those of text boxes in it */
    ws_buffer boxed;     /* the one being written in a text box */
    ws_buffer title;
    size_t depth; /* 0: in no paragraph; 2 and more: in text boxes */
    bool titled;  /* by a paragraph in the style of titles, no mere heading */
} ws_flow;

void ws_flow_start(ws_flow *flow);
void ws_flow_free(ws_flow *flow);
void ws_flow_begin(ws_flow *flow); /* a paragraph, perhaps within another */
void ws_flow_add(ws_flow *flow, const char *bytes, size_t size);
void ws_flow_drop(ws_flow *flow); /* what was added to it so far */
/* The paragraph ends: dropped when blank. The first in the style of titles is the title; else a heading that stands
 * before everything. */
void ws_flow_end(ws_flow *flow, ws_flow_kind kind);
/* Everything into the article, as ws_whole_file_text does. */
ws_status ws_flow_finish(ws_arena *arena, ws_flow *flow, ws_article *article, ws_error *error);

/* --- styles --- */

typedef struct ws_style {
    const char *id, *name, *parent; /* parent and name may be NULL */
    bool hides;                     /* says itself that its text is hidden */
    bool shows;                     /* or that it is not */
    bool hidden;                    /* it or what it is based on; after ws_styles_settle */
    ws_flow_kind kind;
} ws_style;

typedef struct ws_styles {
    ws_style *items;
    size_t count, capacity;
} ws_styles;

/* A new style to fill, its id a copy; NULL: no memory, or more than WS_MOST_STYLES. */
enum { WS_MOST_STYLES = 20000 };
ws_style *ws_styles_add(ws_arena *arena, ws_styles *styles, const char *id);
/* Sorts them, and hands down what is inherited. */
void ws_styles_settle(ws_styles *styles);
/* After settling; NULL: none of this id, or `id` is NULL. */
const ws_style *ws_styles_find(const ws_styles *styles, const char *id);

#endif
