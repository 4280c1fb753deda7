/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"

#define TURNS                                                                                                          \
    "HOST: Why did you close the bridge?\n\nMAYOR BRANDT (by phone): It was not safe. [applause]\n\n[00:12:34] HOST: " \
    "Thank you.\n\nMAYOR BRANDT (by phone): Thank you.\n\nIt will open in May.\n\nHOST: In May, then.\n"

static void what_stands_before_it_is_metadata(void **state)
{
    ws_arena *arena = ws_arena_new(0);
    ws_article article;

    (void)state;
    write_file("a.txt", "TRANSCRIPT: The Morning Hour\n7 March 2025\n\n" TURNS);
    article = read_one(arena, "a.txt", "transcript");
    assert_string_equal(article.text, TURNS);
    assert_string_equal(article.title, "The Morning Hour");
    assert_string_equal(article.published, "2025-03-07");
    write_file("b.txt", "Mayor on the bridge, 7 March 2025\n\nTranscript\n\n" TURNS);
    article = read_one(arena, "b.txt", "transcript");
    assert_string_equal(article.text, TURNS);
    assert_string_equal(article.title, "Mayor on the bridge, 7 March 2025");
    assert_string_equal(article.published, "2025-03-07");
    write_file("c.txt", TURNS);
    article = read_one(arena, "c.txt", "transcript");
    assert_string_equal(article.text, TURNS);
    assert_null(article.title);
    write_file("d.txt", "The mayor spoke to us on Monday.\n\n" TURNS);
    assert_string_equal(read_one(arena, "d.txt", "transcript").text, "The mayor spoke to us on Monday.\n\n" TURNS);
    ws_arena_free(arena);
}

static void lines_without_blank_ones_between(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_file("a.txt",
               "Anna Host: Why?\nHelena Brandt: It was not safe.\nAnna Host: Thanks.\nHelena Brandt: Thanks.\n");
    assert_non_null(strstr(read_one(arena, "a.txt", "transcript").text, "Anna Host: Why?"));
    ws_arena_free(arena);
}

static void other_texts_are_no_transcripts(void **state)
{
    ws_arena *arena = ws_arena_new(0);

    (void)state;
    write_file("a.txt",
               "Bridge closes\n\nThe mayor said one thing: it is shut.\n\nThe mayor said one thing: no.\n\nThe mayor "
               "said one thing: yes.\n\nMore.\n");
    read_one(arena, "a.txt", "plain");
    write_file("b.txt",
               "Where: Lindfell\nWhen: Monday\nWho: the mayor\nWhat: a speech\n\nThe mayor speaks on Monday.\n");
    read_one(arena, "b.txt", "plain");
    write_file("c.txt", "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\nSeven.\n\n" TURNS TURNS TURNS);
    read_one(arena, "c.txt", "plain");
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_before_it_is_metadata),
        cmocka_unit_test(lines_without_blank_ones_between),
        cmocka_unit_test(other_texts_are_no_transcripts),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
