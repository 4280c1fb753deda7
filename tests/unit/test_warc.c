/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web archives, and the HTTP responses in them. */
#include "files_fixture.h"
#include "http.h"

#include <zlib.h>

enum { MOST = 1024 * 1024 };

static char bytes[MOST];
static size_t size;

static void begin(void)
{
    size = 0;
}

/* A record with its block; its size may be said otherwise. */
static void add_sized(const char *head, const char *block, size_t block_size, size_t said)
{
    size += (size_t)snprintf(bytes + size, MOST - size, "WARC/1.0\r\n%s\r\nContent-Length: %zu\r\n\r\n", head, said);
    memcpy(bytes + size, block, block_size);
    memcpy(bytes + size + block_size, "\r\n\r\n", 4);
    size += block_size + 4;
}

static void add(const char *head, const char *block)
{
    add_sized(head, block, strlen(block), strlen(block));
}

static void add_response(const char *url, const char *head, const char *body, size_t body_size)
{
    char about[256], *block = test_malloc(MOST);
    size_t length = (size_t)sprintf(block, "HTTP/1.1 %s\r\n\r\n", head);

    snprintf(about, sizeof about,
             "WARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response", url);
    memcpy(block + length, body, body_size);
    add_sized(about, block, length + body_size, length + body_size);
    test_free(block);
}

static void add_page(const char *url, const char *text)
{
    char page[256];

    snprintf(page, sizeof page, "<!DOCTYPE html><title>T</title><article><p>%s</p></article>", text);
    add_response(url, "200 OK\r\nContent-Type: text/html", page, strlen(page));
}

static void pages_are_read_and_the_rest_is_passed_over(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    begin();
    add("WARC-Type: warcinfo\r\nContent-Type: application/warc-fields", "software: none\r\n");
    add("WARC-Type: request\r\nContent-Type: application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n");
    add_response("http://a.example/0", "404 Not Found\r\nContent-Type: text/html", "<p>Gone.</p>", 12);
    add_response("http://a.example/1", "301 Moved\r\nLocation: /2", "", 0);
    add_response("http://a.example/2", "200 OK\r\nContent-Type: image/png", "\x89PNG", 4);
    add_response("http://a.example/robots.txt", "200 OK\r\nContent-Type: text/plain", "User-agent: *", 13);
    add("WARC-Type: revisit\r\nContent-Type: application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    add_page("<http://a.example/3>", "Three.");
    add_response("http://a.example/4.txt", "200 OK\r\ncontent-TYPE: Text/Plain; charset=windows-1252", "Caf\xE9.", 5);
    add("WARC-Type: conversion\r\nWARC-Target-URI: http://a.example/5\r\nContent-Type: text/plain\r\n"
        "WARC-Date: 2020-02-02T02:02:02Z\r\nWARC-Identified-Content-Language: eng,deu",
        "Five.\n");
    write_bytes("all.warc", bytes, size);
    expect_all("all.warc", NULL, "[Three.][Café.][Five.\n]");
    begin();
    add("WARC-Type: conversion\r\nWARC-Target-URI: http://a.example/5\r\nContent-Type: text/plain\r\n"
        "WARC-Date: 2020-02-02T02:02:02Z\r\nWARC-Identified-Content-Language: eng,deu",
        "Five.\n");
    write_bytes("one.warc", bytes, size);
    article = read_one(arena, "one.warc", "warc");
    assert_string_equal(article.url, "http://a.example/5");
    assert_string_equal(article.id, "http://a.example/5");
    assert_string_equal(article.language, "en");
    assert_null(article.published);
    ws_arena_free(arena);
}

static size_t pack(const char *text, int window, char *out)
{
    z_stream zlib = {0};

    assert_int_equal(deflateInit2(&zlib, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
    zlib.next_in = (unsigned char *)(uintptr_t)text;
    zlib.avail_in = (uInt)strlen(text);
    zlib.next_out = (unsigned char *)out;
    zlib.avail_out = 4096;
    assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    deflateEnd(&zlib);
    return zlib.total_out;
}

static void encodings_are_taken_off(void **state)
{
    static const char page[] = "<article><p>Words.</p></article>";
    static const struct {
        const char *head;
        int window; /* 0: not packed */
    } cases[] = {
        {"Content-Encoding: gzip", 31},    {"Content-Encoding: deflate", 15}, {"Content-Encoding: deflate", -15},
        {"Content-Encoding: x-gzip", 0},   {"Content-Encoding: deflate", 0},  {"Content-Encoding: br", 0},
        {"Transfer-Encoding: chunked", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char head[128], body[4096];
        size_t length = cases[i].window ? pack(page, cases[i].window, body) : (size_t)sprintf(body, "%s", page);

        begin();
        snprintf(head, sizeof head, "200 OK\r\n%s\r\nContent-Type: text/html", cases[i].head);
        add_response("http://a.example/", head, body, length);
        write_bytes("encoded.warc", bytes, size);
        expect_all("encoded.warc", NULL, "[Words.]");
    }
    begin();
    add_response("http://a.example/", "200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html",
                 "a;x=y\r\n<article><\r\n5\r\np>Wor\r\n00C\r\nds</article>\r\n0\r\n\r\n", 54);
    add_response("http://a.example/cut", "200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html",
                 "ff\r\n<article>", 13);
    add_response("http://a.example/br", "200 OK\r\nContent-Encoding: br\r\nContent-Type: text/html", "\x8B\x01", 2);
    write_bytes("chunked.warc", bytes, size);
    expect_all("chunked.warc", NULL,
               "[Words]!chunked.warc: record 2, http://a.example/cut: its body is cut off"
               "!chunked.warc: record 3, http://a.example/br: its body is encoded by 'br', which is not known");
}

static void broken_records_are_named_and_passed_over(void **state)
{
    (void)state;
    begin();
    add_page("http://a.example/1", "One.");
    size += (size_t)sprintf(bytes + size, "WARC/1.0\r\nWARC-Type: response\r\n\r\nlost\r\nand found\r\n\r\n");
    add_page("http://a.example/3", "Three.");
    add_sized("WARC-Type: metadata", "longer than said", 16, 6);
    add_page("http://a.example/5", "Five.");
    add("WARC-Type: response\r\nContent-Type: application/http", "no response");
    add_sized("WARC-Type: response\r\nContent-Type: application/http", "cut", 3, 100);
    write_bytes("broken.warc", bytes, size);
    expect_all("broken.warc", NULL,
               "[One.]!broken.warc: record 2: it does not say how long it is[Three.]"
               "!broken.warc: record 5: no record begins where one should[Five.]"
               "!broken.warc: record 7: it holds no HTTP response!broken.warc: record 8: it is cut off");
}

/* A damaged member of a file that is packed record by record costs that record. */
static void damage_costs_one_record(void **state)
{
    char *packed = test_malloc(MOST);
    size_t total = 0;

    (void)state;
    for (int i = 0; i < 3; i++) {
        char url[32];

        begin();
        snprintf(url, sizeof url, "http://a.example/%d", i);
        add_page(url, i == 0 ? "One." : i == 1 ? "Two." : "Three.");
        bytes[size] = '\0';
        total += pack(bytes, 31, packed + total);
        if (i == 1) packed[total - 40] ^= 0x55;
    }
    write_bytes("damaged.warc.gz", packed, total);
    test_free(packed);
    {
        const char *items[] = {path_of("damaged.warc.gz")};
        ws_strings paths = {items, 1};
        ws_arena *arena = ws_arena_new(0);
        ws_collection *collection;
        ws_article article;
        ws_error error;

        assert_int_equal(ws_collection_open(&paths, NULL, NULL, &collection, &error), WS_OK);
        assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_OK);
        assert_string_equal(article.text, "One.");
        assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_REFUSED);
        assert_non_null(strstr(error.message, "the compressed data are damaged"));
        assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_OK);
        assert_string_equal(article.text, "Three.");
        assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_END);
        ws_collection_close(collection);
        ws_arena_free(arena);
    }
}

static void media_types_are_taken_apart(void **state)
{
    ws_media_type type;
    const char *value;
    size_t length;

    (void)state;
    ws_media_type_parse("Text/HTML; a=b; Charset=\"UTF-8\"", 31, &type);
    assert_string_equal(type.name, "text/html");
    assert_string_equal(type.charset, "utf-8");
    ws_media_type_parse("text/html;charset=", 18, &type);
    assert_string_equal(type.name, "text/html");
    assert_string_equal(type.charset, "");
    ws_media_type_parse("", 0, &type);
    assert_string_equal(type.name, "");
    assert_true(ws_header_is("X-Y:  z \r", 9, "x-y", &value, &length));
    assert_int_equal(length, 1);
    assert_false(ws_header_is("X-Yz: z", 7, "x-y", &value, &length));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_read_and_the_rest_is_passed_over),
        cmocka_unit_test(encodings_are_taken_off),
        cmocka_unit_test(broken_records_are_named_and_passed_over),
        cmocka_unit_test(damage_costs_one_record),
        cmocka_unit_test(media_types_are_taken_apart),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
