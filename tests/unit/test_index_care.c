/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What check finds in indexes that were written wrongly; the commands are tested from outside in cli/care.bats. A
 * server that comes back is called again. */
#include "index_care.h"

#include "decisions.h"
#include "index_fixture.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

static const char text[] = "Ana Kovač said the bridge was late.\n\nTom Ashdown said the ferries were full.";
static const told words[] = {{"Ana Kovač", "Ana Kovač", "said", "the bridge was late", 0, NULL},
                             {"Tom Ashdown", "Tom Ashdown", "said", "the ferries were full", 0, NULL}};

typedef struct heard {
    size_t problems;
    char first[640];
} heard;

static void on_problem(void *user, const char *what)
{
    heard *seen = user;
    if (!seen->problems++) snprintf(seen->first, sizeof seen->first, "%s", what);
}

static heard check(fixture *f)
{
    heard seen = {0};
    ws_check_events events = {on_problem, NULL, &seen};
    ws_check_totals totals;
    assert_ok(f, ws_index_check(f->place, &events, &totals, &f->error));
    assert_int_equal(totals.problems, seen.problems);
    assert_int_equal(totals.articles, 1);
    assert_int_equal(totals.statements, 2);
    return seen;
}

static void write_one(fixture *f, ws_article *article, const ws_statement *statements)
{
    ws_writer *writer = NULL;
    assert_ok(f, ws_writer_open(f->place, 0, NULL, &writer, &f->error));
    assert_ok(f, ws_writer_add(writer, article, statements, 2, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
}

static void a_sound_index_has_no_problems(void **state)
{
    fixture *f = *state;
    ws_article *article = fixture_article(f, "a", "Bridge", text, "Post", "2025-04-13");
    write_one(f, article, fixture_statements(f, article, words, 2));
    assert_int_equal(check(f).problems, 0);
}

static void a_text_that_is_not_the_hashed_one_is_found(void **state)
{
    fixture *f = *state;
    ws_article *article = fixture_article(f, "a", "Bridge", text, "Post", "2025-04-13");
    ws_statement *statements = fixture_statements(f, article, words, 2);
    article->content.bytes[3] ^= 1;
    write_one(f, article, statements);
    heard seen = check(f);
    assert_int_equal(seen.problems, 1);
    assert_non_null(strstr(seen.first, "Post/a: its text or metadata is not what was indexed"));
}

static void an_id_that_is_not_of_its_words_is_found(void **state)
{
    fixture *f = *state;
    ws_article *article = fixture_article(f, "a", "Bridge", text, "Post", "2025-04-13");
    ws_statement *statements = fixture_statements(f, article, words, 2);
    statements[1].id.bytes[0] ^= 1;
    write_one(f, article, statements);
    heard seen = check(f);
    assert_int_equal(seen.problems, 1);
    assert_non_null(strstr(seen.first, "1 of its statements"));
}

/* Its thousandths differ by the precision in which they are made. */
static void a_confidence_between_thousandths_is_sound(void **state)
{
    fixture *f = *state;
    ws_article *article = fixture_article(f, "a", "Bridge", text, "Post", "2025-04-13");
    ws_statement *statements = fixture_statements(f, article, words, 2);
    statements[0].confidence = 0.9055F;
    statements[1].confidence = 0.9985F;
    write_one(f, article, statements);
    assert_int_equal(check(f).problems, 0);
}

static void what_is_no_index_cannot_be_checked(void **state)
{
    fixture *f = *state;
    heard seen = {0};
    ws_check_events events = {on_problem, NULL, &seen};
    ws_check_totals totals;
    uint64_t before, after;
    ws_merged merged;
    assert_int_equal(ws_index_check(f->place, &events, &totals, &f->error), WS_NOT_AN_INDEX);
    assert_int_equal(ws_index_compact(f->folder, false, &before, &after, &f->error), WS_NOT_AN_INDEX);
    assert_int_equal(ws_index_merge((const char *const[]){f->folder}, 1, f->place, &merged, &f->error),
                     WS_NOT_AN_INDEX);
    assert_int_equal(ws_index_merge(NULL, 0, f->place, &merged, &f->error), WS_USAGE);
    assert_int_equal(seen.problems, 0);
}

/* A reader that has the index open while it is compacted goes on. */
static void readers_go_on_while_an_index_is_compacted(void **state)
{
    fixture *f = *state;
    uint64_t before, after;
    ws_article *article = fixture_article(f, "a", "Bridge", text, "Post", "2025-04-13");
    write_one(f, article, fixture_statements(f, article, words, 2));
    ws_index *index = fixture_open(f, f->place);
    assert_ok(f, ws_index_compact(f->place, false, &before, &after, &f->error));
    assert_true(after < before);
    assert_int_equal(fixture_search(f, index, (ws_search){.query = word(f, "late")}).count, 1);
    article = fixture_article(f, "b", "Ferry", text, "Post", "2025-04-13");
    write_one(f, article, fixture_statements(f, article, words, 2));
    ws_index_close(index);
    index = fixture_open(f, f->place);
    assert_int_equal(fixture_search(f, index, (ws_search){.query = word(f, "late")}).count, 2);
    ws_index_close(index);
}

static void count_restored(void *user, const char *place)
{
    size_t *restored = user;
    assert_true(*place);
    ++*restored;
}

/* What a person decided is found in it, and can be hidden, without the lists that are gone. */
static void an_index_for_reading_answers_and_is_made_whole_to_be_written(void **state)
{
    fixture *f = *state;
    uint64_t before, after;
    ws_writer *writer = NULL;
    ws_merged merged;
    ws_article *article = fixture_article(f, "a", "Bridge", text, "Post", "2025-04-13");
    write_one(f, article, fixture_statements(f, article, words, 2));
    assert_ok(f, ws_index_compact(f->place, true, &before, &after, &f->error));
    assert_int_equal(check(f).problems, 0);
    ws_index *index = fixture_open(f, f->place);
    assert_int_equal(fixture_search(f, index, (ws_search){.query = word(f, "late")}).count, 1);
    ws_decided_name name = {.key = "ana kovac", .name = "Ana Kovač"};
    ws_decision hiding = {.kind = WS_DECISION_HIDING, .names = &name, .name_count = 1};
    ws_decisions decisions = {.items = &hiding, .count = 1};
    ws_index_decide(index, &decisions);
    ws_hits hits = fixture_search(f, index, (ws_search){.query = word(f, "late")});
    assert_int_equal(hits.count, 1);
    assert_null(strstr(hits.items[0].article->text, "Ana"));
    ws_index_close(index);
    char *other = ws_arena_printf(f->arena, "%s.merged", f->place);
    assert_int_equal(ws_index_merge((const char *const[]){f->place}, 1, other, &merged, &f->error), WS_USAGE);
    assert_non_null(strstr(f->error.hint, "compact"));
    size_t restored = 0;
    ws_writer_events events = {.user = &restored, .restoring = count_restored};
    assert_ok(f, ws_writer_open(f->place, 0, &events, &writer, &f->error));
    assert_int_equal(restored, 1);
    assert_ok(f, ws_writer_remove(writer, article->id, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    index = fixture_open(f, f->place);
    assert_int_equal(fixture_search(f, index, (ws_search){.query = word(f, "late")}).count, 0);
    ws_index_close(index);
    write_one(f, article, fixture_statements(f, article, words, 2));
    assert_ok(f, ws_index_compact(f->place, true, &before, &after, &f->error));
    assert_ok(f, ws_index_compact(f->place, false, &before, &after, &f->error));
    assert_ok(f, ws_writer_open(f->place, 0, &events, &writer, &f->error));
    assert_ok(f, ws_writer_close(writer, &f->error));
    assert_int_equal(restored, 1); /* there was nothing to make */
    assert_int_equal(check(f).problems, 0);
}

/* --- a server --- */

static bool answers(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int socket_ = socket(AF_INET, SOCK_STREAM, 0);
    bool ok = connect(socket_, (struct sockaddr *)&address, sizeof address) == 0;
    close(socket_);
    return ok;
}

/* A xapian-tcpsrv in a session of its own, which it ends with itself; 0: the port is taken or there is none. */
static pid_t serve(const char *place, int port)
{
    char number[16];
    snprintf(number, sizeof number, "%d", port);
    pid_t server = fork();
    if (server == 0) {
        setsid();
        if (!freopen("/dev/null", "w", stderr)) _exit(127);
        execlp("xapian-tcpsrv", "xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", number, place, NULL);
        _exit(127);
    }
    for (int i = 0; i < 100; i++) {
        if (waitpid(server, NULL, WNOHANG) == server) return 0;
        if (answers(port)) return server;
        nanosleep(&(struct timespec){0, 50000000}, NULL);
    }
    return 0;
}

static void stop(pid_t server)
{
    kill(-server, SIGKILL); /* and its children, which hold the connections */
    waitpid(server, NULL, 0);
}

static void a_server_that_was_lost_is_called_once_more(void **state)
{
    fixture *f = *state;
    ws_article *article = fixture_article(f, "a", "Bridge", text, "Post", "2025-04-13");
    write_one(f, article, fixture_statements(f, article, words, 2));
    pid_t server = 0;
    int port = 20000 + getpid() % 20000;
    for (int i = 0; i < 10 && !server; i++) server = serve(f->place, ++port);
    if (!server) skip(); /* xapian-tools are not installed */
    const char *place = ws_arena_printf(f->arena, "remote:127.0.0.1:%d", port);
    ws_index *index = fixture_open(f, place);
    assert_string_equal(ws_index_place(index, 0), place);
    assert_null(ws_index_place(index, 1));
    assert_int_equal(fixture_search(f, index, (ws_search){.query = word(f, "late")}).count, 1);
    stop(server);
    ws_hits hits;
    ws_search search = {.query = word(f, "late"), .limit = 5};
    assert_int_equal(ws_index_search(index, &search, f->arena, &hits, &f->error), WS_NETWORK);
    assert_non_null(strstr(f->error.message, "127.0.0.1"));
    server = serve(f->place, port);
    assert_true(server > 0);
    assert_int_equal(fixture_search(f, index, search).count, 1);
    ws_index_close(index);
    stop(server);
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_sound_index_has_no_problems),
        test(a_text_that_is_not_the_hashed_one_is_found),
        test(an_id_that_is_not_of_its_words_is_found),
        test(a_confidence_between_thousandths_is_sound),
        test(what_is_no_index_cannot_be_checked),
        test(readers_go_on_while_an_index_is_compacted),
        test(an_index_for_reading_answers_and_is_made_whole_to_be_written),
        test(a_server_that_was_lost_is_called_once_more),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
