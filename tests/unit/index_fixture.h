/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the tests of the index: a folder that goes away, articles and statements from plain strings, queries by hand. */
#ifndef WS_INDEX_FIXTURE_H
#define WS_INDEX_FIXTURE_H

#include "index.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct fixture {
    ws_arena *arena;
    char folder[64];
    const char *place; /* an index in it, not made yet */
    ws_error error;
} fixture;

#define assert_ok(f, call)                                                                                             \
    do {                                                                                                               \
        ws_status status_ = (call);                                                                                    \
        if (status_ != WS_OK) fail_msg("%s: %s (%s)", #call, (f)->error.message, ws_status_name(status_));             \
    } while (0)

static inline int fixture_set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (!f || !(f->arena = ws_arena_new(0))) return -1;
    snprintf(f->folder, sizeof f->folder, "/tmp/whosaid-test-XXXXXX");
    if (!mkdtemp(f->folder)) return -1;
    f->place = ws_arena_printf(f->arena, "%s/index", f->folder);
    *state = f;
    return 0;
}

static inline int fixture_remove(const char *path, const struct stat *found, int type, struct FTW *walk)
{
    (void)found, (void)type, (void)walk;
    return remove(path);
}

static inline int fixture_tear_down(void **state)
{
    fixture *f = *state;
    nftw(f->folder, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);
    ws_arena_free(f->arena);
    free(f);
    return 0;
}

/* What a test says about one statement; texts are looked for in the article, nearest to the content. */
typedef struct told {
    const char *speaker; /* NULL: unresolved; a small first letter: unnamed */
    const char *source, *cue, *content;
    ws_act act;
    const char *via;
} told;

/* The occurrence nearest to `place`. */
static inline ws_spans fixture_spans(fixture *f, const ws_article *article, const char *text, size_t place)
{
    ws_spans spans = {NULL, 0};
    if (!text) return spans;
    const char *best = NULL, *near = article->text + place;
    for (const char *found = article->text; (found = strstr(found, text)); found++)
        if (!best || labs(found - near) < labs(best - near)) best = found;
    assert_non_null(best);
    spans.items = ws_arena_array(f->arena, 1, sizeof *spans.items);
    spans.count = 1;
    spans.items[0].begin = (uint32_t)(best - article->text);
    spans.items[0].end = spans.items[0].begin + (uint32_t)strlen(text);
    return spans;
}

static inline ws_statement fixture_statement(fixture *f, const ws_article *article, const told *words)
{
    ws_statement statement = {.act = words->act, .firsthand = !words->via, .confidence = 0.9F, .model = "test-1"};
    statement.paragraph = 1;
    statement.content = fixture_spans(f, article, words->content, 0);
    size_t place = statement.content.count ? statement.content.items[0].begin : 0;
    statement.source = fixture_spans(f, article, words->source, place);
    statement.cue = fixture_spans(f, article, words->cue, place);
    statement.form = WS_FORM_INDIRECT;
    if (statement.content.count && article->text[statement.content.items[0].begin - 1] == '"') {
        statement.form = WS_FORM_DIRECT;
        statement.quoted = statement.content;
    }
    statement.unresolved = !words->speaker;
    if (words->speaker) {
        bool named = words->speaker[0] < 'a';
        statement.speakers = ws_arena_array(f->arena, 1, sizeof *statement.speakers);
        statement.speaker_count = 1;
        statement.speakers[0] = (ws_speaker){.name = words->speaker,
                                             .key = named ? ws_name_key(f->arena, words->speaker) : NULL,
                                             .type = named ? WS_SPEAKER_PERSON : WS_SPEAKER_ANONYMOUS,
                                             .naming = named ? WS_NAMING_NAMED : WS_NAMING_INSIDER,
                                             .basis = WS_BASIS_NAMED,
                                             .confidence = 0.9F};
    }
    return statement;
}

static inline ws_article *fixture_article(fixture *f, const char *id, const char *title, const char *text,
                                          const char *outlet, const char *published)
{
    ws_article *article = ws_arena_alloc(f->arena, sizeof *article);
    *article = (ws_article){.input_id = id,
                            .text = text,
                            .text_size = strlen(text),
                            .title = title,
                            .publisher = outlet,
                            .published = published,
                            .language = "en",
                            .path = "test.txt",
                            .model = "test-1"};
    assert_ok(f, ws_article_seal(f->arena, article, &f->error));
    return article;
}

static inline ws_statement *fixture_statements(fixture *f, const ws_article *article, const told *words, size_t count)
{
    ws_statement *statements = ws_arena_array(f->arena, count, sizeof *statements);
    for (size_t i = 0; i < count; i++) statements[i] = fixture_statement(f, article, &words[i]);
    assert_ok(f, ws_statements_seal(f->arena, article, statements, count, &f->error));
    return statements;
}

static inline ws_query *leaf(fixture *f, ws_query_op op, ws_field_id field, const char *text)
{
    ws_query *query = ws_arena_alloc(f->arena, sizeof *query);
    *query = (ws_query){.op = op, .field = field, .text = text, .column = 1};
    return query;
}

static inline ws_query *word(fixture *f, const char *text)
{
    return leaf(f, WS_QUERY_WORD, WS_FIELD_CONTENT, text);
}

static inline ws_query *joined(fixture *f, ws_query_op op, size_t count, ...)
{
    ws_query *query = leaf(f, op, WS_FIELD_CONTENT, NULL);
    query->children = ws_arena_array(f->arena, count, sizeof *query->children);
    query->child_count = count;
    va_list children;
    va_start(children, count);
    for (size_t i = 0; i < count; i++) query->children[i] = va_arg(children, ws_query *);
    va_end(children);
    return query;
}

static inline ws_hits fixture_search(fixture *f, ws_index *index, ws_search search)
{
    ws_hits hits;
    if (!search.limit) search.limit = 20;
    assert_ok(f, ws_index_search(index, &search, f->arena, &hits, &f->error));
    return hits;
}

static inline ws_index *fixture_open(fixture *f, const char *place)
{
    ws_index *index = NULL;
    assert_ok(f, ws_index_open(&place, 1, &index, &f->error));
    return index;
}

/* The words of what a hit says. */
static inline const char *said(fixture *f, const ws_hit *hit)
{
    return ws_spans_text(f->arena, hit->article->text, hit->statement->content);
}

#endif
