/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is one person: spellings, namesakes, acronyms, and lists that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buffer.h"
#include "people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char NICKNAMES[] = "# given name, what it is short for\n"
                                "bill\twilliam\n"
                                "bob\trobert\n";

static const char REGISTRY[] =
    "# a comment, then a blank line\n"
    "\n"
    "Volodymyr Zelenskyy\tperson\tmale\tQ3874799\tVladimir Zelensky; Zelensky; Zelenskiy\tPresident of Ukraine\n"
    "Bill Clinton\tperson\tmale\tQ1124\tWilliam Jefferson Clinton\t-\n"
    "Hillary Clinton\tperson\tfemale\tQ6294\tHillary Rodham Clinton; Hillary Rodham\t-\n"
    "George W. Bush\tperson\tmale\tQ207\tGeorge Walker Bush\t-\n"
    "George H. W. Bush\tperson\tmale\tQ23505\n"
    "Donald Trump\tperson\tmale\tQ22686\n"
    "Democratic National Committee\torganization\t-\tQ1185830\tDNC; D.N.C.\r\n"
    "Texaco Inc\torganization\n"
    "Bashar al-Assad\tperson\n";

typedef struct scene {
    ws_arena *arena;
    char folder[64];
    ws_registry *registry;
    ws_people *people;
    ws_error error;
} scene;

#define assert_done(s, call)                                                                                           \
    do {                                                                                                               \
        ws_status status_ = (call);                                                                                    \
        if (status_ != WS_OK) fail_msg("%s: %s", #call, (s)->error.message);                                           \
    } while (0)

static const char *write_list(scene *s, const char *name, const void *bytes, size_t size)
{
    const char *path = ws_arena_printf(s->arena, "%s/%s", s->folder, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, size, out), size);
    fclose(out);
    return path;
}

static int set_up(void **state)
{
    scene *s = calloc(1, sizeof *s);
    if (!s || !(s->arena = ws_arena_new(0))) return -1;
    snprintf(s->folder, sizeof s->folder, "/tmp/whosaid-test-XXXXXX");
    if (!mkdtemp(s->folder)) return -1;
    const char *nicknames = write_list(s, "nicknames", NICKNAMES, strlen(NICKNAMES));
    const char *lists[] = {write_list(s, "people", REGISTRY, strlen(REGISTRY))};
    *state = s;
    return ws_registry_open_lists(nicknames, lists, 1, &s->registry, &s->error) == WS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    scene *s = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", s->folder);
    ws_registry_close(s->registry);
    ws_arena_free(s->arena);
    free(s);
    return system(command);
}

/* Decisions parted by "; ": "one = other" merges, "one / other" splits; NULL: none. */
static ws_speaker_pairs pairs_of(scene *s, const char *told)
{
    ws_speaker_pairs pairs = {ws_arena_array(s->arena, 64, sizeof *pairs.items), 0};
    char *rest = told ? ws_arena_strdup(s->arena, told) : NULL;
    for (char *one; (one = strsep(&rest, ";"));) {
        ws_decision *decision = ws_arena_alloc(s->arena, sizeof *decision);
        ws_decided_name *names = ws_arena_array(s->arena, 2, sizeof *names);
        one += strspn(one, " ");
        char *sign = one + strcspn(one, "=/");
        bool merged = *sign == '=';
        sign[-1] = '\0';
        names[0] = (ws_decided_name){one, one};
        names[1] = (ws_decided_name){sign + 2, sign + 2};
        *decision =
            (ws_decision){.kind = merged ? WS_DECISION_MERGE : WS_DECISION_SPLIT, .names = names, .name_count = 2};
        pairs.items[pairs.count++] = (ws_speaker_pair){one, sign + 2, merged, decision};
    }
    return pairs;
}

/* Forms people of keys parted by "; ". One with a "!" before it is a body's, all others are persons'. */
static void form_decided(scene *s, const char *keys, const char *told)
{
    ws_speaker_pairs *pairs = ws_arena_alloc(s->arena, sizeof *pairs);
    *pairs = pairs_of(s, told);
    ws_known_name names[64];
    ws_speaker_type types[64];
    size_t count = 0;
    char *rest = ws_arena_strdup(s->arena, keys);
    for (char *key; (key = strsep(&rest, ";")); count++) {
        key += strspn(key, " ");
        types[count] = *key == '!' ? WS_SPEAKER_ORGANIZATION : WS_SPEAKER_PERSON;
        names[count] = (ws_known_name){key + (*key == '!'), count + 1};
    }
    assert_done(s, ws_people_form(s->arena, s->registry, names, count, true, &s->people, &s->error));
    assert_done(s, ws_people_decide(s->people, pairs, &s->error));
    for (size_t i = 0; i < count; i++) ws_people_settle(s->people, names[i].key, types[i]);
}

static void form(scene *s, const char *keys)
{
    form_decided(s, keys, NULL);
}

static const ws_person *person(scene *s, const char *key)
{
    const ws_person *found = NULL;
    assert_done(s, ws_people_of(s->people, key, &found, &s->error));
    assert_non_null(found);
    return found;
}

/* Do the first keys stand for one person, and nobody else for it? */
static void expect_one(scene *s, const char *keys)
{
    char *rest = ws_arena_strdup(s->arena, keys);
    size_t count = 0;
    const ws_person *first = NULL;
    for (char *key; (key = strsep(&rest, ";")); count++) {
        const ws_person *one = person(s, key + strspn(key, " "));
        if (!first) first = one;
        if (one != first) fail_msg("%s is not one with %s", key, first->keys[0]);
    }
    assert_non_null(first);
    if (first->key_count != count) fail_msg("%s has %zu names", first->keys[0], first->key_count);
}

static void the_registry_knows_spellings(void **state)
{
    scene *s = *state;
    form(s, "volodymyr zelenskiy; volodymyr zelensky; vladimir zelensky; zelenskiy; zelensky; bashar assad");
    expect_one(s, "volodymyr zelenskiy; volodymyr zelensky; vladimir zelensky; zelenskiy; zelensky");
    assert_string_equal(person(s, "zelensky")->id, "Q3874799");
    assert_string_equal(person(s, "bashar assad")->entry->name, "Bashar al-Assad");
    assert_string_equal(person(s, "bashar assad")->id, "bashar assad");
}

static void spelling_is_open_where_the_given_name_is_the_same(void **state)
{
    scene *s = *state;
    form(s, "anatoly petrovskiy; anatoly petrovsky; sergei petrovsky; petrovsky; mary o'brien; mary obrien; jose levi; "
            "jose levy");
    expect_one(s, "anatoly petrovskiy; anatoly petrovsky");
    expect_one(s, "sergei petrovsky");
    expect_one(s, "petrovsky");
    expect_one(s, "mary o'brien; mary obrien");
    expect_one(s, "jose levi");
}

static void initials_and_middle_names(void **state)
{
    scene *s = *state;
    form(
        s,
        "donald j trump; donald john trump; donald trump; j d vance; jd vance; john a smith; john b smith; john smith; "
        "ann lee jones; ann lia jones; ann l jones; robert kennedy; robert kennedy jr");
    expect_one(s, "donald j trump; donald john trump; donald trump");
    assert_string_equal(person(s, "donald j trump")->id, "Q22686");
    expect_one(s, "j d vance; jd vance");
    expect_one(s, "john smith");
    expect_one(s, "john a smith");
    expect_one(s, "ann lee jones");
    expect_one(s, "ann l jones");
    expect_one(s, "robert kennedy");
}

static void nicknames(void **state)
{
    scene *s = *state;
    form(s, "bob falk; robert falk; robert g falk; bill clinton; william j clinton; bill toll; robert toll");
    expect_one(s, "bob falk; robert falk; robert g falk");
    expect_one(s, "bill clinton; william j clinton");
    expect_one(s, "bill toll");
    assert_string_equal(person(s, "bob falk")->id, "bob falk");
}

static void two_of_one_surname_stay_apart(void **state)
{
    scene *s = *state;
    form(s,
         "bill clinton; hillary clinton; hillary rodham; clinton; george bush; george w bush; george h w bush; bush");
    expect_one(s, "bill clinton");
    expect_one(s, "hillary clinton; hillary rodham");
    expect_one(s, "clinton");
    expect_one(s, "george bush");
    expect_one(s, "george w bush");
    expect_one(s, "george h w bush");
    expect_one(s, "bush");
}

static void a_surname_alone_joins_only_a_known_and_sole_bearer(void **state)
{
    scene *s = *state;
    form(s, "donald trump; trump; d trump; i trump; anna weiner; weiner");
    expect_one(s, "donald trump; trump; d trump");
    expect_one(s, "i trump");
    expect_one(s, "weiner");
    form(s, "donald trump; trump; ivanka trump");
    expect_one(s, "trump");
    form(s, "zelensky; olena zelensky");
    expect_one(s, "zelensky");
    form(s, "trump; weiner");
    expect_one(s, "trump");
    assert_null(person(s, "trump")->entry);
}

static void a_body_is_no_relative(void **state)
{
    scene *s = *state;
    form(s, "donald trump; !trump; !trump inc; swiss q bank; !swiss bank");
    expect_one(s, "donald trump");
    expect_one(s, "trump; trump inc");
    expect_one(s, "swiss q bank");
    form(s, "donald trump; trump");
    const char *asked[] = {"trump"}, **doubtful;
    size_t count;
    assert_done(s, ws_people_form(s->arena, s->registry, (ws_known_name[]){{"donald trump", 1}, {"trump", 1}}, 2, true,
                                  &s->people, &s->error));
    assert_done(s, ws_people_doubtful(s->people, asked, 1, &doubtful, &count, &s->error));
    assert_int_equal(count, 1);
    assert_string_equal(doubtful[0], "trump");
    expect_one(s, "trump"); /* its type is not told */
}

static void bodies_and_acronyms(void **state)
{
    scene *s = *state;
    form(s, "!dnc; !democratic national committee; !d n c; !texaco; !texaco corp; !general motors; !general electric; "
            "!european central bank; !ecb; !european central bank ecb; !river bank agency rba; !rba; "
            "!reserve bank of australia rba");
    expect_one(s, "dnc; democratic national committee; d n c");
    assert_string_equal(person(s, "dnc")->id, "Q1185830");
    expect_one(s, "texaco; texaco corp");
    expect_one(s, "general motors");
    expect_one(s, "european central bank; ecb; european central bank ecb");
    expect_one(s, "rba");
}

static void print_people(scene *s, ws_buffer *buffer, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ws_person *one = person(s, keys[i]);
        ws_buffer_printf(buffer, "%s %zu\n", one->id, one->key_count);
    }
}

static void any_order_gives_the_same(void **state)
{
    scene *s = *state;
    static const char *const keys[] = {"donald trump",    "trump",     "donald j trump", "bill clinton", "clinton",
                                       "william clinton", "ann a lee", "ann lee",        "ann b lee",    "zelensky"};
    enum { COUNT = sizeof keys / sizeof *keys };
    ws_buffer first = WS_BUFFER_INIT(10000), other = WS_BUFFER_INIT(10000);
    for (size_t turn = 0; turn < COUNT; turn++) {
        ws_known_name names[COUNT];
        for (size_t i = 0; i < COUNT; i++) names[i] = (ws_known_name){keys[(i * 3 + turn) % COUNT], 1};
        assert_done(s, ws_people_form(s->arena, s->registry, names, COUNT, true, &s->people, &s->error));
        for (size_t i = 0; i < COUNT; i++) ws_people_settle(s->people, keys[i], WS_SPEAKER_PERSON);
        ws_buffer_clear(&other);
        print_people(s, turn ? &other : &first, keys, COUNT);
        if (turn) assert_string_equal(first.bytes, other.bytes);
    }
    ws_buffer_free(&first);
    ws_buffer_free(&other);
}

static void a_merge_joins_with_all_spellings(void **state)
{
    scene *s = *state;
    form_decided(s, "volodymyr zelenskiy; zelensky; ukraine leader; ze; mary obrien; mary o'brien; tom falk",
                 "ze = zelensky; ukraine leader = ze; tom falk = nobody known");
    expect_one(s, "volodymyr zelenskiy; zelensky; ukraine leader; ze");
    const ws_person *one = person(s, "ze");
    assert_string_equal(one->id, "Q3874799");
    assert_int_equal(one->decided_count, 2);
    assert_true(ws_person_merged(one));
    assert_true(ws_people_merged(s->people, "ze", "volodymyr zelenskiy"));
    assert_false(ws_people_merged(s->people, "zelensky", "volodymyr zelenskiy"));
    assert_false(ws_people_merged(s->people, "ze", "mary obrien"));
    expect_one(s, "mary obrien; mary o'brien");
    expect_one(s, "tom falk");
    assert_int_equal(person(s, "tom falk")->decided_count, 0);
}

/* A person with a body, and two whom the registry has apart. */
static void a_merge_goes_before_every_rule(void **state)
{
    scene *s = *state;
    form_decided(s, "hillary clinton; bill clinton; william clinton; !texaco; !texaco corp; tom falk",
                 "bill clinton = hillary clinton; tom falk = texaco");
    expect_one(s, "hillary clinton; bill clinton; william clinton");
    assert_string_equal(person(s, "hillary clinton")->id, "Q1124");
    expect_one(s, "texaco; texaco corp; tom falk");
}

static void a_split_beats_spelling(void **state)
{
    scene *s = *state;
    static const char keys[] = "donald trump; donald j trump; trump; mary obrien; mary o'brien; !texaco; !texaco corp";
    form(s, keys);
    expect_one(s, "donald trump; donald j trump; trump");
    form_decided(s, keys, "donald j trump / donald trump; mary obrien / mary o'brien; texaco / texaco corp");
    expect_one(s, "donald trump");
    expect_one(s, "trump"); /* either's now */
    expect_one(s, "donald j trump");
    assert_string_equal(person(s, "donald trump")->id, "Q22686");
    assert_string_equal(person(s, "donald j trump")->id, "donald j trump");
    assert_false(ws_person_merged(person(s, "donald j trump")));
    assert_int_equal(person(s, "donald trump")->split_count, 1);
    assert_string_equal(person(s, "donald trump")->split[0].key, "donald j trump");
    assert_string_equal(person(s, "donald j trump")->split[0].key, "donald trump");
    assert_int_equal(person(s, "trump")->split_count, 0);
    expect_one(s, "mary obrien");
    expect_one(s, "mary o'brien");
    expect_one(s, "texaco");
}

/* The registry's person stays where its very name is, and is never two. */
static void a_split_leaves_one_entry_to_one_person(void **state)
{
    scene *s = *state;
    static const char keys[] = "zelensky; zelenskiy; volodymyr zelenskiy; volodymyr zelensky";
    form_decided(s, keys, "zelensky / zelenskiy; zelensky / volodymyr zelenskiy; zelensky / volodymyr zelensky");
    expect_one(s, "zelensky");
    expect_one(s, "zelenskiy; volodymyr zelenskiy; volodymyr zelensky");
    assert_null(person(s, "zelensky")->entry);
    assert_string_equal(person(s, "zelenskiy")->id, "Q3874799");
    form_decided(s, "bill clinton; william clinton; bob clinton", "bill clinton / william clinton");
    assert_string_equal(person(s, "bill clinton")->id, "Q1124");
    assert_string_equal(person(s, "william clinton")->id, "william clinton");
    form_decided(s, keys, "zelensky / zelenskiy; zelenskiy = zelensky"); /* both hold: merged after all */
    expect_one(s, "zelensky; zelenskiy; volodymyr zelenskiy; volodymyr zelensky");
    assert_int_equal(person(s, "zelensky")->split_count, 0);
}

/* Names that were merged have doubtful ones behind them. */
static void types_behind_a_merge_are_asked_for(void **state)
{
    scene *s = *state;
    const ws_speaker_pairs pairs = pairs_of(s, "tom falk = trump");
    const char *asked[] = {"tom falk"}, **doubtful;
    size_t count;
    assert_done(s, ws_people_form(s->arena, s->registry,
                                  (ws_known_name[]){{"donald trump", 1}, {"trump", 1}, {"tom falk", 1}}, 3, true,
                                  &s->people, &s->error));
    assert_done(s, ws_people_decide(s->people, &pairs, &s->error));
    assert_done(s, ws_people_doubtful(s->people, asked, 1, &doubtful, &count, &s->error));
    assert_int_equal(count, 1);
    assert_string_equal(doubtful[0], "trump");
    ws_people_settle(s->people, "trump", WS_SPEAKER_PERSON);
    expect_one(s, "tom falk; trump; donald trump");
}

static void expect_found(scene *s, const char *name, const char *expected)
{
    const char **keys;
    size_t count;
    ws_buffer found = WS_BUFFER_INIT(10000);
    ws_buffer_puts(&found, "");
    assert_done(s, ws_people_find(s->people, name, &keys, &count, &s->error));
    for (size_t i = 0; i < count; i++) ws_buffer_printf(&found, "%s%s", i ? "; " : "", keys[i]);
    assert_string_equal(found.bytes ? found.bytes : "", expected);
    ws_buffer_free(&found);
}

static void names_are_found_under_every_spelling(void **state)
{
    scene *s = *state;
    form(s, "volodymyr zelenskiy; !democratic national committee; bill clinton; hillary clinton; anna petrovskiy");
    expect_found(s, "zelensky", "volodymyr zelenskiy");
    expect_found(s, "vladimir zelensky", "volodymyr zelenskiy");
    expect_found(s, "dnc", "democratic national committee");
    expect_found(s, "clinton", "hillary clinton; bill clinton");
    expect_found(s, "william clinton", "bill clinton");
    expect_found(s, "william q clinton", "bill clinton");
    expect_found(s, "william", "bill clinton"); /* the registry has him so */
    expect_found(s, "petrovsky", "anna petrovskiy");
    expect_found(s, "nobody", "");
    expect_found(s, "", "");
}

static void a_list_of_ones_own_says_more(void **state)
{
    scene *s = *state;
    static const char own[] = "Donald Trump\tperson\t\t\tThe Donald\n"
                              "Rodham\tperson\t\tQ6294\n"
                              "Maria Toll\tperson\t\t\tM. Toll; Toll\n";
    const char *lists[] = {write_list(s, "first", REGISTRY, strlen(REGISTRY)), write_list(s, "own", own, strlen(own))};
    ws_registry_close(s->registry);
    assert_done(s, ws_registry_open_lists(NULL, lists, 2, &s->registry, &s->error));
    form(s, "donald trump; donald j trump; the donald; rodham; hillary clinton; maria toll; toll; m toll");
    expect_one(s, "donald trump; donald j trump; the donald");
    expect_one(s, "rodham; hillary clinton");
    expect_one(s, "maria toll; toll; m toll");
    expect_found(s, "the donald", "the donald; donald j trump; donald trump");
}

static void expect_wrong(scene *s, const void *bytes, size_t size, ws_status expected, const char *part)
{
    const char *lists[] = {write_list(s, "wrong", bytes, size)};
    ws_registry *registry = NULL;
    assert_int_equal(ws_registry_open_lists(NULL, lists, 1, &registry, &s->error), expected);
    assert_null(registry);
    if (!strstr(s->error.message, part)) fail_msg("no '%s' in: %s", part, s->error.message);
    assert_non_null(strstr(s->error.message, "wrong"));
}

static void wrong_lists_are_named_with_their_line(void **state)
{
    scene *s = *state;
    static const struct {
        const char *text, *part;
    } wrong[] = {
        {"# fine\nMaria Toll\n", ":2 has not between"},
        {"Maria Toll\tperson\t\t\t\t\t\n", ":1 has not between"},
        {"A\tperson\n\tperson\n", ":2 has no name"},
        {"Maria Toll\tminister\n", ":1 has no type"},
        {"Maria Toll\tanonymous\n", ":1 has no type"},
        {"Maria Toll\tperson\twoman\n", ":1 has a gender"},
        {"Maria Toll\tperson\t-\tQ0\n", ":1 has a Wikidata id"},
        {"Maria Toll\tperson\t-\tq42\n", ":1 has a Wikidata id"},
        {"\n\n...\tperson\n", ":3 has a name without letters"},
        {"A\tperson\nB\xff\tperson\n", ":2 has bytes that are no UTF-8"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect_wrong(s, wrong[i].text, strlen(wrong[i].text), WS_CORRUPT, wrong[i].part);
    expect_wrong(s, "A\tper\0son\n", 10, WS_CORRUPT, ":1 has bytes");
    const char *missing[] = {"/nowhere/people.tsv"};
    ws_registry *registry;
    assert_int_equal(ws_registry_open_lists(NULL, missing, 1, &registry, &s->error), WS_IO);
    assert_non_null(strstr(s->error.message, "/nowhere/people.tsv"));
    const char *nicknames = write_list(s, "nick", "bill\n", 5);
    assert_int_equal(ws_registry_open_lists(nicknames, NULL, 0, &registry, &s->error), WS_CORRUPT);
}

static void an_entry_has_no_end_of_names(void **state)
{
    scene *s = *state;
    ws_buffer many = WS_BUFFER_INIT(100000);
    ws_buffer_puts(&many, "Ann Many\tperson\t\t\t");
    for (int i = 0; i < 300; i++) ws_buffer_printf(&many, "Ann Many%d;", i);
    expect_wrong(s, many.bytes, many.size, WS_CORRUPT, ":1 has too many names");
    ws_buffer_free(&many);
}

/* Every one with the surname, the given name and the initial of all others, and registered bearers: linear, or the test
 * runs out of time. */
static void many_alike_take_no_longer_than_their_sum(void **state)
{
    enum { MANY = 20000 };
    scene *s = *state;
    ws_known_name *names = ws_arena_array(s->arena, MANY, sizeof *names);
    for (size_t i = 0; i < MANY; i++)
        names[i] = (ws_known_name){ws_arena_printf(s->arena, i % 2 ? "ann a%zu trump" : "a%zu trump", i), 1};
    ws_speaker_pairs pairs = {ws_arena_array(s->arena, MANY, sizeof *pairs.items), 0};
    static ws_decided_name nobody;
    static const ws_decision merge = {.kind = WS_DECISION_MERGE, .names = &nobody, .name_count = 1},
                             split = {.kind = WS_DECISION_SPLIT, .names = &nobody, .name_count = 1};
    for (size_t i = 4; i < MANY; i += 2) { /* all in one, each split from another */
        pairs.items[pairs.count++] = (ws_speaker_pair){names[2].key, names[i].key, true, &merge};
        pairs.items[pairs.count++] = (ws_speaker_pair){names[i].key, names[i - 1].key, false, &split};
    }
    assert_done(s, ws_people_form(s->arena, s->registry, names, MANY, true, &s->people, &s->error));
    assert_done(s, ws_people_decide(s->people, &pairs, &s->error));
    expect_one(s, "ann a1 trump");
    assert_int_equal(person(s, "a4 trump")->key_count, MANY / 2 - 1);
}

static ws_status ask_all(scene *s, ws_arena *arena)
{
    static const ws_known_name names[] = {
        {"donald trump", 2}, {"donald j trump", 1},    {"trump", 1},      {"texaco", 1}, {"texaco corp", 1},
        {"bob falk", 1},     {"european bank eba", 1}, {"robert falk", 1}};
    static const ws_description said[] = {{"a", "mayor", "Toll", "LONDON"}, {"b", "mayor", NULL, NULL}};
    enum { COUNT = sizeof names / sizeof *names };
    const char *asked[] = {"trump", "bob falk"}, **keys;
    const ws_person *found;
    ws_people *people;
    size_t count;
    bool agree;
    const ws_speaker_pairs pairs = pairs_of(s, "bob falk = texaco; donald j trump / donald trump");
    ws_status status = ws_people_form(arena, s->registry, names, COUNT, true, &people, NULL);
    if (status == WS_OK) status = ws_people_decide(people, &pairs, NULL);
    if (status == WS_OK) status = ws_people_doubtful(people, asked, 2, &keys, &count, NULL);
    if (status == WS_OK) ws_people_settle(people, "trump", WS_SPEAKER_PERSON);
    if (status == WS_OK) status = ws_people_find(people, "william q trump", &keys, &count, NULL);
    if (status == WS_OK) status = ws_people_of(people, "trump", &found, NULL);
    return status == WS_OK ? ws_descriptions_agree(arena, said, 2, &agree, NULL) : status;
}

/* Whatever does not fit any more, nothing breaks. */
static void a_full_arena_is_no_memory(void **state)
{
    scene *s = *state;
    ws_status status;
    size_t limit = 1;
    do {
        ws_arena *arena = ws_arena_new(limit);
        assert_non_null(arena);
        status = ask_all(s, arena);
        assert_true(status == WS_OK || status == WS_NO_MEMORY);
        ws_arena_free(arena);
        limit += 16;
    } while (status != WS_OK);
    assert_true(limit > 1000);
}

static void descriptions(void **state)
{
    scene *s = *state;
    bool agree;
    const ws_description one[] = {{"a", "mayor", NULL, NULL}, {"a", NULL, NULL, NULL}};
    const ws_description same[] = {
        {"a", "Mayor of Toll", NULL, NULL}, {"b", "the mayor", "Labour", NULL}, {"c", NULL, "Labour", "LONDON"}};
    const ws_description other[] = {{"a", "mayor", NULL, NULL}, {"b", "head of the school", NULL, NULL}};
    const ws_description silent[] = {{"a", "mayor", NULL, NULL}, {"b", NULL, NULL, NULL}};
    const ws_description plain[] = {{"a", "the former of", NULL, NULL}, {"b", "former", NULL, NULL}};
    assert_done(s, ws_descriptions_agree(s->arena, one, 2, &agree, &s->error));
    assert_true(agree);
    assert_done(s, ws_descriptions_agree(s->arena, same, 3, &agree, &s->error));
    assert_true(agree);
    assert_done(s, ws_descriptions_agree(s->arena, other, 2, &agree, &s->error));
    assert_false(agree);
    assert_done(s, ws_descriptions_agree(s->arena, silent, 2, &agree, &s->error));
    assert_false(agree);
    assert_done(s, ws_descriptions_agree(s->arena, plain, 2, &agree, &s->error));
    assert_false(agree);
    assert_done(s, ws_descriptions_agree(s->arena, NULL, 0, &agree, &s->error));
    assert_true(agree);
}

static void the_shipped_lists_are_right(void **state)
{
    scene *s = *state;
    ws_registry_close(s->registry);
    s->registry = NULL;
    assert_done(s, ws_registry_open(NULL, 0, &s->registry, &s->error));
    assert_true(ws_registry_count(s->registry) > 1000);
    const ws_registered *found = ws_registry_find(s->registry, "volodymyr zelensky");
    assert_non_null(found);
    assert_string_equal(found->id, "Q3874799");
    assert_string_equal(ws_registry_given(s->registry, "bill"), "william");
    assert_string_equal(ws_registry_given(s->registry, "nobody"), "nobody");
}

/* What the build made of the shipped lists: whoever reads them finds the same. */
static void the_shipped_lists_are_known_as_they_read(void **state)
{
    scene *s = *state;
    static const char people[] = WS_SOURCE "/shim/data/people.tsv", nicknames[] = WS_SOURCE "/shim/data/nicknames.txt";
    const char *lists[] = {people};
    ws_registry *read = NULL;
    char line[16384];
    size_t known = 0;
    ws_registry_close(s->registry);
    s->registry = NULL;
    assert_done(s, ws_registry_open(NULL, 0, &s->registry, &s->error));
    assert_done(s, ws_registry_open_lists(nicknames, lists, 1, &read, &s->error));
    assert_int_equal(ws_registry_count(s->registry), ws_registry_count(read));
    FILE *in = fopen(people, "re");
    while (in && fgets(line, sizeof line, in)) {
        char *rest = line;
        for (char *name; (name = strsep(&rest, "\t;\n"));) {
            const char *key = ws_name_key(s->arena, name);
            const ws_registered *one = ws_registry_find(s->registry, key), *other = ws_registry_find(read, key);
            assert_int_equal(one == NULL, other == NULL);
            if (!one) continue;
            known++;
            assert_string_equal(one->name, other->name);
            assert_int_equal(one->type, other->type);
            assert_int_equal(one->index, other->index);
            assert_int_equal(one->key_count, other->key_count);
            assert_int_equal(one->also == NULL, other->also == NULL);
            for (size_t i = 0; i < one->key_count; i++) assert_string_equal(one->keys[i], other->keys[i]);
        }
    }
    assert_true(known > 1379);
    if (in) fclose(in);
    in = fopen(nicknames, "re");
    while (in && fgets(line, sizeof line, in)) {
        line[strcspn(line, "\t\n")] = '\0';
        assert_string_equal(ws_registry_given(s->registry, line), ws_registry_given(read, line));
    }
    if (in) fclose(in);
    ws_registry_close(read);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(the_registry_knows_spellings),
        test(spelling_is_open_where_the_given_name_is_the_same),
        test(initials_and_middle_names),
        test(nicknames),
        test(two_of_one_surname_stay_apart),
        test(a_surname_alone_joins_only_a_known_and_sole_bearer),
        test(a_body_is_no_relative),
        test(bodies_and_acronyms),
        test(any_order_gives_the_same),
        test(a_merge_joins_with_all_spellings),
        test(a_merge_goes_before_every_rule),
        test(a_split_beats_spelling),
        test(a_split_leaves_one_entry_to_one_person),
        test(types_behind_a_merge_are_asked_for),
        test(names_are_found_under_every_spelling),
        test(a_list_of_ones_own_says_more),
        test(wrong_lists_are_named_with_their_line),
        test(an_entry_has_no_end_of_names),
        test(many_alike_take_no_longer_than_their_sum),
        test(a_full_arena_is_no_memory),
        test(descriptions),
        test(the_shipped_lists_are_right),
        test(the_shipped_lists_are_known_as_they_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
