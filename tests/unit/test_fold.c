/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which statements are one quotation, and which is the earliest: query/quotations/fold.h, earliest.h. */
#include "earliest.h"
#include "fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static ws_fold_unit unit_of(ws_arena *arena, const char *speaker, const char *words, bool quoted)
{
    ws_quote *quote = ws_arena_alloc(arena, sizeof *quote);
    ws_event *event = ws_arena_alloc(arena, sizeof *event);
    const char **speakers = ws_arena_alloc(arena, sizeof *speakers);
    ws_span span = {0, (uint32_t)strlen(words)};
    *speakers = speaker;
    assert_int_equal(ws_quote_make(arena, words, (ws_spans){&span, 1}, quoted, quote, NULL), WS_OK);
    return (ws_fold_unit){quote, speakers, speaker ? 1 : 0, event};
}

static ws_event event_of(ws_arena *arena, const char *said, const char *published, const char *text)
{
    ws_event event = {.said = said, .published = published};
    ws_article article = {.text = text, .text_size = strlen(text)};
    assert_int_equal(ws_event_words(arena, &article, &event, NULL), WS_OK);
    return event;
}

static void what_folds(void **state)
{
    enum { COUNT = 9 };
    ws_arena *arena = ws_arena_new(0);
    ws_fold_unit units[COUNT] = {
        unit_of(arena, "ruiz", "We closed the bridge because it was weak", true),
        unit_of(arena, "kade", "We closed the bridge because it was weak", true), /* another speaker */
        unit_of(arena, "ruiz", "we closed the Bridge because it was WEAK.", true),
        unit_of(arena, NULL, "We closed the bridge because it was weak", true), /* nobody who is named */
        unit_of(arena, "ruiz", "the bridge because it was weak", true),
        unit_of(arena, "ruiz", "We closed the bridge since it was weak", true),
        unit_of(arena, "ruiz", "they closed the bridge because it was weak", false), /* a paraphrase */
        unit_of(arena, "ruiz", "they closed the bridge because it was weak", false),
        unit_of(arena, "ruiz", "Nobody will drive over it this winter", true),
    };
    static const size_t groups[COUNT] = {0, 1, 0, 3, 0, 0, 6, 6, 8};
    static const ws_relation relations[COUNT] = {[4] = WS_RELATION_SHORTER, [5] = WS_RELATION_DIFFERS};
    ws_folded out[COUNT];
    (void)state;
    assert_int_equal(ws_fold_units(arena, units, COUNT, out, NULL), WS_OK);
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(out[i].group, groups[i]);
        if (relations[i]) assert_int_equal(out[i].relation, relations[i]);
    }
    assert_int_equal(ws_fold_units(arena, units, 0, out, NULL), WS_OK);
    ws_arena_free(arena);
}

/* A copy goes where the one that it is a copy of goes. */
static void copies_follow(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_fold_unit units[] = {unit_of(arena, "ruiz", "We closed the bridge because it was weak", true),
                            unit_of(arena, "ruiz", "closed the bridge because it was weak", true),
                            unit_of(arena, "ruiz", "closed the bridge because it was weak", true)};
    ws_folded out[3];
    (void)state;
    assert_int_equal(ws_fold_units(arena, units, 3, out, NULL), WS_OK);
    for (size_t i = 1; i < 3; i++) {
        assert_int_equal(out[i].group, 0);
        assert_int_equal(out[i].relation, WS_RELATION_SHORTER);
    }
    ws_arena_free(arena);
}

static void few_words_need_the_same_event(void **state)
{
    static const char here[] = "Engineers closed the bridge of Lindfell after cracks appeared in several girders.";
    static const char there[] =
        "Several girders of the Lindfell bridge have cracks, say engineers, who closed everything.";
    static const char elsewhere[] =
        "Veridan Chemicals denied knowledge of poisoned drinking water near Saltmere harbour.";
    ws_arena *arena = ws_arena_new(0);
    ws_event day = event_of(arena, NULL, "2025-03-07", here),
             late = event_of(arena, NULL, "2025-03-07T20:00:00Z", there),
             next = event_of(arena, NULL, "2025-03-08", there),
             said = event_of(arena, "2025-03-07", "2025-03-07", here),
             other = event_of(arena, NULL, "2025-03-07", elsewhere), none = event_of(arena, NULL, NULL, here),
             before = event_of(arena, "2025-03-05", "2025-03-07", there);
    ws_fold_unit one = unit_of(arena, "ruiz", "no longer safe", true),
                 two = unit_of(arena, "ruiz", "no longer safe", true);
    ws_fold_unit stranger = unit_of(arena, "kade", "no longer safe", true);
    const struct {
        ws_event *first, *second;
        ws_verdict verdict;
    } cases[] = {{&day, &late, WS_FOLD_SAME},     {&day, &next, WS_FOLD_PROPOSED},    {&day, &other, WS_FOLD_PROPOSED},
                 {&day, &none, WS_FOLD_PROPOSED}, {&said, &before, WS_FOLD_PROPOSED}, {&none, &none, WS_FOLD_PROPOSED}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        one.event = cases[i].first;
        two.event = cases[i].second;
        assert_int_equal(ws_fold_judge(&one, &two, WS_RELATION_EQUAL), cases[i].verdict);
        stranger.event = cases[i].second;
        assert_int_equal(ws_fold_judge(&one, &stranger, WS_RELATION_EQUAL), WS_FOLD_NO);
    }
    assert_int_equal(ws_fold_judge(&one, &two, WS_RELATION_NONE), WS_FOLD_NO);
    assert_true(ws_event_is_same(&day, &late));
    assert_false(ws_event_is_same(&day, &next));
    ws_arena_free(arena);
}

/* Ten thousand statements of one speaker: each is compared with a few only. */
static void many_fold_fast(void **state)
{
    enum { COUNT = 10000, QUOTATIONS = 5000 };
    ws_arena *arena = ws_arena_new(0);
    ws_fold_unit *units = ws_arena_array(arena, COUNT, sizeof *units);
    ws_folded *out = ws_arena_array(arena, COUNT, sizeof *out);
    clock_t begun = clock();
    (void)state;
    for (int i = 0; i < COUNT; i++) {
        int which = i % QUOTATIONS;
        const char *words = ws_arena_printf(arena, "we said%s that number x%d and number y%d are in the plan for a z%d",
                                            i < QUOTATIONS ? "" : " again", which, which * 7, which % 100);
        units[i] = unit_of(arena, "ruiz", words, true);
    }
    assert_int_equal(ws_fold_units(arena, units, COUNT, out, NULL), WS_OK);
    for (size_t i = 0; i < COUNT; i++) assert_int_equal(out[i].group, i % QUOTATIONS);
    assert_true((clock() - begun) / CLOCKS_PER_SEC < 20);
    ws_arena_free(arena);
}

static ws_earliest earliest(const char *const *dates, size_t count)
{
    static const char *const articles[] = {"a", "b", "c", "d"};
    return ws_earliest_of(dates, articles, count);
}

static void the_earliest(void **state)
{
    const char *const clear[] = {"2025-03-08T10:00:00+01:00", "2025-03-08T07:30:00Z", "2025-03-09"};
    const char *const tied[] = {"2025-03-08T09:00:00Z", "2025-03-08T10:30:00+01:00"};
    const char *const days[] = {"2025-03-09", "2025-03-08", NULL};
    const char *const day_and_hour[] = {"2025-03-08", "2025-03-08T09:00:00Z"};
    const char *const nothing[] = {NULL, "someday"};
    const char *const one_article[] = {"a", "a"};
    ws_earliest found = earliest(clear, 3);
    (void)state;
    assert_int_equal(found.first, 1);
    assert_true(found.determined);
    assert_false(earliest(tied, 2).determined);
    assert_true(ws_earliest_of(tied, one_article, 2).determined);
    found = earliest(days, 3);
    assert_int_equal(found.first, 1);
    assert_true(found.determined);
    assert_int_equal(found.undated, 1);
    assert_false(earliest(day_and_hour, 2).determined);
    found = earliest(nothing, 2);
    assert_true(found.first == WS_NO_EARLIEST);
    assert_int_equal(found.undated, 2);
    assert_true(ws_perhaps_as_early(day_and_hour[0], day_and_hour[1]));
    assert_false(ws_perhaps_as_early("2025-03-08", "2025-03-09"));
    assert_false(ws_perhaps_as_early("2025-03-08", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_folds),
        cmocka_unit_test(copies_follow),
        cmocka_unit_test(few_words_need_the_same_event),
        cmocka_unit_test(many_fold_fast),
        cmocka_unit_test(the_earliest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
