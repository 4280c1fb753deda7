/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record.h"

#include <stdlib.h>
#include <string.h>

static ws_arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = ws_arena_new(0);
    return arena ? 0 : -1;
}

static int free_arena(void **state)
{
    (void)state;
    ws_arena_free(arena);
    return 0;
}

static void every_value_has_its_name(void **state)
{
    (void)state;
    for (int vocabulary = 0; vocabulary < WS_VOCABULARIES; vocabulary++) {
        size_t count = ws_value_count((ws_vocabulary)vocabulary);
        assert_true(count > 1);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(
                ws_value_parse((ws_vocabulary)vocabulary, ws_value_name((ws_vocabulary)vocabulary, (int)i)), i);
        assert_string_equal(ws_value_name((ws_vocabulary)vocabulary, (int)count), "unknown");
        assert_string_equal(ws_value_name((ws_vocabulary)vocabulary, -1), "unknown");
        assert_int_equal(ws_value_parse((ws_vocabulary)vocabulary, "no such value"), -1);
        assert_int_equal(ws_value_parse((ws_vocabulary)vocabulary, NULL), -1);
    }
    assert_string_equal(ws_value_name(WS_ACTS, WS_ACT_NO_COMMENT), "no-comment");
    assert_string_equal(ws_value_name(WS_ACTS, WS_ACT_FINDING), "finding");
    assert_string_equal(ws_value_name(WS_SPEAKER_TYPES, WS_SPEAKER_PUBLICATION), "publication");
    assert_string_equal(ws_value_name(WS_SETTINGS, WS_SETTING_DOCUMENT_SEEN), "document-seen");
    assert_string_equal(ws_value_name(WS_RESPONSE_KINDS, WS_RESPONSE_UNREACHABLE), "unreachable");
    assert_string_equal(ws_value_name(WS_NAMINGS, WS_NAMING_COLLECTIVE), "collective");
    assert_string_equal(ws_value_name(WS_PARTS, WS_PART_CORRECTION), "correction");
    assert_string_equal(ws_value_name(WS_BASES, WS_BASIS_CORRECTED), "corrected");
    assert_string_equal(ws_value_name(WS_TONES, WS_TONE_RETRACTION), "retraction");
}

static ws_article article_of(const char *text)
{
    return (ws_article){.text = text, .text_size = strlen(text), .path = "news/a.txt"};
}

static void blank_and_broken_texts_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " \n\t ", "\xc2\xa0\xe3\x80\x80", "caf\xc3", "a\xff"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ws_error error = {.message = ""};
        ws_article article = article_of(texts[i]);
        assert_int_equal(ws_article_seal(arena, &article, &error), WS_REFUSED);
        assert_string_not_equal(error.message, "");
    }
    size_t size = 8 * 1024 * 1024;
    char *text = malloc(size + 2);
    memset(text, 'a', size + 1);
    text[size + 1] = '\0';
    ws_article article = article_of(text);
    assert_int_equal(ws_article_seal(arena, &article, NULL), WS_REFUSED);
    text[size] = '\0';
    article = article_of(text);
    assert_int_equal(ws_article_seal(arena, &article, NULL), WS_OK);
    free(text);
}

static const char *sealed_id(const char *publisher, const char *input_id, const char *url, const char *path)
{
    ws_article article = {
        .text = "x", .text_size = 1, .publisher = publisher, .input_id = input_id, .url = url, .path = path};
    return ws_article_seal(arena, &article, NULL) ? "refused" : article.id;
}

static void ids_are_derived(void **state)
{
    (void)state;
    assert_string_equal(sealed_id("Harbour Post", "17", "https://p.example/a", "f.jsonl"), "Harbour Post/17");
    assert_string_equal(sealed_id("News/100%", "1/2", NULL, "f.jsonl"), "News%2F100%25/1/2");
    assert_string_equal(sealed_id(NULL, NULL, "https://p.example/a?b=c#top", "f.html"), "https://p.example/a?b=c");
    assert_string_equal(sealed_id(NULL, "17", "https://p.example/a", "f.jsonl"), "https://p.example/a");
    assert_string_equal(sealed_id(NULL, "17", NULL, "f.jsonl"), "f.jsonl#17");
    assert_string_equal(sealed_id("Harbour Post", "f.jsonl#3", NULL, "f.jsonl"), "f.jsonl#3");
    assert_string_equal(sealed_id(NULL, "https://p.example/a#x", NULL, "f.xml"), "https://p.example/a#x");
    assert_string_equal(sealed_id(NULL, "urn:newsml:p.example:7", NULL, "f.xml"), "urn:newsml:p.example:7");
    assert_string_equal(sealed_id(NULL, "tag:p.example,2025:7", NULL, "f.xml"), "tag:p.example,2025:7");
    assert_string_equal(sealed_id("Harbour Post", NULL, NULL, "news/a.txt"), "news/a.txt");
    assert_string_equal(sealed_id("Harbour Post", NULL, NULL, NULL), "refused");
    char longest[3000];
    memset(longest, 'i', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    const char *id = sealed_id("P", longest, NULL, NULL);
    assert_in_range(strlen(id), 1000, 1024);
    longest[2500] = 'j';
    assert_string_not_equal(sealed_id("P", longest, NULL, NULL), id);
}

static void fields_are_tidied(void **state)
{
    (void)state;
    char longest[5000];
    memset(longest, 'e', sizeof longest - 1);
    longest[4095] = '\xc3';
    longest[4096] = '\xa9';
    longest[sizeof longest - 1] = '\0';
    ws_article article = article_of("Text stays\r\nas it is. ");
    article.title = " A\n\ttitle\x1b[31m ";
    article.author = " \n ";
    article.section = longest;
    article.published = "April 13, 2025";
    article.updated = "2025-02-30";
    article.path = "caf\xe9.txt";
    assert_int_equal(ws_article_seal(arena, &article, NULL), WS_OK);
    assert_string_equal(article.title, "A title [31m");
    assert_null(article.author);
    assert_int_equal(strlen(article.section), 4095);
    assert_string_equal(article.published, "2025-04-13");
    assert_null(article.updated);
    assert_string_equal(article.unread_date, "updated \"2025-02-30\"");
    assert_string_equal(article.path, "caf?.txt");
    assert_string_equal(article.text, "Text stays\r\nas it is. ");
    article.title = "\xff";
    assert_int_equal(ws_article_seal(arena, &article, NULL), WS_REFUSED);
}

static void dates_that_cannot_be_understood_are_noted(void **state)
{
    (void)state;
    ws_article article = article_of("Text.");
    article.published = " ";
    article.embargoed = "";
    article.path = "a.txt";
    assert_int_equal(ws_article_seal(arena, &article, NULL), WS_OK);
    assert_null(article.unread_date);
    assert_int_equal(article.release, WS_RELEASE_USABLE);
    char longest[200] = "\x1b\xff";
    memset(longest + 2, 'x', sizeof longest - 3);
    article.published = longest;
    article.updated = "never";
    assert_int_equal(ws_article_seal(arena, &article, NULL), WS_OK);
    assert_null(article.published);
    assert_memory_equal(article.unread_date, "published \"??xxx", 16);
    assert_string_equal(article.unread_date + strlen(article.unread_date) - 5, "x...\"");
    assert_in_range(strlen(article.unread_date), 80, 100);
    article.embargoed = "until the mayor has spoken";
    assert_int_equal(ws_article_seal(arena, &article, NULL), WS_OK);
    assert_null(article.embargoed);
    assert_int_equal(article.release, WS_RELEASE_WITHHELD);
    article = article_of("Text.");
    article.path = "a.txt";
    article.embargoed = "2025-03-01";
    assert_int_equal(ws_article_seal(arena, &article, NULL), WS_OK);
    assert_int_equal(article.release, WS_RELEASE_USABLE);
}

static void the_content_hash_sees_text_and_metadata(void **state)
{
    (void)state;
    ws_article a = article_of("She agreed."), b = a, c = a;
    b.text = "She agreed!";
    c.title = "Agreement";
    assert_int_equal(ws_article_seal(arena, &a, NULL), WS_OK);
    assert_int_equal(ws_article_seal(arena, &b, NULL), WS_OK);
    assert_int_equal(ws_article_seal(arena, &c, NULL), WS_OK);
    assert_memory_not_equal(&a.content, &b.content, sizeof a.content);
    assert_memory_not_equal(&a.content, &c.content, sizeof a.content);
}

/* A statement by the places of its words in the text. */
static ws_statement statement_of(const char *text, const char *source, const char *cue, const char *content)
{
    ws_statement statement = {.paragraph = 1};
    const char *const words[] = {source, cue, content};
    ws_spans *const roles[] = {&statement.source, &statement.cue, &statement.content};
    for (size_t i = 0; i < 3; i++) {
        const char *at = strstr(text, words[i]);
        assert_non_null(at);
        roles[i]->items = ws_arena_alloc(arena, sizeof(ws_span));
        roles[i]->items[0] = (ws_span){(uint32_t)(at - text), (uint32_t)(at - text + (ptrdiff_t)strlen(words[i]))};
        roles[i]->count = 1;
    }
    return statement;
}

static void parts_are_checked(void **state)
{
    (void)state;
    static const struct {
        ws_article_part parts[2];
        size_t count;
        ws_status status;
    } cases[] = {
        {{{{0, 3}, WS_PART_SUMMARY}, {{4, 7}, WS_PART_CAPTION}}, 2, WS_OK},
        {{{{4, 7}, WS_PART_SUMMARY}, {{0, 3}, WS_PART_CAPTION}}, 2, WS_REFUSED},
        {{{{0, 5}, WS_PART_SUMMARY}, {{4, 7}, WS_PART_CAPTION}}, 2, WS_REFUSED},
        {{{{3, 3}, WS_PART_SUMMARY}}, 1, WS_REFUSED},
        {{{{3, 90}, WS_PART_SUMMARY}}, 1, WS_REFUSED},
        {{{{0, 10}, WS_PART_SUMMARY}}, 1, WS_REFUSED},
        {{{{0, 3}, WS_PART_BODY}}, 1, WS_REFUSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ws_article article = article_of("One two t\xc3\xa9.");
        article.parts = cases[i].parts;
        article.part_count = cases[i].count;
        assert_int_equal(ws_article_seal(arena, &article, NULL), cases[i].status);
    }
    ws_article plain = article_of("One two."), marked = plain;
    marked.parts = &(const ws_article_part){{0, 3}, WS_PART_CAPTION};
    marked.part_count = 1;
    assert_int_equal(ws_article_seal(arena, &plain, NULL), WS_OK);
    assert_int_equal(ws_article_seal(arena, &marked, NULL), WS_OK);
    assert_memory_not_equal(&plain.content, &marked.content, sizeof plain.content);
}

static void ids_do_not_depend_on_offsets(void **state)
{
    (void)state;
    const char *first = "\xe2\x80\x9cNo deal,\xe2\x80\x9d Toll said.",
               *later = "Inserted words. \xe2\x80\x9cNO deal\xe2\x80\x9d, TOLL said.";
    ws_article before = article_of(first), after = article_of(later);
    before.id = after.id = "a";
    ws_statement one = statement_of(first, "Toll", "said", "No deal"),
                 two = statement_of(later, "TOLL", "said", "NO deal");
    assert_int_equal(ws_statements_seal(arena, &before, &one, 1, NULL), WS_OK);
    assert_int_equal(ws_statements_seal(arena, &after, &two, 1, NULL), WS_OK);
    assert_memory_equal(&one.id, &two.id, sizeof one.id);
    after.id = "b";
    assert_int_equal(ws_statements_seal(arena, &after, &two, 1, NULL), WS_OK);
    assert_memory_not_equal(&one.id, &two.id, sizeof one.id);
}

static void equal_statements_get_ordinals(void **state)
{
    (void)state;
    const char *text = "\xe2\x80\x9cNo,\xe2\x80\x9d Toll said. Toll said.";
    ws_article article = article_of(text);
    article.id = "a";
    ws_statement all[3] = {statement_of(text, "Toll", "said", "No"), statement_of(text, "said", "Toll", "No"),
                           statement_of(text, "Toll", "said", "No")};
    ws_statement alone = all[0];
    assert_int_equal(ws_statements_seal(arena, &article, all, 3, NULL), WS_OK);
    assert_int_equal(ws_statements_seal(arena, &article, &alone, 1, NULL), WS_OK);
    assert_memory_equal(&all[0].id, &alone.id, sizeof alone.id);
    assert_memory_not_equal(&all[0].id, &all[2].id, sizeof alone.id);
    assert_memory_not_equal(&all[0].id, &all[1].id, sizeof alone.id);
    assert_int_equal(ws_statements_seal(arena, &article, NULL, 0, NULL), WS_OK);
}

static void extents_and_texts(void **state)
{
    (void)state;
    const char *text = "\xe2\x80\x9cNo,\xe2\x80\x9d Toll said, \xe2\x80\x9cnever.\xe2\x80\x9d";
    ws_statement statement = statement_of(text, "Toll", "said", "No");
    ws_span pieces[] = {statement.content.items[0],
                        {(uint32_t)(strstr(text, "never") - text), (uint32_t)(strstr(text, "never") - text + 5)}};
    statement.content = (ws_spans){pieces, 2};
    ws_span extent = ws_statement_extent(&statement);
    assert_int_equal(extent.begin, 3);
    assert_int_equal(extent.end, pieces[1].end);
    assert_string_equal(ws_spans_text(arena, text, statement.content), "No ... never");
    assert_string_equal(ws_spans_text(arena, text, (ws_spans){NULL, 0}), "");
    ws_statement none = {0};
    extent = ws_statement_extent(&none);
    assert_int_equal(extent.begin, 0);
    assert_int_equal(extent.end, 0);
}

static void name_keys(void **state)
{
    (void)state;
    static const struct {
        const char *name, *key;
    } cases[] = {
        {"Volodymyr Zelenskiy", "volodymyr zelenskiy"},
        {"Mr. Orb\xc3\xa1n", "orban"},
        {"President Donald Trump", "donald trump"},
        {"U.S. President Donald Trump", "donald trump"},
        {"European Council President Mara Lind", "mara lind"},
        {"Foreign Minister Wang Yi", "wang yi"},
        {"Secretary of State Ann Poe", "ann poe"},
        {"former Vice President J.D. Poe", "j d poe"},
        {"Sen. Ruth O\xe2\x80\x99"
         "Hara",
         "ruth o'hara"},
        {"Gov. Lt. Poe", "poe"},
        {"Sir Ian Poe's", "ian poe"},
        {"Ibn al-Saud", "ibn al saud"},
        {"Mr", "mr"},
        {"President", "president"},
        {"Prime Minister", "prime minister"},
        {"President of Ruritania", "president of ruritania"},
        {"Justice Department", "justice department"},
        {"State Department", "state department"},
        {"Secretary of State office", "secretary of state office"},
        {"General Motors", "general motors"},
        {"Attorney General Ann Poe", "ann poe"},
        {"U.N. Secretary-General Ann Poe", "ann poe"},
        {"Major General Ian Poe", "ian poe"},
        {"Attorney General", "attorney general"},
        {"Ruritania General Hospital", "ruritania general hospital"},
        {"Mike Judge", "mike judge"},
        {"Ian Major Jr.", "ian major jr"},
        {"Ana de la Pe\xc3\xb1"
         "a-Ruiz",
         "ana de la pena ruiz"},
        {"Sofia Mayor", "sofia mayor"},
        {"Prime Suspect", "prime suspect"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(ws_name_key(arena, cases[i].name), cases[i].key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_has_its_name),
        cmocka_unit_test(blank_and_broken_texts_are_refused),
        cmocka_unit_test(ids_are_derived),
        cmocka_unit_test(fields_are_tidied),
        cmocka_unit_test(dates_that_cannot_be_understood_are_noted),
        cmocka_unit_test(the_content_hash_sees_text_and_metadata),
        cmocka_unit_test(parts_are_checked),
        cmocka_unit_test(ids_do_not_depend_on_offsets),
        cmocka_unit_test(equal_statements_get_ordinals),
        cmocka_unit_test(extents_and_texts),
        cmocka_unit_test(name_keys),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
