/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files_fixture.h"

#include "journal.h"
#include "verdicts.h"

static ws_given_verdicts read_all(ws_arena *arena, const char *bytes)
{
    ws_given_verdicts given;
    ws_error error;
    if (ws_verdicts_read(arena, bytes, strlen(bytes), &given, &error) != WS_OK) fail_msg("%s", error.message);
    return given;
}

/* Publishers write texts, objects and arrays where schema.org has one of them. */
static void shapes_of_reviews(void **state)
{
    (void)state;
    static const char *const shapes[] = {
        "{\"@type\":\"ClaimReview\",\"claimReviewed\":\" The dam holds. \",\"author\":{\"name\":\"Checks\"},"
        "\"reviewRating\":{\"alternateName\":\"False\",\"ratingValue\":1,\"bestRating\":5,\"worstRating\":\"1\"},"
        "\"itemReviewed\":{\"author\":{\"name\":\"Ana Ruiz\"},\"appearance\":{\"url\":\"https://a.example/1\"}}}",
        "[{\"@type\":[\"Thing\",\"https://schema.org/ClaimReview\"],\"claimReviewed\":{\"@value\":\"The dam holds.\"},"
        "\"publisher\":\"Checks\",\"reviewRating\":[{\"name\":\"False\",\"ratingValue\":\"1\",\"bestRating\":5,"
        "\"worstRating\":1}],\"itemReviewed\":[{\"author\":[\"Ana "
        "Ruiz\"],\"firstAppearance\":\"https://a.example/1\"}]}]",
        "{\"@graph\":[{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"schema:ClaimReview\",\"author\":\"Checks\","
        "\"reviewRating\":{\"alternateName\":\"False\",\"ratingValue\":1,\"bestRating\":5,\"worstRating\":1},"
        "\"itemReviewed\":{\"text\":\"The dam holds.\",\"author\":{\"name\":\"Ana "
        "Ruiz\"},\"url\":\"https://a.example/1\"}}}]}",
        "claimReviewed,author.name,reviewRating.alternateName,reviewRating.ratingValue,bestRating,worstRating,claimant,"
        "itemReviewed.url\nThe dam holds.,Checks,False,1,5,1,Ana Ruiz,https://a.example/1\n",
    };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        ws_arena *arena = ws_arena_new(0);
        ws_given_verdicts given = read_all(arena, shapes[i]);
        assert_int_equal(given.count, 1);
        assert_int_equal(given.fault_count, 0);
        const ws_given_verdict *one = &given.items[0];
        assert_false(one->body.is_grade);
        assert_string_equal(one->words, "The dam holds.");
        assert_string_equal(one->speaker, "Ana Ruiz");
        assert_string_equal(one->body.judge, "Checks");
        assert_string_equal(ws_verdict_rating(arena, &one->body), "False \xc2\xb7 1 on a scale from 1 to 5");
        assert_int_equal(one->url_count, 1);
        assert_string_equal(one->urls[0], "https://a.example/1");
        ws_arena_free(arena);
    }
}

/* Whatever is wrong with one, the others are read. */
static void faults_are_counted(void **state)
{
    (void)state;
    static const char lines[] =
        "{\"statement\":\"ab\",\"grade\":\"b 2\"}\n"
        "{\"outlet\":\"The Post\",\"grade\":\"AB\",\"who\":\"x\",\"when\":\"2025\",\"why\":\"y\"}\n"
        "{\"outlet\":\"The Post\",\"grade\":\"a\",\"who\":\"x\",\"when\":\"2025-04-02\",\"why\":\"y\"}\n"
        "{\"statement\":\"ab\",\"item\":6,\"who\":\"x\",\"when\":\"2025-04-02\",\"why\":\"y\"}\n"
        "{\"grade\":\"a\",\"who\":\"x\",\"when\":\"2025-04-02\",\"why\":\"y\"}\n";
    ws_arena *arena = ws_arena_new(0);
    ws_given_verdicts given = read_all(arena, lines);
    assert_int_equal(given.seen, 5);
    assert_int_equal(given.fault_count, 3);
    assert_int_equal(given.faults[0].number, 1);
    assert_int_equal(given.faults[1].number, 2);
    assert_int_equal(given.faults[2].number, 5);
    assert_int_equal(given.count, 2);
    assert_true(given.items[0].body.is_grade);
    assert_int_equal(given.items[0].body.source, 'A');
    assert_int_equal(given.items[0].body.item, 0);
    assert_int_equal(given.items[1].body.item, '6');
    ws_arena_free(arena);
}

static ws_kept_verdict kept(const char *id, const char *statement)
{
    ws_kept_verdict one = {.when = "2026-01-01T00:00:00Z", .who = "t", .body.judge = "Checks", .outlet = "The Post"};
    snprintf(one.id, sizeof one.id, "%s", id);
    snprintf(one.statement, sizeof one.statement, "%s", statement);
    snprintf(one.article, sizeof one.article, "0123456789abcdef0123456789abcdef");
    return one;
}

/* A removal counts for what stands before it; what is loaded later is there again. */
static void removals_count_backwards(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    ws_buffer lines = WS_BUFFER_INIT(1 << 16);
    ws_verdicts all = {.items = NULL};
    ws_kept_verdict one = kept("aaaaaaaaaaaaaaaa", "11111111111111111111111111111111");
    ws_kept_verdict two = kept("bbbbbbbbbbbbbbbb", "11111111111111111111111111111111");
    const char removal[] =
        "{\"schema_version\":1,\"kind\":\"removal\",\"verdict\":\"aaaaaaaaaaaaaaaa\",\"when\":\"w\",\"who\":\"t\"}\n";
    ws_verdict_line(&lines, &one);
    ws_verdict_line(&lines, &two);
    ws_buffer_puts(&lines, removal);
    ws_verdict_line(&lines, &one);
    ws_buffer_puts(&lines, "{\"torn");
    assert_int_equal(ws_verdicts_parse(arena, lines.bytes, lines.size, "f", &all, NULL), WS_OK);
    assert_int_equal(all.count, 3);
    assert_true(all.items[0].removed);
    assert_false(all.items[1].removed);
    assert_false(all.items[2].removed);
    ws_verdicts_sort(&all);
    assert_non_null(ws_verdicts_find(&all, &two));
    two.statement[0] = '2';
    assert_null(ws_verdicts_find(&all, &two));
    ws_buffer_free(&lines);
    ws_arena_free(arena);
}

/* Nothing that does not say whose verdict of what it is, and of a newer format. */
static void other_lines_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        ws_status status;
    } lines[] = {
        {"{\"schema_version\":2,\"kind\":\"grade\"}\n", WS_FUTURE},
        {"{\"schema_version\":1,\"kind\":\"grade\",\"when\":\"w\",\"who\":\"t\"}\n", WS_CORRUPT},
        {"{\"schema_version\":1,\"kind\":\"grade\",\"verdict\":\"aaaaaaaaaaaaaaaa\",\"judge\":\"x\",\"when\":\"w\","
         "\"who\":\"t\"}\n",
         WS_CORRUPT},
        {"{\"schema_version\":1,\"kind\":\"grade\",\"verdict\":\"aaaaaaaaaaaaaaaa\",\"judge\":\"x\",\"outlet\":\"o\","
         "\"source\":\"G\",\"when\":\"w\",\"who\":\"t\"}\n",
         WS_CORRUPT},
        {"{\"schema_version\":1,\"kind\":\"other\",\"when\":\"w\",\"who\":\"t\"}\n", WS_CORRUPT},
        {"nothing\n", WS_CORRUPT},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        ws_arena *arena = ws_arena_new(0);
        ws_verdicts all = {.items = NULL};
        ws_error error;
        assert_int_equal(ws_verdicts_parse(arena, lines[i].line, strlen(lines[i].line), "f", &all, &error),
                         lines[i].status);
        assert_non_null(strstr(error.message, "f, line 1"));
        ws_arena_free(arena);
    }
}

static void an_article_is_forgotten(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    const char *path = ws_journal_beside(arena, ws_arena_printf(arena, "%s/decisions.jsonl", folder), WS_VERDICTS_NAME);
    ws_kept_verdict one = kept("aaaaaaaaaaaaaaaa", ""), two = kept("bbbbbbbbbbbbbbbb", "");
    ws_buffer lines = WS_BUFFER_INIT(1 << 16);
    ws_verdicts all = {.items = NULL};
    ws_error error;
    size_t dropped = 9;
    assert_int_equal(ws_journal_forget(arena, path, one.article, &dropped, &error), WS_OK);
    assert_int_equal(dropped, 0);
    assert_int_equal(access(path, F_OK), -1); /* no file is made for it */
    two.article[0] = 'f';
    ws_verdict_line(&lines, &one);
    ws_verdict_line(&lines, &two);
    assert_int_equal(ws_journal_append(path, &lines, &error), WS_OK);
    assert_int_equal(ws_journal_forget(arena, path, one.article, &dropped, &error), WS_OK);
    assert_int_equal(dropped, 1);
    assert_int_equal(ws_verdicts_load(arena, path, &all, &error), WS_OK);
    assert_int_equal(all.count, 1);
    assert_string_equal(all.items[0].id, "bbbbbbbbbbbbbbbb");
    ws_buffer_free(&lines);
    ws_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_of_reviews),        cmocka_unit_test(faults_are_counted),
        cmocka_unit_test(removals_count_backwards), cmocka_unit_test(other_lines_are_refused),
        cmocka_unit_test(an_article_is_forgotten),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
