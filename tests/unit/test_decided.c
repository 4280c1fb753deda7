/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions laid over an index: searches, counts and what is shown are as if it had been read so. */
#include "decisions.h"
#include "index_fixture.h"

static const char text[] = "\"The bridge is safe,\" Brandt said.\n\n"
                           "Helena Brandt said that the bridge is closed.\n\n"
                           "A senior official said that the money for the bridge was gone.\n\n"
                           "Tom Ashdown said that ferries will run.\n\n"
                           "Tom Ashdown said that ferries will run.";

static const told words[] = {
    {"Brandt", "Brandt", "said", "The bridge is safe,", 0, NULL},
    {"Helena Brandt", "Helena Brandt", "said", "that the bridge is closed", 0, NULL},
    {"senior official", "A senior official", "said", "that the money for the bridge was gone", 0, NULL},
    {"Tom Ashdown", "Tom Ashdown", "said", "that ferries will run", 0, NULL},
};
enum { SAFE, CLOSED, GONE, FERRIES, COUNT };

static void add_article(fixture *f, const char *place, const char *id, const char *title, const char *body,
                        const told *told_words, size_t count)
{
    ws_writer *writer;
    assert_ok(f, ws_writer_open(place, 0, NULL, &writer, &f->error));
    ws_article *article = fixture_article(f, id, title, body, "The Harbour Post", "2025-04-13");
    assert_ok(f, ws_writer_add(writer, article, fixture_statements(f, article, told_words, count), count, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
}

static ws_query *by(fixture *f, const char *name)
{
    return leaf(f, WS_QUERY_WORD, WS_FIELD_BY, name);
}

static size_t total(fixture *f, ws_index *index, ws_query *query)
{
    ws_hits hits = fixture_search(f, index, (ws_search){.query = query});
    assert_true(hits.total_exact);
    assert_int_equal(hits.total, hits.count - hits.fallback);
    return hits.total;
}

/* The statement that says this, as the index has it now. */
static ws_hit hit_of(fixture *f, ws_index *index, const char *content)
{
    ws_hits hits = fixture_search(f, index, (ws_search){.all_acts = true});
    for (size_t i = 0; i < hits.count; i++)
        if (!strcmp(said(f, &hits.items[i]), content)) return hits.items[i];
    fail_msg("nobody says: %s", content);
    return hits.items[0];
}

static ws_decision about(fixture *f, const ws_hit *hit, ws_decision_kind kind)
{
    ws_decision decision = {.kind = kind,
                            .id = "0123456789abcdef",
                            .when = "2025-04-20T10:00:00Z",
                            .who = "anna",
                            .why = "because",
                            .before = {.type = -1, .act = -1},
                            .after = {.type = -1, .act = -1}};
    assert_ok(f, ws_decision_place_of(f->arena, hit->article, hit->statement, &decision.place, &f->error));
    return decision;
}

static ws_decision speaker(fixture *f, const ws_hit *hit, const char *name, ws_speaker_type type)
{
    ws_decision decision = about(f, hit, WS_DECISION_CORRECTION);
    decision.after.has_speakers = true;
    decision.after.speakers = ws_arena_array(f->arena, 1, sizeof *decision.after.speakers);
    decision.after.speakers[0] = name;
    decision.after.speaker_count = 1;
    decision.after.type = (int)type;
    return decision;
}

static ws_index *make(fixture *f)
{
    add_article(f, f->place, "1", "Bridge", text, words, COUNT);
    return fixture_open(f, f->place);
}

static ws_decisions of(ws_decision *items, size_t count)
{
    return (ws_decisions){items, count, NULL};
}

static void a_corrected_speaker_is_found_under_the_new_name(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hit hit = hit_of(f, index, "The bridge is safe,");
    ws_decision items[] = {speaker(f, &hit, "Tomas Weller", WS_SPEAKER_PERSON)};
    ws_decisions all = of(items, 1);
    assert_int_equal(total(f, index, by(f, "brandt")), 2);
    ws_index_decide(index, &all);
    assert_int_equal(total(f, index, by(f, "brandt")), 1);
    assert_int_equal(total(f, index, by(f, "weller")), 1);
    assert_int_equal(total(f, index, leaf(f, WS_QUERY_PREFIX, WS_FIELD_BY, "well")), 1);
    assert_int_equal(total(f, index, leaf(f, WS_QUERY_PREFIX, WS_FIELD_BY, "bran")), 1);
    ws_query *not_him = joined(f, WS_QUERY_NOT, 1, by(f, "weller"));
    assert_int_equal(total(f, index, joined(f, WS_QUERY_AND, 2, word(f, "bridge"), not_him)), 2);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = by(f, "weller")});
    const ws_speaker *shown = &hits.items[0].statement->speakers[0];
    assert_string_equal(shown->name, "Tomas Weller");
    assert_string_equal(shown->key, "tomas weller");
    assert_int_equal(shown->basis, WS_BASIS_CORRECTED);
    assert_int_equal(hits.items[0].mark_count, 2);
    assert_string_equal(hits.items[0].marks[0].field, "speakers.name");
    assert_ptr_equal(hits.items[0].marks[0].decision, &items[0]);
    items[0].undone_by = &items[0];
    ws_index_decide(index, &all);
    assert_int_equal(total(f, index, by(f, "brandt")), 2);
    assert_int_equal(total(f, index, by(f, "weller")), 0);
    ws_index_close(index);
}

static void counts_follow_corrections(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hit safe = hit_of(f, index, "The bridge is safe,"),
           gone = hit_of(f, index, "that the money for the bridge was gone");
    ws_decision items[] = {speaker(f, &safe, "Helena Brandt", WS_SPEAKER_PERSON),
                           about(f, &gone, WS_DECISION_REJECTION)};
    ws_decisions all = of(items, 2);
    ws_index_decide(index, &all);
    ws_speaker_counts speakers;
    assert_ok(f, ws_index_speakers(index, NULL, f->arena, &speakers, &f->error));
    assert_int_equal(speakers.count, 2);
    assert_string_equal(speakers.items[0].key, "helena brandt");
    assert_int_equal(speakers.items[0].total, 2);
    assert_int_equal(speakers.items[0].corrected, 1);
    assert_int_equal(speakers.items[0].forms[WS_FORM_DIRECT], 1);
    assert_int_equal(speakers.items[1].corrected, 0);
    assert_int_equal(speakers.unnamed, 0);
    ws_index_totals totals;
    assert_ok(f, ws_index_totals_get(index, f->arena, &totals, &f->error));
    assert_int_equal(totals.statements, COUNT - 1);
    ws_counts types;
    assert_ok(f, ws_index_counts(index, NULL, WS_FIELD_SPEAKER_TYPE, f->arena, &types, &f->error));
    assert_int_equal(types.count, 1);
    assert_int_equal(types.items[0].count, COUNT - 1);
    ws_index_close(index);
}

static void what_is_rejected_is_shown_by_its_id_only(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hit hit = hit_of(f, index, "that the bridge is closed");
    ws_decision items[] = {about(f, &hit, WS_DECISION_REJECTION)};
    ws_decisions all = of(items, 1);
    assert_int_equal(total(f, index, word(f, "bridge")), 3);
    ws_index_decide(index, &all);
    assert_int_equal(total(f, index, word(f, "bridge")), 2);
    assert_int_equal(total(f, index, NULL), COUNT - 1);
    ws_hits hits = fixture_search(f, index, (ws_search){.all_states = true, .all_acts = true});
    assert_int_equal(hits.total, COUNT - 1);
    assert_ok(f, ws_index_statement(index, items[0].place.statement, f->arena, &hit, &f->error));
    assert_true(hit.rejected);
    assert_string_equal(hit.marks[0].field, "rejected");
    ws_index_close(index);
}

static void acts_and_chains_are_corrected(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hit safe = hit_of(f, index, "The bridge is safe,"), closed = hit_of(f, index, "that the bridge is closed");
    ws_via via[] = {{"Northern Wire", WS_SPEAKER_PUBLICATION}};
    ws_decision items[] = {about(f, &safe, WS_DECISION_CORRECTION), about(f, &closed, WS_DECISION_CORRECTION)};
    items[0].after.act = WS_ACT_THOUGHT;
    items[1].after.act = WS_ACT_DENIAL;
    items[1].after.has_via = true;
    items[1].after.via = via;
    items[1].after.via_count = 1;
    ws_decisions all = of(items, 2);
    ws_index_decide(index, &all);
    assert_int_equal(total(f, index, word(f, "bridge")), 2); /* thoughts are left out */
    assert_int_equal(total(f, index, leaf(f, WS_QUERY_VALUE, WS_FIELD_ACT, "denial")), 1);
    assert_int_equal(total(f, index, leaf(f, WS_QUERY_VALUE, WS_FIELD_ACT, "statement")), 2);
    assert_int_equal(total(f, index, leaf(f, WS_QUERY_VALUE, WS_FIELD_ACT, "thought")), 1);
    ws_hit hit = hit_of(f, index, "that the bridge is closed");
    assert_int_equal(hit.statement->act, WS_ACT_DENIAL);
    assert_string_equal(hit.statement->via[0].name, "Northern Wire");
    assert_false(hit.statement->firsthand);
    assert_int_equal(hit.mark_count, 2);
    ws_index_close(index);
}

static void unnamed_sources_get_no_key(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hit gone = hit_of(f, index, "that the money for the bridge was gone");
    ws_hit closed = hit_of(f, index, "that the bridge is closed");
    ws_decision items[] = {about(f, &gone, WS_DECISION_CORRECTION),
                           speaker(f, &closed, "an aide", WS_SPEAKER_ANONYMOUS)};
    items[0].after.type = WS_SPEAKER_PERSON; /* the descriptor doesn't become a name */
    ws_decisions all = of(items, 2);
    ws_index_decide(index, &all);
    ws_hit hit = hit_of(f, index, "that the money for the bridge was gone");
    assert_int_equal(hit.statement->speakers[0].type, WS_SPEAKER_PERSON);
    assert_null(hit.statement->speakers[0].key);
    hit = hit_of(f, index, "that the bridge is closed");
    assert_null(hit.statement->speakers[0].key);
    assert_int_equal(hit.statement->speakers[0].naming, WS_NAMING_INSIDER);
    ws_speaker_counts speakers;
    assert_ok(f, ws_index_speakers(index, NULL, f->arena, &speakers, &f->error));
    assert_int_equal(speakers.unnamed, 2);
    assert_int_equal(total(f, index, by(f, "helena")), 0);
    assert_int_equal(total(f, index, by(f, "aide")), 1);
    ws_index_close(index);
}

/* The article comes again with words before and a source that is read otherwise: other ids. */
static void it_is_found_again_by_its_words(void **state)
{
    static const char later[] = "It rained.\n\n\"The bridge is safe,\" the mayor, Brandt, said.\n\n"
                                "Helena Brandt said that the old bridge is closed to all traffic.";
    static const told again[] = {
        {"Brandt", "the mayor, Brandt,", "said", "The bridge is safe,", 0, NULL},
        {"Helena Brandt", "Helena Brandt", "said", "that the old bridge is closed to all traffic", 0, NULL}};
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hit safe = hit_of(f, index, "The bridge is safe,"), closed = hit_of(f, index, "that the bridge is closed");
    ws_decision items[] = {speaker(f, &safe, "Tomas Weller", WS_SPEAKER_PERSON),
                           about(f, &closed, WS_DECISION_REJECTION)};
    ws_decisions all = of(items, 2);
    ws_index_close(index);
    add_article(f, f->place, "1", "Bridge", later, again, 2);
    index = fixture_open(f, f->place);
    ws_index_decide(index, &all);
    assert_int_equal(total(f, index, by(f, "weller")), 1);
    assert_int_equal(total(f, index, by(f, "brandt")),
                     1); /* what it says is another thing now, so it is not rejected */
    const ws_finding *findings;
    assert_ok(f, ws_index_findings(index, f->arena, &findings, &f->error));
    assert_int_equal(findings[0].found, WS_FOUND_BY_WORDS);
    assert_memory_equal(&findings[0].id, &hit_of(f, index, "The bridge is safe,").statement->id, sizeof(ws_hash));
    assert_int_equal(findings[1].found, WS_FOUND_EARLIER);
    ws_index_close(index);
}

static void equal_words_are_told_apart_by_their_place(void **state)
{
    static const told twice[] = {{"Tom Ashdown", "Tom Ashdown", "said", "that ferries will run", 0, NULL},
                                 {"Tom Ashdown", "Tom Ashdown", "said", "that ferries will run", 0, NULL}};
    fixture *f = *state;
    ws_article *article = fixture_article(f, "1", "Ferries", text, "The Harbour Post", NULL);
    ws_statement *statements = fixture_statements(f, article, twice, 2);
    statements[0].paragraph = 4;
    statements[1].paragraph = 5;
    ws_writer *writer;
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_add(writer, article, statements, 2, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    ws_index *index = fixture_open(f, f->place);
    ws_hit hit = hit_of(f, index, "that ferries will run");
    ws_decision items[] = {speaker(f, &hit, "Lena Ort", WS_SPEAKER_PERSON)};
    ws_decisions all = of(items, 1);
    items[0].place.statement = "ffffffffffffffffffffffffffffffff";
    items[0].place.paragraph = 5;
    ws_index_decide(index, &all);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = by(f, "ort")});
    assert_int_equal(hits.total, 1);
    assert_int_equal(hits.items[0].statement->paragraph, 5);
    ws_index_close(index);
}

/* Articles whose id is their path get another one when the folder moves. */
static void an_article_that_moved_is_found_by_headline_and_words(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hit hit = hit_of(f, index, "that the bridge is closed");
    ws_decision items[] = {about(f, &hit, WS_DECISION_REJECTION)};
    ws_decisions all = of(items, 1);
    ws_index_close(index);
    const char *moved = ws_arena_printf(f->arena, "%s/moved", f->folder);
    add_article(f, moved, "other", "Bridge", text, words, COUNT);
    index = fixture_open(f, moved);
    ws_index_decide(index, &all);
    assert_int_equal(total(f, index, word(f, "bridge")), 2);
    ws_index_close(index);
    add_article(f, moved, "third", "Bridge", text, words, COUNT); /* which of the two is meant? */
    index = fixture_open(f, moved);
    ws_index_decide(index, &all);
    assert_int_equal(total(f, index, word(f, "bridge")), 6);
    const ws_finding *findings;
    assert_ok(f, ws_index_findings(index, f->arena, &findings, &f->error));
    assert_int_equal(findings[0].found, WS_FOUND_NOWHERE);
    ws_index_close(index);
    const char *titled = ws_arena_printf(f->arena, "%s/titled", f->folder);
    add_article(f, titled, "other", "Another headline", text, words, COUNT);
    index = fixture_open(f, titled);
    ws_index_decide(index, &all);
    assert_int_equal(total(f, index, word(f, "bridge")), 3);
    ws_index_close(index);
}

static bool is_listed(fixture *f, ws_index *index, const char *key, size_t count)
{
    ws_counts names;
    assert_ok(f, ws_index_terms(index, WS_FIELD_SPEAKER, key, 1000, f->arena, &names, &f->error));
    for (size_t i = 0; i < names.count; i++)
        if (!strcmp(names.items[i].value, key)) return names.items[i].count == count;
    return count == 0;
}

/* People are formed from the names that there are. */
static void names_are_listed_as_corrected(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    assert_true(is_listed(f, index, "lena ort", 0));
    ws_hit hit = hit_of(f, index, "that ferries will run");
    const char *key = hit.statement->speakers[0].key;
    ws_counts before;
    assert_ok(f, ws_index_terms(index, WS_FIELD_SPEAKER, key, 1, f->arena, &before, &f->error));
    assert_string_equal(before.items[0].value, key);
    ws_decided_name names[] = {{"helena brandt", "Helena Brandt"}, {"lena ort", "Lena Ort"}},
                    gone[] = {{"helena brandt", "Helena Brandt"}, {"otto", "Otto"}};
    ws_decision items[] = {speaker(f, &hit, "Lena Ort", WS_SPEAKER_PERSON),
                           {.kind = WS_DECISION_MERGE, .names = names, .name_count = 2},
                           {.kind = WS_DECISION_MERGE, .names = gone, .name_count = 2}};
    ws_decisions all = of(items, 3);
    const ws_finding *findings;
    ws_index_decide(index, &all);
    assert_true(is_listed(f, index, "lena ort", 1));
    assert_true(is_listed(f, index, key, before.items[0].count - 1));
    assert_ok(f, ws_index_findings(index, f->arena, &findings, &f->error));
    assert_int_equal(findings[1].found, WS_FOUND_BY_ID);
    assert_int_equal(findings[2].found, WS_FOUND_NOWHERE);
    ws_index_close(index);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_corrected_speaker_is_found_under_the_new_name),
        TEST(counts_follow_corrections),
        TEST(what_is_rejected_is_shown_by_its_id_only),
        TEST(acts_and_chains_are_corrected),
        TEST(unnamed_sources_get_no_key),
        TEST(it_is_found_again_by_its_words),
        TEST(equal_words_are_told_apart_by_their_place),
        TEST(an_article_that_moved_is_found_by_headline_and_words),
        TEST(names_are_listed_as_corrected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
