/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of articles and statements over time: withdrawn, embargoed, read again, copied, listed. */
#include "index_fixture.h"

static const char text[] = "Ana Kovač said the bridge was late.\n\nTom Ashdown said the ferries were full.";
static const char shorter[] = "Tom Ashdown said the ferries were full.";
static const told both[] = {{"Ana Kovač", "Ana Kovač", "said", "the bridge was late", 0, NULL},
                            {"Tom Ashdown", "Tom Ashdown", "said", "the ferries were full", 0, NULL}};

/* An article as a test changes it before it is sealed. */
static ws_article draft(const char *id, const char *body)
{
    return (ws_article){.input_id = id,
                        .text = body,
                        .text_size = strlen(body),
                        .title = "Bridge",
                        .publisher = "Post",
                        .published = "2025-04-13",
                        .path = "news/a.txt",
                        .model = "test-1"};
}

static void put_read(fixture *f, ws_article article, const told *words, size_t count)
{
    ws_writer *writer;
    assert_ok(f, ws_article_seal(f->arena, &article, &f->error));
    ws_statement *statements = count ? fixture_statements(f, &article, words, count) : NULL;
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_add(writer, &article, statements, count, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
}

static ws_hits find(fixture *f, const char *wanted, bool all_states)
{
    ws_index *index = fixture_open(f, f->place);
    ws_query *query = word(f, wanted);
    query->content_only = true;
    ws_hits hits = fixture_search(f, index, (ws_search){.query = query, .all_states = all_states});
    ws_index_close(index);
    return hits;
}

static ws_index_totals totals_of(fixture *f)
{
    ws_index *index = fixture_open(f, f->place);
    ws_index_totals totals;
    assert_ok(f, ws_index_totals_get(index, f->arena, &totals, &f->error));
    ws_index_close(index);
    return totals;
}

static void what_is_not_released_leaves_every_search(void **state)
{
    fixture *f = *state;
    static const ws_release releases[] = {WS_RELEASE_WITHHELD, WS_RELEASE_CANCELED};
    for (size_t i = 0; i < 2; i++) {
        ws_article stopped = draft("a", "This item must not be used.");
        stopped.release = releases[i];
        put_read(f, draft("a", text), both, 2);
        assert_int_equal(find(f, "late", false).count, 1);
        put_read(f, stopped, NULL, 0);
        assert_int_equal(find(f, "late", false).count, 0);
        ws_hits all = find(f, "late", true);
        assert_int_equal(all.count, 1);
        assert_int_equal(all.items[0].statement->state, WS_STATE_WITHDRAWN);
        assert_string_equal(said(f, &all.items[0]), "the bridge was late"); /* on its own text */
        ws_index_totals totals = totals_of(f);
        assert_int_equal(totals.statements, 0);
        assert_int_equal(totals.withdrawn, 2);
        assert_int_equal(totals.articles[WS_ARTICLE_WITHDRAWN], 1);
        assert_int_equal(totals.articles[WS_ARTICLE_READ], 0);
    }
}

static void the_withdrawn_come_back_with_a_usable_version(void **state)
{
    fixture *f = *state;
    ws_article held = draft("a", text);
    held.release = WS_RELEASE_WITHHELD;
    put_read(f, draft("a", text), both, 2);
    put_read(f, held, both, 2); /* whoever read some: none is added */
    assert_int_equal(totals_of(f).statements, 0);
    ws_article back = draft("a", shorter);
    back.updated = "2025-04-14";
    put_read(f, back, both + 1, 1);
    ws_index_totals totals = totals_of(f);
    assert_int_equal(totals.statements, 1);
    assert_int_equal(totals.withdrawn, 0);
    assert_int_equal(totals.superseded, 1);
    assert_int_equal(totals.articles[WS_ARTICLE_READ], 1);
    assert_int_equal(find(f, "late", true).items[0].statement->state, WS_STATE_SUPERSEDED);
}

static void put_of(fixture *f, const char *publisher, const char *body, const char *embargoed, size_t count)
{
    ws_article article = draft("a", body);
    article.publisher = publisher;
    article.embargoed = embargoed;
    put_read(f, article, count == 2 ? both : both + 1, count);
}

static void outlets_are_counted_of_current_statements(void **state)
{
    fixture *f = *state;
    static const ws_field_id outlet = WS_FIELD_OUTLET;
    ws_search everything = {.all_acts = true};
    ws_counts terms, values;
    ws_writer *writer;
    put_of(f, "Évening Post", text, NULL, 2);
    put_of(f, "Courier", text, NULL, 2);
    put_of(f, "Courier", shorter, NULL, 1); /* the first version is superseded */
    put_of(f, "Herald", text, "2999-01-01", 2);
    put_of(f, "Gazette", text, NULL, 2);
    put_of(f, NULL, text, NULL, 2);
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_withdraw(writer, "Gazette/a", &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    ws_index *index = fixture_open(f, f->place);
    assert_ok(f, ws_index_counts(index, &everything, outlet, f->arena, &terms, &f->error));
    assert_ok(f, ws_index_facets(index, &everything, &outlet, 1, f->arena, &values, NULL, NULL, &f->error));
    assert_int_equal(terms.count, 2);
    assert_int_equal(values.count, 2);
    for (size_t i = 0; i < 2; i++) { /* each statement looked at, or not */
        assert_string_equal(terms.items[i].value, values.items[i].value);
        assert_int_equal(terms.items[i].count, values.items[i].count);
    }
    assert_string_equal(terms.items[0].value, "Évening Post");
    assert_int_equal(terms.items[0].count, 2);
    assert_int_equal(terms.items[1].count, 1);
    ws_index_close(index);
}

static void the_writer_knows_what_is_withdrawn(void **state)
{
    fixture *f = *state;
    ws_writer *writer;
    ws_known_article known;
    put_read(f, draft("a", text), both, 2);
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_known(writer, "Post/a", &known, &f->error));
    assert_true(!known.withdrawn && !known.canceled);
    assert_ok(f, ws_writer_withdraw(writer, "Post/a", &f->error));
    assert_int_equal(ws_writer_withdraw(writer, "Post/none", &f->error), WS_NOT_FOUND);
    assert_ok(f, ws_writer_known(writer, "Post/a", &known, &f->error));
    assert_true(known.withdrawn && !known.canceled);
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(totals_of(f).withdrawn, 2);
    assert_string_equal(said(f, &find(f, "late", true).items[0]), "the bridge was late");
    ws_article killed = draft("a", "Killed.");
    killed.release = WS_RELEASE_CANCELED;
    put_read(f, killed, NULL, 0);
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_known(writer, "Post/a", &known, &f->error));
    assert_true(known.withdrawn && known.canceled);
    assert_ok(f, ws_writer_close(writer, &f->error));
}

static void the_embargoed_wait(void **state)
{
    fixture *f = *state;
    ws_article waits = draft("a", text);
    waits.embargoed = "2999-01-01T12:00:00+02:00";
    put_read(f, waits, both, 2);
    put_read(f, draft("b", shorter), both + 1, 1);
    assert_int_equal(find(f, "late", false).count, 0);
    assert_int_equal(find(f, "late", true).count, 0); /* asking for all states lifts no embargo */
    assert_int_equal(find(f, "ferries", false).count, 1);
    assert_int_equal(totals_of(f).statements, 1);

    ws_article *sealed = ws_arena_alloc(f->arena, sizeof *sealed);
    *sealed = waits;
    assert_ok(f, ws_article_seal(f->arena, sealed, &f->error));
    char hex[33];
    ws_hash_hex(fixture_statements(f, sealed, both, 2)[0].id, hex);
    ws_index *index = fixture_open(f, f->place);
    ws_hit hit;
    assert_int_equal(ws_index_statement(index, hex, f->arena, &hit, &f->error), WS_NOT_FOUND);
    assert_non_null(strstr(f->error.message, "embargoed until 2999-01-01T10:00:00Z"));
    ws_counts outlets;
    assert_ok(f, ws_index_counts(index, NULL, WS_FIELD_OUTLET, f->arena, &outlets, &f->error));
    assert_int_equal(outlets.items[0].count, 1);
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "32472180001", 1), 0); /* a second after */
    assert_ok(f, ws_index_statement(index, hex, f->arena, &hit, &f->error));
    assert_int_equal(find(f, "late", false).count, 1);
    unsetenv("SOURCE_DATE_EPOCH");
    ws_index_close(index);
}

static void a_statement_is_as_old_as_its_first_version(void **state)
{
    fixture *f = *state;
    ws_article newer = draft("a", "New words. Tom Ashdown said the ferries were full.");
    newer.updated = "2025-04-15T08:00:00Z";
    put_read(f, draft("a", shorter), both + 1, 1);
    put_read(f, newer, both + 1, 1);
    assert_string_equal(find(f, "ferries", false).items[0].statement->first_seen, "2025-04-13");
    ws_article newest = draft("a", text);
    newest.updated = "2025-04-16";
    put_read(f, newest, both, 2);
    assert_string_equal(find(f, "ferries", false).items[0].statement->first_seen, "2025-04-13");
    assert_string_equal(find(f, "late", false).items[0].statement->first_seen, "2025-04-16");
}

static void another_reading_says_what_it_replaces(void **state)
{
    fixture *f = *state;
    static const told otherwise[] = {{"Ana Kovač", "Ana Kovač", "said", "the bridge was", 0, NULL},
                                     {"Tom Ashdown", "Tom Ashdown", "said", "the ferries were full", 0, NULL}};
    put_read(f, draft("a", text), both, 2);
    char old[33];
    ws_hash_hex(find(f, "late", false).items[0].statement->id, old);
    ws_article again = draft("a", text);
    again.model = "test-2";
    put_read(f, again, otherwise, 2);
    ws_hits hits = find(f, "bridge", false);
    assert_int_equal(hits.count, 1);
    assert_string_equal(hits.items[0].statement->replaces, old);
    assert_null(find(f, "ferries", false).items[0].statement->replaces);
    assert_int_equal(totals_of(f).superseded, 1);
    put_read(f, again, otherwise, 2); /* and goes on saying so */
    assert_string_equal(find(f, "bridge", false).items[0].statement->replaces, old);
}

static const char story[] =
    "The ferry to Lindfell will run every twenty minutes from Monday, the port authority said in a notice on its "
    "doors. Two boats that lay idle since the autumn have been painted and tested by their crews.\n\n"
    "Fishermen asked for a berth of their own, since the pier is theirs by an old right that nobody has taken away. "
    "The harbour master promised to look for the paper on which that right is written.";
static const char syndicated[] =
    "LINDFELL, March 7 (NPA) - The ferry to Lindfell will run every twenty minutes from Monday, the port authority\n"
    "said in a notice on its doors. Two boats that lay idle since the autumn have been painted and tested by their "
    "crews. Fishermen asked for a berth of their own, since the pier is theirs by an old right that nobody has taken "
    "away. The harbour master promised to look for the paper on which that right is written.";
static const char unlike[] =
    "The ferry to Lindfell will run every twenty minutes from Monday, but who is to pay for it is another question "
    "that the council put off for the third time. Members left the hall before the vote, and those who stayed were too "
    "few to decide anything but the hour at which they would meet again.";

static void copies_are_found(void **state)
{
    fixture *f = *state;
    ws_article copy = draft("b", syndicated), other = draft("c", unlike), hidden = draft("d", story);
    copy.publisher = "Courier";
    hidden.embargoed = "2999-01-01";
    put_read(f, draft("a", story), NULL, 0);
    put_read(f, copy, NULL, 0);
    put_read(f, other, NULL, 0);
    put_read(f, hidden, NULL, 0);
    put_read(f, draft("e", "Too short to be told from others."), NULL, 0);
    ws_index *index = fixture_open(f, f->place);
    ws_copies copies;
    assert_ok(f, ws_index_copies(index, (const char *[]){"Post/a"}, NULL, 1, f->arena, &copies, &f->error));
    assert_int_equal(copies.count, 1);
    assert_string_equal(copies.items[0]->id, "Courier/b");
    assert_int_equal(copies.total, 1);
    assert_ok(f, ws_index_copies(index, (const char *[]){"Post/a"}, (const size_t[]){0}, 1, f->arena, &copies,
                                 &f->error));
    assert_int_equal(copies.count, 0);
    assert_int_equal(copies.total, 1);
    assert_ok(f, ws_index_copies(index, (const char *[]){"Courier/b"}, NULL, 1, f->arena, &copies, &f->error));
    assert_int_equal(copies.count, 1);
    assert_string_equal(copies.items[0]->id, "Post/a");
    assert_ok(f, ws_index_copies(index, (const char *[]){"Post/c"}, NULL, 1, f->arena, &copies, &f->error));
    assert_int_equal(copies.count, 0);
    assert_ok(f, ws_index_copies(index, (const char *[]){"Post/e"}, NULL, 1, f->arena, &copies, &f->error));
    assert_int_equal(copies.count, 0);
    assert_ok(f, ws_index_copies(index, (const char *[]){"no such article"}, NULL, 1, f->arena, &copies, &f->error));
    assert_int_equal(copies.count, 0);
    ws_index_close(index);
}

static void hidden_names_leave_texts_and_spans_move_along(void **state)
{
    fixture *f = *state;
    static const char body[] =
        "Zoë Holm, 40, said Holm Street was dark. Ida said “Zoë A. Holm” and Zoë Brandt were there.";
    static const told words[] = {{"Zoë Holm", "Zoë Holm", "said", "Holm Street was dark", 0, NULL},
                                 {"Ida", "Ida", "said", "“Zoë A. Holm” and Zoë Brandt were there", 0, "Zoë Holm"}};
    ws_decided_name name = {ws_name_key(f->arena, "Zoë Holm"), "Zoë Holm"};
    ws_decision hiding = {.kind = WS_DECISION_HIDING, .names = &name, .name_count = 1};
    ws_decisions decisions = {&hiding, 1, NULL};
    put_read(f, draft("a", body), words, 2);
    ws_index *index = fixture_open(f, f->place);
    ws_index_decide(index, &decisions);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "dark")}); /* Ida's only by the paragraph */
    assert_int_equal(hits.fallback, 1);
    assert_true(hits.items[0].article->masked);
    assert_string_equal(hits.items[0].article->text,
                        "[name withheld], 40, said [name withheld] Street was dark. Ida said “[name withheld]” and Zoë "
                        "Brandt were there.");
    assert_string_equal(said(f, &hits.items[0]), "[name withheld] Street was dark");
    assert_string_equal(hits.items[0].statement->speakers[0].name, "name withheld by order");
    assert_null(hits.items[0].statement->speakers[0].key);
    hits = fixture_search(f, index, (ws_search){.query = word(f, "there")});
    assert_string_equal(said(f, &hits.items[0]), "“[name withheld]” and Zoë Brandt were there");
    assert_string_equal(hits.items[0].statement->speakers[0].name, "Ida");
    ws_query *by = leaf(f, WS_QUERY_WORD, WS_FIELD_BY, "holm");
    assert_int_equal(fixture_search(f, index, (ws_search){.query = by}).count, 0);
    ws_speaker_counts speakers;
    assert_ok(f, ws_index_speakers(index, NULL, f->arena, &speakers, &f->error));
    assert_int_equal(speakers.count, 1);
    assert_int_equal(speakers.unnamed, 1);
    ws_decision undo = {.kind = WS_DECISION_UNDO};
    hiding.undone_by = &undo;
    ws_index_decide(index, &decisions);
    assert_int_equal(fixture_search(f, index, (ws_search){.query = by}).count, 1);
    ws_index_close(index);
}

typedef struct listed {
    size_t count, withdrawn, number;
    ws_hash wanted;
} listed;

static ws_status take(void *user, const ws_stored *article, ws_error *error)
{
    listed *list = user;
    (void)error;
    list->count++;
    list->withdrawn += article->status == WS_ARTICLE_WITHDRAWN;
    assert_string_equal(article->path, "news/a.txt");
    if (!memcmp(&article->key, &list->wanted, sizeof list->wanted)) {
        list->number = article->number;
        assert_string_equal(article->model, "test-1");
    }
    return WS_OK;
}

static void articles_are_listed(void **state)
{
    fixture *f = *state;
    ws_writer *writer;
    ws_article article;
    listed list = {0};
    put_read(f, draft("a", text), both, 2);
    put_read(f, draft("a", shorter), both + 1, 1); /* the earlier version is not listed */
    put_read(f, draft("b", text), both, 2);
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_withdraw(writer, "Post/b", &f->error));
    assert_ok(f, ws_article_key("Post/a", &list.wanted, &f->error));
    assert_ok(f, ws_writer_each(writer, take, &list, &f->error));
    assert_int_equal(list.count, 2);
    assert_int_equal(list.withdrawn, 1);
    assert_ok(f, ws_writer_load(writer, list.number, f->arena, &article, &f->error));
    assert_string_equal(article.id, "Post/a");
    assert_string_equal(article.text, shorter);
    assert_ok(f, ws_writer_close(writer, &f->error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_not_released_leaves_every_search, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(the_withdrawn_come_back_with_a_usable_version, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(outlets_are_counted_of_current_statements, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(the_writer_knows_what_is_withdrawn, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(the_embargoed_wait, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(a_statement_is_as_old_as_its_first_version, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(another_reading_says_what_it_replaces, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(copies_are_found, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(hidden_names_leave_texts_and_spans_move_along, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(articles_are_listed, fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
