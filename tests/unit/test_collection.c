/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"

static void folders_are_walked_in_order(void **state)
{
    (void)state;
    mkdir(path_of("news"), 0700);
    mkdir(path_of("news/b"), 0700);
    write_file("news/c.txt", "Third.");
    write_file("news/a.txt", "First.");
    write_file("news/b/x.txt", "Second.");
    write_file("news/.hidden", "Never.");
    assert_int_equal(symlink("b", path_of("news/link-to-folder")), 0);
    expect_all("news", NULL, "[First.][Second.][Third.]");
    expect_all("news/link-to-folder", NULL, "[Second.]");
}

static void bad_files_are_named_and_passed_over(void **state)
{
    (void)state;
    mkdir(path_of("bad"), 0700);
    write_file("bad/a-empty.txt", "");
    write_bytes("bad/b-binary.txt", "ab\0cd", 5);
    write_file("bad/c-blank.txt", " \n\n ");
    write_file("bad/d-broken.txt", "caf\xC3\xA9 caf\xC3");
    write_file("bad/e-pdf.txt", "%PDF-1.7 and so on");
    assert_int_equal(symlink("nowhere", path_of("bad/f-dangling")), 0);
    assert_int_equal(mkfifo(path_of("bad/g-pipe"), 0600), 0);
    write_file("bad/h-map.xml", "<?xml version=\"1.0\"?><kml><p>A <html> inside.</p></kml>");
    write_file("bad/j-table.csv", "a,b\n1,A\n");
    write_file("bad/i-good.txt", "Good.");
    expect_all(
        "bad", NULL,
        "!bad/a-empty.txt: it is empty!bad/b-binary.txt: it looks like binary data (it holds zero bytes)"
        "!bad/c-blank.txt: the text is empty!bad/d-broken.txt: the text is UTF-8 that breaks at byte 9 (line 1)"
        "!bad/e-pdf.txt: pdftotext cannot read it: the PDF is damaged!bad/f-dangling: No such file or directory!bad/g-pipe is a pipe, not a file"
        "!bad/h-map.xml: it looks like XML of a kind that is not read, or other markup that is not HTML[Good.]"
        "!bad/j-table.csv: no column is called text, body, content or the like, but a, b");
}

static void a_missing_path_is_one_refusal(void **state)
{
    (void)state;
    expect_all("nothing-here", NULL, "!nothing-here: No such file or directory");
}

static void unreadable_files_and_folders_are_named(void **state)
{
    (void)state;
    if (geteuid() == 0) skip(); /* root may read everything */
    mkdir(path_of("locked"), 0700);
    mkdir(path_of("locked/folder"), 0700);
    write_file("locked/file.txt", "Secret.");
    chmod(path_of("locked/file.txt"), 0);
    chmod(path_of("locked/folder"), 0);
    expect_all("locked", NULL, "!locked/file.txt: Permission denied!locked/folder: Permission denied");
}

static void broken_lines_are_named_and_passed_over(void **state)
{
    ws_buffer lines = WS_BUFFER_INIT(64 * 1024);
    const char *items[1];
    ws_strings paths = {items, 1};
    ws_arena *arena = ws_arena_new(0);
    ws_collection *collection;
    ws_article article;
    ws_error error;
    ws_status status;
    int good = 0, bad = 0;

    (void)state;
    for (int i = 1; i <= 30; i++) ws_buffer_puts(&lines, i == 17 ? "{\"text\": \"oh\n" : "{\"text\": \"Yes.\"}\n");
    write_bytes("news.jsonl", lines.bytes, lines.size);
    ws_buffer_free(&lines);
    items[0] = path_of("news.jsonl");
    assert_int_equal(ws_collection_open(&paths, NULL, NULL, &collection, &error), WS_OK);
    while ((status = ws_collection_next(collection, arena, &article, &error)) != WS_END) {
        good += status == WS_OK;
        if (status != WS_OK) {
            bad++;
            assert_int_equal(status, WS_REFUSED);
            assert_non_null(strstr(error.message, "news.jsonl:17: "));
        }
    }
    assert_int_equal(good, 29);
    assert_int_equal(bad, 1);
    ws_collection_close(collection);
    ws_arena_free(arena);
}

static void defaults_fill_what_is_missing(void **state)
{
    const char *items[1];
    ws_strings paths = {items, 1};
    ws_arena *arena = ws_arena_new(0);
    ws_collection *collection;
    ws_article article;
    ws_error error;
    uint64_t done, all;

    (void)state;
    write_file("set.jsonl", "{\"text\": \"Yes.\", \"publisher\": \"Own\"}\n{\"text\": \"No.\"}\n");
    items[0] = path_of("set.jsonl");
    assert_int_equal(
        ws_collection_open(&paths, "publisher=Sun\\, Moon=Stars,published=13 April 2025", NULL, &collection, &error), WS_OK);
    assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_OK);
    assert_string_equal(article.publisher, "Own");
    assert_string_equal(article.published, "2025-04-13");
    assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_OK);
    assert_string_equal(article.publisher, "Sun, Moon=Stars");
    assert_string_equal(article.path, items[0]);
    assert_int_equal(ws_collection_next(collection, arena, &article, &error), WS_END);
    ws_collection_progress(collection, &done, &all);
    assert_int_equal(done, all);
    assert_true(all > 0);
    ws_collection_close(collection);
    ws_arena_free(arena);
}

static void senseless_defaults_are_usage_errors(void **state)
{
    static const char *const wrong[] = {"colour=red", "publisher", "published=tomorrowish",
                                        "publisher=", "publisher=\xFF"};
    ws_strings paths = {NULL, 0};
    ws_collection *collection;
    ws_error error;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(ws_collection_open(&paths, wrong[i], NULL, &collection, &error), WS_USAGE);
}

static void articles_without_ids_differ(void **state)
{
    const char *items[1];
    ws_strings paths = {items, 1};
    ws_arena *arena = ws_arena_new(0);
    ws_collection *collection;
    ws_article first, second;
    ws_error error;

    (void)state;
    write_file("noids.jsonl", "{\"text\": \"Yes.\"}\n{\"text\": \"Yes.\"}\n");
    items[0] = path_of("noids.jsonl");
    assert_int_equal(ws_collection_open(&paths, NULL, NULL, &collection, &error), WS_OK);
    assert_int_equal(ws_collection_next(collection, arena, &first, &error), WS_OK);
    assert_int_equal(ws_collection_next(collection, arena, &second, &error), WS_OK);
    assert_string_not_equal(first.id, second.id);
    assert_non_null(strstr(second.id, "noids.jsonl#2"));
    ws_collection_close(collection);
    ws_arena_free(arena);
}

static void standard_input_is_sniffed_too(void **state)
{
    FILE *file = tmpfile();

    (void)state;
    fputs("{\"id\": 1, \"text\": \"Yes.\"}\nnonsense\n", file);
    rewind(file);
    expect_all("-", file, "[Yes.]!standard input, line 2: broken JSON at column 1: a value is missing or misspelt");
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_are_walked_in_order),
        cmocka_unit_test(bad_files_are_named_and_passed_over),
        cmocka_unit_test(a_missing_path_is_one_refusal),
        cmocka_unit_test(unreadable_files_and_folders_are_named),
        cmocka_unit_test(broken_lines_are_named_and_passed_over),
        cmocka_unit_test(defaults_fill_what_is_missing),
        cmocka_unit_test(senseless_defaults_are_usage_errors),
        cmocka_unit_test(articles_without_ids_differ),
        cmocka_unit_test(standard_input_is_sniffed_too),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
