/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk or a memory that fails while a batch is written. fdatasync and operator new are replaced in this program, so
 * that the shared libraries call ours. Only fdatasync fails of the disk: where Xapian 1.4 writes, a failure can end the
 * process (see check_room in shim/writer.cc). */
#include "index_fixture.h"

#include <dlfcn.h>
#include <errno.h>

static int failing_syncs;                    /* how many more of them fail */
static size_t largest_allocation = SIZE_MAX; /* of C++; what is larger fails */

int fdatasync(int descriptor)
{
    static int (*real)(int);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
    if (failing_syncs == 0) return real(descriptor);
    failing_syncs--;
    errno = EIO;
    return -1;
}

void *_Znwm(size_t size); /* operator new(size_t) */

void *_Znwm(size_t size)
{
    static void *(*real)(size_t);
    static void (*throw_bad_alloc)(void);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "_Znwm");
    if (!throw_bad_alloc) *(void **)&throw_bad_alloc = dlsym(RTLD_NEXT, "_ZSt17__throw_bad_allocv");
    if (size > largest_allocation) throw_bad_alloc();
    return real(size);
}

enum { ARTICLES = 8, HUGE_BYTES = 4000000, LARGEST = 2000000 };

typedef struct told_of {
    size_t committed, commits, refused;
    char refused_id[32];
} told_of;

static void on_commit(void *user, size_t articles, size_t statements)
{
    told_of *seen = user;
    assert_int_equal(statements, articles);
    seen->committed += articles;
    seen->commits++;
}

static void on_refusal(void *user, const char *article_id, const char *path, const ws_error *why)
{
    told_of *seen = user;
    assert_true(why->message[0] && path[0]);
    snprintf(seen->refused_id, sizeof seen->refused_id, "%s", article_id);
    seen->refused++;
}

static ws_writer *open_writer(fixture *f, told_of *seen)
{
    ws_writer *writer = NULL;
    ws_writer_events events = {.committed = on_commit, .refused = on_refusal, .user = seen};
    assert_ok(f, ws_writer_open(f->place, 100, &events, &writer, &f->error));
    return writer;
}

/* Letters in which nothing comes again, so that they stay as large in the index. */
static const char *letters(fixture *f, size_t count)
{
    char *made = ws_arena_alloc(f->arena, count + 1);
    uint32_t state = 1;
    assert_non_null(made);
    for (size_t i = 0; i < count; i++) {
        state = state * 1664525U + 1013904223U; /* Numerical Recipes' generator */
        made[i] = (char)('a' + (state >> 24) % 26);
    }
    made[count] = '\0';
    return made;
}

/* One statement, and `more` letters behind it. */
static void put(fixture *f, ws_writer *writer, const char *id, size_t more)
{
    static const told words = {"Ana Kova\xc4\x8d", "Ana Kova\xc4\x8d", "said", "the bridge was late", 0, NULL};
    char *text = ws_arena_printf(f->arena, "Ana Kova\xc4\x8d said the bridge was late. %s\n", letters(f, more));
    ws_article *article = fixture_article(f, id, "Bridge", text, "Post", "2025-04-13");
    ws_statement *statements = fixture_statements(f, article, &words, 1);
    assert_ok(f, ws_writer_add(writer, article, statements, 1, &f->error));
}

static void put_all(fixture *f, ws_writer *writer, size_t huge)
{
    for (size_t i = 0; i < ARTICLES; i++)
        put(f, writer, ws_arena_printf(f->arena, "a%zu", i), i == huge ? HUGE_BYTES : 0);
}

static size_t articles_in(fixture *f)
{
    ws_index *index = fixture_open(f, f->place);
    ws_index_totals totals;
    assert_ok(f, ws_index_totals_get(index, f->arena, &totals, &f->error));
    ws_index_close(index);
    assert_int_equal(totals.statements, totals.articles[WS_ARTICLE_READ]);
    return totals.articles[WS_ARTICLE_READ];
}

static void what_fails_once_is_written_again(void **state)
{
    fixture *f = *state;
    told_of seen = {0};
    ws_writer *writer = open_writer(f, &seen);
    put_all(f, writer, ARTICLES);
    failing_syncs = 1;
    assert_ok(f, ws_writer_commit(writer, &f->error));
    assert_int_equal(failing_syncs, 0); /* it was called */
    assert_int_equal(seen.committed, ARTICLES);
    assert_int_equal(seen.refused, 0);
    put(f, writer, "later", 0);
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(seen.committed, ARTICLES + 1);
    assert_int_equal(articles_in(f), ARTICLES + 1);
}

static void halves_find_the_article_that_is_to_blame(void **state)
{
    fixture *f = *state;
    for (size_t huge = 0; huge < ARTICLES; huge += 3) {
        told_of seen = {0};
        f->place = ws_arena_printf(f->arena, "%s/huge%zu", f->folder, huge);
        ws_writer *writer = open_writer(f, &seen);
        put_all(f, writer, huge);
        failing_syncs = 1;
        largest_allocation = LARGEST;
        ws_status status = ws_writer_commit(writer, &f->error);
        largest_allocation = SIZE_MAX;
        assert_int_equal(status, WS_OK);
        assert_int_equal(seen.refused, 1);
        assert_string_equal(seen.refused_id, ws_arena_printf(f->arena, "Post/a%zu", huge));
        assert_int_equal(seen.committed, ARTICLES - 1);
        assert_true(seen.commits > 1);
        assert_ok(f, ws_writer_close(writer, &f->error));
        assert_int_equal(articles_in(f), ARTICLES - 1);
    }
}

static void a_disk_that_keeps_failing_is_told_and_nothing_is_acknowledged(void **state)
{
    fixture *f = *state;
    told_of seen = {0};
    ws_writer *writer = open_writer(f, &seen);
    put(f, writer, "before", 0);
    assert_ok(f, ws_writer_commit(writer, &f->error));
    put_all(f, writer, ARTICLES);
    failing_syncs = INT32_MAX;
    assert_int_equal(ws_writer_commit(writer, &f->error), WS_IO);
    assert_true(f->error.message[0] && f->error.hint[0]);
    assert_int_equal(ws_writer_close(writer, &f->error), WS_IO);
    failing_syncs = 0;
    assert_int_equal(seen.committed, 1);
    assert_int_equal(seen.refused, 0);
    assert_int_equal(articles_in(f), 1);
    writer = open_writer(f, &seen); /* the next run carries on */
    put_all(f, writer, ARTICLES);
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(articles_in(f), ARTICLES + 1);
}

/* No room for an article from the beginning: it never gets as far as the index. */
static void memory_that_fails_while_adding_leaves_the_rest(void **state)
{
    fixture *f = *state;
    told_of seen = {0};
    ws_writer *writer = open_writer(f, &seen);
    put(f, writer, "before", 0);
    ws_article *article = fixture_article(f, "a", "Bridge", letters(f, HUGE_BYTES), "Post", "2025-04-13");
    largest_allocation = LARGEST;
    ws_status status = ws_writer_add(writer, article, NULL, 0, &f->error);
    largest_allocation = SIZE_MAX;
    assert_int_equal(status, WS_NO_MEMORY);
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(seen.committed, 1);
    assert_int_equal(articles_in(f), 1);
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(what_fails_once_is_written_again),
        test(halves_find_the_article_that_is_to_blame),
        test(a_disk_that_keeps_failing_is_told_and_nothing_is_acknowledged),
        test(memory_that_fails_while_adding_leaves_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
