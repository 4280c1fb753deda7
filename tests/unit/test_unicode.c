/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unicode.h"

#include <string.h>

static void checks_utf8(void **state)
{
    (void)state;
    assert_int_equal(ws_utf8_check("", 0), 0);
    assert_int_equal(ws_utf8_check("caf\xc3\xa9", 5), 5);
    assert_int_equal(ws_utf8_check("caf\xc3", 4), 3);
    assert_int_equal(ws_utf8_check("a\0b", 3), 1);
    assert_int_equal(ws_utf8_check("ab\xed\xa0\x80", 5), 2);   /* a surrogate */
    assert_int_equal(ws_utf8_check("\xc0\xaf", 2), 0);         /* overlong */
    assert_int_equal(ws_utf8_check("\xf4\x90\x80\x80", 4), 0); /* beyond U+10FFFF */
    assert_int_equal(ws_utf8_check("x\xff\0", 3), 1);
}

static void walks_both_ways(void **state)
{
    (void)state;
    const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82";
    const uint32_t expected[] = {'a', 0xe9, 0x20ac, 0x1f642};
    size_t size = sizeof text - 1, at = 0, length;
    for (size_t i = 0; i < 4; i++, at += length)
        assert_int_equal(ws_utf8_next(text + at, size - at, &length), expected[i]);
    assert_int_equal(at, size);
    for (size_t i = 4; i-- > 0; at -= length) assert_int_equal(ws_utf8_previous(text, at, &length), expected[i]);
    assert_int_equal(at, 0);
}

/* Against a count made the slow way. */
static void offsets_agree_with_counting(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "\xc3\xa9", "\xe2\x80\x9c", "\xf0\x9f\x99\x82", " "};
    for (size_t pieces_count = 0; pieces_count < 330; pieces_count += 1 + pieces_count / 8) {
        char text[2000] = "";
        size_t size = 0;
        for (size_t i = 0; i < pieces_count; i++) {
            const char *piece = pieces[i * i % 5];
            memcpy(text + size, piece, strlen(piece));
            size += strlen(piece);
        }
        ws_arena *arena = ws_arena_new(0);
        ws_offsets *offsets = ws_offsets_new(arena, text, size);
        size_t byte = 0, length;
        for (size_t codepoint = 0; codepoint < pieces_count; codepoint++, byte += length) {
            assert_int_equal(ws_offsets_codepoint(offsets, byte), codepoint);
            assert_int_equal(ws_offsets_byte(offsets, codepoint), byte);
            ws_utf8_next(text + byte, size - byte, &length);
        }
        assert_int_equal(ws_offsets_codepoint(offsets, size), pieces_count);
        assert_int_equal(ws_offsets_codepoint(offsets, size + 10), pieces_count);
        assert_int_equal(ws_offsets_byte(offsets, pieces_count), size);
        assert_int_equal(ws_offsets_byte(offsets, SIZE_MAX), size);
        ws_arena_free(arena);
    }
}

static void folds(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"", ""},
        {"Zelenskiy SAID", "zelenskiy said"},
        {"Wa\xc5\x82\xc4\x99sa", "walesa"}, /* Wałęsa */
        {"Erdo\xc4\x9f"
         "an",
         "erdogan"},                 /* Erdoğan */
        {"\xc3\x98rsted", "orsted"}, /* Ørsted */
        {"Stra\xc3\x9f"
         "e",
         "strasse"}, /* Straße */
        {"\xc3\x86"
         "r\xc3\xb8",
         "aero"}, /* Ærø */
        {"\xc4\x90or\xc4\x91"
         "e",
         "dorde"},                       /* Đorđe */
        {"\xc4\xb0stanbul", "istanbul"}, /* İstanbul */
        {"don\xe2\x80\x99t", "don't"},
        {"\xe2\x80\x9cYes,\xe2\x80\x9d", "\xe2\x80\x9cyes,\xe2\x80\x9d"},
        {"e\xcc\x81t\xc3\xa9", "ete"}, /* decomposed and composed alike */
        {"\xef\xac\x81ne", "fine"},    /* a ligature */
        {"\xce\x91\xce\xb8\xce\xae\xce\xbd\xce\xb1", "\xce\xb1\xce\xb8\xce\xb7\xce\xbd\xce\xb1"}, /* Αθήνα */
        {"\xe0\xa4\xb9\xe0\xa4\xbf", "\xe0\xa4\xb9\xe0\xa4\xbf"}, /* Devanagari keeps its marks */
        {"\xed\x95\x9c\xea\xb5\xad", "\xed\x95\x9c\xea\xb5\xad"}, /* Hangul stays composed */
        {"co\xc2\xadoperate", "cooperate"},                       /* a soft hyphen */
        {"\xe2\x80\x8b", ""},
    };
    ws_arena *arena = ws_arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *folded = ws_fold(arena, cases[i].from, strlen(cases[i].from));
        assert_non_null(folded);
        assert_string_equal(folded, cases[i].to);
        assert_string_equal(ws_fold(arena, folded, strlen(folded)), folded);
    }
    ws_arena_free(arena);
}

static void hashes(void **state)
{
    (void)state;
    char hex[33];
    ws_hash_hex(ws_hash_bytes("abc", 3), hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"); /* FIPS 180-2, first half */
    const char *const one[] = {"ab", "c"}, *const other[] = {"a", "bc"}, *const empty[] = {"ab", ""},
                      *const none[] = {"ab", NULL};
    ws_hash a = ws_hash_strings(one, 2), b = ws_hash_strings(other, 2);
    assert_memory_not_equal(&a, &b, sizeof a);
    a = ws_hash_strings(empty, 2);
    b = ws_hash_strings(none, 2);
    assert_memory_not_equal(&a, &b, sizeof a);
    b = ws_hash_strings(empty, 2);
    assert_memory_equal(&a, &b, sizeof a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_utf8), cmocka_unit_test(walks_both_ways), cmocka_unit_test(offsets_agree_with_counting),
        cmocka_unit_test(folds),       cmocka_unit_test(hashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
