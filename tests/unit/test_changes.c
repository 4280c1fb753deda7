/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of statements since a moment. */
#include "changes.h"

#include "index_fixture.h"

static const char text[] = "Ana Kovač said the bridge was late.\n\nTom Ashdown said the ferries were full.";
static const told both[] = {{"Ana Kovač", "Ana Kovač", "said", "the bridge was late", 0, NULL},
                            {"Tom Ashdown", "Tom Ashdown", "said", "the ferries were full", 0, NULL}};
static const char first[] = "2025-04-15T00:00:00Z", second[] = "2025-04-16T00:00:00Z", third[] = "2025-04-17T00:00:00Z";

static void set_clock(const char *seconds)
{
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", seconds, 1), 0);
}
#define FIRST "1744675200"
#define SECOND "1744761600"
#define THIRD "1744848000"

static void put(fixture *f, const char *id, const char *model, const told *words, size_t count)
{
    ws_writer *writer;
    ws_article article = {.input_id = id,
                          .text = text,
                          .text_size = strlen(text),
                          .title = "Bridge",
                          .publisher = "Post",
                          .published = "2025-04-13",
                          .model = model};
    assert_ok(f, ws_article_seal(f->arena, &article, &f->error));
    ws_statement *statements = fixture_statements(f, &article, words, count);
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_add(writer, &article, statements, count, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
}

static void withdraw(fixture *f, const char *id)
{
    ws_writer *writer;
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_withdraw(writer, id, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
}

typedef struct seen {
    size_t counts[WS_CHANGE_KINDS], all;
    char was[64], before[33], when[32];
} seen;

static ws_status take(void *user, const ws_change *change, ws_error *error)
{
    seen *self = user;
    (void)error;
    self->counts[change->kind]++;
    self->all++;
    if (change->was) snprintf(self->was, sizeof self->was, "%s", change->was);
    if (change->before) ws_hash_hex(change->before->statement->id, self->before);
    if (change->when) snprintf(self->when, sizeof self->when, "%s", change->when);
    return WS_OK;
}

static seen since(fixture *f, const ws_query *query, const char *moment)
{
    seen found = {{0}, 0, "", "", ""};
    ws_index *index = fixture_open(f, f->place);
    ws_search within = {.query = query};
    ws_decisions none = {0};
    ws_changes_asked asked = {&within, &none};
    ws_index_decide(index, &none);
    assert_ok(f, ws_changes_since(index, &asked, moment, take, &found, &f->error));
    ws_index_close(index);
    return found;
}

static void what_comes_and_what_stays(void **state)
{
    fixture *f = *state;
    set_clock(FIRST);
    put(f, "a", "test-1", both, 2);
    set_clock(SECOND);
    put(f, "b", "test-1", both, 1);
    put(f, "a", "test-1", both, 2); /* again */
    assert_int_equal(since(f, NULL, first).counts[WS_CHANGE_NEW], 3);
    seen later = since(f, NULL, second);
    assert_int_equal(later.all, 1);
    assert_int_equal(later.counts[WS_CHANGE_NEW], 1);
    assert_string_equal(later.when, second);
    assert_int_equal(since(f, word(f, "ferries"), second).all, 0);
    assert_int_equal(since(f, NULL, third).all, 0);
}

static void the_speaker_read_otherwise(void **state)
{
    fixture *f = *state;
    static const told otherwise[] = {{"Eva Novak", "Ana Kovač", "said", "the bridge was late", 0, NULL},
                                     {"Tom Ashdown", "Tom Ashdown", "said", "the ferries were full", 0, NULL}};
    set_clock(FIRST);
    put(f, "a", "test-1", both, 2);
    set_clock(SECOND);
    put(f, "a", "test-2", otherwise, 2);
    seen found = since(f, NULL, second);
    assert_int_equal(found.all, 1);
    assert_int_equal(found.counts[WS_CHANGE_SPEAKER], 1);
    assert_string_equal(found.was, "Ana Kovač");
    set_clock(THIRD);
    put(f, "a", "test-2", otherwise, 2); /* which changes nothing */
    assert_int_equal(since(f, NULL, third).all, 0);
    assert_string_equal(since(f, NULL, second).was, "Ana Kovač");
}

static void another_reading_is_told_with_what_it_replaces(void **state)
{
    fixture *f = *state;
    static const told otherwise[] = {{"Ana Kovač", "Ana Kovač", "said", "the bridge was", 0, NULL},
                                     {"Tom Ashdown", "Tom Ashdown", "said", "the ferries were full", 0, NULL}};
    char old[33];
    set_clock(FIRST);
    put(f, "a", "test-1", both, 2);
    ws_index *index = fixture_open(f, f->place);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "late")});
    ws_hash_hex(hits.items[0].statement->id, old);
    ws_index_close(index);
    set_clock(SECOND);
    put(f, "a", "test-2", otherwise, 2);
    seen found = since(f, NULL, second);
    assert_int_equal(found.all, 1); /* the old one is not told of a second time */
    assert_int_equal(found.counts[WS_CHANGE_REREAD], 1);
    assert_string_equal(found.before, old);
}

static void what_is_set_aside_and_comes_back(void **state)
{
    fixture *f = *state;
    set_clock(FIRST);
    put(f, "a", "test-1", both, 2);
    set_clock(SECOND);
    put(f, "a", "test-1", both, 1);
    assert_int_equal(since(f, NULL, second).counts[WS_CHANGE_SUPERSEDED], 1);
    withdraw(f, "Post/a");
    seen found = since(f, NULL, second);
    assert_int_equal(found.counts[WS_CHANGE_WITHDRAWN], 2);
    assert_int_equal(since(f, NULL, third).all, 0);
    set_clock(THIRD);
    put(f, "a", "test-2", both, 2);
    found = since(f, NULL, third);
    assert_int_equal(found.all, 2);
    assert_int_equal(found.counts[WS_CHANGE_NEW], 2);
}

static int forget_clock(void **state)
{
    unsetenv("SOURCE_DATE_EPOCH");
    return fixture_tear_down(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_comes_and_what_stays, fixture_set_up, forget_clock),
        cmocka_unit_test_setup_teardown(the_speaker_read_otherwise, fixture_set_up, forget_clock),
        cmocka_unit_test_setup_teardown(another_reading_is_told_with_what_it_replaces, fixture_set_up, forget_clock),
        cmocka_unit_test_setup_teardown(what_is_set_aside_and_comes_back, fixture_set_up, forget_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
