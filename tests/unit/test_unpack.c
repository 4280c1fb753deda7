/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed bytes: unpack.h alone, and as input.h reads them. */
#include "files_fixture.h"
#include "input.h"
#include "unpack.h"

#include <zlib.h>
#include <zstd.h>

enum { MOST = 4 * 1024 * 1024 };

static unsigned char bytes[MOST];

/* Packs a text as one member at `at`; returns its size. Windows as of inflateInit2. */
static size_t pack_zlib(size_t at, const char *text, size_t size, int window)
{
    z_stream zlib = {0};

    assert_int_equal(deflateInit2(&zlib, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
    zlib.next_in = (unsigned char *)(uintptr_t)text;
    zlib.avail_in = (uInt)size;
    zlib.next_out = bytes + at;
    zlib.avail_out = (uInt)(MOST - at);
    assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    deflateEnd(&zlib);
    return zlib.total_out;
}

static size_t gzip(size_t at, const char *text)
{
    return pack_zlib(at, text, strlen(text), 31);
}

static size_t zstd(size_t at, const char *text)
{
    size_t size = ZSTD_compress(bytes + at, MOST - at, text, strlen(text), 3);

    assert_false(ZSTD_isError(size));
    return size;
}

static void packing_is_told_by_the_first_bytes(void **state)
{
    static const struct {
        const char *head;
        size_t size;
        ws_packing packing;
        bool undecided;
    } cases[] = {
        {"\x1F\x8B\x08", 3, WS_GZIP, false},
        {"\x1F\x8B", 2, WS_NOT_PACKED, true},
        {"\x1F\x9D\x08", 3, WS_NOT_PACKED, false},
        {"\x28\xB5\x2F\xFD", 4, WS_ZSTD, false},
        {"\x5D\x2A\x4D\x18", 4, WS_ZSTD, false},
        {"(B", 2, WS_NOT_PACKED, false},
        {"(", 1, WS_NOT_PACKED, true},
        {"[{\"a\"", 5, WS_NOT_PACKED, false},
        {"{}", 2, WS_NOT_PACKED, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool undecided;

        assert_int_equal(ws_packing_of((const unsigned char *)cases[i].head, cases[i].size, &undecided),
                         cases[i].packing);
        assert_int_equal(undecided, cases[i].undecided);
    }
    assert_int_equal(ws_packing_find(WS_GZIP, (const unsigned char *)"ab\x1F\x8B\x08\x00zz", 8), 2);
    assert_int_equal(ws_packing_find(WS_GZIP, (const unsigned char *)"abcdefg\x1F", 8), 5);
}

/* Every way to cut the bytes in two gives the same. */
static void any_cut_gives_the_same(void **state)
{
    size_t size = gzip(0, "One. ");

    (void)state;
    size += gzip(size, "Two.");
    bytes[size++] = 0; /* padding */
    for (size_t cut = 0; cut <= size; cut++) {
        unsigned char out[64];
        size_t offset = 0, end = cut, taken, made, total = 0;
        ws_unpacker *unpacker;

        assert_int_equal(ws_unpacker_new(WS_GZIP, &unpacker, NULL), WS_OK);
        for (;;) {
            assert_int_equal(
                ws_unpacker_run(unpacker, bytes + offset, end - offset, &taken, out + total, 3, &made, NULL), WS_OK);
            offset += taken;
            total += made;
            if (taken || made) continue;
            if (end == size) break;
            end = size;
        }
        assert_true(ws_unpacker_is_whole(unpacker));
        assert_int_equal(total, 9);
        assert_memory_equal(out, "One. Two.", 9);
        ws_unpacker_free(unpacker);
    }
}

static void all_at_once_within_a_limit(void **state)
{
    ws_buffer out = WS_BUFFER_INIT(9);
    size_t size;

    (void)state;
    size = pack_zlib(0, "Nine char", 9, 15);
    assert_int_equal(ws_unpack(WS_ZLIB, bytes, size, &out, NULL), WS_OK);
    assert_string_equal(out.bytes, "Nine char");
    ws_buffer_clear(&out);
    size = pack_zlib(0, "Nine char", 9, -15);
    assert_int_equal(ws_unpack(WS_DEFLATE, bytes, size, &out, NULL), WS_OK);
    assert_string_equal(out.bytes, "Nine char");
    ws_buffer_clear(&out);
    assert_int_equal(ws_unpack(WS_DEFLATE, bytes, size - 1, &out, NULL), WS_CORRUPT);
    ws_buffer_clear(&out);
    size = gzip(0, "Ten chars.");
    assert_int_equal(ws_unpack(WS_GZIP, bytes, size, &out, NULL), WS_REFUSED);
    ws_buffer_clear(&out);
    assert_int_equal(ws_unpack(WS_GZIP, "no gzip", 7, &out, NULL), WS_CORRUPT);
    ws_buffer_free(&out);
}

static void packed_lines_are_read(void **state)
{
    size_t size = gzip(0, "{\"text\": \"One.\"}\n{\"te");

    (void)state;
    size += gzip(size, "xt\": \"Two.\"}\n");
    write_bytes("a.jsonl.gz", bytes, size);
    expect_all("a.jsonl.gz", NULL, "[One.][Two.]");
    size = zstd(0, "{\"text\": \"One.\"}\n{\"te");
    size += zstd(size, "xt\": \"Two.\"}\n");
    write_bytes("a.jsonl.zst", bytes, size);
    expect_all("a.jsonl.zst", NULL, "[One.][Two.]");
    size = gzip(0, "Plain.");
    write_bytes("named-otherwise.txt", bytes, size);
    expect_all("named-otherwise.txt", NULL, "[Plain.]");
}

/* As some web archives have it: a first frame with what all others refer to. */
static void a_dictionary_that_comes_first_is_used(void **state)
{
    static const char line[] = "{\"text\": \"It is the same long sentence in every record of this file.\"}\n";
    static char dictionary[4096], packed[4096];
    size_t known = 0;
    ZSTD_CCtx *context = ZSTD_createCCtx();

    (void)state;
    for (int i = 0; i < 20; i++)
        known += (size_t)sprintf(dictionary + known, "Line %d, with number %d.\n", i * 7919, i * 31);
    known += (size_t)sprintf(dictionary + known, "%sAnd an end of some kind.", line);
    for (int is_packed = 0; is_packed < 2; is_packed++) {
        size_t length = is_packed ? ZSTD_compress(packed, sizeof packed, dictionary, known, 3) : known;
        size_t at = 8 + length;

        memcpy(bytes, "\x5D\x2A\x4D\x18\0\0\0\0", 8);
        bytes[4] = (unsigned char)length;
        bytes[5] = (unsigned char)(length >> 8);
        memcpy(bytes + 8, is_packed ? packed : dictionary, length);
        for (int i = 0; i < 2; i++)
            at += ZSTD_compress_usingDict(context, bytes + at, MOST - at, line, sizeof line - 1, dictionary, known, 3);
        assert_true(at < 8 + length + sizeof line); /* they do refer to it */
        write_bytes("dictionary.zst", bytes, at);
        expect_all("dictionary.zst", NULL,
                   "[It is the same long sentence in every record of this file.]"
                   "[It is the same long sentence in every record of this file.]");
    }
    ZSTD_freeCCtx(context);
    memcpy(bytes, "\x5D\x2A\x4D\x18\xFF\xFF\xFF\xFF none", 13);
    write_bytes("large.zst", bytes, 13);
    expect_all("large.zst", NULL, "!large.zst: its dictionary is larger than 16 MiB");
}

static void what_came_before_damage_is_kept(void **state)
{
    size_t first = gzip(0, "{\"text\": \"One.\"}\n"), size = first + gzip(first, "{\"text\": \"Two.\"}\n");

    (void)state;
    write_bytes("cut.gz", bytes, size - 9);
    expect_all("cut.gz", NULL, "[One.][Two.]!cut.gz:2: it is cut off: the end of the compressed data is missing");
    write_bytes("short.gz", bytes, first + 6);
    expect_all("short.gz", NULL, "[One.]!short.gz:1: it is cut off: the end of the compressed data is missing");
    bytes[first + 1] = 'x';
    write_bytes("bad.gz", bytes, size);
    expect_all("bad.gz", NULL, "[One.]!bad.gz:1: the compressed data are damaged");
    size = zstd(0, "{\"text\": \"One.\"}\n");
    write_bytes("cut.zst", bytes, size - 1);
    expect_all("cut.zst", NULL, "!cut.zst: it is cut off: the end of the compressed data is missing");
}

static void reading_goes_on_behind_a_damaged_member(void **state)
{
    ws_buffer line = WS_BUFFER_INIT(1024);
    size_t first = gzip(0, "one\n"), second = first + gzip(first, "two\n"), size = second + gzip(second, "three\n");
    ws_input *input;
    ws_error error;
    size_t number;

    (void)state;
    bytes[second - 5] ^= 1; /* of the check sum */
    write_bytes("members.gz", bytes, size);
    assert_int_equal(ws_input_open(path_of("members.gz"), NULL, &input, &error), WS_OK);
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_OK);
    assert_string_equal(line.bytes, "one");
    assert_false(ws_input_resume(input));
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_OK);
    assert_string_equal(line.bytes, "two");
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_CORRUPT);
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_CORRUPT);
    assert_true(ws_input_resume(input));
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_OK);
    assert_string_equal(line.bytes, "three");
    assert_int_equal(ws_input_line(input, &line, &number, &error), WS_END);
    assert_int_equal(ws_input_offset(input), size);
    assert_false(ws_input_resume(input));
    ws_input_close(input);
    ws_buffer_free(&line);
}

/* 200 MiB in 200 kB. */
static void a_bomb_is_refused(void **state)
{
    enum { MANY = 1024 * 1024, TIMES = 200 };
    char *filler = test_malloc(MANY);
    z_stream zlib = {0};

    (void)state;
    memset(filler, 'a', MANY);
    assert_int_equal(deflateInit2(&zlib, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    zlib.next_out = bytes;
    zlib.avail_out = MOST;
    for (int i = 0; i < TIMES; i++) {
        zlib.next_in = (unsigned char *)filler;
        zlib.avail_in = MANY;
        assert_int_equal(deflate(&zlib, i + 1 < TIMES ? Z_NO_FLUSH : Z_FINISH), i + 1 < TIMES ? Z_OK : Z_STREAM_END);
    }
    write_bytes("bomb.jsonl.gz", bytes, zlib.total_out);
    deflateEnd(&zlib);
    test_free(filler);
    expect_all("bomb.jsonl.gz", NULL, "!bomb.jsonl.gz: it unpacks to more than 200 times its size");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packing_is_told_by_the_first_bytes),
        cmocka_unit_test(any_cut_gives_the_same),
        cmocka_unit_test(all_at_once_within_a_limit),
        cmocka_unit_test(packed_lines_are_read),
        cmocka_unit_test(a_dictionary_that_comes_first_is_used),
        cmocka_unit_test(what_came_before_damage_is_kept),
        cmocka_unit_test(reading_goes_on_behind_a_damaged_member),
        cmocka_unit_test(a_bomb_is_refused),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
