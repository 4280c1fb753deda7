/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

#include <stdlib.h>
#include <string.h>

typedef struct look_options {
    const char *db;
    ws_strings places;
    size_t limit;
    int format;
    bool all;
    double share;
} look_options;

static const ws_option LOOK_OPTIONS[] = {
    {"db", 'd', WS_OPTION_STRING, offsetof(look_options, db), "DIR", "where the index is", NULL},
    {"place", 0, WS_OPTION_LIST, offsetof(look_options, places), "DIR", "one more place", NULL},
    {"limit", 'n', WS_OPTION_SIZE, offsetof(look_options, limit), "N", "how many at most", NULL},
    WS_OPTION_FORMAT(look_options, format),
    {"share", 0, WS_OPTION_SHARE, offsetof(look_options, share), "N", "how much of it", NULL},
    {"all", 0, WS_OPTION_FLAG, offsetof(look_options, all), NULL, "all of them", NULL},
    WS_OPTION_END,
};

/* What the last run of a command was given. */
static struct {
    const char *command;
    char words[200];
    look_options options;
    ws_status answer;
    int exit_code;
} seen;

static ws_status record_run(const char *command, ws_context *context, void *options, const ws_strings *arguments,
                            ws_error *error)
{
    seen.command = command;
    seen.options = *(look_options *)options;
    seen.options.db = seen.options.db ? "given" : NULL;
    seen.words[0] = '\0';
    for (size_t i = 0; i < arguments->count; i++) {
        size_t used = strlen(seen.words);
        snprintf(seen.words + used, sizeof seen.words - used, "[%s]", arguments->items[i]);
    }
    fputs("ran\n", context->out);
    context->exit_code = seen.exit_code;
    return seen.answer ? ws_fail(error, seen.answer, "do this", "it is %s", ws_status_name(seen.answer)) : WS_OK;
}

static ws_status run_look(ws_context *context, void *options, const ws_strings *arguments, ws_error *error)
{
    return record_run("look", context, options, arguments, error);
}

static ws_status run_show(ws_context *context, void *options, const ws_strings *arguments, ws_error *error)
{
    return record_run("show", context, options, arguments, error);
}

static const ws_command LOOK = {"look",
                                "looks for words",
                                "WORD ...",
                                "Example:\n  try look this\n",
                                LOOK_OPTIONS,
                                sizeof(look_options),
                                1,
                                run_look,
                                true,
                                false};
static const ws_command SHOW = {"show", "shows one", "ID",  NULL, LOOK_OPTIONS, sizeof(look_options),
                                2,      run_show,    false, false};
static const ws_command *const COMMANDS[] = {&SHOW, &LOOK, NULL};

static ws_status parse(int argc, const char *const *argv, look_options *options, ws_strings *words, ws_arena *arena,
                       ws_error *error)
{
    return ws_options_parse(&LOOK, arena, argc, (char **)(uintptr_t)argv, options, words, error);
}

static void shares_are_read_by_their_digits(void **state)
{
    (void)state;
    static const struct {
        const char *argv[3];
        double share;
    } cases[] = {{{"try", "--share=0.95"}, 0.95},
                 {{"try", "--share=.5"}, 0.5},
                 {{"try", "--share=1"}, 1},
                 {{"try", "--share=0"}, 0},
                 {{"try", "--share=1.000"}, 1}};
    ws_arena *arena = ws_arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_options options;
        ws_strings words;
        assert_int_equal(parse(2, cases[i].argv, &options, &words, arena, NULL), WS_OK);
        assert_true(options.share > cases[i].share - 1e-9 && options.share < cases[i].share + 1e-9);
    }
    ws_arena_free(arena);
}

static void options_are_stored(void **state)
{
    (void)state;
    const char *const argv[] = {"try",  "this",    "--db=/x", "-n5",       "--all", "--format", "jsonl",
                                "that", "--place", "a",       "--place=b", "--",    "-n",       NULL};
    ws_arena *arena = ws_arena_new(0);
    look_options options;
    ws_strings words;
    assert_int_equal(parse(13, argv, &options, &words, arena, NULL), WS_OK);
    assert_string_equal(options.db, "/x");
    assert_int_equal(options.limit, 5);
    assert_true(options.all);
    assert_int_equal(options.format, WS_FORMAT_JSONL);
    assert_int_equal(options.places.count, 2);
    assert_string_equal(options.places.items[0], "a");
    assert_string_equal(options.places.items[1], "b");
    assert_int_equal(words.count, 3);
    assert_string_equal(words.items[0], "this");
    assert_string_equal(words.items[2], "-n");
    ws_arena_free(arena);
}

static void mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *argv[3], *message;
    } cases[] = {
        {{"try", "--nonsense"}, "there is no option --nonsense"},
        {{"try", "-x"}, "there is no option -x"},
        {{"try", "--db"}, "--db needs a value"},
        {{"try", "-n"}, "-n needs a value"},
        {{"try", "--all=yes"}, "--all=yes takes no value"},
        {{"try", "--limit=five"}, "--limit needs a whole number, not 'five'"},
        {{"try", "--limit=-1"}, "--limit needs a whole number, not '-1'"},
        {{"try", "--share=1.01"}, "--share needs a number from 0 to 1, such as 0.95, not '1.01'"},
        {{"try", "--share=0,5"}, "--share needs a number from 0 to 1, such as 0.95, not '0,5'"},
        {{"try", "--share=."}, "--share needs a number from 0 to 1, such as 0.95, not '.'"},
        {{"try", "--limit="}, "--limit needs a whole number, not ''"},
        {{"try", "--limit=99999999999999999999999"}, "--limit needs a whole number, not '99999999999999999999999'"},
        {{"try", "--format=xml"}, "--format is one of text, json, jsonl, not 'xml'"},
    };
    ws_arena *arena = ws_arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_options options;
        ws_strings words;
        ws_error error = {.message = ""};
        assert_int_equal(parse(2, cases[i].argv, &options, &words, arena, &error), WS_USAGE);
        assert_string_equal(error.message, cases[i].message);
    }
    ws_arena_free(arena);
}

/* Runs the program with its output caught; what it wrote to either stream is in `written`. */
static char written[8192];

static int run(const char *fallback, const char *const *argv)
{
    int argc = 0;
    char *copy[16];
    while (argv[argc]) copy[argc] = (char *)(uintptr_t)argv[argc], argc++;
    copy[argc] = NULL;
    FILE *catcher = tmpfile(), *out = stdout, *err = stderr;
    assert_non_null(catcher);
    stdout = stderr = catcher;
    seen.command = "none";
    ws_program program = {.name = "try", .summary = "tries things", .commands = COMMANDS, .fallback = fallback};
    int code = ws_program_main(&program, argc, copy);
    stdout = out;
    stderr = err;
    rewind(catcher);
    written[fread(written, 1, sizeof written - 1, catcher)] = '\0';
    fclose(catcher);
    return code;
}

#define RUN(fallback, ...) run(fallback, (const char *const[]){"try", __VA_ARGS__, NULL})

static void the_first_word_decides(void **state)
{
    (void)state;
    assert_int_equal(RUN("look", "show", "7"), 0);
    assert_string_equal(seen.command, "show");
    assert_string_equal(seen.words, "[7]");
    RUN("look", "by:toll", "show");
    assert_string_equal(seen.command, "look");
    assert_string_equal(seen.words, "[by:toll][show]");
    RUN("look", "--", "show");
    assert_string_equal(seen.command, "look");
    assert_string_equal(seen.words, "[show]");
    RUN("look", "look", "show");
    assert_string_equal(seen.command, "look");
    assert_string_equal(seen.words, "[show]");
    RUN("look", "--db", "X", "by:a", "word");
    assert_string_equal(seen.command, "look");
    assert_string_equal(seen.words, "[by:a][word]");
    assert_non_null(seen.options.db);
    RUN("look", "--db", "X", "--all", "show", "-n3");
    assert_string_equal(seen.command, "show");
    assert_string_equal(seen.words, "");
    assert_non_null(seen.options.db);
    assert_int_equal(seen.options.limit, 3);
    RUN("look", "--db", "show", "word");
    assert_string_equal(seen.command, "look");
    assert_string_equal(seen.words, "[word]");
    RUN("look", "--db=X", "--", "show");
    assert_string_equal(seen.command, "look");
    assert_string_equal(seen.words, "[show]");
}

static void minus_words_of_a_query_are_words(void **state)
{
    (void)state;
    RUN("look", "a", "-hospital"); /* no -h */
    assert_string_equal(seen.words, "[a][-hospital]");
    RUN("look", "-nurse", "show"); /* no -n */
    assert_string_equal(seen.command, "look");
    assert_string_equal(seen.words, "[-nurse][show]");
    RUN("look", "look", "-(a b)", "-\"x\"", "-by:c");
    assert_string_equal(seen.words, "[-(a b)][-\"x\"][-by:c]");
    RUN("look", "-n5", "-\xc3\xa9t\xc3\xa9", "--place", "-ab", "b");
    assert_string_equal(seen.words, "[-\xc3\xa9t\xc3\xa9][b]");
    assert_int_equal(seen.options.limit, 5);
    assert_int_equal(seen.options.places.count, 1); /* an option's value is no word */
    RUN("look", "--", "show", "-n5");
    assert_string_equal(seen.words, "[show][-n5]");
    assert_int_equal(RUN("look", "show", "-nurse"), 2); /* takes no query */
}

static void without_a_fallback_a_command_is_needed(void **state)
{
    (void)state;
    assert_int_equal(RUN(NULL, "sing"), 2);
    assert_string_equal(seen.command, "none");
    assert_string_equal(written, "try: there is no command 'sing'\n  'try --help' lists the commands\n");
    assert_int_equal(RUN(NULL, "--db"), 2);
    assert_int_equal(RUN(NULL, "show"), 0);
    assert_string_equal(seen.command, "show");
    assert_int_equal(run("look", (const char *const[]){"try", NULL}), 2);
}

static void exit_codes(void **state)
{
    (void)state;
    seen.exit_code = 3;
    assert_int_equal(RUN("look", "x"), 3);
    seen.exit_code = 0;
    seen.answer = WS_NOT_FOUND;
    assert_int_equal(RUN("look", "x"), 1);
    seen.answer = WS_LOCKED;
    assert_int_equal(RUN("look", "x"), 2);
    assert_string_equal(written, "ran\ntry: it is locked\n  do this\n");
    seen.answer = WS_OK;
    assert_int_equal(RUN("look", "--format=xml"), 2);
}

static void help_is_made_of_the_tables(void **state)
{
    (void)state;
    assert_int_equal(RUN("look", "--help"), 0);
    assert_non_null(strstr(written, "try: tries things"));
    const char *look = strstr(written, "look         looks for words"),
               *show = strstr(written, "show         shows one");
    assert_true(look && show && look < show);
    assert_int_equal(RUN("look", "look", "--help"), 0);
    assert_non_null(strstr(written, "Usage: try [look] [OPTION]... WORD ...\n"));
    assert_non_null(strstr(written, "try look this"));
    assert_non_null(strstr(written, "  -d, --db DIR              where the index is\n"));
    assert_non_null(strstr(written, "      --format FORMAT       how the answer is written: text, json, jsonl\n"));
    assert_non_null(strstr(written, "  -h, --help"));
    assert_int_equal(RUN("look", "show", "-h"), 0);
    assert_non_null(strstr(written, "Usage: try show [OPTION]... ID\n"));
    assert_int_equal(RUN("look", "--version"), 0);
    assert_memory_equal(written, "try ", 4);
}

static void the_default_place_is_found(void **state)
{
    (void)state;
    setenv("HOME", "/home/toll", 1);
    unsetenv("WHOSAID_DB");
    unsetenv("XDG_DATA_HOME");
    RUN("look", "--help");
    assert_non_null(strstr(written, "else /home/toll/.local/share/whosaid/index\n"));
    setenv("XDG_DATA_HOME", "relative", 1);
    RUN("look", "--help");
    assert_non_null(strstr(written, "else /home/toll/.local/share/whosaid/index\n"));
    setenv("XDG_DATA_HOME", "/data", 1);
    RUN("look", "--help");
    assert_non_null(strstr(written, "else /data/whosaid/index\n"));
    setenv("WHOSAID_DB", "mine", 1);
    RUN("look", "--help");
    assert_non_null(strstr(written, "else mine\n"));
}

static void a_full_disk_is_a_failure(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w"), *out = stdout;
    if (!full) skip();
    stdout = full;
    char look[] = "look", name[] = "try", *argv[] = {name, look, NULL};
    ws_program program = {.name = "try", .summary = "tries things", .commands = COMMANDS, .fallback = "look"};
    int code = ws_program_main(&program, 2, argv);
    stdout = out;
    fclose(full);
    assert_int_equal(code, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_read_by_their_digits),
        cmocka_unit_test(options_are_stored),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(the_first_word_decides),
        cmocka_unit_test(minus_words_of_a_query_are_words),
        cmocka_unit_test(without_a_fallback_a_command_is_needed),
        cmocka_unit_test(exit_codes),
        cmocka_unit_test(help_is_made_of_the_tables),
        cmocka_unit_test(the_default_place_is_found),
        cmocka_unit_test(a_full_disk_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
