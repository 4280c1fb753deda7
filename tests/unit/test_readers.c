/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"

static void the_usual_names_are_understood(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "usual.jsonl",
        "\xEF\xBB\xBF{\"headline\": {\"main\": \"A title\"}, \"maintext\": \"The text.\", \"outlet\": {\"name\": "
        "\"The Sun\"}, \"authors\": [\"Ann Lee\", {\"name\": \"Bo Ek\"}], \"news_desk\": \"Foreign\", "
        "\"canonical_url\": \"https://example.com/a#top\", \"timestamp\": 1700000000, "
        "\"lang\": \"en_GB\", \"dateline\": \"OSLO\", \"date_modify\": \"2023-11-20\"}\r\n");
    article = read_one(arena, "usual.jsonl", "jsonl");
    assert_string_equal(article.title, "A title");
    assert_string_equal(article.text, "The text.");
    assert_string_equal(article.publisher, "The Sun");
    assert_string_equal(article.author, "Ann Lee, Bo Ek");
    assert_string_equal(article.section, "Foreign");
    assert_string_equal(article.id, "https://example.com/a");
    assert_string_equal(article.published, "2023-11-14T22:13:20Z");
    assert_string_equal(article.updated, "2023-11-20");
    assert_string_equal(article.language, "en-GB");
    assert_string_equal(article.dateline, "OSLO");
    assert_null(article.input_id);
    ws_arena_free(arena);
}

static void ids_stay_as_they_are(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("number.jsonl", "{\"id\": 12345678901234567890, \"text\": \"Yes.\"}\n");
    article = read_one(arena, "number.jsonl", "jsonl");
    assert_string_equal(article.input_id, "12345678901234567890");
    assert_true(article.input_id_is_number);
    write_file("string.jsonl", "{\"id\": \"a/b\", \"text\": \"Yes.\"}\n");
    article = read_one(arena, "string.jsonl", "jsonl");
    assert_string_equal(article.input_id, "a/b");
    assert_false(article.input_id_is_number);
    write_file("object.jsonl", "{\"_id\": {\"$oid\": \"5f\"}, \"text\": \"Yes.\"}\n");
    article = read_one(arena, "object.jsonl", "jsonl");
    assert_string_equal(article.input_id, "5f");
    ws_arena_free(arena);
}

static void press_releases_and_bylines(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("release.jsonl", "{\"member.name\": \"Rep. Ann Lee\", \"body\": \"Yes.\", \"date\": \"2021-02-03\"}\n");
    article = read_one(arena, "release.jsonl", "jsonl");
    assert_string_equal(article.author, "Rep. Ann Lee");
    write_file("nested.jsonl", "{\"member\": {\"name\": \"Rep. Bo Ek\"}, \"body\": \"Yes.\"}\n");
    article = read_one(arena, "nested.jsonl", "jsonl");
    assert_string_equal(article.author, "Rep. Bo Ek");
    write_file("byline.jsonl", "{\"byline\": {\"original\": \"By Bo Ek \"}, \"text\": [\"One.\", \"Two.\"]}\n");
    article = read_one(arena, "byline.jsonl", "jsonl");
    assert_string_equal(article.author, "Bo Ek");
    write_file("german.jsonl", "{\"author\": \"Von Anna Meier, dpa\", \"text\": \"One.\"}\n");
    assert_string_equal(read_one(arena, "german.jsonl", "jsonl").author, "Anna Meier, dpa");
    write_file("name.jsonl", "{\"author\": \"Von Miller, QB\", \"text\": \"One.\"}\n");
    assert_string_equal(read_one(arena, "name.jsonl", "jsonl").author, "Von Miller, QB");
    assert_string_equal(article.text, "One.\n\nTwo.");
    ws_arena_free(arena);
}

static void the_text_is_unchanged(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("same.jsonl", "{\"text\": \"  e\\u0301 \\u201cyes\\u201d\\r\\n \\ud83d\\ude00 \"}\n");
    article = read_one(arena, "same.jsonl", "jsonl");
    assert_string_equal(article.text, "  e\xCC\x81 “yes”\r\n \xF0\x9F\x98\x80 ");
    ws_arena_free(arena);
}

static void bad_lines_say_what_is_wrong(void **state)
{
    (void)state;
    write_file("bad.jsonl", "{\"id\": 1, \"text\": \"One.\"}\n\n  \n[1]\n{\"id\": 5}\n{\"text\": 7}\n{\"text\": \"\"}\n"
                            "{\"text\": \"Last.\"}");
    expect_all(
        "bad.jsonl", NULL,
        "[One.]!bad.jsonl:4: it is no JSON object!bad.jsonl:5: the object has no text!bad.jsonl:6: the object has no "
        "text!bad.jsonl:7: the text is empty[Last.]");
}

static void arrays_and_printed_objects_are_read(void **state)
{
    (void)state;
    write_file("array.json", "[\n {\"text\": \"One ]} \\\"x.\"},\n {\"no\": 1},\n 5]");
    expect_all("array.json", NULL,
               "[One ]} \"x.]!array.json:3: the object has no text!array.json:4: broken JSON at column 2: something "
               "follows the end of the value");
    write_file("printed.json", "{\n  \"text\": \"One.\",\n  \"id\": 4\n}\n{\n  \"text\": \"Two.\"\n}\n");
    expect_all("printed.json", NULL, "[One.][Two.]");
    write_file("wide.json", "");
    write_bytes("wide.json", "\xFF\xFE{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0H\0i\0\"\0}\0\n\0", 30);
    expect_all("wide.json", NULL, "[Hi]");
    write_file("empty.json", "[]");
    expect_all("empty.json", NULL, "");
}

static void plain_text_has_headings(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("plain.txt", "Mayor quits\n\nOSLO, May 3 (Agency) - The mayor left.\n");
    article = read_one(arena, "plain.txt", "plain");
    assert_string_equal(article.title, "Mayor quits");
    assert_string_equal(article.dateline, "OSLO, May 3 (Agency)");
    assert_string_equal(article.text, "Mayor quits\n\nOSLO, May 3 (Agency) - The mayor left.\n");
    assert_string_equal(article.id, path_of("plain.txt"));
    ws_arena_free(arena);
}

static void content_counts_more_than_the_name(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_file("really-json.txt", "{\"text\": \"Yes.\"}\n");
    read_one(arena, "really-json.txt", "jsonl");
    write_file("really-html.txt", "<!DOCTYPE html><p>Some text.</p>");
    read_one(arena, "really-html.txt", "html");
    write_file("really-plain.html", "Just some text.");
    read_one(arena, "really-plain.html", "plain");
    write_file("braces.txt", "{curly} braces begin this text.");
    read_one(arena, "braces.txt", "plain");
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_names_are_understood), cmocka_unit_test(ids_stay_as_they_are),
        cmocka_unit_test(press_releases_and_bylines),     cmocka_unit_test(the_text_is_unchanged),
        cmocka_unit_test(bad_lines_say_what_is_wrong),    cmocka_unit_test(arrays_and_printed_objects_are_read),
        cmocka_unit_test(plain_text_has_headings),        cmocka_unit_test(content_counts_more_than_the_name),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
