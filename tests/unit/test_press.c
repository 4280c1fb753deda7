/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"
#include "press.h"

static ws_article read_release(ws_arena *arena, const char *text, const char *expected)
{
    ws_article article;

    write_file("one.txt", text);
    article = read_one(arena, "one.txt", "press");
    assert_string_equal(article.text, expected);
    return article;
}

#define BODY "Bridge closes\n\nLINDFELL, Marenia – The mayor closed the bridge, she said."

static void head_and_foot_are_left_out(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    article = read_release(
        arena,
        "***FOR IMMEDIATE RELEASE***\n\nJanuary 3, 2022\n\nContact: Jane Ruiz or Bo Ek (202) 555-0100\n\n" BODY
        "\n\n# # #\n\nNO",
        BODY);
    assert_string_equal(article.title, "Bridge closes");
    assert_string_equal(article.dateline, "LINDFELL, Marenia");
    assert_string_equal(article.published, "2022-01-03");
    assert_null(article.embargoed);
    read_release(arena,
                 "PRESS RELEASE\nMedia contact:\nJane Ruiz\ne: jane@example.org\nc: 202.555.0100\n\n" BODY
                 "\n\n-30-\n\nNO\n",
                 BODY);
    read_release(arena, "Contact:\n\nJane Ruiz\n\n202-555-0100\n\n" BODY "\n\nNotes to editors:\n\n1. NO", BODY);
    read_release(arena,
                 "FOR IMMEDIATE RELEASEContact: Jane Ruiz or Bo Collins Ek (202) 555-0100\n\n" BODY "\n\n– ENDS –\nNO",
                 BODY);
    read_release(arena,
                 "Media Release\n\n" BODY "\n\nAbout the Roads Authority\n\nIt was founded, NO.\n\nMedia contact: NO",
                 BODY);
    ws_arena_free(arena);
}

static void a_headline_may_stand_above_the_mark(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    article = read_release(
        arena,
        "Council asks for the bridge to be opened\n\nFOR IMMEDIATE RELEASE\n\nLINDFELL, Marenia – The mayor "
        "said no.",
        "LINDFELL, Marenia – The mayor said no.");
    assert_string_equal(article.title, "Council asks for the bridge to be opened");
    article = read_release(arena, "Town of Lindfell\n\nNEWS RELEASE\n\n" BODY, BODY);
    assert_string_equal(article.title, "Bridge closes");
    article = read_release(arena, "NEWS RELEASE\n\nBridge closes\n\n3 March 2025\n\nThe mayor closed it, she said.",
                           "Bridge closes\n\n3 March 2025\n\nThe mayor closed it, she said.");
    assert_string_equal(article.published, "2025-03-03");
    ws_arena_free(arena);
}

static void embargoes_are_kept(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    article = read_release(arena, "EMBARGOED UNTIL 00:01 GMT, Tuesday 4 March 2025\n\n" BODY, BODY);
    assert_string_equal(article.embargoed, "2025-03-04T00:01:00Z");
    assert_int_equal(article.release, WS_RELEASE_USABLE);
    article = read_release(arena, "PRESS RELEASE – EMBARGO\n\nUnder embargo until next Tuesday\n\n" BODY, BODY);
    assert_null(article.embargoed);
    assert_int_equal(article.release, WS_RELEASE_WITHHELD);
    article = read_release(arena, "PRESS RELEASE\nEmbargo lifted\n\n" BODY, BODY);
    assert_null(article.embargoed);
    assert_int_equal(article.release, WS_RELEASE_USABLE);
    ws_arena_free(arena);
}

static void expect_moment(const char *line, const char *expected)
{
    char iso[WS_DATE_BYTES];

    assert_string_equal(ws_press_moment(line, strlen(line), iso) ? iso : "-", expected);
}

static void moments_are_understood(void **state)
{
    (void)state;
    expect_moment("Embargoed until 10:30 a.m. EDT, March 4, 2025", "2025-03-04T10:30:00-04:00");
    expect_moment("EMBARGO: 0001 GMT 4 Mar 2025", "2025-03-04T00:01:00Z");
    expect_moment("for release at 2 pm ET on Tuesday, Sept. 2, 2025", "2025-09-02T14:00:00-05:00");
    expect_moment("12 noon, 5th May 2025", "2025-05-05T12:00:00");
    expect_moment("12:01 am 5 May 2025", "2025-05-05T00:01:00");
    expect_moment("until 2025-05-05", "2025-05-05");
    expect_moment("until 2025-05-05T09:00 BST", "2025-05-05T09:00:00+01:00");
    expect_moment("Tuesday, 10 a.m.", "-");
    expect_moment("31 February 2025", "-");
    expect_moment("Mayor Augustin, 5 March 2025", "2025-03-05");
    expect_moment("", "-");
}

static void other_texts_are_left_alone(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_file(
        "news.txt",
        "Press releases are dull, minister says\n\nThe minister said so on Monday in a long speech.\n\n###\n\nMore.");
    assert_string_equal(
        read_one(arena, "news.txt", "plain").text,
        "Press releases are dull, minister says\n\nThe minister said so on Monday in a long speech.\n\n###\n\nMore.");
    write_file("contact.txt", "Contact with the probe was lost on Monday\n\nNo signal came, the agency said.");
    read_one(arena, "contact.txt", "plain");
    write_file("empty.txt", "PRESS RELEASE\n\n###\n");
    expect_all("empty.txt", NULL, "!empty.txt: the press release has no text between its head and its end");
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head_and_foot_are_left_out), cmocka_unit_test(a_headline_may_stand_above_the_mark),
        cmocka_unit_test(embargoes_are_kept),         cmocka_unit_test(moments_are_understood),
        cmocka_unit_test(other_texts_are_left_alone),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
