/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squeeze.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LIMIT = 1 << 20 };

/* What comes back is what was given, to the byte; returns its size when packed. */
static size_t there_and_back(const char *text)
{
    ws_buffer packed = WS_BUFFER_INIT(LIMIT), again = WS_BUFFER_INIT(LIMIT);
    assert_int_equal(ws_squeeze(&packed, text, strlen(text), NULL), WS_OK);
    assert_true(ws_is_squeezed(packed.bytes, packed.size));
    assert_int_equal(ws_unsqueeze(&again, packed.bytes, packed.size, NULL), WS_OK);
    assert_int_equal(again.size, strlen(text));
    if (again.size) assert_string_equal(again.bytes, text);
    size_t size = packed.size;
    ws_buffer_free(&packed);
    ws_buffer_free(&again);
    return size;
}

static void anything_comes_back(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "{}",
        "{\"id\":\"00112233445566778899aabbccddeeff\",\"paragraph\":1,\"confidence\":0.5}",
        "00112233445566778899aabbccddeeff",
        "x00112233445566778899aabbccddeeffx 0011223344556677g 001122334455667",
        "00112233445566778899aabbccddeeff0 00112233445566778899aabbccddeef",
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        "0123456789abcdef01234567+fedcba9876543210 0000000000000000",
        "\"2026-11-23T15:07:24Z\" 1987-02-26T15:01:01 0000-00-00T00:00:00 9999-12-31T23:59:59",
        "9999-13-31T23:59:59 1999-12-32T23:59:59 1999-12-31T24:59:59 1999-12-31T23:60:59 1999-12-31T23:59:60",
        "11987-02-26T15:01:01 a987-02-26T15:01:01 1987-02-26T15:01:0 1987-02-26 15:01:01",
        "\xc3\xa4\xe2\x80\x9c\xf0\x9f\x98\x80 deadbeef"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) there_and_back(texts[i]);
}

static void what_is_usual_is_small(void **state)
{
    (void)state;
    const char *usual =
        "{\"id\":\"82a9160790a96b67e7b2309d009adcee\",\"paragraph\":1,\"source\":[212,228],\"cue\":[229,233],"
        "\"content\":[0,210],\"form\":\"indirect\",\"firsthand\":true,\"speakers\":[{\"name\":\"Ann Ash\","
        "\"key\":\"ann ash\",\"type\":\"person\",\"naming\":\"named\",\"basis\":\"named\",\"confidence\":0.98}],"
        "\"cue_lemma\":\"say\",\"indexed\":\"2026-11-23T15:07:24Z\",\"confidence\":0.999}";
    assert_in_range(there_and_back(usual), 1, strlen(usual) / 3);
    char long_one[50001];
    memset(long_one, 'a', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = '\0';
    assert_in_range(there_and_back(long_one), 1, 200);
}

static void what_stands_before_a_mark_comes_alone(void **state)
{
    (void)state;
    for (size_t before = 0; before < 3000; before += 37) {
        ws_buffer text = WS_BUFFER_INIT(LIMIT), packed = WS_BUFFER_INIT(LIMIT), head = WS_BUFFER_INIT(LIMIT);
        for (size_t i = 0; i < before; i++) ws_buffer_putc(&text, (char)('a' + i * i % 23));
        ws_buffer_puts(&text, "|mark|");
        for (size_t i = 0; i < 5000; i++) ws_buffer_putc(&text, (char)('a' + i % 7));
        assert_int_equal(ws_squeeze(&packed, text.bytes, text.size, NULL), WS_OK);
        assert_int_equal(ws_unsqueeze_before(&head, packed.bytes, packed.size, "|mark|", NULL), WS_OK);
        assert_int_equal(head.size, before);
        assert_memory_equal(before ? head.bytes : "", text.bytes, before);
        ws_buffer_clear(&head);
        assert_int_equal(ws_unsqueeze_before(&head, packed.bytes, packed.size, "|none|", NULL), WS_OK);
        assert_int_equal(head.size, text.size);
        ws_buffer_free(&text);
        ws_buffer_free(&packed);
        ws_buffer_free(&head);
    }
}

static void damage_is_found(void **state)
{
    (void)state;
    const char *text = "{\"id\":\"82a9160790a96b67e7b2309d009adcee\",\"indexed\":\"2026-11-23T15:07:24Z\"}";
    ws_buffer packed = WS_BUFFER_INIT(LIMIT), again = WS_BUFFER_INIT(LIMIT);
    assert_int_equal(ws_squeeze(&packed, text, strlen(text), NULL), WS_OK);
    for (size_t size = 0; size < packed.size; size++) {
        ws_error error = {.message = ""};
        assert_int_equal(ws_unsqueeze(&again, packed.bytes, size, &error), WS_CORRUPT);
        assert_string_not_equal(error.hint, "");
    }
    ws_buffer_putc(&packed, 'x');
    assert_int_equal(ws_unsqueeze(&again, packed.bytes, packed.size, NULL), WS_CORRUPT);
    assert_int_equal(ws_unsqueeze(&again, "{}", 2, NULL), WS_CORRUPT);
    ws_buffer_free(&packed);
    ws_buffer_free(&again);
}

/* Bytes that nobody packed may begin a mark at their very end. */
static void a_mark_without_its_bytes_is_damage(void **state)
{
    (void)state;
    static const char stored[] = {1, 1, 3, 0, (char)0xfc, (char)0xff, 'a', 1, 'b'}; /* RFC 1951: a stored block */
    static const char sound[] = {1, 1, 3, 0, (char)0xfc, (char)0xff, 'a', 'c', 'b'};
    ws_buffer again = WS_BUFFER_INIT(LIMIT);
    assert_int_equal(ws_unsqueeze(&again, stored, sizeof stored, NULL), WS_CORRUPT);
    ws_buffer_clear(&again);
    assert_int_equal(ws_unsqueeze(&again, sound, sizeof sound, NULL), WS_OK);
    assert_string_equal(again.bytes, "acb");
    ws_buffer_free(&again);
}

static void a_limit_holds(void **state)
{
    (void)state;
    char many[20000];
    memset(many, ' ', sizeof many);
    ws_buffer packed = WS_BUFFER_INIT(LIMIT), small = WS_BUFFER_INIT(sizeof many - 1);
    assert_int_equal(ws_squeeze(&packed, many, sizeof many, NULL), WS_OK);
    assert_int_equal(ws_unsqueeze(&small, packed.bytes, packed.size, NULL), WS_NO_MEMORY);
    ws_buffer_free(&packed);
    ws_buffer_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(anything_comes_back), cmocka_unit_test(what_stands_before_a_mark_comes_alone), cmocka_unit_test(what_is_usual_is_small),
        cmocka_unit_test(damage_is_found),     cmocka_unit_test(a_mark_without_its_bytes_is_damage),
        cmocka_unit_test(a_limit_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
