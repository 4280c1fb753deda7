/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing: updates, batches, locks, other people's folders, and what is left when the writer dies. */
#include "index_fixture.h"

#include "buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char first_text[] = "Ana Kovač said the bridge was late.\n\nTom Ashdown said the ferries were full.";
static const told first[] = {{"Ana Kovač", "Ana Kovač", "said", "the bridge was late", 0, NULL},
                             {"Tom Ashdown", "Tom Ashdown", "said", "the ferries were full", 0, NULL}};
static const char second_text[] = "An update has come in.\n\nTom Ashdown said the ferries were full.";
static const told second[] = {{"Tom Ashdown", "Tom Ashdown", "said", "the ferries were full", 0, NULL}};

typedef struct acknowledged {
    size_t articles, statements, commits, refused;
    int file; /* where to write that something was committed, or -1 */
} acknowledged;

static void on_commit(void *user, size_t articles, size_t statements)
{
    acknowledged *seen = user;
    seen->articles += articles;
    seen->statements += statements;
    seen->commits++;
    for (size_t i = 0; seen->file >= 0 && i < articles; i++)
        if (write(seen->file, "x", 1) != 1) _exit(9);
}

static void on_refusal(void *user, const char *article_id, const char *path, const ws_error *why)
{
    acknowledged *seen = user;
    (void)article_id, (void)path, (void)why;
    seen->refused++;
}

static ws_writer *open_writer(fixture *f, size_t batch, acknowledged *seen)
{
    ws_writer *writer = NULL;
    ws_writer_events events = {.committed = on_commit, .refused = on_refusal, .user = seen};
    assert_ok(f, ws_writer_open(f->place, batch, seen ? &events : NULL, &writer, &f->error));
    return writer;
}

static void put(fixture *f, ws_writer *writer, const char *id, const char *text, const told *words, size_t count)
{
    ws_article *article = fixture_article(f, id, "Bridge", text, "Post", "2025-04-13");
    ws_statement *statements = count ? fixture_statements(f, article, words, count) : NULL;
    assert_ok(f, ws_writer_add(writer, article, statements, count, &f->error));
}

static ws_index_totals totals_of(fixture *f)
{
    ws_index *index = fixture_open(f, f->place);
    ws_index_totals totals;
    assert_ok(f, ws_index_totals_get(index, f->arena, &totals, &f->error));
    ws_index_close(index);
    return totals;
}

static void folders_are_made_for_their_owner_only(void **state)
{
    fixture *f = *state;
    f->place = ws_arena_printf(f->arena, "%s/deep/er/index", f->folder);
    assert_ok(f, ws_writer_close(open_writer(f, 0, NULL), &f->error));
    struct stat found;
    assert_int_equal(stat(f->place, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0700);
    assert_int_equal(totals_of(f).statements, 0);
}

static void adding_again_supersedes_what_is_gone(void **state)
{
    fixture *f = *state;
    ws_writer *writer = open_writer(f, 0, NULL);
    put(f, writer, "a", first_text, first, 2);
    put(f, writer, "a", second_text, second, 1);
    assert_ok(f, ws_writer_close(writer, &f->error));
    ws_index_totals totals = totals_of(f);
    assert_int_equal(totals.articles[WS_ARTICLE_READ], 1);
    assert_int_equal(totals.articles[WS_ARTICLE_SUPERSEDED], 1);
    assert_int_equal(totals.statements, 1);
    assert_int_equal(totals.superseded, 1);

    ws_index *index = fixture_open(f, f->place);
    ws_query *bridge = word(f, "late");
    bridge->content_only = true;
    assert_int_equal(fixture_search(f, index, (ws_search){.query = bridge}).count, 0);
    ws_hits old = fixture_search(f, index, (ws_search){.query = bridge, .all_states = true});
    assert_int_equal(old.count, 1);
    assert_int_equal(old.items[0].statement->state, WS_STATE_SUPERSEDED);
    assert_string_equal(said(f, &old.items[0]), "the bridge was late"); /* still on its own text */
    ws_hits kept = fixture_search(f, index, (ws_search){.query = word(f, "ferries")});
    assert_int_equal(kept.count, 1);
    assert_string_equal(said(f, &kept.items[0]), "the ferries were full");
    assert_string_equal(kept.items[0].article->text, second_text);
    ws_index_close(index);
}

static void what_comes_back_is_current_again(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *text;
        const told *words;
        size_t count;
    } versions[] = {{first_text, first, 2}, {second_text, second, 1}, {first_text, first, 2}, {second_text, second, 1}};
    for (size_t i = 0; i < 4; i++) {
        ws_writer *writer = open_writer(f, 0, NULL);
        put(f, writer, "a", versions[i].text, versions[i].words, versions[i].count);
        assert_ok(f, ws_writer_close(writer, &f->error));
        ws_index_totals totals = totals_of(f);
        assert_int_equal(totals.statements, versions[i].count);
        assert_int_equal(totals.superseded, i == 0 ? 0 : 2 - versions[i].count);
        assert_int_equal(totals.articles[WS_ARTICLE_READ], 1);
        assert_true(totals.articles[WS_ARTICLE_SUPERSEDED] <= 2);
    }
    ws_index *index = fixture_open(f, f->place);
    ws_hits all = fixture_search(f, index, (ws_search){.all_states = true});
    assert_int_equal(all.count, 2);
    for (size_t i = 0; i < all.count; i++) assert_non_null(strstr(said(f, &all.items[i]), " w"));
    ws_index_close(index);
}

static void another_models_reading_of_the_same_text_stands_on_it(void **state)
{
    fixture *f = *state;
    ws_writer *writer = open_writer(f, 0, NULL);
    put(f, writer, "a", first_text, first, 2);
    put(f, writer, "a", first_text, first + 1, 1);
    assert_ok(f, ws_writer_close(writer, &f->error));
    ws_index_totals totals = totals_of(f);
    assert_int_equal(totals.articles[WS_ARTICLE_SUPERSEDED], 0);
    assert_int_equal(totals.superseded, 1);
}

static void known_articles_are_told_before_the_commit_too(void **state)
{
    fixture *f = *state;
    acknowledged seen = {.file = -1};
    ws_writer *writer = open_writer(f, 0, &seen);
    ws_article *article = fixture_article(f, "a", "Bridge", first_text, "Post", "2025-04-13");
    ws_known_article known;
    assert_int_equal(ws_writer_known(writer, article->id, &known, &f->error), WS_NOT_FOUND);
    put(f, writer, "a", first_text, first, 2);
    assert_int_equal(seen.commits, 0);
    assert_ok(f, ws_writer_known(writer, article->id, &known, &f->error));
    assert_memory_equal(known.content.bytes, article->content.bytes, sizeof known.content.bytes);
    assert_string_equal(known.model, "test-1");
    assert_string_equal(known.version, "2025-04-13");
    put(f, writer, "b", second_text, NULL, 0);
    article = fixture_article(f, "b", "Bridge", second_text, "Post", "2025-04-13");
    assert_ok(f, ws_writer_known(writer, article->id, &known, &f->error));
    assert_string_equal(known.model, "test-1");
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(seen.articles, 2);
    assert_int_equal(seen.statements, 2);
}

static void removed_articles_are_gone_with_their_earlier_versions(void **state)
{
    fixture *f = *state;
    acknowledged seen = {.file = -1};
    ws_writer *writer = open_writer(f, 0, &seen);
    put(f, writer, "a", first_text, first, 2);
    put(f, writer, "a", second_text, NULL, 0);
    put(f, writer, "b", first_text, first, 2);
    assert_ok(f, ws_writer_commit(writer, &f->error));
    ws_article *article = fixture_article(f, "a", "Bridge", second_text, "Post", "2025-04-13");
    assert_ok(f, ws_writer_remove(writer, article->id, &f->error));
    assert_int_equal(ws_writer_remove(writer, article->id, &f->error), WS_NOT_FOUND);
    assert_int_equal(ws_writer_remove(writer, "Post/nothing", &f->error), WS_NOT_FOUND);
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(seen.articles, 3);
    ws_index_totals totals = totals_of(f);
    assert_int_equal(totals.articles[WS_ARTICLE_READ], 1);
    assert_int_equal(totals.articles[WS_ARTICLE_SUPERSEDED], 0);
    assert_int_equal(totals.statements, 2);
    assert_int_equal(totals.superseded, 0);
}

static void batches_are_committed_when_full(void **state)
{
    fixture *f = *state;
    acknowledged seen = {.file = -1};
    ws_writer *writer = open_writer(f, 3, &seen);
    for (int i = 0; i < 7; i++) put(f, writer, ws_arena_printf(f->arena, "a%d", i), first_text, first, 2);
    assert_int_equal(seen.articles, 6);
    assert_int_equal(seen.commits, 2);
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(seen.articles, 7);
    assert_int_equal(totals_of(f).statements, 14);
}

static void refused_articles_are_documents_too(void **state)
{
    fixture *f = *state;
    ws_writer *writer = open_writer(f, 0, NULL);
    ws_article *article = fixture_article(f, "a", "Pont", "Le pont est en retard.", "Post", "2025-04-13");
    article->status = WS_ARTICLE_OTHER_LANGUAGE;
    assert_ok(f, ws_writer_add(writer, article, NULL, 0, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(totals_of(f).articles[WS_ARTICLE_OTHER_LANGUAGE], 1);
}

static void note_writing(void *user, const ws_written *article)
{
    ws_buffer *all = user;
    ws_buffer_printf(all, "%s %d %s %s;", article->article_id, (int)article->writing,
                     ws_value_name(WS_ARTICLE_STATUSES, (int)article->status), article->language ? article->language : "-");
}

static void what_is_written_is_told_for_what_it_is(void **state)
{
    fixture *f = *state;
    ws_buffer all = WS_BUFFER_INIT(4000);
    ws_writer_events events = {.user = &all, .written = note_writing};
    ws_writer *writer;
    assert_ok(f, ws_writer_open(f->place, 0, &events, &writer, &f->error));
    ws_article *article = fixture_article(f, "a", "Bridge", "It is closed.", "Post", "2025-04-13");
    article->language = NULL;
    assert_ok(f, ws_writer_add(writer, article, NULL, 0, &f->error));
    assert_ok(f, ws_writer_add(writer, article, NULL, 0, &f->error));
    article = fixture_article(f, "a", "Bridge", "It is open.", "Post", "2025-04-13");
    article->language = "fr-CA";
    article->status = WS_ARTICLE_OTHER_LANGUAGE;
    assert_ok(f, ws_writer_add(writer, article, NULL, 0, &f->error));
    assert_int_equal(all.size, 0); /* nothing is on disk */
    assert_ok(f, ws_writer_commit(writer, &f->error));
    article->release = WS_RELEASE_WITHHELD;
    assert_ok(f, ws_writer_add(writer, article, NULL, 0, &f->error));
    assert_ok(f, ws_writer_remove(writer, article->id, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    char *expected = NULL;
    assert_true(asprintf(&expected, "%s 0 read -;%s 2 read -;%s 1 other-language fr-CA;%s 2 withdrawn fr-CA;", article->id,
                         article->id, article->id, article->id) > 0);
    assert_string_equal(all.bytes, expected);
    free(expected);
    ws_buffer_free(&all);
}

static void spans_outside_the_text_never_reach_the_index(void **state)
{
    fixture *f = *state;
    ws_writer *writer = open_writer(f, 0, NULL);
    ws_article *article = fixture_article(f, "a", "Bridge", first_text, "Post", "2025-04-13");
    ws_statement *statements = fixture_statements(f, article, first, 2);
    statements[1].content.items[0].end = (uint32_t)strlen(first_text) + 1;
    assert_int_equal(ws_writer_add(writer, article, statements, 2, &f->error), WS_INTERNAL);
    statements[1].content.items[0].end = (uint32_t)strlen(first_text);
    statements[0].source.items[0].end = (uint32_t)(strstr(first_text, "č") - first_text) + 1;
    assert_int_equal(ws_writer_add(writer, article, statements, 2, &f->error), WS_INTERNAL);
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(totals_of(f).articles[WS_ARTICLE_READ], 0);
}

/* All terms of an article are in memory together, so there is an end to them; the rest of the run goes on. */
static void too_many_terms_are_refused(void **state)
{
    enum { STATEMENTS = 700, WORDS = 1000 };
    fixture *f = *state;
    acknowledged seen = {.file = -1};
    char fields[3][4 * WORDS + 1];
    for (size_t i = 0; i < 3 * WORDS; i++)
        snprintf(fields[i / WORDS] + 4 * (i % WORDS), 5, "%c%c%c ", "0123456789"[i % 10], 'a' + (int)(i / 10 % 26),
                 'a' + (int)(i / 260));
    ws_article *article = fixture_article(f, "dense", fields[0], first_text, fields[1], "2025-04-13");
    article->author = fields[2];
    told *words = ws_arena_array(f->arena, STATEMENTS, sizeof *words);
    for (size_t i = 0; i < STATEMENTS; i++) words[i] = first[0];
    ws_statement *statements = fixture_statements(f, article, words, STATEMENTS);
    ws_writer *writer = open_writer(f, 0, &seen);
    assert_int_equal(ws_writer_add(writer, article, statements, STATEMENTS, &f->error), WS_REFUSED);
    assert_int_equal(seen.refused, 1);
    assert_ok(f, ws_writer_add(writer, article, statements, STATEMENTS / 2, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(totals_of(f).statements, STATEMENTS / 2);
}

static void only_one_process_writes(void **state)
{
    fixture *f = *state;
    ws_writer *writer = open_writer(f, 0, NULL), *other = NULL;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        ws_status status = ws_writer_open(f->place, 0, NULL, &other, &f->error);
        _exit(status == WS_LOCKED && f->error.hint[0] ? 0 : 1);
    }
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result) && WEXITSTATUS(result) == 0);
    ws_index_close(fixture_open(f, f->place)); /* reading goes on */
    assert_ok(f, ws_writer_close(writer, &f->error));
}

static void expect_untouched(fixture *f, const char *place, ws_status expected)
{
    ws_writer *writer;
    ws_index *index;
    assert_int_equal(ws_index_open(&place, 1, &index, &f->error), expected);
    assert_null(index);
    assert_true(f->error.message[0] && f->error.hint[0]);
    assert_int_equal(ws_writer_open(place, 0, NULL, &writer, &f->error), expected);
    assert_null(writer);
}

static void other_peoples_folders_are_left_alone(void **state)
{
    fixture *f = *state;
    const char *file = ws_arena_printf(f->arena, "%s/letter.txt", f->folder);
    int made = open(file, O_CREAT | O_WRONLY, 0600);
    assert_true(made >= 0);
    close(made);
    expect_untouched(f, f->folder, WS_NOT_AN_INDEX);
    expect_untouched(f, file, WS_NOT_AN_INDEX);
    struct stat unused;
    assert_int_not_equal(stat(ws_arena_printf(f->arena, "%s/WHOSAID", f->folder), &unused), 0);
}

static void missing_indexes_are_not_found(void **state)
{
    fixture *f = *state;
    ws_index *index;
    assert_int_equal(ws_index_open(&f->place, 1, &index, &f->error), WS_NOT_AN_INDEX);
    assert_non_null(strstr(f->error.message, f->place));
    assert_non_null(strstr(f->error.hint, "whosaid-index add"));
    const char *folder = f->folder;
    assert_int_equal(ws_index_open(&folder, 1, &index, &f->error), WS_NOT_AN_INDEX);
    assert_int_equal(ws_index_open(NULL, 0, &index, &f->error), WS_USAGE);
}

/* The metadata that Xapian itself changes for us in no other way than by its own command-line tool or its library. */
static bool set_metadata(const char *place, const char *key, const char *value)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        execlp("xapian-metadata", "xapian-metadata", "set", place, key, value, (char *)NULL);
        _exit(127);
    }
    int result;
    if (waitpid(child, &result, 0) != child || !WIFEXITED(result) || WEXITSTATUS(result) == 127) return false;
    assert_int_equal(WEXITSTATUS(result), 0);
    return true;
}

static void indexes_from_the_future_are_refused(void **state)
{
    fixture *f = *state;
    assert_ok(f, ws_writer_close(open_writer(f, 0, NULL), &f->error));
    const char *next = ws_arena_printf(f->arena, "%d", WS_FORMAT_VERSION + 1);
    const char *own = ws_arena_printf(f->arena, "%d", WS_FORMAT_VERSION);
    if (!set_metadata(f->place, "whosaid.format", next)) skip(); /* xapian-tools is not installed */
    expect_untouched(f, f->place, WS_FUTURE);
    set_metadata(f->place, "whosaid.format", "1"); /* nor are those of the past */
    expect_untouched(f, f->place, WS_OUTDATED);
    assert_non_null(strstr(f->error.message, "older"));
    set_metadata(f->place, "whosaid.format", own);
    set_metadata(f->place, "whosaid.features", "holograms");
    expect_untouched(f, f->place, WS_FUTURE);
    assert_non_null(strstr(f->error.message, "holograms"));
    set_metadata(f->place, "whosaid.features", "");
    set_metadata(f->place, "whosaid.format", "");
    set_metadata(f->place, "somebody", "else");
    unlink(ws_arena_printf(f->arena, "%s/WHOSAID", f->place));
    expect_untouched(f, f->place, WS_NOT_AN_INDEX);
}

static void damage_is_called_damage(void **state)
{
    fixture *f = *state;
    ws_writer *writer = open_writer(f, 0, NULL);
    put(f, writer, "a", first_text, first, 2);
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(truncate(ws_arena_printf(f->arena, "%s/iamglass", f->place), 10), 0);
    ws_index *index;
    assert_int_equal(ws_index_open(&f->place, 1, &index, &f->error), WS_CORRUPT);
    assert_true(f->error.hint[0]);
}

static void folders_without_rights_say_so(void **state)
{
    fixture *f = *state;
    ws_writer *writer;
    if (geteuid() == 0) skip();
    assert_int_equal(chmod(f->folder, 0500), 0);
    assert_int_equal(ws_writer_open(f->place, 0, NULL, &writer, &f->error), WS_IO);
    assert_int_equal(chmod(f->folder, 0700), 0);
    assert_ok(f, ws_writer_close(open_writer(f, 0, NULL), &f->error));
    assert_int_equal(chmod(f->place, 0500), 0);
    assert_int_equal(ws_writer_open(f->place, 0, NULL, &writer, &f->error), WS_IO);
    ws_index_close(fixture_open(f, f->place));
    assert_int_equal(chmod(f->place, 0700), 0);
}

/* A child writes until it is killed; it says in a file how many articles were acknowledged. */
static void write_until_killed(fixture *f, int round)
{
    const char *log = ws_arena_printf(f->arena, "%s/log%d", f->folder, round);
    acknowledged seen = {.file = open(log, O_CREAT | O_WRONLY | O_APPEND, 0600)};
    ws_writer *writer = open_writer(f, 20, &seen);
    for (int i = 0;; i++) put(f, writer, ws_arena_printf(f->arena, "r%d-%d", round, i), first_text, first, 2);
}

static void nothing_acknowledged_is_lost_by_a_kill(void **state)
{
    fixture *f = *state;
    size_t least = 0;
    for (int round = 0; round < 5; round++) {
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            write_until_killed(f, round);
            _exit(8);
        }
        const char *path = ws_arena_printf(f->arena, "%s/log%d", f->folder, round);
        struct stat log = {.st_size = 0};
        for (int wait = 0; wait < 10000 && (stat(path, &log) != 0 || log.st_size == 0); wait++) usleep(1000);
        usleep(7000U * (unsigned)round);
        kill(child, SIGKILL);
        int result;
        waitpid(child, &result, 0);
        assert_true(WIFSIGNALED(result));
        assert_int_equal(stat(path, &log), 0);
        least += (size_t)log.st_size;
        ws_writer *writer = open_writer(f, 0, NULL); /* the next run carries on */
        put(f, writer, ws_arena_printf(f->arena, "after%d", round), first_text, first, 2);
        assert_ok(f, ws_writer_close(writer, &f->error));
        least++;
        ws_index_totals totals = totals_of(f);
        assert_true(totals.articles[WS_ARTICLE_READ] >= least);
        assert_int_equal(totals.statements, 2 * totals.articles[WS_ARTICLE_READ]); /* whole articles only */
    }
    assert_true(least >= 5 * 20);
}

/* Files may not grow any more: that is said before anything is begun, and what was acknowledged stays. */
static int write_without_room(fixture *f)
{
    acknowledged seen = {.file = -1};
    struct rlimit limit = {200000, 200000};
    ws_writer *writer = open_writer(f, 10, &seen);
    for (int i = 0; i < 25; i++) put(f, writer, ws_arena_printf(f->arena, "f%d", i), first_text, first, 2);
    if (seen.articles != 20 || setrlimit(RLIMIT_FSIZE, &limit) != 0) return 1;
    ws_article *article = fixture_article(f, "late", "Bridge", first_text, "Post", NULL);
    if (ws_writer_add(writer, article, NULL, 0, &f->error) != WS_IO || !f->error.hint[0]) return 2;
    if (ws_writer_close(writer, &f->error) != WS_IO || seen.articles != 20 || seen.refused) return 3;
    ws_index_totals totals = totals_of(f);
    return totals.articles[WS_ARTICLE_READ] == 20 && totals.statements == 40 ? 0 : 4;
}

static void full_disks_lose_nothing_acknowledged(void **state)
{
    fixture *f = *state;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) _exit(write_without_room(f));
    int result;
    waitpid(child, &result, 0);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), 0);
}

/* A reader that was overtaken twice by a writer opens the newest state by itself. */
static void readers_survive_a_writer(void **state)
{
    fixture *f = *state;
    ws_writer *writer = open_writer(f, 1, NULL);
    put(f, writer, "a", first_text, first, 2);
    ws_index *index = fixture_open(f, f->place);
    for (int i = 0; i < 50; i++) put(f, writer, ws_arena_printf(f->arena, "n%d", i), first_text, first, 2);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "ferries"), .limit = 100});
    assert_true(hits.count >= 1);
    assert_string_equal(said(f, &hits.items[0]), "the ferries were full");
    ws_index_close(index);
    assert_ok(f, ws_writer_close(writer, &f->error));
}

static void hostile_articles_stay_cheap(void **state)
{
    fixture *f = *state;
    enum { SIZE = 2000000 };
    char *text = ws_arena_alloc(f->arena, SIZE + 1);
    for (size_t i = 0; i < SIZE; i++) text[i] = i % 200 ? 'a' : ' ';
    ws_article *article = fixture_article(f, "big", NULL, text, "Post", NULL);
    ws_statement *statements = ws_arena_array(f->arena, 2000, sizeof *statements);
    for (size_t i = 0; i < 2000; i++) {
        ws_span *span = ws_arena_alloc(f->arena, sizeof *span);
        *span = (ws_span){(uint32_t)(i * 900), (uint32_t)(i * 900 + 700)};
        statements[i] = (ws_statement){.content = {span, 1}, .unresolved = true, .firsthand = true};
    }
    assert_ok(f, ws_statements_seal(f->arena, article, statements, 2000, &f->error));
    ws_writer *writer = open_writer(f, 0, NULL);
    assert_ok(f, ws_writer_add(writer, article, statements, 2000, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(totals_of(f).statements, 2000);
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(folders_are_made_for_their_owner_only),
        test(adding_again_supersedes_what_is_gone),
        test(what_comes_back_is_current_again),
        test(another_models_reading_of_the_same_text_stands_on_it),
        test(what_is_written_is_told_for_what_it_is),
        test(known_articles_are_told_before_the_commit_too),
        test(removed_articles_are_gone_with_their_earlier_versions),
        test(batches_are_committed_when_full),
        test(refused_articles_are_documents_too),
        test(spans_outside_the_text_never_reach_the_index),
        test(too_many_terms_are_refused),
        test(only_one_process_writes),
        test(other_peoples_folders_are_left_alone),
        test(missing_indexes_are_not_found),
        test(indexes_from_the_future_are_refused),
        test(damage_is_called_damage),
        test(folders_without_rights_say_so),
        test(nothing_acknowledged_is_lost_by_a_kill),
        test(full_disks_lose_nothing_acknowledged),
        test(readers_survive_a_writer),
        test(hostile_articles_stay_cheap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
