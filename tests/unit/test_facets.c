/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts over many matches: exact where all are counted, and near the truth, and marked, where a sample is. */
#include "index_fixture.h"

#include "schema.h"

enum { ARTICLES = 24, EACH = 250, ALL = ARTICLES * EACH, FEW = 1500, FIELDS = 4, LINE = 120 };

static const ws_field_id fields[FIELDS] = {WS_FIELD_ACT, WS_FIELD_OUTLET, WS_FIELD_FORM, WS_FIELD_SPEAKER_TYPE};

/* A quarter are denials, a tenth are by nobody with a name, the others by two; the first FEW / ARTICLES of each article
 * are of ferries. */
static told line_of(fixture *f, size_t i)
{
    const char *noun = i < FEW / ARTICLES ? "ferry" : "bridge";
    told line = {.cue = "said", .act = i % 4 ? WS_ACT_STATEMENT : WS_ACT_DENIAL};
    line.speaker = i % 10 == 0 ? "officials" : i % 2 ? "Anna Pell" : "Peter Lorne";
    line.source = line.speaker;
    line.content = ws_arena_printf(f->arena, "the %s at mile %zu was late", noun, i);
    return line;
}

static void put_article(fixture *f, ws_writer *writer, size_t number)
{
    char *id = ws_arena_printf(f->arena, "%zu", number), *text = ws_arena_alloc(f->arena, (size_t)EACH * LINE);
    told lines[EACH];
    size_t size = 0;
    for (size_t i = 0; i < EACH; i++) {
        lines[i] = line_of(f, i);
        size += (size_t)snprintf(text + size, LINE, "%s said %s.\n", lines[i].source, lines[i].content);
    }
    const ws_article *article =
        fixture_article(f, id, "Late", text, number % 2 ? "Post" : "Courier", "2025-03-08T10:00:00Z");
    ws_statement *statements = fixture_statements(f, article, lines, EACH);
    assert_ok(f, ws_writer_add(writer, article, statements, EACH, &f->error));
}

/* Every step-th article, from the first on. */
static const char *make(fixture *f, const char *name, size_t first, size_t step)
{
    const char *place = ws_arena_printf(f->arena, "%s/%s", f->folder, name);
    ws_writer *writer;
    assert_ok(f, ws_writer_open(place, 0, NULL, &writer, &f->error));
    for (size_t i = first; i < ARTICLES; i += step) put_article(f, writer, i);
    assert_ok(f, ws_writer_close(writer, &f->error));
    return place;
}

typedef struct counted {
    ws_counts fields[FIELDS];
    ws_speaker_counts speakers;
    ws_sampled sampled;
} counted;

static counted count(fixture *f, ws_index *index, const char *text, bool estimate)
{
    counted out;
    ws_search search = {.query = text ? word(f, text) : NULL};
    memset(&out, 0, sizeof out);
    assert_ok(f, ws_index_facets(index, &search, fields, FIELDS, f->arena, out.fields, &out.speakers,
                                 estimate ? &out.sampled : NULL, &f->error));
    return out;
}

static size_t of(const ws_counts *counts, const char *value)
{
    for (size_t i = 0; i < counts->count; i++)
        if (!strcmp(counts->items[i].value, value)) return counts->items[i].count;
    return 0;
}

static void assert_same(const counted *left, const counted *right)
{
    assert_int_equal(left->sampled.parts, right->sampled.parts);
    assert_int_equal(left->sampled.counted, right->sampled.counted);
    for (size_t i = 0; i < FIELDS; i++) {
        assert_int_equal(left->fields[i].count, right->fields[i].count);
        for (size_t j = 0; j < left->fields[i].count; j++)
            assert_int_equal(left->fields[i].items[j].count, of(&right->fields[i], left->fields[i].items[j].value));
    }
    assert_int_equal(left->speakers.count, right->speakers.count);
    for (size_t i = 0; i < left->speakers.count; i++) {
        assert_string_equal(left->speakers.items[i].key, right->speakers.items[i].key);
        assert_int_equal(left->speakers.items[i].total, right->speakers.items[i].total);
    }
    assert_int_equal(left->speakers.unnamed, right->speakers.unnamed);
}

/* Within a fifth: more than five times what a sample of so many is off by, as a rule. */
static void assert_near(const counted *sample, size_t found, size_t truth)
{
    size_t estimate = ws_estimated(&sample->sampled, found);
    assert_in_range(estimate, truth - truth / 5, truth + truth / 5);
}

static void check_exact(const counted *all, size_t matches)
{
    assert_int_equal(all->sampled.parts, 0);
    assert_int_equal(of(&all->fields[1], "Post"), matches / 2);
    assert_int_equal(of(&all->fields[2], "indirect"), matches);
    assert_int_equal(all->speakers.unnamed, of(&all->fields[3], "anonymous"));
    assert_int_equal(of(&all->fields[3], "anonymous") + of(&all->fields[3], "person"), matches);
    assert_int_equal(ws_estimated(&all->sampled, 1234), 1234);
}

static void many_matches_are_estimated(void **state)
{
    fixture *f = *state;
    ws_index *index = NULL, *both = NULL;
    const char *whole = make(f, "whole", 0, 1), *parts[] = {make(f, "even", 0, 2), make(f, "odd", 1, 2)};
    assert_ok(f, ws_index_open(&whole, 1, &index, &f->error));
    assert_ok(f, ws_index_open(parts, 2, &both, &f->error));

    counted exact = count(f, index, NULL, false), few = count(f, index, "ferry", true);
    check_exact(&exact, ALL);
    check_exact(&few, (size_t)ARTICLES * (FEW / ARTICLES));

    counted sample = count(f, index, NULL, true), same = count(f, both, NULL, true);
    assert_in_range(sample.sampled.parts, 1, WS_SAMPLES / 2);
    assert_in_range(sample.sampled.counted, ALL / 8, ALL / 2);
    assert_near(&sample, sample.sampled.counted, ALL);
    assert_near(&sample, of(&sample.fields[0], "denial"), of(&exact.fields[0], "denial"));
    assert_near(&sample, of(&sample.fields[1], "Post"), ALL / 2);
    assert_near(&sample, of(&sample.fields[2], "indirect"), ALL);
    assert_near(&sample, sample.speakers.items[0].total, exact.speakers.items[0].total);
    assert_int_equal(sample.speakers.count, 2);
    assert_same(&sample, &same);
    counted few_parts = count(f, both, "ferry", true);
    assert_same(&few, &few_parts);
    ws_index_close(index);
    ws_index_close(both);
}

static void estimates_have_two_digits(void **state)
{
    (void)state;
    assert_int_equal(ws_estimated(&(ws_sampled){.parts = 1}, 1), 260);
    assert_int_equal(ws_estimated(&(ws_sampled){.parts = 2}, 97), 12000);
    assert_int_equal(ws_estimated(&(ws_sampled){.parts = 64}, 3), 12);
    assert_int_equal(ws_estimated(&(ws_sampled){.parts = 64}, 0), 0);
    assert_int_equal(ws_estimated(&(ws_sampled){.parts = 0}, 12345), 12345);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(many_matches_are_estimated, fixture_set_up, fixture_tear_down),
        cmocka_unit_test(estimates_have_two_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
