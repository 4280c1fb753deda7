/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"

static void version_1_is_read(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "one.json",
        "{\"uri\": \"http://agency.example/items/7\", \"type\": \"text\", \"versioncreated\": \"2014-03-01T10:00:00Z\","
        " \"firstcreated\": \"2014-02-28T09:00:00Z\", \"byline\": \"By Ann Lee\", \"located\": \"LINDFELL\","
        " \"headline\": \"Bridge closed\", \"copyrightholder\": \"Northern\", \"infosource\": [{\"name\": \"NPA\"}],"
        " \"language\": \"en_GB\", \"pubstatus\": \"usable\", \"usageterms\": \"Not for reading.\","
        " \"ednote\": \"CORRECTS the day in paragraph 2\", \"body_text\": \"Flat. Text.\","
        " \"body_xhtml\": \"<p>The bridge closed.</p><p>&#8220;No choice,&#8221; she said.</p>\"}\n");
    article = read_one(arena, "one.json", "ninjs");
    assert_string_equal(article.text, "The bridge closed.\n\n“No choice,” she said.");
    assert_string_equal(article.title, "Bridge closed");
    assert_string_equal(article.author, "Ann Lee");
    assert_string_equal(article.dateline, "LINDFELL");
    assert_string_equal(article.publisher, "Northern");
    assert_string_equal(article.credit, "NPA");
    assert_string_equal(article.language, "en-GB");
    assert_string_equal(article.published, "2014-02-28T09:00:00Z");
    assert_string_equal(article.updated, "2014-03-01T10:00:00Z");
    assert_string_equal(article.url, "http://agency.example/items/7");
    assert_string_equal(article.correction, "CORRECTS the day in paragraph 2");
    assert_int_equal(article.release, WS_RELEASE_USABLE);
    ws_arena_free(arena);
}

static void versions_2_and_3_are_read(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "three.json",
        "{\"uri\": \"urn:x:7\", \"versionCreated\": \"2014-03-01T10:00:00Z\", \"by\": \"Ann Lee\",\n"
        " \"headlines\": [{\"role\": \"short\", \"value\": \"Closed\"}, {\"role\": \"main\", \"contentType\": "
        "\"text/html\", \"value\": \"Bridge &amp; road <b>closed</b>\"}], \"edNote\": \"Call the desk.\",\n"
        " \"embargoed\": \"2014-03-02T00:00:00Z\", \"pubStatus\": \"withheld\", \"infoSources\": [{\"name\": "
        "\"NPA\"}],\n"
        " \"bodies\": [{\"role\": \"text\", \"contentType\": \"text/plain\", \"value\": \"Flat.\"},\n"
        " {\"role\": \"nitf\", \"contentType\": \"text/vnd.IPTC.NITF\", \"value\": \"<?xml version='1.0'?><nitf><body>"
        "<body.head><hedline><hl1>No</hl1></hedline></body.head><body.content><p>Of NITF.</p></body.content></body>"
        "</nitf>\"}]}\n");
    article = read_one(arena, "three.json", "ninjs");
    assert_string_equal(article.text, "Of NITF.");
    assert_string_equal(article.title, "Bridge & road closed");
    assert_string_equal(article.publisher, "NPA");
    assert_string_equal(article.id, "NPA/urn:x:7");
    assert_null(article.correction);
    assert_int_equal(article.release, WS_RELEASE_WITHHELD);
    assert_string_equal(article.embargoed, "2014-03-02T00:00:00Z");
    ws_arena_free(arena);
}

static void a_broken_body_gives_way_to_another(void **state)
{
    (void)state;
    write_file(
        "broken.json",
        "{\"uri\": \"u\", \"bodies\": [{\"role\": \"nitf\", \"value\": \"<nitf><p>cut\"}, {\"role\": \"text\", "
        "\"value\": \"Whole.\"}]}\n{\"uri\": \"v\", \"bodies\": [{\"role\": \"nitf\", \"value\": \"<nitf>\"}]}\n");
    expect_all("broken.json", NULL,
               "[Whole.]!broken.json:2: broken XML: it ends in the middle, or something follows its end");
}

static void items_come_in_arrays_lines_and_lists(void **state)
{
    (void)state;
    write_file("array.json",
               "[{\"uri\": \"a\", \"body_text\": \"One.\", \"versioncreated\": \"2014-03-01\"},\n {\"uri\": \"b\", "
               "\"body_text\": \"Two.\"}]");
    expect_all("array.json", NULL, "[One.][Two.]");
    write_file("lines.jsonl",
               "{\"uri\": \"a\", \"body_text\": \"One.\", \"versioncreated\": \"2014-03-01\"}\n{\"uri\": \"b\", "
               "\"body_text\": \"Two.\"}\n[]\n");
    expect_all("lines.jsonl", NULL, "[One.][Two.]!lines.jsonl:3: it is no JSON object");
    write_file("list.json",
               "{\"_links\": {}, \"_items\": [{\"uri\": \"a\", \"body_text\": \"One.\", \"versioncreated\": "
               "\"2014-03-01\"}, {\"body_text\": \"Two.\"}]}");
    expect_all("list.json", NULL, "[One.][Two.]");
    write_file("guid.json", "{\"item\": [{\"guid\": \"a\", \"body_html\": \"<p>One.\", \"pubstatus\": \"usable\"}]}");
    expect_all("guid.json", NULL, "[One.]");
    write_file("none.json", "{\"_items\": [], \"x\": {\"uri\": 1, \"headlines\": 2}}");
    expect_all("none.json", NULL, "");
}

static void what_has_no_text_is_told(void **state)
{
    (void)state;
    write_file("picture.json", "{\"uri\": \"p\", \"type\": \"picture\", \"body_text\": \"The bridge.\", \"pubstatus\": "
                               "\"usable\", \"headline\": \"X\"}\n");
    expect_all("picture.json", NULL, "-");
    write_file("empty.json", "{\"uri\": \"p\", \"type\": \"text\", \"bodies\": []}\n");
    expect_all("empty.json", NULL, "-");
}

static void associations_with_a_body_are_articles(void **state)
{
    (void)state;
    write_file("composite.json",
               "{\"uri\": \"c\", \"type\": \"composite\", \"headlines\": [], \"associations\": {\"pic\": {\"uri\": "
               "\"p\", \"type\": "
               "\"picture\", \"description_text\": \"No.\"}, \"main\": {\"uri\": \"m\", \"body_text\": \"Main.\"}}}\n"
               "{\"uri\": \"d\", \"body_text\": \"Text.\", \"associations\": [{\"uri\": \"s\", \"body_text\": "
               "\"Side.\"}, 5]}\n"
               "{\"uri\": \"e\", \"type\": \"composite\", \"associations\": {\"p\": {\"uri\": \"q\"}}}\n");
    expect_all("composite.json", NULL,
               "[Main.][Text.][Side.]-");
}

static void a_summary_stands_in_and_says_so(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "summary.json",
        "{\"uri\": \"s\", \"type\": \"text\", \"descriptions\": [{\"role\": \"text\", \"value\": \"In short.\"}]}\n");
    article = read_one(arena, "summary.json", "ninjs");
    assert_string_equal(article.text, "In short.");
    assert_true(article.summary_only);
    ws_arena_free(arena);
}

static void what_is_taken_back_needs_no_text(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("gone.json", "{\"uri\": \"urn:g\", \"pubstatus\": \"canceled\", \"headline\": \"Bridge\"}\n");
    article = read_one(arena, "gone.json", "ninjs");
    assert_int_equal(article.release, WS_RELEASE_CANCELED);
    assert_string_equal(article.text, "Bridge");
    assert_string_equal(article.id, "urn:g");
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(version_1_is_read),
        cmocka_unit_test(versions_2_and_3_are_read),
        cmocka_unit_test(a_broken_body_gives_way_to_another),
        cmocka_unit_test(items_come_in_arrays_lines_and_lists),
        cmocka_unit_test(what_has_no_text_is_told),
        cmocka_unit_test(associations_with_a_body_are_articles),
        cmocka_unit_test(a_summary_stands_in_and_says_so),
        cmocka_unit_test(what_is_taken_back_needs_no_text),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
