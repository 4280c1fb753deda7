/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes of correction, and what only looks like one. */
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void notes_are_told(void **state)
{
    (void)state;
    static const char *const notes[] = {
        "Correction: May 3, 2025. The dam has two gates.",
        "CORRECTION: The dam has two gates.",
        "Corrections and clarifications: the dam has two gates.",
        "Clarification: Ruiz spoke on Monday.",
        "Correction \xe2\x80\x93 The dam has two gates.",
        "An earlier version of this article misstated the number of gates.",
        "*An earlier version of this story had the wrong mill.",
        "A previous version of the headline had the wrong mill.",
        "Update: An earlier version of this report had the wrong mill.",
        "This story has been corrected to show that Ruiz is mayor.",
        "This article was amended on 3 May to give the right day.",
        "Editor\xe2\x80\x99s note: The story misstated the number of gates.",
        "(Corrects number of gates in paragraph 3)",
        "- Corrects number of gates.",
        "NOTE: Corrects number of gates.",
        "Company corrects number of gates in May 3 item",
    };
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (!ws_text_corrects(notes[i], strlen(notes[i]))) fail_msg("no note: %s", notes[i]);
}

static void other_words_are_no_notes(void **state)
{
    (void)state;
    static const char *const others[] = {
        "An earlier version of the bill was lost.",
        "Correction of the river begins in May.",
        "Corrects itself, the market does, said Ruiz.",
        "Editor\xe2\x80\x99s note: this is the first of three parts.",
        "This story has been told before.",
        "The article was published in May.",
        "\xe2\x80\x9c"
        "Correction: two,\xe2\x80\x9d she said.",
        "",
        "(",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ws_text_corrects(others[i], strlen(others[i]))) fail_msg("a note: %s", others[i]);
}

/* Only where notes stand, beside the parts that the reader of the format knew. */
static void notes_become_parts(void **state)
{
    (void)state;
    static const char text[] = "Gates lost at Orley\n\nA caption.\n\nThe river rose.\n\nOne.\n\nTwo.\n\n"
                               "Correction: in the middle.\n\nThree.\n\nFour.\n\nFive.\n\n"
                               "This story has been corrected to give the day.\n\nAll rights.";
    ws_arena *arena = ws_arena_new(0);
    ws_article_part caption = {{21, 31}, WS_PART_CAPTION};
    ws_article article = {.text = text, .text_size = sizeof text - 1, .parts = &caption, .part_count = 1};
    assert_int_equal(ws_text_correction_notes(arena, &article, NULL), WS_OK);
    assert_int_equal(article.part_count, 2);
    assert_int_equal(article.parts[0].part, WS_PART_CAPTION);
    assert_int_equal(article.parts[1].part, WS_PART_CORRECTION);
    assert_string_equal(article.correction, "This story has been corrected to give the day.");
    assert_memory_equal(text + article.parts[1].span.begin, "This story", 10);
    ws_arena_free(arena);
}

static void a_title_and_metadata_stay(void **state)
{
    (void)state;
    static const char text[] =
        "Correction: dam story\n\nThe dam has two gates.\n\nAn earlier version of this story is wrong.";
    ws_arena *arena = ws_arena_new(0);
    ws_article article = {
        .text = text, .text_size = sizeof text - 1, .title = "Correction: dam story", .correction = "as told"};
    assert_int_equal(ws_text_correction_notes(arena, &article, NULL), WS_OK);
    assert_int_equal(article.part_count, 1);
    assert_string_equal(article.correction, "as told");
    ws_arena_free(arena);
}

/* As agencies write it: behind the last words, or in the title. */
static void notes_that_are_no_paragraph(void **state)
{
    (void)state;
    static const char text[] = "The mill reopened.\n\nIt makes flour. -- corrects kind of mill in May 3 item.";
    ws_arena *arena = ws_arena_new(0);
    ws_article article = {.text = text, .text_size = sizeof text - 1, .title = "CORRECTED - MILL"};
    assert_int_equal(ws_text_correction_notes(arena, &article, NULL), WS_OK);
    assert_int_equal(article.part_count, 0);
    assert_string_equal(article.correction, "- corrects kind of mill in May 3 item.");
    static const char *const titles[] = {"CORRECTED - MILL REOPENS", "(CORRECTED) - MILL", "Corrected: mill",
                                         "CORRECTED ACCOUNTS"};
    for (size_t i = 0; i < 4; i++) {
        ws_article one = {.text = "It reopened.", .text_size = 12, .title = titles[i]};
        assert_int_equal(ws_text_correction_notes(arena, &one, NULL), WS_OK);
        assert_true((one.correction != NULL) == (i < 3));
    }
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_are_told),
        cmocka_unit_test(other_words_are_no_notes),
        cmocka_unit_test(notes_become_parts),
        cmocka_unit_test(a_title_and_metadata_stay),
        cmocka_unit_test(notes_that_are_no_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
