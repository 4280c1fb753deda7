/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One text read by the whole pipeline, for tests. */
#ifndef READING_FIXTURE_H
#define READING_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline.h"

typedef struct fixture {
    ws_pipeline *pipeline;
    ws_scratch *scratch;
    ws_arena *arena;
    ws_article article;
    ws_reading reading;
} fixture;

static inline int fixture_open(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    ws_error error;
    const ws_pipeline_choices paths = {WS_SOURCE "/indexer/lexicon/en", NULL, NULL, 0};
    if (!f || ws_pipeline_open(&paths, &f->pipeline, &error) != WS_OK) return -1;
    if (ws_pipeline_scratch(f->pipeline, &f->scratch, &error) != WS_OK) return -1;
    f->arena = ws_arena_new(0);
    *state = f;
    return f->arena ? 0 : -1;
}

static inline int fixture_close(void **state)
{
    fixture *f = *state;
    ws_scratch_free(f->scratch);
    ws_pipeline_close(f->pipeline);
    ws_arena_free(f->arena);
    free(f);
    return 0;
}

static inline const ws_reading *read_by(fixture *f, const char *author, const char *text, size_t size)
{
    ws_error error = {.message = ""};
    ws_arena_reset(f->arena);
    f->article = (ws_article){.text = text, .text_size = size, .path = "test", .author = author};
    ws_status status = ws_article_seal(f->arena, &f->article, &error);
    if (status == WS_OK) status = ws_pipeline_read(f->pipeline, f->scratch, f->arena, &f->article, &f->reading, &error);
    if (status != WS_OK) fail_msg("%s", error.message);
    return &f->reading;
}

static inline const ws_reading *read_bytes(fixture *f, const char *text, size_t size)
{
    return read_by(f, NULL, text, size);
}

static inline const ws_reading *read_text(fixture *f, const char *text)
{
    return read_bytes(f, text, strlen(text));
}

static inline const char *words(fixture *f, ws_spans spans)
{
    return ws_spans_text(f->arena, f->article.text, spans);
}

/* Every span lies in the text, in order, not overlapping, not empty, at whole characters. */
static inline void assert_spans_valid(const ws_article *article, ws_spans spans)
{
    uint32_t last = 0;
    for (size_t i = 0; i < spans.count; i++) {
        assert_true(spans.items[i].begin >= last);
        assert_true(spans.items[i].begin < spans.items[i].end);
        assert_true(spans.items[i].end <= article->text_size);
        assert_int_not_equal(article->text[spans.items[i].begin] & 0xC0, 0x80);
        last = spans.items[i].end;
    }
}

static inline void assert_reading_valid(const ws_reading *reading)
{
    ws_span before = {0, 0};
    for (size_t i = 0; i < reading->statement_count; i++) {
        const ws_statement *s = &reading->statements[i];
        ws_span extent = ws_statement_extent(s);
        assert_spans_valid(reading->article, s->source);
        assert_spans_valid(reading->article, s->cue);
        assert_spans_valid(reading->article, s->content);
        assert_spans_valid(reading->article, s->quoted);
        assert_true(s->content.count > 0 || s->response.kind != WS_RESPONSE_NONE); /* "did not respond" */
        assert_true(extent.end > before.end || (extent.end == before.end && extent.begin <= before.begin));
        before = extent;
        assert_true(s->paragraph >= 1 && s->paragraph <= reading->paragraph_count);
        assert_false(s->unresolved && s->speaker_count);
        for (size_t k = 0; k < s->speaker_count; k++) assert_non_null(s->speakers[k].name);
    }
}

#endif
