/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "language.h"
#include "nearest.h"

#include <stdio.h>
#include <string.h>

enum { NOON = 43200 };

static const time_t may_3_2025 = 1746230400 + NOON;

static ws_status parse(ws_arena *arena, const char *text, ws_field_id plain, ws_buffer *tree, ws_error *error)
{
    const ws_query *query = NULL;
    *error = (ws_error){.status = WS_OK};
    ws_status status = ws_query_parse(arena, text, plain, may_3_2025, &query, error);
    if (status == WS_OK) ws_query_print(tree, query);
    return status;
}

static void expect_tree(const char *text, ws_field_id plain, const char *expected)
{
    ws_arena *arena = ws_arena_new(0);
    ws_buffer tree = WS_BUFFER_INIT(1 << 20);
    ws_error error;
    if (parse(arena, text, plain, &tree, &error) != WS_OK)
        fail_msg("%s: %s, column %zu", text, error.message, error.column);
    assert_string_equal(tree.bytes, expected);
    ws_buffer_free(&tree);
    ws_arena_free(arena);
}

static void tree(const char *text, const char *expected)
{
    expect_tree(text, WS_FIELD_CONTENT, expected);
}

/* A mistake at a column, in words that hold `part`. */
static void mistake(const char *text, size_t column, const char *part)
{
    ws_arena *arena = ws_arena_new(0);
    ws_buffer out = WS_BUFFER_INIT(1 << 20);
    ws_error error;
    if (parse(arena, text, WS_FIELD_CONTENT, &out, &error) != WS_USAGE)
        fail_msg("%.80s: no mistake, but %s", text, out.bytes ? out.bytes : error.message);
    if (!strstr(error.message, part)) fail_msg("%.80s: \"%s\" lacks \"%s\"", text, error.message, part);
    if (error.column != column)
        fail_msg("%.80s: \"%s\" at column %zu, not %zu", text, error.message, error.column, column);
    ws_buffer_free(&out);
    ws_arena_free(arena);
}

static void words_are_joined_by_and(void **state)
{
    (void)state;
    tree("ceasefire", "(word said ceasefire)");
    tree("  Ceasefire  Talks ", "(and (word said ceasefire) (word said talks))");
    tree("a b c", "(and (word said a) (word said b) (word said c))");
    tree("a AND b AND c", "(and (word said a) (word said b) (word said c))");
    tree("and or not", "(and (word said and) (word said or) (word said not))");
    tree("flood\xc2\xa0"
         "dam",
         "(and (word said flood) (word said dam))");
}

static void or_binds_less_than_and(void **state)
{
    (void)state;
    tree("a OR b", "(or (word said a) (word said b))");
    tree("a b OR c d", "(or (and (word said a) (word said b)) (and (word said c) (word said d)))");
    tree("a (b OR c) d", "(and (word said a) (or (word said b) (word said c)) (word said d))");
    tree("a OR (b OR c)", "(or (word said a) (word said b) (word said c))");
    tree("(((a)))", "(word said a)");
    tree("(a b) c", "(and (word said a) (word said b) (word said c))");
}

static void not_takes_away(void **state)
{
    (void)state;
    tree("a NOT b", "(and (word said a) (not (word said b)))");
    tree("a AND NOT b", "(and (word said a) (not (word said b)))");
    tree("a -b", "(and (word said a) (not (word said b)))");
    tree("-b a", "(and (not (word said b)) (word said a))");
    tree("-(a OR b) c", "(and (not (or (word said a) (word said b))) (word said c))");
    tree("a -by:toll", "(and (word said a) (not (word by toll)))");
    tree("a -\"b c\"", "(and (word said a) (not (phrase said b c)))");
    tree("NOT NOT a", "(word said a)");
    tree("--a", "(word said a)");
}

static void not_alone_is_taken_from_everything(void **state)
{
    (void)state;
    tree("-a", "(and (all) (not (word said a)))");
    tree("NOT a -b", "(and (all) (not (word said a)) (not (word said b)))");
    tree("a OR NOT b", "(or (word said a) (and (all) (not (word said b))))");
    tree("a (NOT b)", "(and (word said a) (not (word said b)))");
    tree("*", "(all)");
    tree("by:*", "(all)");
}

static void everything_is_everything_in_brackets_too(void **state)
{
    (void)state;
    tree("* *", "(all)");
    tree("(* *)", "(all)");
    tree("((* *) *) (* *)", "(all)");
    tree("(* *) -a", "(and (all) (not (word said a)))");
    tree("a * b", "(and (word said a) (word said b))");
    tree("(* OR a) OR b", "(or (all) (word said a) (word said b))");
    tree("(* *) OR a", "(or (all) (word said a))");
}

static void quotation_marks_make_phrases(void **state)
{
    (void)state;
    tree("\"state of emergency\"", "(phrase said state of emergency)");
    tree("\xe2\x80\x9cstate of emergency\xe2\x80\x9d", "(phrase said state of emergency)");
    tree("\"talks\"", "(phrase said talks)");
    tree("a\"b c\"d", "(and (word said a) (phrase said b c) (word said d))");
    tree("\"AND OR by:x\"", "(phrase said and or by x)");
    tree("quoted:\"never again\"", "(phrase quoted never again)");
}

static void written_words_of_several_words_are_phrases(void **state)
{
    (void)state;
    tree("G-7", "(phrase said g 7)");
    tree("don't", "(word said don't)");
    tree("don\xe2\x80\x99t", "(word said don't)");
    tree("\xc3\x89lys\xc3\xa9"
         "e",
         "(word said elysee)");
    tree("12:30", "(phrase said 12 30)");
}

static void fields_are_read_from_the_schema(void **state)
{
    (void)state;
    tree("by:zelenskiy ceasefire", "(and (word by zelenskiy) (word said ceasefire))");
    tree("BY:toll", "(word by toll)");
    tree("by:\"Maria Toll\"", "(phrase by maria toll)");
    tree("by:(toll OR \"Jan Berg\")", "(or (word by toll) (phrase by jan berg))");
    tree("outlet:\"Harbour Post\"", "(phrase outlet harbour post)");
    tree("title:flood", "(word title flood)");
    tree("said:flood", "(word said! flood)");
    tree("said:(a \"b c\") d", "(and (word said! a) (phrase said! b c) (word said d))");
    tree("by:OR", "(word by or)");
    tree("outlet:http://x.org", "(phrase outlet http x.org)");
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        const ws_field *field = ws_field_get((ws_field_id)id);
        if (!field->name || field->kind != WS_KIND_TEXT || field->id == WS_FIELD_CONTENT) continue;
        char text[64], expected[64];
        snprintf(text, sizeof text, "%s:word", field->name);
        snprintf(expected, sizeof expected, "(word %s word)", field->name);
        tree(text, expected);
    }
}

static void names_lose_their_titles(void **state)
{
    (void)state;
    tree("by:\"President Zelenskiy\"", "(word by zelenskiy)");
    tree("by:mayor", "(word by mayor)");
    expect_tree("maria toll", WS_FIELD_BY, "(and (word by maria) (word by toll))");
    expect_tree("toll said:flood", WS_FIELD_BY, "(and (word by toll) (word said! flood))");
}

static void values_are_checked(void **state)
{
    (void)state;
    tree("act:denial", "(value act denial)");
    tree("act:No-Comment", "(value act no-comment)");
    tree("act:\"no comment\"", "(value act no-comment)");
    tree("form:(direct OR mixed)", "(or (value form direct) (value form mixed))");
    tree("type:anonymous", "(value type anonymous)");
    mistake("flood act:denail", 11, "did you mean denial");
    mistake("act:lie", 5, "allegation");
    mistake("form:quote", 6, "direct, mixed, indirect");
    mistake("act:den*", 5, "no value");
}

static void periods_are_parsed(void **state)
{
    (void)state;
    tree("published:2025-04-01..2025-04-30", "(period published 20250401..20250430)");
    tree("published:2025-02", "(period published 20250201..20250228)");
    tree("published:2025-04-01..", "(period published 20250401..)");
    tree("published:..2025-04-30", "(period published ..20250430)");
    tree("published:last-month", "(period published 20250401..20250430)");
    tree("published:\"Last Month\"", "(period published 20250401..20250430)");
    mistake("a published:2025-02-30", 13, "2025-02-30");
    mistake("published:soon", 11, "soon");
    mistake("published:2025-04-01..2025-04-31", 23, "2025-04-31");
    mistake("published:2025-05-01..2025-04-01", 11, "before it begins");
}

static void how_it_was_said_has_fields(void **state)
{
    (void)state;
    tree("to:\"Fox News\"", "(phrase to fox news)");
    tree("setting:Press_Conference", "(value setting press-conference)");
    tree("naming:withheld firsthand:YES", "(and (value naming withheld) (value firsthand yes))");
    tree("said-on:2025-02", "(period said-on 20250201..20250228)");
    tree("is:\"did not respond\" has:via", "(and (value is did-not-respond) (value has via))");
    mistake("setting:sofa", 9, "press-conference");
    mistake("firsthand:maybe", 11, "no, yes");
    mistake("is:weird", 4, "attack");
    mistake("is:qouted", 4, "did you mean quoted");
    mistake("has:nothing", 5, "count");
    mistake("said-on:someday", 9, "someday");
}

static void a_link_is_an_id_or_yes(void **state)
{
    (void)state;
    tree("rests-on:yes", "(value rests-on yes)");
    tree("rests-on:9993043C0d2e", "(prefix rests-on 9993043c0d2e)");
    tree("rests-on:9993043c0d2e2d4a2fa9e73bd076b8e5", "(value rests-on 9993043c0d2e2d4a2fa9e73bd076b8e5)");
    mistake("a rests-on:9993043", 12, "takes yes, or the id");
    mistake("rests-on:somebody", 10, "takes yes, or the id");
    mistake("rests-on:9993043c0d2e2d4a2fa9e73bd076b8e5a", 10, "takes yes, or the id");
}

static void wildcards_need_three_letters(void **state)
{
    (void)state;
    tree("evacuat*", "(prefix said evacuat)");
    tree("said:evacuat*", "(prefix said! evacuat)");
    tree("by:zel*", "(prefix by zel)");
    tree("\xc3\x89ly*", "(prefix said ely)");
    mistake("ab*", 1, "at least three letters");
    mistake("flood \xc3\xa9\xc3\xa9*", 7, "at least three letters");
    mistake("**", 1, "end of a word");
    mistake("*fire", 1, "end of a word");
    mistake("cease*fire", 1, "end of a word");
    mistake("\"cease* now\"", 1, "quotation marks");
    mistake("cease-fir*", 1, "one word only");
}

static void fields_that_do_not_exist(void **state)
{
    (void)state;
    mistake("speaker:toll", 1, "there is no field speaker:");
    mistake("speaker:toll", 1, "by:");
    mistake("flood outlte:post", 7, "did you mean outlet:");
    mistake("sayd:x", 1, "did you mean said:");
    mistake("pub:2025", 1, "did you mean published:");
    mistake("http://example.org", 1, "there is no field http:");
}

static void empty_fields(void **state)
{
    (void)state;
    mistake("by:", 1, "by: needs a word");
    mistake("flood by: toll", 7, "by: needs a word");
    mistake("by:)", 1, "by: needs a word");
    mistake("by:-toll", 1, "by: needs a word");
    mistake("by:\"\"", 4, "no word here");
    mistake("by:()", 4, "nothing between these brackets");
}

static void brackets_and_marks_left_open(void **state)
{
    (void)state;
    mistake("by:zelenskiy (ceasefire", 14, "bracket is never closed");
    mistake("(a (b)", 1, "bracket is never closed");
    mistake("(", 1, "bracket is never closed");
    mistake("a )", 3, "never opened");
    mistake(")", 1, "never opened");
    mistake("()", 1, "nothing between");
    mistake("\xc3\xa9t\xc3\xa9 \"flood", 5, "quotation mark is never closed");
    mistake("\"a\" b\"", 6, "quotation mark is never closed");
    mistake("\xe2\x80\x9c"
            "a",
            1, "quotation mark is never closed");
}

static void operators_without_terms(void **state)
{
    (void)state;
    mistake("AND", 1, "AND needs something to search for before it");
    mistake("AND a", 1, "before it");
    mistake("a AND", 3, "after it");
    mistake("a AND AND b", 3, "after it");
    mistake("a AND OR b", 3, "after it");
    mistake("OR a", 1, "before it");
    mistake("a OR", 3, "OR needs something to search for after it");
    mistake("a OR OR b", 3, "after it");
    mistake("(a OR) b", 4, "after it");
    mistake("a OR AND b", 6, "before it");
    mistake("NOT", 1, "after it");
    mistake("a NOT OR b", 3, "after it");
    mistake("-", 1, "right after it");
    mistake("a - b", 3, "right after it");
}

static void nothing_to_search_for(void **state)
{
    (void)state;
    mistake("", 1, "nothing to search for");
    mistake(" \t\n", 1, "nothing to search for");
    mistake("a & b", 3, "no word here");
    mistake("a \"...\"", 3, "no word here");
    mistake("a \xff b", 3, "not valid UTF-8");
}

/* `count` times `piece`, then `end`. */
static char *repeated(const char *piece, size_t count, const char *end)
{
    static char text[WS_QUERY_MAX_BYTES + 64];
    size_t size = 0;
    for (size_t i = 0; i < count; i++) size += (size_t)snprintf(text + size, sizeof text - size, "%s", piece);
    snprintf(text + size, sizeof text - size, "%s", end);
    return text;
}

static void queries_are_bounded(void **state)
{
    (void)state;
    ws_arena *arena = ws_arena_new(0);
    ws_buffer out = WS_BUFFER_INIT(1 << 20);
    ws_error error;
    assert_int_equal(parse(arena, repeated("a ", WS_QUERY_MAX_TERMS, ""), WS_FIELD_CONTENT, &out, &error), WS_OK);
    mistake(repeated("a ", WS_QUERY_MAX_TERMS, "b"), 2 * WS_QUERY_MAX_TERMS + 1, "one word too many");
    assert_int_equal(parse(arena,
                           "\"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32\"",
                           WS_FIELD_CONTENT, &out, &error),
                     WS_OK);
    mistake("flood \"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33\"", 7,
            "33 words");
    assert_int_equal(parse(arena, "((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))))", WS_FIELD_CONTENT,
                           &out, &error),
                     WS_OK);
    mistake(repeated("(", WS_QUERY_MAX_DEPTH + 1, "a"), WS_QUERY_MAX_DEPTH + 1, "deep");
    mistake(repeated("-", 4000, "a"), WS_QUERY_MAX_DEPTH + 1, "deep");
    mistake(repeated("aaaaaaaaaa", WS_QUERY_MAX_BYTES / 10, "aaaaaaa"), 0, "bytes");
    ws_buffer_free(&out);
    ws_arena_free(arena);
}

static void carets_stand_below_the_column(void **state)
{
    (void)state;
    ws_buffer out = WS_BUFFER_INIT(65536);
    ws_query_caret(&out, "by:toll (flood", 9, 80);
    assert_string_equal(out.bytes, "  by:toll (flood\n          ^ column 9\n");
    ws_buffer_clear(&out);
    ws_query_caret(&out, "\xe6\xb0\xb4\xe6\xb0\xb4 (", 4, 80); /* two columns each */
    assert_string_equal(out.bytes, "  \xe6\xb0\xb4\xe6\xb0\xb4 (\n       ^ column 4\n");
    ws_buffer_clear(&out);
    ws_query_caret(&out, "a\x1b[31m \xff(", 8, 80);
    assert_string_equal(out.bytes, "  a?[31m ?(\n         ^ column 8\n");
    ws_buffer_clear(&out);
    ws_query_caret(&out, "a", 2, 80);
    assert_string_equal(out.bytes, "  a\n   ^ column 2\n");
    ws_buffer_clear(&out);
    ws_query_caret(&out, repeated("word ", 400, "("), 2001, 80);
    const char *caret = strchr(out.bytes, '^');
    assert_non_null(caret);
    assert_true(strcspn(out.bytes, "\n") <= 80);
    const char *line = strchr(out.bytes, '\n') + 1;
    assert_int_equal(out.bytes[caret - line], '(');
    ws_buffer_free(&out);
}

/* What is typed back is read as the same. */
static void queries_are_typed_back(void **state)
{
    (void)state;
    static const struct {
        const char *text, *typed;
    } queries[] = {
        {"  Ceasefire TALKS", "ceasefire talks"},
        {"by:\"Maria Toll\" (dam OR dyke) -act:denial", "by:\"maria toll\" (dam OR dyke) -act:denial"},
        {"said:evacuat* NOT (a b)", "said:evacuat* -(a b)"},
        {"published:2025-04 said-on:2025-03-01", "published:2025-04-01..2025-04-30 said-on:2025-03-01"},
        {"published:2025-04-01..", "published:2025-04-01.."},
        {"\"no longer safe\" -plan", "\"no longer safe\" -plan"},
        {"*", "*"},
        {"outlet:=\"The  Ledger\" cue:Claim", "outlet:=\"the ledger\" cue:claim"},
        {"dam -article:(act:denial OR by:=\"Ruiz\")", "dam -article:((act:denial OR by:=\"ruiz\"))"},
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        ws_arena *arena = ws_arena_new(0);
        ws_buffer typed = WS_BUFFER_INIT(1 << 20), before = WS_BUFFER_INIT(1 << 20), after = WS_BUFFER_INIT(1 << 20);
        ws_error error;
        const ws_query *query = NULL;
        assert_int_equal(ws_query_parse(arena, queries[i].text, WS_FIELD_CONTENT, may_3_2025, &query, &error), WS_OK);
        ws_query_type(&typed, query);
        assert_string_equal(typed.bytes, queries[i].typed);
        assert_int_equal(parse(arena, queries[i].text, WS_FIELD_CONTENT, &before, &error), WS_OK);
        assert_int_equal(parse(arena, typed.bytes, WS_FIELD_CONTENT, &after, &error), WS_OK);
        assert_string_equal(after.bytes, before.bytes);
        ws_buffer_free(&typed);
        ws_buffer_free(&before);
        ws_buffer_free(&after);
        ws_arena_free(arena);
    }
}

static void whole_names_and_articles(void **state)
{
    (void)state;
    tree("outlet:=\"The Ledger\"", "(value outlet =the ledger)");
    tree("outlet:=\"\" -section:=\"\"", "(and (value outlet =) (not (value section =)))");
    tree("by:=\"Mayor Ana RUIZ\"", "(value by =ana ruiz)");
    tree("article:(act:denial dam)", "(in (and (value act denial) (word said dam)))");
    tree("-article:(by:(ruiz OR toll))", "(and (all) (not (in (or (word by ruiz) (word by toll)))))");
    tree("article:=\"https://mill.example/A-1\"", "(value article =https://mill.example/A-1)");
    tree("cue:(claim OR insist)", "(or (word cue claim) (word cue insist))");
    mistake("article:dam", 9, "needs a query in brackets");
    mistake("article:()", 9, "nothing between");
    mistake("article:(dam", 9, "never closed");
    mistake("by:=\"\"", 5, "no word here");
}

static void help_names_every_field_and_value(void **state)
{
    (void)state;
    ws_buffer help = WS_BUFFER_INIT(65536);
    ws_query_help(&help);
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        const ws_field *field = ws_field_get((ws_field_id)id);
        if (!field->name) continue;
        char line[40];
        snprintf(line, sizeof line, "\n  %s:", field->name);
        assert_non_null(strstr(help.bytes, line));
    }
    for (size_t i = 0; i < ws_value_count(WS_ACTS); i++)
        assert_non_null(strstr(help.bytes, ws_value_name(WS_ACTS, (int)i)));
    void (*const parts[])(ws_buffer *) = {ws_query_help_words, ws_query_help_dates};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        ws_buffer part = WS_BUFFER_INIT(65536);
        parts[i](&part);
        assert_non_null(strstr(help.bytes, part.bytes));
        assert_non_null(strstr(part.bytes, i ? "published:last-month" : "evacuat*"));
        assert_null(strstr(part.bytes, "shell")); /* others have none */
        ws_buffer_free(&part);
    }
    ws_buffer_free(&help);
}

static void the_nearest_name_is_found(void **state)
{
    (void)state;
    static const char *const names[] = {"by", NULL, "outlet", "published", "section"};
    assert_string_equal(ws_nearest("outlets", names, 5), "outlet");
    assert_string_equal(ws_nearest("oultet", names, 5), "outlet");
    assert_string_equal(ws_nearest("sect", names, 5), "section");
    assert_null(ws_nearest("zzzzzz", names, 5));
    assert_null(ws_nearest("a word much longer than any name could be", names, 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_joined_by_and),
        cmocka_unit_test(or_binds_less_than_and),
        cmocka_unit_test(not_takes_away),
        cmocka_unit_test(not_alone_is_taken_from_everything),
        cmocka_unit_test(everything_is_everything_in_brackets_too),
        cmocka_unit_test(quotation_marks_make_phrases),
        cmocka_unit_test(written_words_of_several_words_are_phrases),
        cmocka_unit_test(fields_are_read_from_the_schema),
        cmocka_unit_test(names_lose_their_titles),
        cmocka_unit_test(values_are_checked),
        cmocka_unit_test(periods_are_parsed),
        cmocka_unit_test(how_it_was_said_has_fields),
        cmocka_unit_test(a_link_is_an_id_or_yes),
        cmocka_unit_test(wildcards_need_three_letters),
        cmocka_unit_test(fields_that_do_not_exist),
        cmocka_unit_test(empty_fields),
        cmocka_unit_test(brackets_and_marks_left_open),
        cmocka_unit_test(operators_without_terms),
        cmocka_unit_test(nothing_to_search_for),
        cmocka_unit_test(queries_are_bounded),
        cmocka_unit_test(carets_stand_below_the_column),
        cmocka_unit_test(queries_are_typed_back),
        cmocka_unit_test(whole_names_and_articles),
        cmocka_unit_test(help_names_every_field_and_value),
        cmocka_unit_test(the_nearest_name_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
