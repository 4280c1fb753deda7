/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of decisions as a file. What decisions do to an index: test_decided.c. */
#include "decisions.h"
#include "index_fixture.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>

static ws_decision merge(const char *a, const char *b, const char *when)
{
    static ws_decided_name names[2];
    names[0] = (ws_decided_name){a, a};
    names[1] = (ws_decided_name){b, b};
    return (ws_decision){.kind = WS_DECISION_MERGE,
                         .when = when,
                         .who = "anna",
                         .why = "same byline",
                         .names = names,
                         .name_count = 2,
                         .before = {.type = -1, .act = -1},
                         .after = {.type = -1, .act = -1}};
}

static const char *journal(fixture *f)
{
    return ws_arena_printf(f->arena, "%s/decisions.jsonl", f->folder);
}

static void write_bytes(const char *path, const char *how, const char *bytes, size_t size)
{
    FILE *file = fopen(path, how);
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static ws_decisions load(fixture *f, const char *path)
{
    ws_decisions all;
    assert_ok(f, ws_decisions_load(f->arena, &path, 1, &all, &f->error));
    return all;
}

static void keep(fixture *f, const char *path, ws_decision *decision)
{
    assert_ok(f, ws_decisions_append(f->arena, path, decision, &f->error));
}

static void what_is_kept_comes_back(void **state)
{
    fixture *f = *state;
    const char *speakers[] = {"Tomas Brandt", "Ana \"K\" Kova\xc4\x8d"}, *was[] = {"Brandt"};
    ws_via via[] = {{"Reuters", WS_SPEAKER_PUBLICATION}};
    ws_decision one = {.kind = WS_DECISION_CORRECTION,
                       .when = "2025-04-01T10:00:00Z",
                       .who = "anna",
                       .why = "the caption",
                       .place = {"0123456789abcdef0123456789abcdef", "Post/1", NULL, "he", "said", "not now", 3},
                       .before = {.has_speakers = true, .speakers = was, .speaker_count = 1, .type = -1, .act = -1},
                       .after = {.has_speakers = true,
                                 .speakers = speakers,
                                 .speaker_count = 2,
                                 .type = WS_SPEAKER_PERSON,
                                 .act = WS_ACT_DENIAL,
                                 .has_via = true,
                                 .via = via,
                                 .via_count = 1}};
    keep(f, journal(f), &one);
    ws_decisions all = load(f, journal(f));
    assert_int_equal(all.count, 1);
    assert_null(all.torn);
    const ws_decision *read = &all.items[0];
    assert_string_equal(read->id, one.id);
    assert_int_equal(strlen(read->id), 16);
    assert_string_equal(read->place.words, "not now");
    assert_null(read->place.title);
    assert_int_equal(read->place.paragraph, 3);
    assert_int_equal(read->after.speaker_count, 2);
    assert_string_equal(read->after.speakers[1], speakers[1]);
    assert_int_equal(read->after.type, WS_SPEAKER_PERSON);
    assert_int_equal(read->after.act, WS_ACT_DENIAL);
    assert_string_equal(read->after.via[0].name, "Reuters");
    assert_int_equal(read->after.via[0].type, WS_SPEAKER_PUBLICATION);
    assert_string_equal(read->before.speakers[0], "Brandt");
    assert_int_equal(read->before.act, -1);
    assert_false(read->before.has_via);
    assert_string_equal(read->file, journal(f));
    assert_int_equal(read->line, 1);
}

static void links_come_back_with_both_ends(void **state)
{
    fixture *f = *state;
    for (int linked = 0; linked < 2; linked++) {
        ws_decision one = {.kind = WS_DECISION_LINK,
                           .when = linked ? "2025-04-01T10:00:00Z" : "2025-04-01T09:00:00Z",
                           .who = "anna",
                           .why = "she answers him",
                           .place = {"0123456789abcdef0123456789abcdef", "Post/1", NULL, "she", "denied", "it", 3},
                           .claim = {"fedcba9876543210fedcba9876543210", "Post/2", "Dam", "he", "said", "cracks", 1},
                           .linked = linked,
                           .before = {.type = -1, .act = -1},
                           .after = {.type = -1, .act = -1}};
        keep(f, journal(f), &one);
    }
    ws_decisions all = load(f, journal(f));
    assert_int_equal(all.count, 2);
    assert_false(all.items[0].linked);
    assert_true(all.items[1].linked);
    assert_string_equal(all.items[1].place.statement, "0123456789abcdef0123456789abcdef");
    assert_string_equal(all.items[1].claim.statement, "fedcba9876543210fedcba9876543210");
    assert_string_equal(all.items[1].claim.words, "cracks");
    assert_string_equal(ws_decision_kind_name(all.items[1].kind), "link");
}

static void only_its_owner_reads_it_and_it_only_grows(void **state)
{
    fixture *f = *state;
    struct stat found;
    mode_t mask = umask(0);
    ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z"), two = merge("a", "b", "2025-04-01T10:00:00Z");
    keep(f, journal(f), &one);
    umask(mask);
    assert_int_equal(stat(journal(f), &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    off_t size = found.st_size;
    keep(f, journal(f), &two);
    assert_int_equal(stat(journal(f), &found), 0);
    assert_true(found.st_size > size);
    assert_string_not_equal(one.id, two.id); /* the same words at another place */
    assert_int_equal(load(f, journal(f)).count, 2);
}

/* A service that owns its index goes on reading what root decides. */
static void what_root_makes_is_the_folders_owners(void **state)
{
    fixture *f = *state;
    struct stat found;
    ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z");
    if (geteuid()) skip();
    assert_int_equal(chown(f->folder, 65534, 65533), 0);
    keep(f, journal(f), &one);
    assert_int_equal(chown(f->folder, 0, 0), 0);
    assert_int_equal(stat(journal(f), &found), 0);
    assert_int_equal(found.st_uid, 65534);
    assert_int_equal(found.st_gid, 65533);
    assert_int_equal(found.st_mode & 0777, 0600);
}

static void a_missing_journal_decides_nothing(void **state)
{
    fixture *f = *state;
    assert_int_equal(load(f, journal(f)).count, 0);
    ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z");
    const char *nowhere = ws_arena_printf(f->arena, "%s/no/decisions.jsonl", f->folder);
    assert_int_equal(ws_decisions_append(f->arena, nowhere, &one, &f->error), WS_IO);
    assert_non_null(strstr(f->error.message, nowhere));
}

/* Every way in which the last line can be cut by a power cut. */
static void a_torn_last_line_is_told_and_cut_off(void **state)
{
    fixture *f = *state;
    ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z"), two = merge("c", "d", "2025-04-02T10:00:00Z");
    struct stat first, both;
    keep(f, journal(f), &one);
    assert_int_equal(stat(journal(f), &first), 0);
    keep(f, journal(f), &two);
    assert_int_equal(stat(journal(f), &both), 0);
    for (off_t size = first.st_size + 1; size < both.st_size - 1; size += 7) {
        assert_int_equal(truncate(journal(f), size), 0);
        ws_decisions all = load(f, journal(f));
        assert_int_equal(all.count, 1);
        assert_string_equal(all.torn, journal(f));
        ws_decision again = merge("c", "d", "2025-04-02T10:00:00Z");
        keep(f, journal(f), &again);
        all = load(f, journal(f));
        assert_int_equal(all.count, 2);
        assert_null(all.torn);
        assert_int_equal(truncate(journal(f), both.st_size), 0);
    }
    static const char zeros[100];
    assert_int_equal(truncate(journal(f), first.st_size), 0);
    write_bytes(journal(f), "a", zeros, sizeof zeros);
    assert_non_null(load(f, journal(f)).torn);
}

static void a_whole_last_line_without_its_end_counts(void **state)
{
    fixture *f = *state;
    struct stat found;
    ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z"), two = merge("c", "d", "2025-04-02T10:00:00Z");
    keep(f, journal(f), &one);
    assert_int_equal(stat(journal(f), &found), 0);
    assert_int_equal(truncate(journal(f), found.st_size - 1), 0);
    assert_int_equal(load(f, journal(f)).count, 1);
    assert_null(load(f, journal(f)).torn);
    keep(f, journal(f), &two);
    assert_int_equal(load(f, journal(f)).count, 2);
}

static void other_damage_is_named_with_its_line(void **state)
{
    fixture *f = *state;
    static const char *const lines[] = {
        "nonsense\n",
        "[]\n",
        "{}\n",
        "{\"schema_version\":1,\"id\":\"0\",\"when\":\"x\",\"who\":\"x\",\"why\":\"x\",\"kind\":\"merge\",\"speakers\":"
        "[]}\n",
        "{\"schema_version\":1,\"id\":\"0\",\"when\":\"x\",\"who\":\"x\",\"why\":\"\",\"kind\":\"undo\",\"undoes\":"
        "\"1\"}\n",
        "{\"schema_version\":1,\"id\":\"0\",\"when\":\"x\",\"who\":\"x\",\"why\":\"x\",\"kind\":\"rejection\","
        "\"statement\":{\"id\":\"12\",\"article\":\"a\",\"source\":\"\",\"cue\":\"\",\"words\":\"\",\"paragraph\":1}}"
        "\n"};
    const char *path = journal(f);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z"), two = one;
        ws_decisions all;
        remove(path);
        keep(f, path, &one);
        write_bytes(path, "a", lines[i], strlen(lines[i]));
        keep(f, path, &two);
        assert_int_equal(ws_decisions_load(f->arena, &path, 1, &all, &f->error), WS_CORRUPT);
        assert_non_null(strstr(f->error.message, ", line 2"));
        assert_non_null(strstr(f->error.message, path));
    }
    static const char newer[] =
        "{\"schema_version\":1,\"id\":\"0\",\"when\":\"x\",\"who\":\"x\",\"why\":\"x\",\"kind\":\"oracle\"}\n";
    ws_decisions all;
    write_bytes(path, "w", newer, sizeof newer - 1);
    assert_int_equal(ws_decisions_load(f->arena, &path, 1, &all, &f->error), WS_FUTURE);
}

static void one_writer_at_a_time(void **state)
{
    enum { WRITERS = 4, EACH = 5 };
    fixture *f = *state;
    const char *path = journal(f);
    for (int writer = 0; writer < WRITERS; writer++) {
        if (fork()) continue;
        for (int i = 0; i < EACH; i++) {
            ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z");
            ws_status status;
            do /* on a busy machine the others may take longer than one waits */
                status = ws_decisions_append(f->arena, path, &one, NULL);
            while (status == WS_LOCKED);
            if (status != WS_OK) _exit(1);
        }
        _exit(0);
    }
    for (int writer = 0; writer < WRITERS; writer++) {
        int result;
        assert_true(wait(&result) > 0);
        assert_int_equal(result, 0);
    }
    ws_decisions all = load(f, path);
    assert_int_equal(all.count, WRITERS * EACH);
    assert_null(all.torn);
}

static void a_lock_that_stays_is_told(void **state)
{
    fixture *f = *state;
    ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z");
    keep(f, journal(f), &one);
    int held = open(journal(f), O_RDONLY);
    assert_int_equal(flock(held, LOCK_EX), 0);
    assert_int_equal(ws_decisions_append(f->arena, journal(f), &one, &f->error), WS_LOCKED);
    close(held);
    keep(f, journal(f), &one);
}

static void what_is_undone_is_marked(void **state)
{
    fixture *f = *state;
    ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z"), two = merge("c", "d", "2025-04-01T11:00:00Z");
    keep(f, journal(f), &one);
    keep(f, journal(f), &two);
    ws_decision undo = {
        .kind = WS_DECISION_UNDO, .when = "2025-04-02T10:00:00Z", .who = "ben", .why = "no", .undoes = one.id};
    keep(f, journal(f), &undo);
    ws_decisions all = load(f, journal(f));
    assert_ptr_equal(all.items[0].undone_by, &all.items[2]);
    assert_null(all.items[1].undone_by);
    const ws_decision *found;
    assert_ok(f, ws_decisions_named(&all, ws_arena_string(f->arena, two.id, 9), &found, &f->error));
    assert_ptr_equal(found, &all.items[1]);
    assert_int_equal(ws_decisions_named(&all, "abc", &found, &f->error), WS_USAGE);
    assert_int_equal(ws_decisions_named(&all, "../etc/passwd", &found, &f->error), WS_USAGE);
    assert_int_equal(ws_decisions_named(&all, "000000000000000f", &found, &f->error), WS_NOT_FOUND);
}

static void the_last_word_on_a_pair_counts(void **state)
{
    fixture *f = *state;
    ws_decision first = merge("b", "a", "2025-04-01T10:00:00Z");
    keep(f, journal(f), &first);
    ws_decision other = merge("c", "d", "2025-04-01T11:00:00Z");
    keep(f, journal(f), &other);
    ws_decision split = merge("a", "b", "2025-04-01T12:00:00Z");
    split.kind = WS_DECISION_SPLIT;
    keep(f, journal(f), &split);
    ws_decisions all = load(f, journal(f));
    ws_speaker_pairs pairs;
    assert_ok(f, ws_decisions_pairs(f->arena, &all, &pairs, &f->error));
    assert_int_equal(pairs.count, 2);
    assert_string_equal(pairs.items[0].a, "a");
    assert_string_equal(pairs.items[0].b, "b");
    assert_false(pairs.items[0].merged);
    assert_true(pairs.items[1].merged);
    ws_decision undo = {
        .kind = WS_DECISION_UNDO, .when = "2025-04-02T10:00:00Z", .who = "ben", .why = "no", .undoes = split.id};
    keep(f, journal(f), &undo);
    all = load(f, journal(f));
    assert_ok(f, ws_decisions_pairs(f->arena, &all, &pairs, &f->error));
    assert_true(pairs.items[0].merged);
}

static void journals_are_put_in_the_order_of_time(void **state)
{
    fixture *f = *state;
    const char *other = ws_arena_printf(f->arena, "%s/other.jsonl", f->folder);
    ws_decision early = merge("a", "b", "2025-04-01T10:00:00Z"), late = merge("c", "d", "2025-04-03T10:00:00Z");
    keep(f, journal(f), &late);
    keep(f, other, &early);
    const char *files[] = {journal(f), other, journal(f)};
    ws_decisions all;
    assert_ok(f, ws_decisions_load(f->arena, files, 3, &all, &f->error));
    assert_int_equal(all.count, 2); /* the same file twice is read once */
    assert_string_equal(all.items[0].id, early.id);
    assert_string_equal(all.items[1].id, late.id);
}

static void it_lies_beside_the_index(void **state)
{
    fixture *f = *state;
    assert_string_equal(ws_decisions_beside(f->arena, "/no/such/place/index"), "/no/such/place/decisions.jsonl");
    assert_string_equal(ws_decisions_beside(f->arena, "/no/such/place/index//"), "/no/such/place/decisions.jsonl");
    assert_string_equal(ws_decisions_beside(f->arena, "nosuchindex"), "decisions.jsonl");
    assert_int_equal(mkdir(f->place, 0700), 0);
    const char *dotted = ws_arena_printf(f->arena, "%s/./", f->place);
    char *folder = realpath(f->folder, NULL);
    assert_string_equal(ws_decisions_beside(f->arena, dotted), ws_arena_printf(f->arena, "%s/decisions.jsonl", folder));
    free(folder);
}

static void what_is_no_file_is_refused(void **state)
{
    fixture *f = *state;
    const char *path = journal(f);
    ws_decisions all;
    ws_decision one = merge("a", "b", "2025-04-01T10:00:00Z");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(ws_decisions_load(f->arena, &path, 1, &all, &f->error), WS_IO);
    assert_int_equal(ws_decisions_append(f->arena, path, &one, &f->error), WS_IO);
    remove(path);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(ws_decisions_load(f->arena, &path, 1, &all, &f->error), WS_IO);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_kept_comes_back),
        TEST(links_come_back_with_both_ends),
        TEST(only_its_owner_reads_it_and_it_only_grows),
        TEST(what_root_makes_is_the_folders_owners),
        TEST(a_missing_journal_decides_nothing),
        TEST(a_torn_last_line_is_told_and_cut_off),
        TEST(a_whole_last_line_without_its_end_counts),
        TEST(other_damage_is_named_with_its_line),
        TEST(one_writer_at_a_time),
        TEST(a_lock_that_stays_is_told),
        TEST(what_is_undone_is_marked),
        TEST(the_last_word_on_a_pair_counts),
        TEST(journals_are_put_in_the_order_of_time),
        TEST(it_lies_beside_the_index),
        TEST(what_is_no_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
