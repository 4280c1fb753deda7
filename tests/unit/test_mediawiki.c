/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"
#include "wikitext.h"

#include <time.h>

enum { SANITIZED_SECONDS = 2 }; /* a trick takes milliseconds; this much only under a sanitizer */

#define DUMP                                                                                                           \
    "<mediawiki xmlns='http://www.mediawiki.org/xml/export-0.11/' xml:lang='en'><siteinfo><sitename>Harbour Wiki"      \
    "</sitename><base>https://n.example/wiki/Main_Page</base></siteinfo>"

static void the_last_revision_of_articles_is_read(void **state)
{
    (void)state;
    write_file(
        "dump.xml", DUMP
        "<page><title>A</title><ns>0</ns><id>1</id><revision><id>5</id><text>Old.</text></revision><revision><id>6"
        "</id><text>New.</text></revision></page><page><title>Talk:A</title><ns>1</ns><id>2</id><revision><text>Talk."
        "</text></revision></page><page><title>B</title><ns>0</ns><id>3</id><redirect title='A'/><revision><text>Go."
        "</text></revision></page><page><title>C</title><ns>0</ns><id>4</id><revision><text>  #redirect [[A]]</text>"
        "</revision></page>\n<page><title>D</title><ns>0</ns><id>5</id><revision><text>{{gone}}</text></revision>"
        "</page><page><title>E</title><ns>0</ns><id>6</id><revision><text>Last.</text></revision></page></mediawiki>");
    expect_all("dump.xml", NULL, "[New.]-[Last.]");
    write_file("cut.xml", DUMP "<page><title>A</title><revision><text>One.</text></revision></page>\n<page><title>B");
    expect_all("cut.xml", NULL, "[One.]!cut.xml:2: broken XML: it ends in the middle, or something follows its end");
    write_file("none.xml", DUMP "</mediawiki>");
    expect_all("none.xml", NULL, "");
}

static void a_page_says_what_it_is(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("page.xml",
               DUMP "<page><title>Bridge &amp; caf\xC3\xA9</title><ns>0</ns><id>17</id><revision><id>2</id><timestamp>"
                    "2014-03-02T10:00:00Z</timestamp><contributor><username>X</username><id>9</id></contributor><text>"
                    "{{byline|date=March 1, 2014|location=[[w:Lindfell|Lindfell]]}}{{correction|March 3|The day was "
                    "wrong.}}It closed."
                    "</text></revision></page></mediawiki>");
    article = read_one(arena, "page.xml", "mediawiki");
    assert_string_equal(article.text, "It closed.");
    assert_string_equal(article.title, "Bridge & café");
    assert_string_equal(article.publisher, "Harbour Wiki");
    assert_string_equal(article.id, "Harbour Wiki/17");
    assert_string_equal(article.url, "https://n.example/wiki/Bridge_&_caf%C3%A9");
    assert_string_equal(article.published, "2014-03-01");
    assert_string_equal(article.updated, "2014-03-02T10:00:00Z");
    assert_string_equal(article.dateline, "Lindfell");
    assert_string_equal(article.correction, "The day was wrong.");
    assert_string_equal(article.language, "en");
    ws_arena_free(arena);
}

static void drafts_are_withheld_and_pages_without_id_have_names(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("draft.xml",
               "<mediawiki><page><title>A b</title><revision><text>{{Develop}}It closed.</text></revision></page>"
               "</mediawiki>");
    article = read_one(arena, "draft.xml", "mediawiki");
    assert_int_equal(article.release, WS_RELEASE_WITHHELD);
    assert_non_null(strstr(article.id, "draft.xml#A b"));
    ws_arena_free(arena);
}

static void expect_plain(const char *wikitext, const char *plain)
{
    ws_arena *arena = ws_arena_new(0);
    ws_buffer out = WS_BUFFER_INIT(100000);
    ws_wiki_facts facts = {.draft = false};

    assert_int_equal(ws_wikitext(arena, wikitext, strlen(wikitext), &out, &facts, NULL), WS_OK);
    assert_string_equal(out.bytes ? out.bytes : "", plain);
    ws_buffer_free(&out);
    ws_arena_free(arena);
}

static void marks_go_and_words_stay(void **state)
{
    (void)state;
    expect_plain("'''Bold''', ''italic'' and '''''both'''''; it's ''''his''''.", "Bold, italic and both; it's 'his'.");
    expect_plain("[[A]] [[A (town)|a]] [[w:Oslo|Oslo]] [[w:Oslo]] [[w:Oslo (city)|]] [[A: b]] [[:Category:B|b]] "
                 "[[fr:Pont]][[Category:C]].",
                 "A a Oslo Oslo Oslo (city) A: b b .");
    expect_plain("a[[File:X.jpg|thumb|A [[w:b|c]] caption {{d|e}}.]]b", "ab");
    expect_plain("See [https://a.example Bo Ek] [https://a.example] and [sic].", "See Bo Ek  and [sic].");
    expect_plain("a<ref>No {{cite|x}}</ref>b<ref name=x />c<br>d<!-- no -->e<nowiki>[[f]]</nowiki><b>g</b> 1 < 2",
                 "abc\nde[[f]]g 1 < 2");
    expect_plain("Fish &amp; chips&nbsp;now &unknown; __NOTOC__end", "Fish & chips\xC2\xA0now &unknown; end");
    expect_plain("a\n{| class=x\n|-\n| [[b]] {{c|d}}\n{|\n| e\n|}\n|}\nf", "a\n\nf");
}

static void templates_show_what_the_page_shows(void **state)
{
    (void)state;
    expect_plain(
        "{{w|Lindfell (town)|Lindfell}} {{w|Oslo}} {{w|A|b|lang=fr}} {{nowrap|No. 5}} {{convert|5|km|mi}}{{'s}}",
        "Lindfell Oslo b No. 5 5 km's");
    expect_plain("a{{infobox|name={{w|X}}|y=[[z]]}}b {{nowrap|{{w|C|c [[d|e]]}}}}", "ab c e");
    expect_plain("{{quote|text=Not safe.|author=Ann Lee}}{{Blockquote|1=So.}}",
                 "\n\nNot safe. — Ann Lee\n\n\n\nSo.\n\n");
}

static void lists_and_headings_are_paragraphs(void **state)
{
    (void)state;
    expect_plain("a\n== Why ==\n* b\n** c\n: d\n----\ne", "a\n\n\nWhy\n\n\n\n\nb\n\n\nc\n\n\nd\n\ne");
}

static void sections_of_sources_are_left_out(void **state)
{
    (void)state;
    expect_plain("a\n== Sources ==\n* {{source|x}} \"b\"\n=== More ===\nc\n== Then ==\nd", "a\n\n\nThen\n\n\nd");
    expect_plain("=== See also ===\nb", "");
}

static void brackets_without_partners_are_text(void **state)
{
    (void)state;
    expect_plain("a }} b ]] c {{ d [[ e", "a }} b ]] c {{ d [[ e");
    expect_plain("{{w|a [[b}} c ]]", "a [[b c ]]");
    expect_plain("<ref>a", "a");
    expect_plain("a <!-- b", "a ");
}

static char *repeat(const char *what, size_t times)
{
    size_t size = strlen(what);
    char *out = malloc(size * times + 1);

    assert_non_null(out);
    for (size_t i = 0; i < times; i++) memcpy(out + i * size, what, size);
    out[size * times] = '\0';
    return out;
}

static void tricks_take_no_time(void **state)
{
    static const char *const tricks[] = {"{{",       "[[",        "{{a|[[", "{{a|b}}",  "<ref>", "<ref ",
                                         "[http://", "{{<ref>}}", "<!--",   "\n{|\n|}", "{{w|",  "[[a|",
                                         "=",        "'",         "}}{{",   "|",        "&",     "__A"};

    (void)state;
    for (size_t i = 0; i < sizeof tricks / sizeof tricks[0]; i++) {
        ws_arena *arena = ws_arena_new(0);
        ws_buffer out = WS_BUFFER_INIT(100000000);
        ws_wiki_facts facts = {.draft = false};
        char *text = repeat(tricks[i], 200000);
        clock_t begin = clock();

        assert_int_equal(ws_wikitext(arena, text, strlen(text), &out, &facts, NULL), WS_OK);
        if ((double)(clock() - begin) / CLOCKS_PER_SEC > SANITIZED_SECONDS) fail_msg("%s takes too long", tricks[i]);
        free(text);
        ws_buffer_free(&out);
        ws_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_revision_of_articles_is_read),
        cmocka_unit_test(a_page_says_what_it_is),
        cmocka_unit_test(drafts_are_withheld_and_pages_without_id_have_names),
        cmocka_unit_test(marks_go_and_words_stay),
        cmocka_unit_test(templates_show_what_the_page_shows),
        cmocka_unit_test(lists_and_headings_are_paragraphs),
        cmocka_unit_test(sections_of_sources_are_left_out),
        cmocka_unit_test(brackets_without_partners_are_text),
        cmocka_unit_test(tricks_take_no_time),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
