/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a purge keeps in the journal, and what it takes out of it. */
#include "index_fixture.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const ws_decision blank = {.when = "2025-04-13T10:00:00Z",
                                  .who = "Ana",
                                  .why = "because",
                                  .before = {.type = -1, .act = -1},
                                  .after = {.type = -1, .act = -1}};

static const char *journal_of(fixture *f)
{
    return ws_arena_printf(f->arena, "%s/decisions.jsonl", f->folder);
}

static const char *append(fixture *f, ws_decision decision)
{
    assert_ok(f, ws_decisions_append(f->arena, journal_of(f), &decision, &f->error));
    return decision.id;
}

static const char *reject(fixture *f, const char *article, const char *words)
{
    ws_decision decision = blank;
    decision.kind = WS_DECISION_REJECTION;
    decision.place = (ws_decision_place){.statement = "00112233445566778899aabbccddeeff",
                                         .article = article,
                                         .source = "",
                                         .cue = "said",
                                         .words = words};
    return append(f, decision);
}

static void undo(fixture *f, const char *id)
{
    ws_decision decision = blank;
    decision.kind = WS_DECISION_UNDO;
    decision.undoes = id;
    append(f, decision);
}

static const char *purge(fixture *f, const char *id, const char *text)
{
    ws_decision decision = blank;
    decision.kind = WS_DECISION_PURGE;
    assert_ok(f, ws_purge_hashes(f->arena, id, text, &decision.article_hash, &decision.text_hash, &f->error));
    return append(f, decision);
}

static ws_decisions load(fixture *f)
{
    ws_decisions decisions;
    const char *file = journal_of(f);
    assert_ok(f, ws_decisions_load(f->arena, &file, 1, &decisions, &f->error));
    return decisions;
}

static ws_purges purges_of(fixture *f)
{
    ws_purges purges;
    ws_decisions *decisions = ws_arena_alloc(f->arena, sizeof *decisions);
    *decisions = load(f);
    assert_ok(f, ws_purges_collect(f->arena, decisions, &purges, &f->error));
    return purges;
}

static const char *whole_file(fixture *f)
{
    char bytes[8192];
    FILE *file = fopen(journal_of(f), "r");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return ws_arena_string(f->arena, bytes, size);
}

static void purges_are_found_by_id_and_by_text(void **state)
{
    fixture *f = *state;
    const char *id, *text, *other;
    const char *lifted = purge(f, "Post/9", "Other words.");
    purge(f, "Post/1", "The BRIDGE is closed.");
    undo(f, lifted);
    ws_purges purges = purges_of(f);
    assert_int_equal(purges.count, 1);
    assert_ok(f, ws_purge_hashes(f->arena, "Post/1", "the bridge -- is\nclosed", &id, &text, &f->error));
    assert_non_null(ws_purges_article(&purges, id));
    assert_non_null(ws_purges_text(&purges, text)); /* folded words alone count */
    assert_ok(f, ws_purge_hashes(f->arena, "Post/9", "Other words.", &id, &other, &f->error));
    assert_null(ws_purges_article(&purges, id));
    assert_null(ws_purges_text(&purges, other));
    assert_null(strstr(whole_file(f), "Post/1"));
    assert_null(strstr(whole_file(f), "ridge"));
}

static void decisions_about_an_article_are_forgotten(void **state)
{
    fixture *f = *state;
    size_t dropped;
    reject(f, "Post/1", "the first secret");
    const char *kept = reject(f, "Post/2", "what stays");
    undo(f, reject(f, "Post/1", "the second secret"));
    assert_int_equal(chmod(journal_of(f), 0640), 0);
    assert_ok(f, ws_decisions_forget(f->arena, journal_of(f), "Post/1", &dropped, &f->error));
    assert_int_equal(dropped, 3); /* the undoing too */
    ws_decisions decisions = load(f);
    assert_int_equal(decisions.count, 1);
    assert_string_equal(decisions.items[0].id, kept);
    assert_null(strstr(whole_file(f), "secret"));
    struct stat found;
    assert_int_equal(stat(journal_of(f), &found), 0);
    assert_int_equal(found.st_mode & 0777, 0640);
    assert_ok(f, ws_decisions_forget(f->arena, journal_of(f), "Post/1", &dropped, &f->error));
    assert_int_equal(dropped, 0);
}

static void damage_stops_the_rewriting(void **state)
{
    fixture *f = *state;
    size_t dropped;
    reject(f, "Post/1", "words");
    FILE *file = fopen(journal_of(f), "a");
    assert_true(fputs("{\"schema_version\": 1}\n", file) >= 0);
    fclose(file);
    const char *before = whole_file(f);
    assert_int_equal(ws_decisions_forget(f->arena, journal_of(f), "Post/1", &dropped, &f->error), WS_CORRUPT);
    assert_non_null(strstr(f->error.message, "line 2"));
    assert_string_equal(whole_file(f), before);
}

/* Whoever waited for the lock of the old file must not write into it when it has been replaced. */
static void appending_goes_to_the_file_that_is_there(void **state)
{
    fixture *f = *state;
    reject(f, "Post/1", "words");
    int old = open(journal_of(f), O_RDONLY | O_CLOEXEC);
    assert_true(old >= 0 && flock(old, LOCK_EX) == 0);
    pid_t child = fork();
    if (!child) {
        close(old); /* or it would hold the lock as well */
        ws_decision decision = blank;
        decision.kind = WS_DECISION_UNDO;
        decision.undoes = "0000000000000000";
        _exit(ws_decisions_append(f->arena, journal_of(f), &decision, &f->error) != WS_OK);
    }
    usleep(100000);
    const char *copy = ws_arena_printf(f->arena, "%s.new", journal_of(f));
    FILE *file = fopen(copy, "w");
    assert_true(file && fputs("", file) >= 0 && !fclose(file) && !rename(copy, journal_of(f)));
    close(old);
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result) && !WEXITSTATUS(result));
    assert_int_equal(load(f).count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(purges_are_found_by_id_and_by_text, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(decisions_about_an_article_are_forgotten, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(damage_stops_the_rewriting, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(appending_goes_to_the_file_that_is_there, fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
