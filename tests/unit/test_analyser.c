/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyser.h"
#include "unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void words_are_folded(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"", ""},
        {" ... \xe2\x80\x94 !", ""},
        {"\xe2\x80\x9cWe won\xe2\x80\x99t pay,\xe2\x80\x9d she said.", "we won't pay she said"},
        {"Orban's aide and Orb\xc3\xa1n\xe2\x80\x99s minister", "orban aide and orban minister"},
        {"the ministers' well-known plan", "the ministers well known plan"},
        {"U.S. officials met G-7", "u.s officials met g 7"},
        {"3.5 per cent of $1,000", "3.5 per cent of 1,000"},
        {"BREAKING:Storm hits at 10:30", "breaking storm hits at 10 30"},
        {"S's 's", "s s"},
        {"a\nb\r\nc\td", "a b c d"},
    };
    ws_arena *arena = ws_arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(ws_fold_words(arena, cases[i].text, strlen(cases[i].text)), cases[i].words);
    ws_arena_free(arena);
}

static void spans_are_of_the_whole_text(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    ws_words words;
    const char *text = "ignored Caf\xc3\xa9 owner's ignored";
    assert_int_equal(ws_analyse(arena, text, (ws_span){8, 21}, &words, NULL), WS_OK);
    assert_int_equal(words.count, 2);
    assert_int_equal(words.items[0].span.begin, 8);
    assert_int_equal(words.items[0].span.end, 13);
    assert_string_equal(words.items[0].folded, "cafe");
    assert_int_equal(words.items[1].span.begin, 14);
    assert_int_equal(words.items[1].span.end, 21);
    assert_string_equal(words.items[1].folded, "owner");
    assert_int_equal(ws_analyse(arena, text, (ws_span){3, 3}, &words, NULL), WS_OK);
    assert_int_equal(words.count, 0);
    ws_arena_free(arena);
}

/* What is plain is parted in a quicker way than by the library: both have to part alike. An accented letter behind all
 * else makes it the library's. */
static void plain_text_is_parted_as_any_other(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "B", "xy", "7", "42", "_", ".", ",", ";", ":", "'", "\"", " ", "  ",
                                         "-", "\n", "\r\n", "$", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x98",
                                         "\xe2\x80\x99", "\xe2\x80\x9c", "\xe2\x80\x9d", "s"};
    ws_arena *arena = ws_arena_new(0);
    unsigned random = 1;
    for (int round = 0; round < 20000; round++) {
        char text[128] = "", both[160];
        for (int i = 0; i < 12; i++) {
            random = random * 1103515245 + 12345;
            strcat(text, pieces[random / 65536 % (sizeof pieces / sizeof *pieces)]);
        }
        snprintf(both, sizeof both, "%s \xc3\xa9", text);
        const char *plain = ws_fold_words(arena, text, strlen(text)), *other = ws_fold_words(arena, both, strlen(both));
        if (strncmp(plain, other, strlen(plain)) || strcmp(other + strlen(plain), *plain ? " e" : "e"))
            fail_msg("'%s' is '%s' alone and '%s' otherwise", text, plain, other);
        ws_arena_reset(arena);
    }
    ws_arena_free(arena);
}

static double seconds_for(const char *piece, size_t size)
{
    size_t length = strlen(piece);
    char *text = malloc(size);
    for (size_t i = 0; i < size; i++) text[i] = piece[i % length];
    size -= size % length;
    ws_arena *arena = ws_arena_new(0);
    ws_words words;
    struct timespec before, after;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    assert_int_equal(ws_analyse(arena, text, (ws_span){0, (uint32_t)size}, &words, NULL), WS_OK);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    ws_arena_free(arena);
    free(text);
    return (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
}

/* Eight times the text may take eight times the time, with a wide margin, and never sixty-four times. */
static void hostile_text_takes_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a", "a ", "'", ".a", "\xcc\x81", "a\xcc\x81", "\xf0\x9f\x87\xa6", "\xe2\x80\x8d", "1,", ":", "a:"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        double small = seconds_for(pieces[i], 65536), large = seconds_for(pieces[i], 8 * 65536);
        if (large > 0.2) assert_true(large < 32 * small);
    }
}

static void stems(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    ws_stemmer *stemmer = ws_stemmer_new();
    assert_non_null(stemmer);
    assert_string_equal(ws_stem(stemmer, arena, "negotiations"), ws_stem(stemmer, arena, "negotiation"));
    assert_string_equal(ws_stem(stemmer, arena, "denied"), "deni");
    assert_string_equal(ws_stem(stemmer, arena, ""), "");
    ws_stemmer_free(stemmer);
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded),
        cmocka_unit_test(spans_are_of_the_whole_text),
        cmocka_unit_test(plain_text_is_parted_as_any_other),
        cmocka_unit_test(hostile_text_takes_linear_time),
        cmocka_unit_test(stems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
