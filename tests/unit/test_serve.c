/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of `whosaid serve` that judge foreign bytes; tests/cli/serve*.bats have the whole. */
#include "article_parts.h"
#include "capture.h"
#include "guard.h"
#include "message.h"
#include "paging.h"
#include "params.h"
#include "server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static ws_status parse(ws_arena *arena, const char *text, ws_params *params)
{
    *params = (ws_params){NULL, 0};
    return ws_params_add(arena, text, strlen(text), params, NULL);
}

static void test_params(void **state)
{
    (void)state;
    ws_params params;
    ws_arena *arena = ws_arena_new(0);
    assert_int_equal(parse(arena, "q=two+words&f=act%3Adenial&&f=x%C3%A9&empty=&flag", &params), WS_OK);
    assert_int_equal(params.count, 5);
    assert_string_equal(ws_params_get(&params, "q"), "two words");
    assert_string_equal(ws_params_get(&params, "f"), "act:denial");
    assert_string_equal(params.items[2].value, "x\xc3\xa9");
    assert_string_equal(ws_params_get(&params, "empty"), "");
    assert_string_equal(ws_params_get(&params, "flag"), "");
    assert_null(ws_params_get(&params, "Q"));
    static const char *const wrong[] = {"q=%", "q=%4", "q=%zz", "q=%00", "q=%ff", "%c3=1", "q=\xff", "q=a&b=%e2%82"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(parse(arena, wrong[i], &params), WS_USAGE);
    ws_arena_free(arena);
}

static void test_too_many_params(void **state)
{
    (void)state;
    ws_params params;
    ws_arena *arena = ws_arena_new(0);
    char text[(WS_PARAMS_MOST + 1) * 2 + 1];
    for (size_t i = 0; i <= WS_PARAMS_MOST; i++) memcpy(text + 2 * i, "a&", 2);
    text[WS_PARAMS_MOST * 2] = '\0';
    assert_int_equal(parse(arena, text, &params), WS_OK);
    memcpy(text + WS_PARAMS_MOST * 2, "a", 2);
    assert_int_equal(parse(arena, text, &params), WS_USAGE);
    ws_arena_free(arena);
}

static void test_escaped_values_come_back(void **state)
{
    (void)state;
    static const char value[] = "by:\"Ana Ruiz\" 50% <b>&'\xe2\x80\x9c\n";
    ws_params params;
    ws_arena *arena = ws_arena_new(0);
    ws_buffer out = WS_BUFFER_INIT(1000);
    ws_buffer_puts(&out, "q=");
    ws_params_escape(&out, value);
    assert_int_equal(strspn(out.bytes, "=%+:-_.~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
                     out.size);
    assert_int_equal(parse(arena, out.bytes, &params), WS_OK);
    assert_string_equal(ws_params_get(&params, "q"), value);
    ws_buffer_free(&out);
    ws_arena_free(arena);
}

static void test_hosts(void **state)
{
    (void)state;
    const char *names[] = {"desk.example"};
    ws_guard guard = {.names = {names, 1}};
    static const char *const own[] = {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]",
                                      "[::1]:80",  "10.0.0.1",    "Desk.Example:9"};
    static const char *const other[] = {
        "",    "evil.example",    "localhost.", "desk.example.evil", "127.0.0.1.evil", "localhost:8080x", "[::1", "[]",
        ":80", "localhost:80:80", "::1",        "[evil.example]",    "0x7f.1"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) assert_true(ws_guard_host(&guard, own[i]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) assert_false(ws_guard_host(&guard, other[i]));
    assert_false(ws_guard_host(&guard, NULL));
}

static void test_origins(void **state)
{
    (void)state;
    assert_int_equal(ws_guard_origin("h:1", NULL, NULL), WS_ORIGIN_OURS);
    assert_int_equal(ws_guard_origin("h:1", "http://h:1", "same-origin"), WS_ORIGIN_OURS);
    assert_int_equal(ws_guard_origin("h", "https://H", NULL), WS_ORIGIN_OURS);
    assert_int_equal(ws_guard_origin("h:1", "null", "same-origin"), WS_ORIGIN_HIDDEN);
    assert_int_equal(ws_guard_origin("h:1", "http://h:2", NULL), WS_ORIGIN_FOREIGN);
    assert_int_equal(ws_guard_origin("h", "http://h.evil", NULL), WS_ORIGIN_FOREIGN);
    assert_int_equal(ws_guard_origin("h", "ftp://h", NULL), WS_ORIGIN_FOREIGN);
    assert_int_equal(ws_guard_origin("h", "http://h", "cross-site"), WS_ORIGIN_FOREIGN);
    assert_int_equal(ws_guard_origin("h", NULL, "same-site"), WS_ORIGIN_FOREIGN);
}

static void test_tokens(void **state)
{
    (void)state;
    ws_guard open = {.token = NULL}, guard = {.token = "0123456789abcdef"};
    assert_true(ws_guard_token(&open, NULL, NULL));
    assert_false(ws_guard_token(&guard, NULL, NULL));
    assert_true(ws_guard_token(&guard, "Bearer 0123456789abcdef", NULL));
    assert_false(ws_guard_token(&guard, "Bearer 0123456789abcdeg", NULL));
    assert_false(ws_guard_token(&guard, "Bearer 0123456789abcdef0123456789abcdef", NULL));
    assert_false(ws_guard_token(&guard, "Bearer ", NULL));
    assert_false(ws_guard_token(&guard, "0123456789abcdef", NULL));
    assert_true(ws_guard_token(&guard, NULL, "a=1; whosaid=0123456789abcdef; b=2"));
    assert_false(ws_guard_token(&guard, NULL, "xwhosaid=0123456789abcdef"));
    assert_false(ws_guard_token(&guard, NULL, "whosaid=; whosaid=0123"));
}

static void test_local_addresses(void **state)
{
    (void)state;
    assert_true(ws_guard_is_local("127.0.0.1"));
    assert_true(ws_guard_is_local("127.9.9.9"));
    assert_true(ws_guard_is_local("::1"));
    assert_false(ws_guard_is_local("0.0.0.0"));
    assert_false(ws_guard_is_local("::"));
    assert_false(ws_guard_is_local("192.168.1.1"));
}

static void test_messages(void **state)
{
    (void)state;
    ws_message given = {.code = 200, .parts = {{"GET", 3}, {"/?q=a", 5}, {NULL, 0}, {"x", 1}}}, taken;
    ws_buffer bytes = WS_BUFFER_INIT(1000);
    ws_message_add(&bytes, &given);
    for (size_t size = 0; size < bytes.size; size++)
        assert_int_equal(ws_message_parse(bytes.bytes, size, &taken), WS_MESSAGE_PARTLY);
    assert_int_equal(ws_message_parse(bytes.bytes, bytes.size, &taken), WS_MESSAGE_WHOLE);
    assert_int_equal(taken.code, 200);
    assert_int_equal(taken.parts[1].size, 5);
    assert_memory_equal(taken.parts[1].bytes, "/?q=a", 5);
    assert_int_equal(taken.parts[2].size, 0);
    ws_buffer_putc(&bytes, 'y');
    assert_int_equal(ws_message_parse(bytes.bytes, bytes.size, &taken), WS_MESSAGE_WRONG);
    memset(bytes.bytes, 0xff, WS_MESSAGE_HEAD);
    assert_int_equal(ws_message_parse(bytes.bytes, bytes.size, &taken), WS_MESSAGE_WRONG);
    ws_buffer_free(&bytes);
}

static void test_text_is_escaped(void **state)
{
    (void)state;
    ws_buffer out = WS_BUFFER_INIT(1000);
    ws_page_text(&out, "<a href=\"x\" onclick='y'>&\x01\x1b\n</a>");
    assert_string_equal(out.bytes, "&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;\n&lt;/a&gt;");
    ws_buffer_clear(&out);
    ws_page_text(&out, "a\xe2\x80\xae" "b\xe2\x81\xa9\xe2\x80\x9c\xe2\x80\xaf\xe2\x81\xaa\xe2");
    assert_string_equal(out.bytes, "a\xef\xbf\xbd" "b\xef\xbf\xbd\xe2\x80\x9c\xe2\x80\xaf\xe2\x81\xaa\xe2");
    ws_buffer_clear(&out);
    ws_page_web(&out, "javascript:alert(1)", "<b>");
    assert_string_equal(out.bytes, "&lt;b&gt;");
    ws_buffer_clear(&out);
    ws_page_web(&out, "https://h/\"onclick=1", "t");
    assert_string_equal(out.bytes, "<a rel=\"noopener noreferrer external\" href=\"https://h/&quot;onclick=1\">t</a>");
    ws_buffer_free(&out);
}

/* Paints a text and gives it without its tags. */
static char *paint(const char *text, const char *statements, char **html)
{
    ws_arena *arena = ws_arena_new(0);
    ws_buffer out = WS_BUFFER_INIT(100000);
    ws_view view = {.arena = arena, .out = &out};
    cJSON *json = cJSON_Parse(statements);
    assert_non_null(json);
    ws_page_article(&view, text, json, "b");
    assert_false(out.failed);
    char *plain = calloc(1, out.size + 1);
    size_t size = 0;
    bool tag = false;
    for (size_t i = 0; i < out.size; i++) {
        if (out.bytes[i] == '<') tag = true;
        if (!tag) plain[size++] = out.bytes[i];
        if (out.bytes[i] == '>') tag = false;
    }
    *html = strdup(out.bytes);
    cJSON_Delete(json);
    ws_buffer_free(&out);
    ws_arena_free(arena);
    return plain;
}

static void test_articles_keep_their_words(void **state)
{
    (void)state;
    char *html, *plain = paint("\xc3\x89t\xc3\xa9 said: one\n\ntwo three.\n\nfour",
                               "[{\"id\":\"b\",\"source\":[[0,3]],\"cue\":{\"spans\":[[4,8]]},\"content\":[[10,19]]},"
                               "{\"id\":\"c\",\"source\":[],\"cue\":[],\"content\":[[15,99999],[7,3],[-1,2]]}]",
                               &html);
    assert_string_equal(plain, "1\xc3\x89t\xc3\xa9 said: one\n2two three.\nfour\n");
    assert_non_null(strstr(
        html, "<sup class=\"chosen\">1</sup><a href=\"/statement/b\" class=\"m source chosen\">\xc3\x89t\xc3\xa9</a>"));
    assert_non_null(strstr(html, "class=\"m cue chosen\">said</a>"));
    assert_non_null(strstr(html, "one<"));
    assert_non_null(strstr(html, "</a></p>\n<p>")); /* no mark runs over the end of a paragraph */
    free(html);
    free(plain);
}

static void test_marks_upon_marks_are_bounded(void **state)
{
    (void)state;
    ws_buffer json = WS_BUFFER_INIT(1 << 20);
    ws_buffer_putc(&json, '[');
    for (int i = 0; i < 2000; i++)
        ws_buffer_printf(&json, "%s{\"id\":\"a%d\",\"content\":[[%d,60]]}", i ? "," : "", i, i % 50);
    ws_buffer_putc(&json, ']');
    char *html, *plain = paint("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh", json.bytes, &html);
    assert_true(strlen(html) < 100000);
    free(html);
    free(plain);
    ws_buffer_free(&json);
}

static void check_page(ws_page_asked page, const char *answer, const char *wanted)
{
    ws_buffer out = WS_BUFFER_INIT(1000);
    ws_buffer_puts(&out, answer);
    assert_int_equal(ws_paging_cut(&out, "list", &page, NULL), wanted ? WS_OK : WS_USAGE);
    if (wanted) assert_string_equal(out.bytes, wanted);
    ws_buffer_free(&out);
}

static void test_pages_of_a_list(void **state)
{
    (void)state;
    static const char all[] = "{\"a\":0.999,\"list\":[1,[2],3],\"total\":9}\n";
    check_page((ws_page_asked){true, 1, 1}, all, "{\"a\":0.999,\"list\":[[2]],\"offset\":1,\"total\":3}\n");
    check_page((ws_page_asked){true, 0, 1}, all, "{\"a\":0.999,\"list\":[[2],3],\"offset\":1,\"total\":3}\n");
    check_page((ws_page_asked){true, 2, 0}, all, "{\"a\":0.999,\"list\":[1,[2]],\"offset\":0,\"total\":3}\n");
    check_page((ws_page_asked){true, 5, 3}, all, "{\"a\":0.999,\"list\":[],\"offset\":3,\"total\":3}\n");
    check_page((ws_page_asked){true, 1, 0}, "{\"other\":[1]}", NULL);
    check_page((ws_page_asked){true, 1, 0}, "a,b\n1,2\n", NULL);
    check_page((ws_page_asked){true, 1, 0}, "", NULL);
}

static void test_captures_are_bounded(void **state)
{
    (void)state;
    ws_buffer out = WS_BUFFER_INIT(10);
    FILE *file = ws_capture_open(&out);
    assert_non_null(file);
    fputs("0123456789", file);
    assert_int_equal(fflush(file), 0);
    fputs("more", file);
    assert_int_not_equal(fflush(file), 0);
    fclose(file);
    assert_true(out.failed);
    ws_buffer_free(&out);
}

static void test_endpoints(void **state)
{
    (void)state;
    const char *id;
    bool known;
    assert_non_null(ws_endpoint_find("GET", "/api/search", &id, &known));
    assert_null(id);
    assert_null(ws_endpoint_find("POST", "/api/search", &id, &known));
    assert_true(known);
    assert_non_null(ws_endpoint_find("GET", "/api/statement/abc", &id, &known));
    assert_string_equal(id, "abc");
    static const char *const none[] = {"/api/statement/", "/api/statement", "/api/statement/a/b", "/api/searchx", "",
                                       "/api/../etc"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_null(ws_endpoint_find("GET", none[i], &id, &known));
        assert_false(known);
    }
    for (size_t i = 0; ws_endpoints[i]; i++) {
        assert_true(!strncmp(ws_endpoints[i]->path, "/api/", 5) && ws_endpoints[i]->summary &&
                    ws_endpoints[i]->command->options);
        /* what changes something is never asked for by a link */
        if (ws_endpoints[i]->edits) assert_string_equal(ws_endpoints[i]->method, "POST");
    }
}

static void test_assets_are_small(void **state)
{
    (void)state;
    size_t all = 0, count = 0;
    for (const ws_asset *one = ws_assets; one->path; one++, count++) all += one->size;
    assert_int_equal(count, 3);
    assert_true(all > 10000 && all < 100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_params),
        cmocka_unit_test(test_too_many_params),
        cmocka_unit_test(test_escaped_values_come_back),
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_origins),
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_local_addresses),
        cmocka_unit_test(test_messages),
        cmocka_unit_test(test_text_is_escaped),
        cmocka_unit_test(test_articles_keep_their_words),
        cmocka_unit_test(test_marks_upon_marks_are_bounded),
        cmocka_unit_test(test_pages_of_a_list),
        cmocka_unit_test(test_captures_are_bounded),
        cmocka_unit_test(test_endpoints),
        cmocka_unit_test(test_assets_are_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
