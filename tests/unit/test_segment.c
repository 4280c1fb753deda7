/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_fixture.h"

/* Paragraphs parted by "¶", sentences by "|". */
static void expect_sentences(const char *text, const char *expected)
{
    fixture it;

    read_bytes(&it, text, strlen(text));
    for (size_t p = 0; p < it.reading.paragraph_count; p++) {
        const ws_paragraph *paragraph = &it.reading.paragraphs[p];

        if (p) ws_buffer_puts(&it.out, "¶");
        for (uint32_t s = paragraph->sentence_begin; s < paragraph->sentence_end; s++) {
            if (s > paragraph->sentence_begin) ws_buffer_puts(&it.out, "|");
            assert_int_equal(it.reading.sentences[s].paragraph, p);
            add_span(&it, it.reading.sentences[s].span);
        }
    }
    assert_string_equal(it.out.bytes ? it.out.bytes : "", expected);
    free_fixture(&it);
}

/* Tokens parted by "_". */
static void expect_tokens(const char *text, const char *expected)
{
    fixture it;

    read_bytes(&it, text, strlen(text));
    for (size_t t = 0; t < it.reading.token_count; t++) {
        if (t) ws_buffer_puts(&it.out, "_");
        add_span(&it, it.reading.tokens[t].span);
    }
    assert_string_equal(it.out.bytes ? it.out.bytes : "", expected);
    free_fixture(&it);
}

static void paragraphs_end_at_blank_lines(void **state)
{
    (void)state;
    expect_sentences("", "");
    expect_sentences(" \n\t\n ", "");
    expect_sentences("One here.\n\nTwo here.\n \n\nThree.", "One here.¶Two here.¶Three.");
    expect_sentences("One here.\r\n\r\nTwo here.\r\n", "One here.¶Two here.");
}

static void lines_are_paragraphs_without_blank_lines(void **state)
{
    (void)state;
    expect_sentences("The first paragraph ends.\nThe second does too.\nSo does this.",
                     "The first paragraph ends.¶The second does too.¶So does this.");
}

static void wrapped_lines_are_joined(void **state)
{
    (void)state;
    expect_sentences(
        "The council met on Monday to talk about the bridge that\n"
        "was closed in the spring, and about the money that the\n"
        "repair will cost. Nobody knew.\n\n"
        "The next meeting is in June, when the money will have been\n"
        "counted.",
        "The council met on Monday to talk about the bridge that was closed in the spring, and about the money "
        "that the repair will cost.|Nobody knew.¶The next meeting is in June, when the money will have been "
        "counted.");
}

static void short_lines_of_wrapped_text_end_paragraphs(void **state)
{
    (void)state;
    expect_sentences(
        "The council met on Monday to talk about the bridge that\n"
        "was closed in the spring.\n"
        "The mayor stayed away from the meeting, which surprised\n"
        "everybody in the room.",
        "The council met on Monday to talk about the bridge that was closed in the spring.¶The mayor stayed away "
        "from the meeting, which surprised everybody in the room.");
}

static void sentences_end_at_stops(void **state)
{
    (void)state;
    expect_sentences("He left. She stayed! Did it rain? It did.", "He left.|She stayed!|Did it rain?|It did.");
    expect_sentences("He waited... Then he left.", "He waited...|Then he left.");
    expect_sentences("He waited… and then he left.", "He waited… and then he left.");
    expect_sentences("(He left. She stayed.) It rained.", "(He left.|She stayed.)|It rained.");
    expect_sentences("What?! He left.", "What?!|He left.");
}

static void abbreviations_do_not_end_sentences(void **state)
{
    (void)state;
    expect_sentences("Mr. Smith met Gen. Lee and Sen. A. B. Cole. They spoke.",
                     "Mr. Smith met Gen. Lee and Sen. A. B. Cole.|They spoke.");
    expect_sentences("The U.S. Army left the U.S. The army came back.",
                     "The U.S. Army left the U.S.|The army came back.");
    expect_sentences("It began at 3 p.m. Monday and ended at 5 p.m. He slept.",
                     "It began at 3 p.m. Monday and ended at 5 p.m.|He slept.");
    expect_sentences("It was No. 5 on the list. He said no. 5 people left.",
                     "It was No. 5 on the list.|He said no.|5 people left.");
    expect_sentences("On Jan. 5 the firm, Acme Inc., rose 3.5 percent. It fell $1.25 on Dec. 3.",
                     "On Jan. 5 the firm, Acme Inc., rose 3.5 percent.|It fell $1.25 on Dec. 3.");
}

static void closing_marks_belong_to_the_sentence(void **state)
{
    (void)state;
    expect_sentences("\"I won.\" He left.", "\"I won.\"|He left.");
    expect_sentences("“I won.” He left.", "“I won.”|He left.");
    expect_sentences("\"Stop!\" he said. He left.", "\"Stop!\" he said.|He left.");
    expect_sentences("“Will he go?” Anna Smith asked. Nobody knew.", "“Will he go?” Anna Smith asked.|Nobody knew.");
    expect_sentences("He left. “I am done,” he said. “Go.”", "He left.|“I am done,” he said.|“Go.”");
}

static void tokens_keep_what_belongs_together(void **state)
{
    (void)state;
    expect_tokens("He don't like the G-7's U.S. plan.", "He_don't_like_the_G-7_'s_U.S._plan_.");
    expect_tokens("It rose 1,234.5 or 40% to $3.5 bln.", "It_rose_1,234.5_or_40%_to_$3.5_bln_.");
    expect_tokens("See https://example.com/a?b=c, or a@b.org.", "See_https://example.com/a?b=c_,_or_a@b.org_.");
    expect_tokens("O’Neill’s ‘plan’", "O’Neill_’s_‘_plan_’");
    expect_tokens("end.Next one... yes--no", "end_._Next_one_..._yes_--_no");
    expect_tokens("AT&T in St. Paul at 12:30", "AT&T_in_St._Paul_at_12:30");
}

static void tokens_are_folded_and_classed(void **state)
{
    fixture it;

    (void)state;
    read_bytes(&it, "Élan 3.5 don’t ,", strlen("Élan 3.5 don’t ,"));
    assert_int_equal(it.reading.token_count, 4);
    assert_string_equal(it.reading.tokens[0].folded, "elan");
    assert_true(it.reading.tokens[0].capital);
    assert_int_equal(it.reading.tokens[1].kind, WS_TOKEN_NUMBER);
    assert_string_equal(it.reading.tokens[2].folded, "don't");
    assert_int_equal(it.reading.tokens[2].kind, WS_TOKEN_WORD);
    assert_false(it.reading.tokens[2].capital);
    assert_int_equal(it.reading.tokens[3].kind, WS_TOKEN_PUNCTUATION);
    free_fixture(&it);
}

static void expect_headings(const char *text, const char *title, const char *dateline)
{
    fixture it;
    ws_error error;
    ws_article article;

    read_bytes(&it, text, strlen(text));
    article = it.article;
    assert_int_equal(ws_text_headings(it.arena, &article, &error), WS_OK);
    assert_string_equal(article.title ? article.title : "-", title);
    assert_string_equal(article.dateline ? article.dateline : "-", dateline);
    assert_int_equal(it.reading.paragraphs[0].part, article.title ? WS_PART_HEADLINE : WS_PART_BODY);
    free_fixture(&it);
}

static void headings_are_found(void **state)
{
    (void)state;
    expect_headings("Mayor of Sandwick quits\n\nSANDWICK, April 3 (Coastal Agency) - The mayor left.",
                    "Mayor of Sandwick quits", "SANDWICK, April 3 (Coastal Agency)");
    expect_headings("Mayor quits\nThe mayor of the town left office on Monday.", "Mayor quits", "-");
    expect_headings("Mayor quits over bridge.\n\nThe mayor of the town left office on Monday, he said.",
                    "Mayor quits over bridge.", "-");
    expect_headings("SANDWICK — The mayor left.\n\nHe said so at noon.", "-", "SANDWICK");
    expect_headings("Sandwick (Coastal) - The mayor left.", "-", "Sandwick (Coastal)");
    expect_headings("The mayor - a tall man - left.", "-", "-");
    expect_headings("“I am going,” the mayor said.\n\nHe left the building at noon, and nobody saw him again.", "-",
                    "-");
}

static void expect_author(const char *text, const char *author, const char *dateline)
{
    fixture it;
    ws_error error;
    ws_article article;

    read_bytes(&it, text, strlen(text));
    article = it.article;
    assert_int_equal(ws_text_headings(it.arena, &article, &error), WS_OK);
    assert_string_equal(article.author ? article.author : "-", author);
    assert_string_equal(article.dateline ? article.dateline : "-", dateline);
    free_fixture(&it);
}

static void a_byline_under_the_title_is_found(void **state)
{
    (void)state;
    expect_author("Mayor quits\n\nBy Jane Ruiz\n\nSANDWICK - The mayor left.", "Jane Ruiz", "SANDWICK");
    expect_author("Mayor quits\n\nBY JANE RUIZ and BO EK, Staff Writers\n\nThe mayor left.",
                  "JANE RUIZ and BO EK, Staff Writers", "-");
    expect_author("Mayor quits\n\nVon Anna Meier und Bo Ek, dpa\n\nBERLIN (dpa) - The mayor left.",
                  "Anna Meier und Bo Ek, dpa", "BERLIN (dpa)");
    expect_author("Mayor quits\n\nVon Anna Meier, AFP\n\nThe mayor left.", "Anna Meier, AFP", "-");
    expect_author("Mayor quits\n\nVon Miller\n\nThe mayor left.", "-", "-");
    expect_author("Mayor quits\n\nVon Miller, linebacker\n\nThe mayor left.", "-", "-");
    expect_author("Mayor quits\n\nBy all accounts she was tired\n\nThe mayor left.", "-", "-");
    expect_author("Mayor quits\n\nBy Monday.\n\nThe mayor left.", "-", "-");
    expect_author("Mayor quits\n\nBy Jane Ruiz", "-", "-");
}

static void a_known_title_is_the_headline(void **state)
{
    fixture it;
    ws_error error;
    const char *text = "Mayor Quits\n\nThe mayor left.";

    (void)state;
    read_bytes(&it, text, strlen(text));
    it.article.title = "Mayor quits";
    assert_int_equal(ws_text_segment(&it.reading, &error), WS_OK);
    assert_int_equal(it.reading.paragraphs[0].part, WS_PART_HEADLINE);
    it.article.title = "Something else";
    assert_int_equal(ws_text_segment(&it.reading, &error), WS_OK);
    assert_int_equal(it.reading.paragraphs[0].part, WS_PART_BODY);
    free_fixture(&it);
}

static void long_texts_are_read_in_linear_time(void **state)
{
    enum { SIZE = 4 * 1024 * 1024 };
    char *text = test_malloc(SIZE);
    fixture it;

    (void)state;
    /* A hundred thousand words without a stop, then stops without words. */
    for (size_t i = 0; i < SIZE; i++) text[i] = i % 5 == 4 ? ' ' : i < SIZE / 2 ? 'w' : '.';
    read_bytes(&it, text, SIZE);
    assert_true(it.reading.token_count > 100000);
    free_fixture(&it);
    for (size_t i = 0; i < SIZE; i++) text[i] = i % 2 ? 'A' : '.';
    read_bytes(&it, text, SIZE);
    free_fixture(&it);
    test_free(text);
}

static void too_many_words_are_refused(void **state)
{
    enum { SIZE = 4 * 1024 * 1024 };
    ws_arena *arena = ws_arena_new(0);
    char *text = ws_arena_alloc(arena, SIZE);
    ws_article article = {.text = text, .text_size = SIZE};
    ws_reading reading = {.arena = arena, .article = &article};
    ws_error error;

    (void)state;
    memset(text, '"', SIZE);
    assert_int_equal(ws_text_segment(&reading, &error), WS_REFUSED);
    for (size_t i = 0; i < SIZE; i++) text[i] = i % 2 ? '\n' : 'a';
    assert_int_equal(ws_text_segment(&reading, &error), WS_REFUSED);
    assert_non_null(strstr(error.message, "lines"));
    ws_arena_free(arena);
}

static void degrees_cases_and_lone_capitals(void **state)
{
    (void)state;
    expect_tokens("She has a Ph.D. in law", "She_has_a_Ph.D._in_law");
    expect_sentences("He is a Ph.D. student. She has a Ph.D. He left.", "He is a Ph.D. student.|She has a Ph.D.|He left.");
    expect_sentences("Smith v. Jones was decided. It was Plan B. He left. J. B. Stern left.",
                     "Smith v. Jones was decided.|It was Plan B.|He left.|J. B. Stern left.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_end_at_blank_lines),
        cmocka_unit_test(lines_are_paragraphs_without_blank_lines),
        cmocka_unit_test(wrapped_lines_are_joined),
        cmocka_unit_test(short_lines_of_wrapped_text_end_paragraphs),
        cmocka_unit_test(sentences_end_at_stops),
        cmocka_unit_test(abbreviations_do_not_end_sentences),
        cmocka_unit_test(closing_marks_belong_to_the_sentence),
        cmocka_unit_test(tokens_keep_what_belongs_together),
        cmocka_unit_test(tokens_are_folded_and_classed),
        cmocka_unit_test(headings_are_found),
        cmocka_unit_test(a_byline_under_the_title_is_found),
        cmocka_unit_test(a_known_title_is_the_headline),
        cmocka_unit_test(long_texts_are_read_in_linear_time),
        cmocka_unit_test(too_many_words_are_refused),
        cmocka_unit_test(degrees_cases_and_lone_capitals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
