/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a topic, and which statements are put side by side. */
#include "pairing.h"
#include "topic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    ws_arena *arena;
    ws_stemmer *stemmer;
    ws_pair_unit units[8];
    size_t count;
} fixture;

static fixture f;

static int set_up(void **state)
{
    (void)state;
    f = (fixture){.arena = ws_arena_new(0), .stemmer = ws_stemmer_new()};
    return f.arena && f.stemmer ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ws_stemmer_free(f.stemmer);
    ws_arena_free(f.arena);
    return 0;
}

static ws_topic topic_of(const char *text)
{
    ws_span whole = {0, (uint32_t)strlen(text)};
    ws_article article = {.id = "a", .text = text, .text_size = strlen(text)};
    ws_statement statement = {.content = {&whole, 1}};
    ws_hit hit = {.article = &article, .statement = &statement};
    ws_topic topic;
    assert_int_equal(ws_topic_of(f.arena, f.stemmer, &hit, &topic, NULL), WS_OK);
    return topic;
}

static void test_topic(void **state)
{
    (void)state;
    ws_topic topic = topic_of("The bridges would, in 2025, be Saltmere’s bridge; they said so on Friday.");
    assert_int_equal(topic.count, 2);
    assert_string_equal(topic.items[0].stem, "bridg");
    assert_string_equal(topic.items[1].form, "Saltmere");
    assert_int_equal(topic_of("").count, 0);
}

static void test_function_words(void **state)
{
    (void)state;
    static const char *const all[] = {"about", "because", "monday", "said", "their", "would", "yourself"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_true(ws_is_function_word(all[i]));
    assert_false(ws_is_function_word("bridge"));
    assert_false(ws_is_function_word(""));
}

/* The figures are those of Dunning's formula, worked out apart. */
static void test_log_likelihood(void **state)
{
    (void)state;
    assert_true(ws_log_likelihood(10, 100, 10, 1000) > 22.90 && ws_log_likelihood(10, 100, 10, 1000) < 22.91);
    assert_true(ws_log_likelihood(1, 100, 10, 1000) == 0);
    assert_true(ws_log_likelihood(1, 100, 50, 1000) == 0);
    assert_true(ws_log_likelihood(5, 5, 0, 100) > 40.20 && ws_log_likelihood(5, 5, 0, 100) < 40.21);
    assert_true(ws_log_likelihood(0, 0, 0, 0) == 0);
    assert_true(ws_log_likelihood(6, 5, 0, 100) == 0);
}

/* Every topical word of the text counts as rare, and weighs as much as its length. */
static void add(const char *speaker, const char *day, const char *text)
{
    ws_pair_unit *unit = &f.units[f.count++];
    ws_topic topic = topic_of(text);
    ws_rare_word *words = ws_arena_array(f.arena, topic.count, sizeof *words);
    ws_quote *quote = ws_arena_alloc(f.arena, sizeof *quote);
    const char **speakers = ws_arena_array(f.arena, 1, sizeof *speakers);
    ws_span whole = {0, (uint32_t)strlen(text)};
    assert_int_equal(ws_quote_make(f.arena, text, (ws_spans){&whole, 1}, true, quote, NULL), WS_OK);
    speakers[0] = speaker;
    for (size_t i = 0; i < topic.count; i++)
        words[i] = (ws_rare_word){topic.items[i].stem, topic.items[i].form, (double)strlen(topic.items[i].stem)};
    *unit = (ws_pair_unit){.fold = {.quote = quote, .speakers = speakers, .speaker_count = speaker ? 1 : 0},
                           .day = {.basis = WS_DAY_PUBLISHED},
                           .words = words,
                           .word_count = topic.count};
    snprintf(unit->day.period.from, sizeof unit->day.period.from, "%s", day);
    snprintf(unit->day.period.to, sizeof unit->day.period.to, "%s", day);
}

static ws_pairs pairs(void)
{
    ws_pairs found;
    assert_int_equal(ws_pairs_find(f.arena, f.units, f.count, &found, NULL), WS_OK);
    return found;
}

static void test_pair(void **state)
{
    (void)state;
    add("ana", "20250305", "Granite pillars are what we want, said nobody");
    add("ana", "20250301", "The pillars of granite were stolen at night");
    ws_pairs found = pairs();
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].first, 1); /* the earlier one */
    assert_int_equal(found.items[0].second, 0);
    assert_int_equal(found.items[0].word_count, 2);
    assert_string_equal(found.items[0].words[0], "granite");
    assert_string_equal(found.items[0].words[1], "pillars");
}

static void test_no_pair(void **state)
{
    (void)state;
    add("ana", "20250301", "Granite pillars will be mended in the spring of the year");
    add("ben", "20250302", "Who wants granite pillars at all");                          /* another speaker */
    add(NULL, "20250303", "Somebody dropped pillars of granite");                        /* without a name */
    add("ana", "20250301", "We never sold those granite pillars");                       /* the same day */
    add("ana", "20250305", "Granite is dear");                                           /* one word */
    add("ana", "20250306", "Granite pillars will be mended in the spring of that year"); /* the same quotation */
    add("ana", "", "All granite pillars must go");                                       /* undated */
    ws_pairs found = pairs();
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].first, 3);
    assert_int_equal(found.items[0].second, 5);
}

/* A statement stands in two pairs at most, the strongest first, and not beside two that say the same. */
static void test_few_pairs_each(void **state)
{
    (void)state;
    add("ana", "20250301", "Granite pillars hold");
    add("ana", "20250302", "No granite, no pillars, no harbour today");
    add("ana", "20250303", "The harbour sold its granite pillars");
    add("ana", "20250304", "Pillars may fall, granite may break");
    add("ana", "20250304", "The harbour sold its granite pillars");
    ws_pairs found = pairs();
    size_t used[8] = {0};
    assert_int_equal(found.items[0].word_count, 3);
    for (size_t i = 0; i < found.count; i++) {
        used[found.items[i].first]++;
        used[found.items[i].second]++;
        assert_true(!i || found.items[i].weight <= found.items[i - 1].weight);
    }
    for (size_t i = 0; i < f.count; i++) assert_true(used[i] <= WS_PAIRS_EACH);
    assert_false(found.items[0].first == 1 && found.items[1].first == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_topic, set_up, tear_down),
        cmocka_unit_test(test_function_words),
        cmocka_unit_test(test_log_likelihood),
        cmocka_unit_test_setup_teardown(test_pair, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_pair, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_few_pairs_each, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
