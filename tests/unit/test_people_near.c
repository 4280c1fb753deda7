/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People formed from the names near a few are those formed from all names: tried on names that are easily mixed up. */
#include "index_fixture.h"

#include "people_near.h"

static const char NICKNAMES[] = "bill\twilliam\n"
                                "bob\trobert\n";
static const char REGISTRY[] =
    "Volodymyr Zelenskyy\tperson\tmale\tQ3874799\tVladimir Zelensky; Zelensky; Zelenskiy\tPresident of Ukraine\n"
    "Bill Clinton\tperson\tmale\tQ1124\tWilliam Jefferson Clinton\t-\n"
    "Hillary Clinton\tperson\tfemale\tQ6294\tHillary Rodham Clinton; Hillary Rodham\t-\n"
    "George W. Bush\tperson\tmale\tQ207\tGeorge Walker Bush\t-\n"
    "George H. W. Bush\tperson\tmale\tQ23505\n"
    "Donald Trump\tperson\tmale\tQ22686\n"
    "Democratic National Committee\torganization\t-\tQ1185830\tDNC; D.N.C.\n"
    "Texaco Inc\torganization\n"
    "Bashar al-Assad\tperson\n";

static const char *const GIVEN[] = {"Bill",    "William", "Bob",      "Robert",    "Donald", "D",     "George", "G",
                                    "Hillary", "Bashar",  "Vladimir", "Volodymyr", "JD",     "J. D.", "Ann",    ""};
static const char *const MIDDLE[] = {"", "", "", "W.", "Walker", "H. W.", "Jefferson", "Rodham", "Q.", "al"};
static const char *const SURNAMES[] = {"Clinton", "Zelensky", "Zelenskiy", "Zelenskyy", "Bush",  "Trump", "O'Neill",
                                       "Oneill",  "Assad",    "al-Assad",  "Rodham",    "Vance", "Levi",  "Levy",
                                       "Texaco",  "Toll",     "Kennedy",   "Kennedi",   "Ecb",   "Inc"};
static const char *const BODIES[] = {"Texaco",
                                     "Texaco Inc",
                                     "The Texaco",
                                     "Texaco Canada Inc",
                                     "Texaco Corp",
                                     "The Texaco Co Ltd",
                                     "DNC",
                                     "Toll Inc",
                                     "Toll Corporation",
                                     "Trump Inc",
                                     "Bank Inc",
                                     "Bank",
                                     "Democratic National Committee",
                                     "Democratic National Committee DNC",
                                     "European Central Bank",
                                     "European Central Bank ECB",
                                     "ECB",
                                     "The European Central Bank",
                                     "Eastern Coal Board ECB",
                                     "Eastern Coal Board",
                                     "Bank of the North BON",
                                     "Bank of the North",
                                     "BON",
                                     "Bank of North Ltd"};
enum { NAMES = 160, ROUNDS = 6 };
#define PICK(list) list[next(sizeof list / sizeof *list)]

static uint32_t seed;

static size_t next(size_t below)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8) % below;
}

typedef struct world {
    fixture *f;
    ws_registry *registry;
    ws_index *index;
    ws_counts names;
} world;

static const char *write_list(fixture *f, const char *name, const char *text)
{
    const char *path = ws_arena_printf(f->arena, "%s/%s", f->folder, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, strlen(text), out), strlen(text));
    fclose(out);
    return path;
}

static const char *make_name(fixture *f, ws_speaker_type *type)
{
    *type = WS_SPEAKER_ORGANIZATION;
    if (!next(3)) return PICK(BODIES);
    *type = next(12) ? WS_SPEAKER_PERSON : WS_SPEAKER_ORGANIZATION;
    const char *given = PICK(GIVEN), *middle = *given ? PICK(MIDDLE) : "", *surname = PICK(SURNAMES);
    if (!*given && surname[0] >= 'a') surname = "Bush";
    return ws_arena_printf(f->arena, "%s%s%s%s%s%s", given, *given ? " " : "", middle, *middle ? " " : "", surname,
                           *given && !next(8) ? " Jr" : "");
}

static void add_name(fixture *f, ws_writer *writer, size_t number)
{
    ws_speaker_type type;
    told words = {.speaker = make_name(f, &type), .cue = "said", .content = "the bridge"};
    const char *id = ws_arena_printf(f->arena, "article-%zu", number);
    ws_article *article = fixture_article(f, id, NULL, "Somebody said the bridge opens.", NULL, NULL);
    ws_statement *statement = fixture_statements(f, article, &words, 1);
    statement->speakers[0].type = type;
    assert_ok(f, ws_writer_add(writer, article, statement, 1, &f->error));
}

static world make_world(fixture *f, uint32_t round)
{
    world w = {.f = f};
    ws_writer *writer = NULL;
    const char *lists[] = {write_list(f, "people", REGISTRY)};
    seed = round;
    assert_ok(f, ws_registry_open_lists(write_list(f, "nicknames", NICKNAMES), lists, 1, &w.registry, &f->error));
    f->place = ws_arena_printf(f->arena, "%s/index-%u", f->folder, round);
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    for (size_t i = 0; i < NAMES; i++) add_name(f, writer, i);
    assert_ok(f, ws_writer_close(writer, &f->error));
    w.index = fixture_open(f, f->place);
    assert_ok(f, ws_index_terms(w.index, WS_FIELD_SPEAKER, "", SIZE_MAX, f->arena, &w.names, &f->error));
    assert_true(w.names.count > NAMES / 3);
    return w;
}

static void end_world(world *w)
{
    ws_index_close(w->index);
    ws_registry_close(w->registry);
}

static ws_people *form(world *w, const ws_known_name *names, size_t count)
{
    ws_people *people = NULL;
    assert_ok(w->f, ws_people_form(w->f->arena, w->registry, names, count, true, &people, &w->f->error));
    return people;
}

static ws_people *form_all(world *w)
{
    ws_known_name *all = ws_arena_array(w->f->arena, w->names.count, sizeof *all);
    for (size_t i = 0; i < w->names.count; i++)
        all[i] = (ws_known_name){w->names.items[i].value, w->names.items[i].count};
    return form(w, all, w->names.count);
}

static ws_people *form_near(world *w, const ws_near *near)
{
    size_t count;
    const ws_known_name *names = ws_near_names(near, &count);
    return form(w, names, count);
}

/* As the commands learn types. */
static void settle(world *w, ws_people *people, const char *key)
{
    const char **doubtful;
    size_t count;
    assert_ok(w->f, ws_people_doubtful(people, &key, 1, &doubtful, &count, &w->f->error));
    for (size_t i = 0; i < count; i++) {
        ws_query *name = leaf(w->f, WS_QUERY_VALUE, WS_FIELD_SPEAKER, doubtful[i]);
        ws_search search = {.query = name, .all_acts = true};
        ws_speaker_counts counts;
        assert_ok(w->f, ws_index_speakers(w->index, &search, w->f->arena, &counts, &w->f->error));
        assert_int_equal(counts.count, 1);
        ws_people_settle(people, doubtful[i], counts.items[0].type);
    }
}

static const ws_person *person_of(world *w, ws_people *people, const char *key)
{
    const ws_person *person = NULL;
    settle(w, people, key);
    assert_ok(w->f, ws_people_of(people, key, &person, &w->f->error));
    assert_non_null(person);
    return person;
}

static void assert_same_person(const ws_person *expected, const ws_person *found, const char *key)
{
    bool same = !strcmp(expected->id, found->id) && expected->key_count == found->key_count &&
                expected->documents == found->documents;
    for (size_t i = 0; i < found->key_count && same; i++) same = !strcmp(expected->keys[i], found->keys[i]);
    if (!same)
        fail_msg("%s: %s with %zu names, not %s with %zu", key, found->id, found->key_count, expected->id,
                 expected->key_count);
}

static void every_key_has_the_person_it_has_among_all(void **state)
{
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        world w = make_world(*state, round);
        size_t joined = 0, fewer = 0;
        for (size_t i = 0; i < w.names.count; i++) {
            const char *key = w.names.items[i].value;
            bool enough = false;
            size_t count;
            ws_near *near = ws_near_new(w.f->arena, w.index, w.registry);
            assert_non_null(near);
            assert_ok(w.f, ws_near_keys(near, &key, 1, &enough, &w.f->error));
            assert_true(enough);
            ws_near_names(near, &count);
            fewer += count < w.names.count / 2;
            const ws_person *expected = person_of(&w, form_all(&w), key);
            assert_same_person(expected, person_of(&w, form_near(&w, near), key), key);
            joined += expected->key_count > 1;
        }
        assert_true(joined > w.names.count / 10);
        assert_true(fewer > w.names.count / 2);
        end_world(&w);
    }
}

static void a_name_asked_for_finds_what_it_finds_among_all(void **state)
{
    static const char *const asked[] = {"zelensky", "bill clinton", "clinton",  "dnc",         "texaco",
                                        "w bush",   "ecb",          "jd vance", "j d vance",   "william q trump",
                                        "oneill",   "rodham",       "george",   "nobody such", "democratic committee"};
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        world w = make_world(*state, 100 + round);
        for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
            const char **expected, **found;
            size_t expected_count, count;
            size_t shared = 1;
            bool enough = false;
            ws_near *near = ws_near_new(w.f->arena, w.index, w.registry);
            assert_ok(w.f, ws_near_name(near, asked[i], NULL, &shared, &enough, &w.f->error));
            assert_true(enough && !shared);
            ws_people *all = form_all(&w), *few = form_near(&w, near);
            assert_ok(w.f, ws_people_find(all, asked[i], &expected, &expected_count, &w.f->error));
            assert_ok(w.f, ws_people_find(few, asked[i], &found, &count, &w.f->error));
            if (count != expected_count) fail_msg("%s: %zu names, not %zu", asked[i], count, expected_count);
            for (size_t j = 0; j < count; j++) assert_string_equal(found[j], expected[j]);
            assert_ok(w.f, ws_near_keys(near, found, count, &enough, &w.f->error));
            assert_true(enough);
            few = form_near(&w, near);
            for (size_t j = 0; j < count; j++)
                assert_same_person(person_of(&w, all, found[j]), person_of(&w, few, found[j]), found[j]);
        }
        end_world(&w);
    }
}

static void of_many_those_of_most_statements_are_enough(void **state)
{
    enum { MOST = 5 };
    static const char *const asked[] = {"bush", "clinton", "george"};
    const ws_meant_bounds few = {MOST, SIZE_MAX}, none = {MOST, MOST};
    size_t left_out = 0, too_many = 0, learnt;
    world w = make_world(*state, 200);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const char **expected, **found;
        size_t expected_count, count, shared = 1;
        bool enough = false;
        ws_near *near = ws_near_new(w.f->arena, w.index, w.registry);
        assert_ok(w.f, ws_near_name(near, asked[i], &few, &shared, &enough, &w.f->error));
        assert_true(enough && !shared);
        ws_people *all = form_all(&w), *some = form_near(&w, near);
        assert_ok(w.f, ws_people_find(all, asked[i], &expected, &expected_count, &w.f->error));
        assert_ok(w.f, ws_people_find(some, asked[i], &found, &count, &w.f->error));
        assert_int_equal(count, expected_count);
        left_out += count > MOST;
        near = ws_near_new(w.f->arena, w.index, w.registry);
        assert_ok(w.f, ws_near_name(near, asked[i], &none, &shared, &enough, &w.f->error));
        ws_near_names(near, &learnt);
        assert_true(enough && (!shared || (shared > MOST && !learnt)));
        too_many += shared > 0;
        for (size_t j = 0; j < count && j < MOST; j++) {
            assert_string_equal(found[j], expected[j]);
            assert_same_person(person_of(&w, all, found[j]), person_of(&w, some, found[j]), found[j]);
        }
    }
    assert_true(left_out > 0 && too_many > 0);
    end_world(&w);
}

static void names_of_one_are_never_told_apart_beforehand(void **state)
{
    size_t one = 0, apart = 0;
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        world w = make_world(*state, 300 + round);
        ws_people *all = form_all(&w);
        for (size_t i = 0; i < w.names.count; i++)
            for (size_t j = 0; j < i; j++) {
                const char *key = w.names.items[i].value, *other = w.names.items[j].value;
                bool may = false;
                assert_ok(w.f, ws_people_may_be_one(w.f->arena, w.registry, key, other, &may, &w.f->error));
                bool are = ws_person_has(person_of(&w, all, key), other);
                if (are && !may) fail_msg("%s and %s are one", key, other);
                one += are;
                apart += !may;
            }
        end_world(&w);
    }
    assert_true(one > 0 && apart > one);
}

static void names_are_found_by_their_words(void **state)
{
    world w = make_world(*state, 7);
    const char *const surnames[] = {"clinton", "bush"}, *const given[] = {"j d", "bill"};
    const ws_word_set both[] = {{surnames, 2}, {given, 2}}, nobody[] = {{surnames, 2}, {(const char *[]){"zz"}, 1}};
    ws_counts found;
    assert_ok(w.f, ws_index_names(w.index, both, 2, w.f->arena, &found, &w.f->error));
    size_t expected = 0;
    for (size_t i = 0; i < w.names.count; i++) {
        const char *key = w.names.items[i].value;
        bool fits =
            (strstr(key, "clinton") || strstr(key, "bush")) && (!strncmp(key, "bill ", 5) || !strncmp(key, "j d ", 4));
        for (size_t j = 0; j < found.count && fits; j++)
            if (!strcmp(found.items[j].value, key)) assert_int_equal(found.items[j].count, w.names.items[i].count);
        expected += fits;
    }
    assert_true(expected > 0);
    assert_int_equal(found.count, expected);
    assert_ok(w.f, ws_index_names(w.index, nobody, 2, w.f->arena, &found, &w.f->error));
    assert_int_equal(found.count, 0);
    end_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_key_has_the_person_it_has_among_all, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(a_name_asked_for_finds_what_it_finds_among_all, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(of_many_those_of_most_statements_are_enough, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(names_of_one_are_never_told_apart_beforehand, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(names_are_found_by_their_words, fixture_set_up, fixture_tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
