/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reading of a given text, and its stages written out as strings that a test can compare. */
#ifndef WS_TEXT_FIXTURE_H
#define WS_TEXT_FIXTURE_H

#include "buffer.h"
#include "reading.h"
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

typedef struct fixture {
    ws_arena *arena;
    ws_article article;
    ws_reading reading;
    ws_buffer out;
} fixture;

static void read_bytes(fixture *it, const char *text, size_t size)
{
    ws_error error = {0};

    memset(it, 0, sizeof *it);
    it->arena = ws_arena_new(0);
    it->article.text = ws_arena_string(it->arena, text, size);
    it->article.text_size = size;
    it->reading.arena = it->arena;
    it->reading.article = &it->article;
    it->out = WS_BUFFER_INIT(64 * 1024 * 1024);
    assert_int_equal(ws_text_segment(&it->reading, &error), WS_OK);
    assert_int_equal(ws_text_quotations(&it->reading, &error), WS_OK);
}

static void free_fixture(fixture *it)
{
    ws_buffer_free(&it->out);
    ws_arena_free(it->arena);
}

static void add_span(fixture *it, ws_span span)
{
    for (uint32_t i = span.begin; i < span.end; i++)
        ws_buffer_putc(&it->out, it->article.text[i] == '\n' ? ' ' : it->article.text[i]);
}

#endif
