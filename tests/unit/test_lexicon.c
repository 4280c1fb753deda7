/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lexicon.h"

#define LISTS WS_SOURCE "/indexer/lexicon/en"

static int open_lists(void **state)
{
    ws_lexicon *lexicon = NULL;
    ws_error error = {.message = ""};
    if (ws_lexicon_open(LISTS, &lexicon, &error) != WS_OK) print_error("%s\n", error.message);
    *state = lexicon;
    return lexicon ? 0 : -1;
}

static int close_lists(void **state)
{
    ws_lexicon_close(*state);
    return 0;
}

static void assert_cue(const ws_lexicon *lexicon, const char *form, const char *lemma, ws_act act, ws_stance stance)
{
    const ws_cue *cue = ws_lexicon_cue(lexicon, form);
    assert_non_null(cue);
    assert_string_equal(cue->lemma, lemma);
    assert_int_equal(cue->act, act);
    assert_int_equal(cue->stance, stance);
}

static void test_cues_are_found_in_every_form(void **state)
{
    assert_cue(*state, "said", "say", WS_ACT_STATEMENT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "saying", "say", WS_ACT_STATEMENT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "denies", "deny", WS_ACT_DENIAL, WS_STANCE_NEUTRAL);
    assert_cue(*state, "denied", "deny", WS_ACT_DENIAL, WS_STANCE_NEUTRAL);
    assert_cue(*state, "claiming", "claim", WS_ACT_STATEMENT, WS_STANCE_DISTANCING);
    assert_cue(*state, "admitted", "admit", WS_ACT_CONFIRMATION, WS_STANCE_ENDORSING);
    assert_cue(*state, "stresses", "stress", WS_ACT_STATEMENT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "vowed", "vow", WS_ACT_PROMISE, WS_STANCE_NEUTRAL);
    assert_cue(*state, "thought", "think", WS_ACT_THOUGHT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "planned", "plan", WS_ACT_THOUGHT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "planning", "plan", WS_ACT_THOUGHT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "snapped", "snap", WS_ACT_STATEMENT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "preferred", "prefer", WS_ACT_THOUGHT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "seen", "see", WS_ACT_THOUGHT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "agreeing", "agree", WS_ACT_STATEMENT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "allegations", "allegation", WS_ACT_ALLEGATION, WS_STANCE_DISTANCING);
    assert_cue(*state, "beliefs", "belief", WS_ACT_THOUGHT, WS_STANCE_NEUTRAL);
    assert_cue(*state, "made clear", "make clear", WS_ACT_STATEMENT, WS_STANCE_ENDORSING);
    assert_cue(*state, "pleaded guilty", "plead guilty", WS_ACT_CONFIRMATION, WS_STANCE_ENDORSING);
    assert_null(ws_lexicon_cue(*state, "walked"));
    assert_null(ws_lexicon_cue(*state, ""));
    assert_true(ws_lexicon_cue(*state, "told")->addressee);
    assert_false(ws_lexicon_cue(*state, "said")->addressee);
    assert_true(ws_lexicon_cue(*state, "asked")->asks);
    assert_true(ws_lexicon_cue(*state, "seemed")->light);
}

static void test_words_and_values(void **state)
{
    assert_true(ws_lexicon_has(*state, "titles", "mr"));
    assert_true(ws_lexicon_has(*state, "titles", "mr."));
    assert_false(ws_lexicon_has(*state, "titles", "bridge"));
    assert_false(ws_lexicon_has(*state, "no such list", "mr"));
    assert_string_equal(ws_lexicon_value(*state, "roles", "spokeswoman"), "spokesperson");
    assert_string_equal(ws_lexicon_value(*state, "pronouns", "she"), "female");
    assert_null(ws_lexicon_value(*state, "groups", "critics"));
    /* A word that only begins an entry is none itself. */
    assert_false(ws_lexicon_has(*state, "refusals", "declined"));
}

/* Does a list have the first column of any line of its file? */
static bool knows_its_file(const ws_lexicon *lexicon, const char *file)
{
    char path[1024], name[256], line[1024];
    snprintf(path, sizeof path, "%s/%s", LISTS, file);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(file, "."), file);
    FILE *lines = fopen(path, "r");
    assert_non_null(lines);
    bool known = false;
    while (!known && fgets(line, sizeof line, lines)) {
        line[strcspn(line, "\t\n")] = 0;
        known = line[0] != '#' && ws_lexicon_has(lexicon, name, line);
    }
    fclose(lines);
    return known;
}

static void test_every_list_is_found_by_its_name(void **state)
{
    DIR *folder = opendir(LISTS);
    assert_non_null(folder);
    size_t found = 0;
    for (struct dirent *file; (file = readdir(folder));) {
        if (!strstr(file->d_name, ".txt")) continue;
        if (!knows_its_file(*state, file->d_name)) fail_msg("%s is not found", file->d_name);
        found++;
    }
    closedir(folder);
    assert_true(found > 40);
    assert_true(ws_lexicon_has(*state, "nicknames", "bill"));
}

static void test_the_longest_phrase_wins(void **state)
{
    ws_token tokens[] = {{.folded = "could"}, {.folded = "not"},     {.folded = "immediately"},
                         {.folded = "be"},    {.folded = "reached"}, {.folded = "for"}};
    const char *value = NULL;
    assert_int_equal(ws_lexicon_phrase(*state, "refusals", tokens, 6, &value), 5);
    assert_string_equal(value, "unreachable");
    assert_int_equal(ws_lexicon_phrase(*state, "refusals", tokens, 3, &value), 0);
    assert_null(value);
    assert_int_equal(ws_lexicon_phrase(*state, "refusals", tokens, 0, &value), 0);
    ws_token laid[] = {{.folded = "laid"}, {.folded = "out"}};
    size_t length = 0;
    assert_string_equal(ws_lexicon_cue_phrase(*state, laid, 2, &length)->lemma, "lay out");
    assert_int_equal(length, 2);
    assert_null(ws_lexicon_cue_phrase(*state, laid, 1, &length));
}

/* --- lists with a mistake: a copy of the folder with one file replaced --- */

static void copy_lists(const char *folder)
{
    char command[1024];
    snprintf(command, sizeof command, "cp %s/*.txt %s/", LISTS, folder);
    assert_int_equal(system(command), 0);
}

static void assert_refused(const char *file, const char *bytes, size_t size, ws_status status, const char *message)
{
    char folder[] = "/tmp/whosaid-lexicon-XXXXXX", path[256], command[512];
    assert_non_null(mkdtemp(folder));
    copy_lists(folder);
    snprintf(path, sizeof path, "%s/%s", folder, file);
    if (bytes) {
        FILE *out = fopen(path, "w");
        assert_non_null(out);
        assert_int_equal(fwrite(bytes, 1, size, out), size);
        fclose(out);
    } else {
        unlink(path);
    }
    ws_lexicon *lexicon = NULL;
    ws_error error = {.message = ""};
    ws_status found = ws_lexicon_open(folder, &lexicon, &error);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
    assert_int_equal(found, status);
    assert_null(lexicon);
    if (!strstr(error.message, file) || !strstr(error.message, message)) fail_msg("%s", error.message);
}

static void test_mistakes_name_file_and_line(void **state)
{
    (void)state;
#define REFUSED(file, text, message) assert_refused(file, text, sizeof(text) - 1, WS_CORRUPT, message)
    REFUSED("cues.txt", "# fine\nsay\tspeech\tneutral\t-\n", "line 2: unknown act \"speech\"");
    REFUSED("cues.txt", "say\tstatement\tneutral\n", "line 1: four columns");
    REFUSED("cues.txt", "say\tstatement\thappy\t-\n", "unknown stance");
    REFUSED("cues.txt", "say\tstatement\tneutral\tloud\n", "unknown flag \"loud\"");
    REFUSED("cues.txt", "say\tstatement\tneutral\t-\tsaid\n", "four columns");
    REFUSED("irregular.txt", "said\n", "two columns");
    REFUSED("endings.txt", "at\tthe\n", "unknown value \"the\"");
    REFUSED("roles.txt", "mayor\toffice\nking\n", "line 2");
    REFUSED("roles.txt", "mayor\tboss\n", "unknown value \"boss\"");
    REFUSED("groups.txt", "critics\textra\n", "one column");
    REFUSED("nicknames.txt", "abe\n", "two columns"); /* the folder's own, where it has one */
    REFUSED("groups.txt", "critics\xff\n", "UTF-8");
    REFUSED("groups.txt", "cri\0tics\n", "UTF-8");
    assert_refused("titles.txt", NULL, 0, WS_IO, "titles.txt");
#undef REFUSED
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cues_are_found_in_every_form),
        cmocka_unit_test(test_words_and_values),
        cmocka_unit_test(test_every_list_is_found_by_its_name),
        cmocka_unit_test(test_the_longest_phrase_wins),
        cmocka_unit_test(test_mistakes_name_file_and_line),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
