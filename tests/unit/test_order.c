/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order statements are found: by relevance, by the other orders, and all of them as a stream. */
#include "index_fixture.h"
#include "walk_bounds.h"

static const char town_text[] = "Ana Ruiz said the dam holds. \"The dam holds,\" Ben Kade said.\n\n"
                                "Clara Voss said that Ruiz knew the dam and the other dam well.\n\n"
                                "Some said dams leak.";
static const told town[] = {
    {"Ana Ruiz", "Ana Ruiz", "said", "the dam holds", 0, NULL},
    {"Ben Kade", "Ben Kade", "said", "The dam holds,", 0, NULL},
    {"Clara Voss", "Clara Voss", "said", "that Ruiz knew the dam and the other dam well", 0, NULL},
    {NULL, "Some", "said", "dams leak", 0, NULL},
};

static const char late_text[] = "Ana Ruiz said the dam was late.";
static const told late[] = {{"Ana Ruiz", "Ana Ruiz", "said", "the dam was late", 0, NULL}};

static void write_town(fixture *f, ws_writer *writer)
{
    ws_article *article = fixture_article(f, "a", "Town", town_text, "Post", "2025-04-13");
    ws_statement *statements = fixture_statements(f, article, town, 4);
    for (int i = 0; i < 4; i++) statements[i].firsthand = true;
    statements[1].form = WS_FORM_DIRECT;
    statements[2].time.date = "2025-04-20";
    statements[2].time.precision = "day";
    statements[2].addressee = "reporters";
    statements[0].time.date = "2025-04-01";
    statements[0].time.precision = "day";
    statements[0].via = ws_arena_array(f->arena, 1, sizeof *statements[0].via);
    *statements[0].via = (ws_via){"the Courier", WS_SPEAKER_PUBLICATION};
    statements[0].via_count = 1;
    assert_ok(f, ws_writer_add(writer, article, statements, 4, &f->error));
}

static void write_late(fixture *f, ws_writer *writer)
{
    static const char *const days[] = {"2025-04-15", NULL};
    static const char *const outlets[] = {"Ledger", NULL};
    for (int i = 0; i < 2; i++) {
        ws_article *article = fixture_article(f, i ? "c" : "b", NULL, late_text, outlets[i], days[i]);
        ws_statement *statements = fixture_statements(f, article, late, 1);
        statements[0].firsthand = true;
        assert_ok(f, ws_writer_add(writer, article, statements, 1, &f->error));
    }
}

/* One index of both, or one of each. */
static ws_index *make(fixture *f, bool apart)
{
    const char *places[] = {ws_arena_printf(f->arena, "%s/%d0", f->folder, apart),
                            ws_arena_printf(f->arena, "%s/%d1", f->folder, apart)};
    ws_writer *writer;
    ws_index *index;
    for (int i = 0; i < 1 + apart; i++) {
        assert_ok(f, ws_writer_open(places[i], 0, NULL, &writer, &f->error));
        if (!apart || i == 1) write_town(f, writer);
        if (!apart || i == 0) write_late(f, writer);
        assert_ok(f, ws_writer_close(writer, &f->error));
    }
    assert_ok(f, ws_index_open(places, (size_t)1 + apart, &index, &f->error));
    return index;
}

static void own_words_come_before_mentions(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f, false);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "ruiz")});
    assert_int_equal(hits.total, 4);
    for (size_t i = 0; i < 3; i++) assert_string_equal(hits.items[i].statement->speakers[0].key, "ana ruiz");
    assert_string_equal(hits.items[3].statement->speakers[0].key, "clara voss");
    ws_query *said_only = word(f, "ruiz");
    said_only->content_only = true;
    assert_int_equal(fixture_search(f, index, (ws_search){.query = said_only}).total, 1);
    ws_index_close(index);
}

/* How long a statement is, or how often it has the word, is no better match; its very form is. */
static void equal_matches_go_by_form_and_day(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f, false);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "dam")});
    assert_int_equal(hits.count, 6);
    assert_string_equal(said(f, &hits.items[0]), "The dam holds,");
    assert_string_equal(hits.items[1].article->published, "2025-04-15");
    assert_null(hits.items[4].article->published);
    assert_string_equal(said(f, &hits.items[5]), "dams leak");
    ws_index_close(index);
}

/* The days, speakers or outlets of all statements in an order. */
static void expect_order(fixture *f, ws_sort sort, const char *const *wanted)
{
    for (int apart = 0; apart < 2; apart++) {
        ws_index *index = make(f, apart);
        for (size_t page = 1; page <= 6; page++) /* pages end within a day or between two */
            for (size_t i = 0; i < 6; i++) {
                ws_hits hits =
                    fixture_search(f, index, (ws_search){.sort = sort, .offset = i - i % page, .limit = page});
                assert_int_equal(hits.total, 6);
                const ws_hit *hit = &hits.items[i % page];
                const char *day = hit->statement->time.date ? hit->statement->time.date : hit->article->published;
                const char *key = hit->statement->speaker_count ? hit->statement->speakers[0].key : NULL;
                const char *found = sort == WS_SORT_SPEAKER  ? key
                                    : sort == WS_SORT_OUTLET ? hit->article->publisher
                                                             : day;
                assert_string_equal(found ? found : "-", wanted[i]);
            }
        ws_index_close(index);
    }
}

static void said_is_the_day_said_or_else_published(void **state)
{
    static const char *const wanted[] = {"2025-04-01", "2025-04-13", "2025-04-13", "2025-04-15", "2025-04-20", "-"};
    expect_order(*state, WS_SORT_SAID_ASCENDING, wanted);
}

static void newest_said_first_has_the_undated_last_too(void **state)
{
    static const char *const wanted[] = {"2025-04-20", "2025-04-15", "2025-04-13", "2025-04-13", "2025-04-01", "-"};
    expect_order(*state, WS_SORT_SAID_DESCENDING, wanted);
}

static void speakers_go_by_name_and_those_without_come_last(void **state)
{
    static const char *const wanted[] = {"ana ruiz", "ana ruiz", "ana ruiz", "ben kade", "clara voss", "-"};
    expect_order(*state, WS_SORT_SPEAKER, wanted);
}

static void outlets_go_by_name(void **state)
{
    static const char *const wanted[] = {"Ledger", "Post", "Post", "Post", "Post", "-"};
    expect_order(*state, WS_SORT_OUTLET, wanted);
}

static void addressees_and_chains_are_counted(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f, true);
    ws_counts counts;
    assert_ok(f, ws_index_counts(index, NULL, WS_FIELD_TO, f->arena, &counts, &f->error));
    assert_int_equal(counts.count, 1);
    assert_string_equal(counts.items[0].value, "reporters");
    assert_ok(f, ws_index_counts(index, NULL, WS_FIELD_VIA, f->arena, &counts, &f->error));
    assert_int_equal(counts.count, 1);
    assert_string_equal(counts.items[0].value, "the Courier");
    ws_index_close(index);
}

typedef struct collected {
    char ids[64][33];
    size_t count;
} collected;

static ws_status collect(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    collected *all = user;
    (void)arena, (void)error;
    for (size_t i = 0; i < batch->count && all->count < 64; i++)
        ws_hash_hex(batch->items[i].statement->id, all->ids[all->count++]);
    return WS_OK;
}

static ws_status refuse(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    (void)arena, (void)batch;
    ++*(int *)user;
    return ws_fail(error, WS_IO, NULL, "enough");
}

static void a_stream_has_each_once_in_the_same_order(void **state)
{
    fixture *f = *state;
    collected of[2] = {0};
    ws_search everything = {0}, some = {.query = word(f, "holds")};
    for (int apart = 0; apart < 2; apart++) {
        ws_index *index = make(f, apart);
        assert_ok(f, ws_index_stream(index, &everything, collect, &of[apart], &f->error));
        assert_int_equal(of[apart].count, 6);
        ws_index_close(index);
    }
    assert_memory_equal(&of[0], &of[1], sizeof of[0]);
    const char *place = ws_arena_printf(f->arena, "%s/00", f->folder);
    ws_index *index = fixture_open(f, place);
    collected few = {0};
    int calls = 0;
    assert_ok(f, ws_index_stream(index, &some, collect, &few, &f->error));
    assert_int_equal(few.count, 2);
    ws_search fourths = {.every = 4};
    collected spread = {0};
    assert_ok(f, ws_index_stream(index, &fourths, collect, &spread, &f->error));
    assert_int_equal(spread.count, 2);
    assert_string_equal(spread.ids[0], of[0].ids[0]);
    assert_string_equal(spread.ids[1], of[0].ids[4]);
    assert_int_equal(ws_index_stream(index, &everything, refuse, &calls, &f->error), WS_IO);
    assert_int_equal(calls, 1);
    ws_index_close(index);
}

enum { MANY = 150 };

static void write_one(fixture *f, ws_writer *writer, int number, const char *title)
{
    const char *id = ws_arena_printf(f->arena, "m%d", number);
    ws_article *article = fixture_article(f, id, title, late_text, "Post", "2025-05-01");
    assert_ok(f, ws_writer_add(writer, article, fixture_statements(f, article, late, 1), 1, &f->error));
}

typedef struct moving {
    fixture *f;
    collected all;
    size_t batches, handed_out;
} moving;

/* The index moves on while it is read: two commits later what was opened first cannot be read any more. */
static ws_status write_more(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    moving *self = user;
    ws_writer *writer;
    collect(&self->all, arena, batch, error);
    self->handed_out += batch->count;
    if (self->batches++) return WS_OK;
    for (int i = 0; i < 3; i++) {
        assert_ok(self->f, ws_writer_open(self->f->place, 0, NULL, &writer, &self->f->error));
        for (int j = 0; j < MANY; j++) write_one(self->f, writer, j, i % 2 ? "One" : "Other");
        assert_ok(self->f, ws_writer_close(writer, &self->f->error));
    }
    return WS_OK;
}

static void a_stream_goes_on_when_the_index_changes(void **state)
{
    fixture *f = *state;
    ws_writer *writer;
    moving self = {.f = f};
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    for (int i = 0; i < MANY; i++) write_one(f, writer, i, NULL);
    assert_ok(f, ws_writer_close(writer, &f->error));
    ws_index *index = fixture_open(f, f->place);
    ws_search everything = {0};
    assert_ok(f, ws_index_stream(index, &everything, write_more, &self, &f->error));
    assert_int_equal(self.handed_out, MANY);
    for (size_t i = 1; i < self.all.count; i++) assert_string_not_equal(self.all.ids[i], self.all.ids[i - 1]);
    assert_true(self.batches > 1);
    ws_index_close(index);
}

/* --- a look at parts of many --- */

enum { CROWD = 150, PLACES = 2, PAGES = 4 };

static void write_crowd(fixture *f, ws_writer *writer, int i)
{
    static const char *const names[] = {"Ana Ruiz", "Ben Kade", "Dam Board", "Clara Voss", NULL};
    const char *name = names[i % 5];
    const char *text = ws_arena_printf(f->arena, "%s said the dam was late.", name ? name : "Some");
    const told one = {name, name ? name : "Some", "said", i % 7 ? "the dam was late" : "the dam was", 0, NULL};
    const char *day = i % 11 ? ws_arena_printf(f->arena, "20%02d-%02d-%02d", 20 + i % 3, 1 + i % 12, 1 + i % 28) : NULL;
    ws_article *article = fixture_article(f, ws_arena_printf(f->arena, "crowd-%d", i), NULL, text,
                                          i % 13 ? ws_arena_printf(f->arena, "Post %d", i % 6) : NULL, day);
    ws_statement *statement = fixture_statements(f, article, &one, 1);
    statement->firsthand = i % 4;
    statement->form = (ws_form)(i % 3);
    if (i % 8 == 0) {
        statement->time.date = ws_arena_printf(f->arena, "2021-%02d-%02d", 1 + i % 9, 1 + i % 20);
        statement->time.precision = "day";
    }
    assert_ok(f, ws_writer_add(writer, article, statement, 1, &f->error));
}

static ws_index *make_crowd(fixture *f, bool apart)
{
    const char *places[PLACES];
    ws_writer *writer;
    ws_index *index;
    for (int part = 0; part < PLACES; part++) {
        places[part] = ws_arena_printf(f->arena, "%s/crowd%d%d", f->folder, apart, part);
        assert_ok(f, ws_writer_open(places[part], 0, NULL, &writer, &f->error));
        for (int i = 0; i < CROWD; i++)
            if (apart ? i % PLACES == part : part == 0) write_crowd(f, writer, i);
        assert_ok(f, ws_writer_close(writer, &f->error));
    }
    assert_ok(f, ws_index_open(places, apart ? PLACES : 1, &index, &f->error));
    return index;
}

static const ws_walk_bounds low_bounds = {1, 1, 1};

/* What is found, and its order, is the same as when all are looked at, on pages of several sizes. */
static void expect_same_by_parts(fixture *f, ws_index *whole, ws_index *walked, ws_search search)
{
    const ws_walk_bounds usual = ws_walk_bounds_now;
    for (size_t page = 1; page <= PAGES; page++) {
        search.limit = 3 * page;
        search.offset = 7 * (page - 1);
        search.estimate = false;
        ws_hits all = fixture_search(f, whole, search);
        ws_walk_bounds_now = low_bounds;
        search.estimate = true;
        ws_hits part = fixture_search(f, walked, search);
        ws_walk_bounds_now = usual;
        assert_int_equal(all.count, search.limit);
        assert_int_equal(part.count, all.count);
        for (size_t i = 0; i < all.count; i++)
            assert_memory_equal(&part.items[i].statement->id, &all.items[i].statement->id, sizeof(ws_hash));
    }
}

static void parts_of_many_are_found_as_all_are(void **state)
{
    fixture *f = *state;
    ws_index *whole = make_crowd(f, false), *apart = make_crowd(f, true);
    ws_query *queries[] = {word(f, "dam"), word(f, "late"), NULL};
    for (int sort = WS_SORT_RELEVANCE; sort <= WS_SORT_OUTLET; sort++)
        for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
            expect_same_by_parts(f, whole, whole, (ws_search){.query = queries[i], .sort = (ws_sort)sort});
            expect_same_by_parts(f, whole, apart, (ws_search){.query = queries[i], .sort = (ws_sort)sort});
        }
    ws_index_close(whole);
    ws_index_close(apart);
}

/* Above the bound a total is an estimate, and marked; it doesn't depend on how an index is split. */
static void totals_of_many_are_estimated(void **state)
{
    fixture *f = *state;
    const ws_walk_bounds usual = ws_walk_bounds_now;
    ws_index *whole = make_crowd(f, false), *apart = make_crowd(f, true);
    ws_search search = {.query = word(f, "dam"), .limit = 3, .estimate = true};
    ws_hits exact = fixture_search(f, whole, search);
    assert_true(exact.total_exact);
    assert_int_equal(exact.total, CROWD);
    ws_walk_bounds_now = low_bounds;
    search.sort = WS_SORT_PUBLISHED_DESCENDING;
    ws_hits one = fixture_search(f, whole, search), other = fixture_search(f, apart, search);
    ws_walk_bounds_now = usual;
    assert_false(one.total_exact);
    assert_int_equal(one.total, other.total);
    ws_index_close(whole);
    ws_index_close(apart);
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(own_words_come_before_mentions),
        test(equal_matches_go_by_form_and_day),
        test(said_is_the_day_said_or_else_published),
        test(newest_said_first_has_the_undated_last_too),
        test(speakers_go_by_name_and_those_without_come_last),
        test(outlets_go_by_name),
        test(addressees_and_chains_are_counted),
        test(a_stream_has_each_once_in_the_same_order),
        test(a_stream_goes_on_when_the_index_changes),
        test(parts_of_many_are_found_as_all_are),
        test(totals_of_many_are_estimated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
