/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"

#define RSS                                                                                                            \
    "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "                                     \
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'><channel>"                \
    "<title>Harbour Post &ndash; News</title><language>en-gb</language><image><title>Logo</title></image>"
#define ATOM "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en-GB'><title>Lindfell Online</title>"

static void an_item_of_rss_is_read(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "rss.xml",
        "<?xml version='1.0' encoding='windows-1252'?>\n" RSS
        "<item><media:title>No</media:title><title>Mayor&amp;#8217;s &lt;em&gt;bridge&lt;/em&gt;</title><link>"
        "https://p.example/a?x=1&amp;y=2</link><guid isPermaLink='false'>post-17</guid><pubDate>Sat, 01 Mar 2014 "
        "10:00:00 "
        "+0000</pubDate><dc:creator><![CDATA[By Ann Lee]]></dc:creator><category>Local</category><description>Short."
        "</description><content:encoded><![CDATA[<p>The bridge&nbsp;closed.</p><div "
        "class='sidebar'><p>No.</p></div><div>"
        "<p>\x93No choice,\x94 said Bo Ek.</p></div><p>The post <a href='x'>Y</a> appeared first on <a href='z'>Z</a>."
        "</p>]]></content:encoded></item></channel></rss>");
    article = read_one(arena, "rss.xml", "feed");
    assert_string_equal(article.text, "The bridge\xC2\xA0"
                                      "closed.\n\n“No choice,” said Bo Ek.");
    assert_string_equal(article.title, "Mayor’s bridge");
    assert_string_equal(article.publisher, "Harbour Post – News");
    assert_string_equal(article.author, "Ann Lee");
    assert_string_equal(article.section, "Local");
    assert_string_equal(article.language, "en-gb");
    assert_string_equal(article.published, "2014-03-01T10:00:00Z");
    assert_string_equal(article.url, "https://p.example/a?x=1&y=2");
    assert_string_equal(article.id, "Harbour Post – News/post-17");
    assert_false(article.summary_only);
    ws_arena_free(arena);
}

static void an_entry_of_atom_is_read(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file(
        "atom.xml", ATOM
        "<author><name>No</name></author><entry><title type='html'>A &amp;amp; B</title><id>tag:l.example,2014:1</id>"
        "<link rel='self' href='https://l.example/self'/><link "
        "href='https://l.example/1'/><published>2014-03-01T10:00:00Z"
        "</published><updated>2014-03-02T10:00:00Z</updated><author><name>Ann "
        "Lee</name><email>a@l.example</email></author>"
        "<author><name>Bo Ek</name></author><category term='News'/><summary>Short.</summary><content type='xhtml'><div "
        "xmlns='http://www.w3.org/1999/xhtml'><p>One <b>bold</b> "
        "word.</p><script>no()</script><p>Two<br/>lines.</p></div>"
        "</content></entry></feed>");
    article = read_one(arena, "atom.xml", "feed");
    assert_string_equal(article.text, "One bold word.\n\nTwo\n\nlines.");
    assert_string_equal(article.title, "A & B");
    assert_string_equal(article.publisher, "Lindfell Online");
    assert_string_equal(article.author, "Ann Lee, Bo Ek");
    assert_string_equal(article.section, "News");
    assert_string_equal(article.language, "en-GB");
    assert_string_equal(article.published, "2014-03-01T10:00:00Z");
    assert_string_equal(article.updated, "2014-03-02T10:00:00Z");
    assert_string_equal(article.url, "https://l.example/1");
    ws_arena_free(arena);
}

static void all_items_come_and_those_without_text_are_told(void **state)
{
    (void)state;
    write_file("some.xml",
               RSS "<item><title>A</title><description>One.</description></item>\n<item><title>B</title></item>"
                   "<item><description>Three.</description></item></channel></rss>");
    expect_all("some.xml", NULL, "[One.]-[Three.]");
    write_file("none.xml", RSS "</channel></rss>");
    expect_all("none.xml", NULL, "!none.xml: the feed has no items");
    write_file("rdf.xml",
               "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
               "<channel><title>T</title></channel><item><title>A</title><description>One.</description></item>"
               "</rdf:RDF>");
    expect_all("rdf.xml", NULL, "[One.]");
    write_file("old.xml",
               "\n <?xml version='1.0'?><feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><content mode="
               "'escaped'>&lt;p&gt;One.</content></entry></feed>");
    expect_all("old.xml", NULL, "[One.]");
    write_file("text.xml", ATOM "<entry><content type='text'>A &lt;b&gt; c.</content></entry></feed>");
    expect_all("text.xml", NULL, "[A <b> c.]");
}

static void paragraphs_may_be_blank_lines(void **state)
{
    (void)state;
    write_file("lines.xml",
               RSS "<item><content:encoded><![CDATA[One <b>bold</b>\nline.\n \nTwo.]]></content:encoded></item><item>"
                   "<content:encoded>A &amp;amp; b.\n\nC.\x08</content:encoded></item></channel></rss>");
    expect_all("lines.xml", NULL, "[One bold line.\n\nTwo.][A & b.\n\nC.]");
}

static void unpublished_posts_are_withheld(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("wp.xml", "<rss xmlns:wp='w'><channel><item><description>One.</description><wp:status>draft</wp:status>"
                         "<wp:post_type>post</wp:post_type></item></channel></rss>");
    article = read_one(arena, "wp.xml", "feed");
    assert_int_equal(article.release, WS_RELEASE_WITHHELD);
    ws_arena_free(arena);
    write_file("wp.xml",
               "<rss xmlns:wp='w'><channel><item><description>One.</description><wp:status>inherit</wp:status>"
               "<wp:post_type>attachment</wp:post_type></item></channel></rss>");
    expect_all("wp.xml", NULL, "-");
}

static bool is_summary(const char *description)
{
    ws_arena *arena = ws_arena_new(0);
    char text[2000];
    bool summary;

    snprintf(text, sizeof text, "%s<item><description>%s</description></item></channel></rss>", RSS, description);
    write_file("d.xml", text);
    summary = read_one(arena, "d.xml", "feed").summary_only;
    ws_arena_free(arena);
    return summary;
}

static void summaries_are_told_from_articles(void **state)
{
    (void)state;
    assert_true(is_summary("One paragraph."));
    assert_true(is_summary("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;It breaks off [...]&lt;/p&gt;"));
    assert_false(is_summary("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"));
}

static void items_have_ids_that_last(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("id.xml",
               "<rss><channel><item><title>A b</title><description>One.</description></item></channel></rss>");
    article = read_one(arena, "id.xml", "feed");
    assert_non_null(strstr(article.id, "id.xml#A b#"));
    write_file("id.xml", ATOM "<entry><id>https://l.example/1#x</id><content>One.</content></entry></feed>");
    article = read_one(arena, "id.xml", "feed");
    assert_string_equal(article.url, "https://l.example/1#x");
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_of_rss_is_read),
        cmocka_unit_test(an_entry_of_atom_is_read),
        cmocka_unit_test(all_items_come_and_those_without_text_are_told),
        cmocka_unit_test(paragraphs_may_be_blank_lines),
        cmocka_unit_test(unpublished_posts_are_withheld),
        cmocka_unit_test(summaries_are_told_from_articles),
        cmocka_unit_test(items_have_ids_that_last),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
