/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching, counting and listing. */
#include "index_fixture.h"

static const char harbour_text[] =
    "\"The harbour bridge will open in the spring of next year,\" Mayor Ana Kovač said.\n\n"
    "Kovač denied that the bridges were late.\n\n"
    "A senior official said the budget for dredging was gone.\n\n"
    "Ana Kovač believes that ferries are over.\n\n"
    "Tom Ashdown said the negotiations about salaries would not resume.";

static const told harbour[] = {
    {"Mayor Ana Kovač", "Mayor Ana Kovač", "said", "The harbour bridge will open in the spring of next year,", 0, NULL},
    {"Ana Kovač", "Kovač", "denied", "that the bridges were late", WS_ACT_DENIAL, NULL},
    {"senior official", "A senior official", "said", "the budget for dredging was gone", 0, NULL},
    {"Ana Kovač", "Ana Kovač", "believes", "that ferries are over", WS_ACT_THOUGHT, NULL},
    {"Tom Ashdown", "Tom Ashdown", "said", "the negotiations about salaries would not resume", 0, NULL},
};

static const char council_text[] = "The council met about ferries on Monday.\n\n"
                                   "Tom Ashdown said the harbour was a harbour again. It rained on the lighthouse.\n\n"
                                   "They told us that harbour fees would rise.";

static const told council[] = {
    {"Tom Ashdown", "Tom Ashdown", "said", "the harbour was a harbour again", 0, NULL},
    {NULL, "They", "told", "that harbour fees would rise", 0, NULL},
};

static const char undated_text[] = "Lena Ort said that rain closes the harbour.";
static const told undated[] = {{"Lena Ort", "Lena Ort", "said", "that rain closes the harbour", 0, NULL}};

static void add(fixture *f, ws_writer *writer, const ws_article *article, const told *words, size_t count)
{
    assert_ok(f, ws_writer_add(writer, article, fixture_statements(f, article, words, count), count, &f->error));
}

static void write_first(fixture *f, ws_writer *writer)
{
    ws_article *article = fixture_article(f, "h1", "Mayor opens quay", harbour_text, "The Harbour Post", "2025-04-13");
    add(f, writer, article, harbour, 5);
}

static void write_rest(fixture *f, ws_writer *writer)
{
    ws_article *article =
        fixture_article(f, "c1", "Ferries and breakwater", council_text, "Northern Wire", "2025-05-02");
    add(f, writer, article, council, 2);
    add(f, writer, fixture_article(f, "u1", NULL, undated_text, "Northern Wire", NULL), undated, 1);
}

static ws_index *make(fixture *f)
{
    ws_writer *writer;
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    write_first(f, writer);
    write_rest(f, writer);
    assert_ok(f, ws_writer_close(writer, &f->error));
    return fixture_open(f, f->place);
}

static void expect(fixture *f, ws_index *index, ws_query *query, size_t count, const char *first)
{
    ws_hits hits = fixture_search(f, index, (ws_search){.query = query});
    assert_int_equal(hits.total, count);
    assert_true(hits.total_exact);
    if (first) assert_string_equal(said(f, &hits.items[0]), first);
}

static void plain_words_match_exactly_and_by_stem(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    /* Both have the stem; the exact word comes first. */
    expect(f, index, word(f, "bridges"), 2, "that the bridges were late");
    expect(f, index, word(f, "bridge"), 2, "The harbour bridge will open in the spring of next year,");
    expect(f, index, word(f, "negotiation"), 1, NULL);
    expect(f, index, word(f, "springs"), 1, NULL); /* the other form is its own stem */
    expect(f, index, word(f, "harbours"), 4, NULL);
    expect(f, index, word(f, "harbour"), 4, NULL);
    expect(f, index, word(f, "helicopter"), 0, NULL);
    expect(f, index, NULL, 7, NULL);
    expect(f, index, leaf(f, WS_QUERY_ALL, WS_FIELD_CONTENT, NULL), 7, NULL);
    ws_index_close(index);
}

static void hits_come_with_their_article_and_record(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "spring")});
    assert_int_equal(hits.count, 1);
    assert_string_equal(hits.items[0].article->title, "Mayor opens quay");
    assert_string_equal(hits.items[0].article->text, harbour_text);
    assert_int_equal(hits.items[0].statement->form, WS_FORM_DIRECT);
    assert_string_equal(hits.items[0].statement->speakers[0].key, "ana kovac");
    assert_int_equal(hits.items[0].match, WS_MATCH_CONTENT);
    assert_true(hits.items[0].weight > 0);
    assert_non_null(hits.items[0].statement->indexed);
    ws_index_close(index);
}

static ws_query *quoted_word(fixture *f, const char *text)
{
    return leaf(f, WS_QUERY_WORD, WS_FIELD_QUOTED, text);
}

static ws_query *by(fixture *f, const char *text)
{
    return leaf(f, WS_QUERY_WORD, WS_FIELD_BY, text);
}

static void phrases_need_the_order(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    expect(f, index, joined(f, WS_QUERY_PHRASE, 2, word(f, "harbour"), word(f, "bridge")), 1, NULL);
    expect(f, index, joined(f, WS_QUERY_PHRASE, 2, word(f, "bridge"), word(f, "harbour")), 0, NULL);
    expect(f, index, joined(f, WS_QUERY_PHRASE, 1, word(f, "bridges")), 1, NULL);
    ws_query *bridge = quoted_word(f, "bridge"), *open = quoted_word(f, "open");
    ws_query *will = quoted_word(f, "will"), *late = quoted_word(f, "late");
    expect(f, index, joined(f, WS_QUERY_PHRASE, 3, bridge, will, open), 1, NULL);
    expect(f, index, joined(f, WS_QUERY_PHRASE, 2, bridge, open), 0, NULL);
    expect(f, index, bridge, 1, NULL);
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_QUOTED, "years"), 1, NULL);
    expect(f, index, late, 0, NULL);
    expect(f, index, quoted_word(f, "openly"), 1, NULL); /* by its stem */
    expect(f, index, leaf(f, WS_QUERY_PREFIX, WS_FIELD_QUOTED, "brid"), 1, NULL);
    expect(f, index, leaf(f, WS_QUERY_PREFIX, WS_FIELD_QUOTED, "lat"), 0, NULL);
    ws_index_close(index);
}

static void by_takes_surnames_and_leaves_titles(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_query *mayor = by(f, "mayor"), *kovac = by(f, "kovac");
    ws_query *ana = by(f, "ana"), *tom = by(f, "tom");
    expect(f, index, kovac, 2, NULL);
    expect(f, index, joined(f, WS_QUERY_PHRASE, 2, mayor, kovac), 2, NULL);
    expect(f, index, joined(f, WS_QUERY_AND, 2, mayor, kovac), 2, NULL);
    expect(f, index, joined(f, WS_QUERY_PHRASE, 2, kovac, ana), 2, NULL);
    expect(f, index, joined(f, WS_QUERY_PHRASE, 2, tom, kovac), 0, NULL);
    expect(f, index, joined(f, WS_QUERY_AND, 2, kovac, word(f, "bridge")), 2, NULL);
    expect(f, index, joined(f, WS_QUERY_OR, 2, kovac, tom), 4, NULL);
    expect(f, index, leaf(f, WS_QUERY_VALUE, WS_FIELD_SPEAKER, "tom ashdown"), 2, NULL);
    ws_index_close(index);
}

static void facets_filter(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    expect(f, index, leaf(f, WS_QUERY_VALUE, WS_FIELD_ACT, "denial"), 1, "that the bridges were late");
    expect(f, index, leaf(f, WS_QUERY_VALUE, WS_FIELD_FORM, "direct"), 1, NULL);
    expect(f, index, leaf(f, WS_QUERY_VALUE, WS_FIELD_SPEAKER_TYPE, "anonymous"), 1, NULL);
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_OUTLET, "wire"), 3, NULL);
    expect(f, index, leaf(f, WS_QUERY_VALUE, WS_FIELD_OUTLET, "Northern Wire"), 3, NULL);
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_SOURCE, "official"), 1, NULL);
    expect(f, index, leaf(f, WS_QUERY_WORD, WS_FIELD_TITLE, "ferry"), 2, NULL);
    ws_index_close(index);
}

static void beginnings_match_and_are_bounded(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    expect(f, index, leaf(f, WS_QUERY_PREFIX, WS_FIELD_CONTENT, "negot"), 1, NULL);
    expect(f, index, leaf(f, WS_QUERY_PREFIX, WS_FIELD_BY, "ash"), 2, NULL);
    ws_search search = {.query = leaf(f, WS_QUERY_PREFIX, WS_FIELD_CONTENT, "ne"), .limit = 5};
    ws_hits hits;
    assert_int_equal(ws_index_search(index, &search, f->arena, &hits, &f->error), WS_USAGE);
    assert_int_equal(f->error.column, 1);
    ws_index_close(index);
}

static void not_takes_away(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_query *without = joined(f, WS_QUERY_NOT, 1, leaf(f, WS_QUERY_WORD, WS_FIELD_BY, "ashdown"));
    expect(f, index, joined(f, WS_QUERY_AND, 2, word(f, "harbour"), without), 3, NULL);
    expect(f, index, without, 5, NULL);
    ws_index_close(index);
}

static ws_query *published(fixture *f, const char *from, const char *to)
{
    ws_query *query = leaf(f, WS_QUERY_PERIOD, WS_FIELD_PUBLISHED, NULL);
    snprintf(query->period.from, sizeof query->period.from, "%s", from);
    snprintf(query->period.to, sizeof query->period.to, "%s", to);
    return query;
}

static void periods_include_both_ends_and_never_the_undated(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    expect(f, index, published(f, "20250413", "20250413"), 4, NULL);
    expect(f, index, published(f, "20250414", ""), 2, NULL);
    expect(f, index, published(f, "", "20250501"), 4, NULL);
    expect(f, index, published(f, "", ""), 6, NULL);
    expect(f, index, published(f, "20260101", "20250101"), 0, NULL);
    ws_index_close(index);
}

static void thoughts_come_only_when_asked_for(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_query *ferries = word(f, "ferries");
    ferries->content_only = true;
    expect(f, index, ferries, 0, NULL);
    assert_int_equal(fixture_search(f, index, (ws_search){.query = ferries, .all_acts = true}).total, 1);
    ws_query *thought = leaf(f, WS_QUERY_VALUE, WS_FIELD_ACT, "thought");
    expect(f, index, thought, 1, "that ferries are over");
    expect(f, index, joined(f, WS_QUERY_AND, 2, word(f, "ferries"), thought), 1, NULL);
    expect(f, index, joined(f, WS_QUERY_NOT, 1, thought), 7, NULL);
    ws_index_close(index);
}

static void headline_and_paragraph_are_fallen_back_on(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "breakwater")});
    assert_int_equal(hits.total, 0);
    assert_int_equal(hits.count, 2);
    assert_int_equal(hits.fallback, 2);
    assert_int_equal(hits.items[0].match, WS_MATCH_HEADLINE);
    hits = fixture_search(f, index, (ws_search){.query = word(f, "lighthouses")});
    assert_int_equal(hits.count, 1);
    assert_int_equal(hits.items[0].match, WS_MATCH_PARAGRAPH);
    hits = fixture_search(f, index, (ws_search){.query = word(f, "seniors")}); /* of a source */
    assert_int_equal(hits.count, 1);
    assert_int_equal(hits.items[0].match, WS_MATCH_PARAGRAPH);
    /* What the content has comes first and not twice. */
    hits = fixture_search(f, index, (ws_search){.query = word(f, "ferries"), .all_acts = true});
    assert_int_equal(hits.total, 1);
    assert_int_equal(hits.count, 3);
    assert_int_equal(hits.items[0].match, WS_MATCH_CONTENT);
    assert_int_equal(hits.items[2].match, WS_MATCH_HEADLINE);
    ws_hits rest = fixture_search(f, index, (ws_search){.query = word(f, "ferries"), .all_acts = true, .offset = 2});
    assert_int_equal(rest.count, 1);
    assert_string_equal(said(f, &rest.items[0]), said(f, &hits.items[2]));
    ws_query *only = word(f, "breakwater");
    only->content_only = true;
    assert_int_equal(fixture_search(f, index, (ws_search){.query = only}).count, 0);
    ws_index_close(index);
}

static void sorts_go_by_day_with_the_undated_last(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hits newest = fixture_search(f, index, (ws_search){.sort = WS_SORT_PUBLISHED_DESCENDING});
    ws_hits oldest = fixture_search(f, index, (ws_search){.sort = WS_SORT_PUBLISHED_ASCENDING});
    assert_int_equal(newest.count, 7);
    assert_string_equal(newest.items[0].article->published, "2025-05-02");
    assert_string_equal(newest.items[2].article->published, "2025-04-13");
    assert_null(newest.items[6].article->published);
    assert_string_equal(oldest.items[0].article->published, "2025-04-13");
    assert_string_equal(oldest.items[4].article->published, "2025-05-02");
    assert_null(oldest.items[6].article->published);
    ws_index_close(index);
}

static void ties_go_by_first_hand_then_day_then_id(void **state)
{
    fixture *f = *state;
    ws_writer *writer;
    static const told same[] = {{"Lena Ort", "Lena Ort", "said", "that rain closes the harbour", 0, NULL}};
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    static const char *const days[] = {"2025-01-01", "2025-03-01", "2025-02-01", "2025-04-01"};
    for (int i = 0; i < 4; i++) {
        const char *id = ws_arena_printf(f->arena, "t%d", i);
        ws_article *article = fixture_article(f, id, NULL, undated_text, "Wire", days[i]);
        ws_statement *statements = fixture_statements(f, article, same, 1);
        statements[0].firsthand = i != 3;
        assert_ok(f, ws_writer_add(writer, article, statements, 1, &f->error));
    }
    assert_ok(f, ws_writer_close(writer, &f->error));
    ws_index *index = fixture_open(f, f->place);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "rain")});
    assert_string_equal(hits.items[0].article->published, "2025-03-01");
    assert_string_equal(hits.items[1].article->published, "2025-02-01");
    assert_string_equal(hits.items[2].article->published, "2025-01-01");
    assert_string_equal(hits.items[3].article->published, "2025-04-01");
    ws_index_close(index);
}

/* Xapian is asked by forms then, and for no less than some weight. */
static void quotes_come_first_among_many_of_one_word(void **state)
{
    fixture *f = *state;
    ws_writer *writer;
    static const told told_[] = {{"Lena Ort", "Lena Ort", "said", "that rain closes the harbour", 0, NULL}};
    static const told quoted[] = {{"Lena Ort", "Lena Ort", "said", "Rain closes the harbour", 0, NULL}};
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    for (int i = 0; i < 60; i++) {
        bool quote = i == 7 || i == 21;
        ws_article *article = fixture_article(f, ws_arena_printf(f->arena, "t%d", i), NULL,
                                              quote ? "\"Rain closes the harbour,\" said Lena Ort." : undated_text, "Wire",
                                              quote ? "2025-01-01" : "2025-02-01");
        assert_ok(f, ws_writer_add(writer, article, fixture_statements(f, article, quote ? quoted : told_, 1), 1,
                                   &f->error));
    }
    assert_ok(f, ws_writer_close(writer, &f->error));
    ws_index *index = fixture_open(f, f->place);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "rain"), .limit = 3});
    assert_int_equal(hits.total, 60);
    assert_int_equal(hits.items[0].statement->form, WS_FORM_DIRECT);
    assert_int_equal(hits.items[1].statement->form, WS_FORM_DIRECT);
    assert_int_equal(hits.items[2].statement->form, WS_FORM_INDIRECT);
    hits = fixture_search(f, index, (ws_search){.query = word(f, "rain"), .offset = 1, .limit = 1});
    assert_int_equal(hits.items[0].statement->form, WS_FORM_DIRECT);
    ws_index_close(index);
}

static void pages_follow_one_another(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hits all = fixture_search(f, index, (ws_search){.query = word(f, "harbour")});
    for (size_t i = 0; i < all.count; i++) {
        ws_hits one = fixture_search(f, index, (ws_search){.query = word(f, "harbour"), .offset = i, .limit = 1});
        assert_int_equal(one.count, 1);
        assert_string_equal(said(f, &one.items[0]), said(f, &all.items[i]));
    }
    assert_int_equal(fixture_search(f, index, (ws_search){.offset = SIZE_MAX, .limit = SIZE_MAX}).count, 0);
    ws_index_close(index);
}

static void bare_hits_are_the_same_statements(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hits whole = fixture_search(f, index, (ws_search){.query = word(f, "harbour")});
    ws_hits bare = fixture_search(f, index, (ws_search){.query = word(f, "harbour"), .bare = true});
    assert_int_equal(bare.count, whole.count);
    assert_int_equal(bare.fallback, whole.fallback);
    for (size_t i = 0; i < bare.count; i++) {
        const ws_statement *one = bare.items[i].statement, *other = whole.items[i].statement;
        assert_null(bare.items[i].article);
        assert_memory_equal(&one->id, &other->id, sizeof one->id);
        assert_int_equal(one->speaker_count, other->speaker_count);
        for (size_t j = 0; j < one->speaker_count; j++)
            assert_string_equal(one->speakers[j].name, other->speakers[j].name);
    }
    ws_index_close(index);
}

static void counts_are_of_all_matches(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_counts counts;
    assert_ok(f, ws_index_counts(index, NULL, WS_FIELD_OUTLET, f->arena, &counts, &f->error));
    assert_int_equal(counts.count, 2);
    assert_string_equal(counts.items[0].value, "The Harbour Post");
    assert_int_equal(counts.items[0].count, 4);
    ws_search harbour_only = {.query = word(f, "harbour")};
    assert_ok(f, ws_index_counts(index, &harbour_only, WS_FIELD_FORM, f->arena, &counts, &f->error));
    assert_string_equal(counts.items[0].value, "indirect");
    assert_int_equal(counts.items[0].count, 3);
    assert_int_equal(counts.items[1].count, 1);
    assert_int_equal(ws_index_counts(index, NULL, WS_FIELD_SECTION, f->arena, &counts, &f->error), WS_USAGE);
    ws_index_close(index);
}

static void speakers_are_counted_by_key(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_speaker_counts speakers;
    assert_ok(f, ws_index_speakers(index, NULL, f->arena, &speakers, &f->error));
    assert_int_equal(speakers.count, 3);
    assert_int_equal(speakers.unnamed, 1);
    assert_int_equal(speakers.unresolved, 1);
    assert_string_equal(speakers.items[0].key, "ana kovac");
    assert_string_equal(speakers.items[0].name, "Ana Kovač");
    assert_int_equal(speakers.items[0].type, WS_SPEAKER_PERSON);
    assert_int_equal(speakers.items[0].total, 2);
    assert_int_equal(speakers.items[0].forms[WS_FORM_DIRECT], 1);
    assert_int_equal(speakers.items[0].forms[WS_FORM_INDIRECT], 1);
    assert_string_equal(speakers.items[2].key, "lena ort");
    ws_index_close(index);
}

/* A headline that repeats the body is found, but is no second statement. */
static void repeats_are_not_counted_again(void **state)
{
    fixture *f = *state;
    ws_writer *writer;
    ws_article *article = fixture_article(f, "h1", "Mayor opens quay", harbour_text, "The Harbour Post", "2025-04-13");
    ws_statement *statements = fixture_statements(f, article, harbour, 5);
    statements[4].repeats = &statements[1].id;
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_add(writer, article, statements, 5, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    ws_index *index = fixture_open(f, f->place);
    ws_speaker_counts speakers;
    ws_search once = {.once = true}, all = {.once = false};
    assert_ok(f, ws_index_speakers(index, &all, f->arena, &speakers, &f->error));
    assert_int_equal(speakers.count, 2);
    assert_ok(f, ws_index_speakers(index, &once, f->arena, &speakers, &f->error));
    assert_int_equal(speakers.count, 1);
    expect(f, index, word(f, "salaries"), 1, NULL);
    ws_index_close(index);
}

static void totals_and_terms(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_index_totals totals;
    assert_ok(f, ws_index_totals_get(index, f->arena, &totals, &f->error));
    assert_int_equal(totals.articles[WS_ARTICLE_READ], 3);
    assert_int_equal(totals.statements, 8);
    assert_int_equal(totals.superseded, 0);
    assert_string_equal(totals.oldest, "2025-04-13");
    assert_string_equal(totals.newest, "2025-05-02");
    assert_string_equal(totals.format, "6");
    assert_true(totals.bytes > 0);
    ws_counts terms;
    assert_ok(f, ws_index_terms(index, WS_FIELD_BY, "ash", 10, f->arena, &terms, &f->error));
    assert_int_equal(terms.count, 1);
    assert_string_equal(terms.items[0].value, "ashdown");
    assert_int_equal(terms.items[0].count, 2);
    assert_ok(f, ws_index_terms(index, WS_FIELD_CONTENT, "", 1, f->arena, &terms, &f->error));
    assert_string_equal(terms.items[0].value, "the");
    assert_ok(f, ws_index_terms(index, WS_FIELD_CONTENT, "", 1000, f->arena, &terms, &f->error));
    for (size_t i = 0; i < terms.count; i++) assert_null(memchr("QTJZXSA", terms.items[i].value[0], 7));
    ws_index_close(index);
}

/* Each statement once, whether it has the stem itself, other forms, or both. */
static void stems_are_counted_in_all_their_forms(void **state)
{
    fixture *f = *state;
    static const char *const contents[] = {"the growth is over", "growths are everywhere", "growth and growths are one",
                                           "nothing of the kind"};
    static const char *const stems[] = {"growth", "everywher", "kind", "absent"};
    static const size_t wanted[] = {3, 1, 1, 0};
    size_t found[4];
    const char *place = ws_arena_printf(f->arena, "%s/stems", f->folder);
    ws_writer *writer;
    assert_ok(f, ws_writer_open(place, 0, NULL, &writer, &f->error));
    for (size_t i = 0; i < 4; i++) {
        told words = {"Ana Ruiz", "Ana Ruiz", "said", contents[i], WS_ACT_STATEMENT, NULL};
        const char *text = ws_arena_printf(f->arena, "On Monday Ana Ruiz said %s.", contents[i]);
        ws_article *article =
            fixture_article(f, ws_arena_printf(f->arena, "stem-%zu", i), "Of mills", text, "The Mill", "2025-03-01");
        assert_ok(f, ws_writer_add(writer, article, fixture_statements(f, article, &words, 1), 1, &f->error));
    }
    assert_ok(f, ws_writer_close(writer, &f->error));
    ws_index *index = fixture_open(f, place);
    assert_ok(f, ws_index_frequencies(index, WS_FIELD_STEM, stems, 4, found, &f->error));
    for (size_t i = 0; i < 4; i++)
        if (found[i] != wanted[i]) fail_msg("%s: %zu, not %zu", stems[i], found[i], wanted[i]);
    ws_index_close(index);
}

static void single_ones_are_got_by_id(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "spring")});
    char hex[33];
    ws_hash_hex(hits.items[0].statement->id, hex);
    ws_hit hit;
    assert_ok(f, ws_index_statement(index, hex, f->arena, &hit, &f->error));
    assert_memory_equal(hit.statement->id.bytes, hits.items[0].statement->id.bytes, 16);
    hex[8] = '\0';
    assert_ok(f, ws_index_statement(index, hex, f->arena, &hit, &f->error));
    hex[7] = '\0';
    assert_int_equal(ws_index_statement(index, hex, f->arena, &hit, &f->error), WS_USAGE);
    assert_int_equal(ws_index_statement(index, "0123456789abcdef", f->arena, &hit, &f->error), WS_NOT_FOUND);
    assert_int_equal(ws_index_statement(index, "nonsense!", f->arena, &hit, &f->error), WS_USAGE);
    const ws_article *article;
    assert_ok(f, ws_index_article(index, hits.items[0].article->id, f->arena, &article, &f->error));
    assert_string_equal(article->title, "Mayor opens quay");
    assert_int_equal(ws_index_article(index, "none", f->arena, &article, &f->error), WS_NOT_FOUND);
    ws_index_close(index);
}

static void bounds_are_checked_before_the_search(void **state)
{
    fixture *f = *state;
    ws_index *index = make(f);
    ws_hits hits;
    ws_query *deep = word(f, "harbour");
    for (int i = 0; i < 1000; i++) deep = joined(f, WS_QUERY_NOT, 1, deep);
    ws_search search = {.query = deep, .limit = 5};
    assert_int_equal(ws_index_search(index, &search, f->arena, &hits, &f->error), WS_USAGE);
    ws_query *many = leaf(f, WS_QUERY_OR, WS_FIELD_CONTENT, NULL);
    many->children = ws_arena_array(f->arena, 200, sizeof *many->children);
    for (size_t i = 0; i < 200; i++) many->children[i] = word(f, "a");
    many->child_count = 200;
    search.query = many;
    assert_int_equal(ws_index_search(index, &search, f->arena, &hits, &f->error), WS_USAGE);
    many->op = WS_QUERY_PHRASE;
    many->child_count = 33;
    assert_int_equal(ws_index_search(index, &search, f->arena, &hits, &f->error), WS_USAGE);
    assert_non_null(strstr(f->error.message, "phrase"));
    ws_index_close(index);
}

/* Two indexes may hold different versions of an article under one id: each statement stands on its own. */
static void versions_of_an_article_in_two_indexes_stay_apart(void **state)
{
    static const char *const texts[] = {"Ana Toll said the ferry was late.",
                                        "Much later. Ana Toll said the ferry sank."};
    static const char *const contents[] = {"the ferry was late", "the ferry sank"};
    fixture *f = *state;
    const char *places[2];
    for (int i = 0; i < 2; i++) {
        ws_writer *writer;
        told words = {"Ana Toll", "Ana Toll", "said", contents[i], 0, NULL};
        ws_article *article = fixture_article(f, "same", "Ferry", texts[i], "Post", "2025-04-13");
        places[i] = ws_arena_printf(f->arena, "%s/%d", f->folder, i);
        assert_ok(f, ws_writer_open(places[i], 0, NULL, &writer, &f->error));
        assert_ok(f, ws_writer_add(writer, article, fixture_statements(f, article, &words, 1), 1, &f->error));
        assert_ok(f, ws_writer_close(writer, &f->error));
    }
    ws_index *index;
    assert_ok(f, ws_index_open(places, 2, &index, &f->error));
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "ferry")});
    assert_int_equal(hits.count, 2);
    for (size_t i = 0; i < 2; i++) {
        char id[33];
        ws_hit alone;
        size_t which = strstr(said(f, &hits.items[i]), "sank") ? 1 : 0;
        assert_string_equal(said(f, &hits.items[i]), contents[which]);
        assert_string_equal(hits.items[i].article->text, texts[which]);
        ws_hash_hex(hits.items[i].statement->id, id);
        assert_ok(f, ws_index_statement(index, id, f->arena, &alone, &f->error));
        assert_string_equal(alone.article->text, texts[which]);
    }
    assert_string_not_equal(hits.items[0].article->text, hits.items[1].article->text);
    ws_index_close(index);
}

/* Two indexes opened as one answer as one index with everything in it. */
static void two_indexes_are_as_good_as_one(void **state)
{
    fixture *f = *state;
    ws_index *one = make(f), *two;
    const char *places[] = {ws_arena_printf(f->arena, "%s/a", f->folder), ws_arena_printf(f->arena, "%s/b", f->folder)};
    for (int i = 0; i < 2; i++) {
        ws_writer *writer;
        assert_ok(f, ws_writer_open(places[i], 0, NULL, &writer, &f->error));
        (i == 0 ? write_rest : write_first)(f, writer);
        assert_ok(f, ws_writer_close(writer, &f->error));
    }
    assert_ok(f, ws_index_open(places, 2, &two, &f->error));
    static const char *const words[] = {"harbour", "bridge", "the", "ferries", "breakwater"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        ws_hits left = fixture_search(f, one, (ws_search){.query = word(f, words[i])});
        ws_hits right = fixture_search(f, two, (ws_search){.query = word(f, words[i])});
        assert_int_equal(left.count, right.count);
        assert_int_equal(left.total, right.total);
        for (size_t j = 0; j < left.count; j++) {
            assert_memory_equal(left.items[j].statement->id.bytes, right.items[j].statement->id.bytes, 16);
            assert_true(left.items[j].weight == right.items[j].weight);
        }
    }
    ws_speaker_counts left, right;
    assert_ok(f, ws_index_speakers(one, NULL, f->arena, &left, &f->error));
    assert_ok(f, ws_index_speakers(two, NULL, f->arena, &right, &f->error));
    assert_int_equal(left.count, right.count);
    for (size_t i = 0; i < left.count; i++) assert_string_equal(left.items[i].name, right.items[i].name);
    ws_index_close(one);
    ws_index_close(two);
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(plain_words_match_exactly_and_by_stem),
        test(hits_come_with_their_article_and_record),
        test(phrases_need_the_order),
        test(by_takes_surnames_and_leaves_titles),
        test(facets_filter),
        test(beginnings_match_and_are_bounded),
        test(not_takes_away),
        test(periods_include_both_ends_and_never_the_undated),
        test(thoughts_come_only_when_asked_for),
        test(headline_and_paragraph_are_fallen_back_on),
        test(sorts_go_by_day_with_the_undated_last),
        test(ties_go_by_first_hand_then_day_then_id),
        test(quotes_come_first_among_many_of_one_word),
        test(pages_follow_one_another),
        test(bare_hits_are_the_same_statements),
        test(counts_are_of_all_matches),
        test(speakers_are_counted_by_key),
        test(repeats_are_not_counted_again),
        test(totals_and_terms),
        test(stems_are_counted_in_all_their_forms),
        test(single_ones_are_got_by_id),
        test(bounds_are_checked_before_the_search),
        test(versions_of_an_article_in_two_indexes_stay_apart),
        test(two_indexes_are_as_good_as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
