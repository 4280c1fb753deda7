/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"
#include "wire.h"

static void words_of_status_are_understood(void **state)
{
    (void)state;
    assert_int_equal(ws_wire_release(NULL), WS_RELEASE_USABLE);
    assert_int_equal(ws_wire_release("stat:usable"), WS_RELEASE_USABLE);
    assert_int_equal(ws_wire_release("Usable"), WS_RELEASE_USABLE);
    assert_int_equal(ws_wire_release("stat:withheld"), WS_RELEASE_WITHHELD);
    assert_int_equal(ws_wire_release("Embargoed"), WS_RELEASE_WITHHELD);
    assert_int_equal(ws_wire_release("stat:canceled"), WS_RELEASE_CANCELED);
    assert_int_equal(ws_wire_release("Cancelled"), WS_RELEASE_CANCELED);
    assert_int_equal(ws_wire_release("killed"), WS_RELEASE_CANCELED);
}

static void only_notes_of_corrections_are_kept(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article = {.text = ""};

    (void)state;
    assert_int_equal(ws_wire_note(arena, &article, "Call the desk. Not corrected yet.", NULL), WS_OK);
    assert_int_equal(ws_wire_note(arena, &article, NULL, NULL), WS_OK);
    assert_null(article.correction);
    assert_int_equal(ws_wire_note(arena, &article, " (Corrects the day)", NULL), WS_OK);
    assert_string_equal(article.correction, " (Corrects the day)");
    ws_arena_free(arena);
}

static void what_is_there_stays(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article = {.title = "A", .author = "B", .language = "en", .input_id = "c"};

    (void)state;
    assert_int_equal(ws_wire_set(arena, &article.title, "no", NULL), WS_OK);
    assert_int_equal(ws_wire_author(arena, &article, "no", NULL), WS_OK);
    assert_int_equal(ws_wire_language(arena, &article, "no", NULL), WS_OK);
    assert_int_equal(ws_wire_name(arena, "path", "no", &article, NULL), WS_OK);
    assert_int_equal(ws_wire_set(arena, &article.dateline, " \n", NULL), WS_OK);
    assert_string_equal(article.title, "A");
    assert_string_equal(article.author, "B");
    assert_string_equal(article.language, "en");
    assert_string_equal(article.input_id, "c");
    assert_null(article.dateline);
    article.input_id = NULL;
    assert_int_equal(ws_wire_name(arena, "path", "7", &article, NULL), WS_OK);
    assert_string_equal(article.input_id, "path#7");
    ws_arena_free(arena);
}

static void html_is_all_body(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article = {.text = NULL};
    static const char html[] =
        "<p>One.</p><section><p>A much longer second paragraph stands apart.</p></section><ul><li>Three.";

    (void)state;
    assert_int_equal(ws_wire_html(arena, html, sizeof html - 1, &article, NULL), WS_OK);
    assert_string_equal(article.text, "One.\n\nA much longer second paragraph stands apart.\n\nThree.");
    assert_int_equal(article.text_size, strlen(article.text));
    assert_int_equal(ws_wire_html(arena, "<img>", 5, &article, NULL), WS_OK);
    assert_string_equal(article.text, "");
    assert_int_equal(ws_wire_summary(arena, "a &lt; b", 8, &article, NULL), WS_OK);
    assert_string_equal(article.text, "a < b");
    assert_true(article.summary_only);
    ws_arena_free(arena);
}

static void the_end_puts_versions_in_order(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article = {.text = "One.", .text_size = 4, .updated = "2025-01-01"};
    ws_article empty = {.text = " "};
    ws_error error;

    (void)state;
    assert_int_equal(ws_wire_finish(arena, &article, NULL), WS_OK);
    assert_string_equal(article.published, "2025-01-01");
    assert_null(article.updated);
    assert_int_equal(ws_wire_finish(arena, &empty, &error), WS_PASSED);
    empty.release = WS_RELEASE_CANCELED;
    assert_int_equal(ws_wire_finish(arena, &empty, &error), WS_OK);
    assert_string_equal(empty.text, "canceled");
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_status_are_understood),
        cmocka_unit_test(only_notes_of_corrections_are_kept),
        cmocka_unit_test(what_is_there_stays),
        cmocka_unit_test(html_is_all_body),
        cmocka_unit_test(the_end_puts_versions_in_order),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
