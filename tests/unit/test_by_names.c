/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom by: may mean in an index of thousands of statements: a name, under all its spellings, and not the word that
 * hundreds of names share. */
#include "index_fixture.h"

#include "identity.h"
#include "language.h"

enum { ARTICLES = 10, EACH = 750, FIRMS = 600, LETTERS = 26, LINE = 120 };

/* One in ten by the bank, the others by one of many firms that are called "Inc". */
static const char *speaker_of(fixture *f, size_t article, size_t i)
{
    size_t firm = (article * EACH + i) % FIRMS;
    if (i % 10 == 0) return "Harbour Bank Corp";
    if (i % 10 == 1) return "Harbour Bank";
    return ws_arena_printf(f->arena, "Mo%c%cter%c Inc", (int)('a' + firm % LETTERS),
                           (int)('a' + firm / LETTERS % LETTERS), (int)('a' + firm % 7));
}

static void put_article(fixture *f, ws_writer *writer, size_t number)
{
    char *text = ws_arena_alloc(f->arena, (size_t)EACH * LINE);
    told lines[EACH];
    size_t size = 0;
    for (size_t i = 0; i < EACH; i++) {
        lines[i] = (told){.cue = "said", .act = WS_ACT_STATEMENT, .speaker = speaker_of(f, number, i)};
        lines[i].source = lines[i].speaker;
        lines[i].content = ws_arena_printf(f->arena, "bridge %zu was late", i);
        size += (size_t)snprintf(text + size, LINE, "%s said %s.\n", lines[i].source, lines[i].content);
    }
    const ws_article *article = fixture_article(f, ws_arena_printf(f->arena, "%zu", number), "Late", text, "Post",
                                                "2025-03-08T10:00:00Z");
    assert_ok(f, ws_writer_add(writer, article, fixture_statements(f, article, lines, EACH), EACH, &f->error));
}

static void make(fixture *f)
{
    ws_writer *writer;
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    for (size_t i = 0; i < ARTICLES; i++) put_article(f, writer, i);
    assert_ok(f, ws_writer_close(writer, &f->error));
}

static void ask(fixture *f, ws_session *session, const char *text)
{
    static const ws_strings nobody = {NULL, 0};
    assert_ok(f, ws_query_parse(session->arena, text, WS_FIELD_CONTENT, 0, &session->query, &f->error));
    assert_ok(f, ws_identity_open(session, &nobody, &f->error));
    assert_ok(f, ws_identity_expand(session, &f->error));
}

static void a_word_of_hundreds_of_names_means_nobody(void **state)
{
    fixture *f = *state;
    ws_context context = {.out = stdout, .err = stderr};
    ws_session session;
    make(f);
    assert_ok(f, ws_session_open(&session, &context, &f->error));
    assert_ok(f, ws_index_open(&f->place, 1, &session.index, &f->error));
    ask(f, &session, "by:inc");
    assert_string_equal(session.shared_word, "inc");
    assert_int_equal(session.meant.count, 0);
    assert_ptr_equal(session.asked, session.query); /* as a word */
    ask(f, &session, "by:bank");
    assert_null(session.shared_word);
    assert_int_equal(session.meant.count, 2); /* persons' names here, so that the legal form tells them apart */
    ask(f, &session, "by:\"harbour bank\"");
    assert_null(session.shared_word);
    assert_int_equal(session.meant.count, 2);
    assert_ok(f, ws_session_close(&session, WS_OK, &f->error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_word_of_hundreds_of_names_means_nobody, fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
