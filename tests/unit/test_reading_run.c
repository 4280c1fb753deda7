/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "commands/workers.h"

#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* --- the ring, with an input and a reading of our own --- */

typedef struct source {
    size_t count, taken; /* articles there are; asked for */
    ws_status last;      /* what comes after them */
    atomic_int at_input, reading, most_reading;
    bool crowded; /* two threads were at the input */
} source;

static ws_status take(void *user, ws_work *work)
{
    source *from = user;
    if (atomic_fetch_add(&from->at_input, 1)) from->crowded = true;
    size_t number = from->taken++;
    work->article.id = ws_arena_printf(work->arena, "%zu", number);
    atomic_fetch_sub(&from->at_input, 1);
    if (number >= from->count) return from->last;
    return number % 5 == 3 ? WS_REFUSED : WS_OK;
}

/* The earlier of neighbours are the slower, so that they are overtaken; every seventh is left unread. */
static void read_slowly(void *user, ws_scratch **scratch, ws_work *work)
{
    source *from = user;
    size_t number = (size_t)atoi(work->article.id);
    int now = atomic_fetch_add(&from->reading, 1) + 1;
    if (now > atomic_load(&from->most_reading)) atomic_store(&from->most_reading, now);
    (void)scratch;
    nanosleep(&(struct timespec){0, (long)(4 - number % 4) * 500000}, NULL);
    work->was_read = number % 7 != 0;
    atomic_fetch_sub(&from->reading, 1);
}

static ws_workers *start(size_t jobs, source *from)
{
    ws_worker_calls calls = {take, read_slowly, from};
    ws_workers *workers = NULL;
    ws_error error;
    assert_int_equal(ws_workers_new(jobs, &calls, &workers, &error), WS_OK);
    return workers;
}

static void expect_order(size_t jobs, size_t count, ws_status last)
{
    source from = {.count = count, .last = last};
    ws_workers *workers = start(jobs, &from);
    for (size_t i = 0; i < count; i++) {
        ws_work *work = ws_workers_next(workers);
        assert_int_equal(atoi(work->article.id), i);
        assert_int_equal(work->taken, i % 5 == 3 ? WS_REFUSED : WS_OK);
        assert_int_equal(work->was_read, jobs > 1 && i % 5 != 3 && i % 7 != 0);
    }
    assert_int_equal(ws_workers_next(workers)->taken, last);
    ws_workers_free(workers);
    assert_int_equal(from.taken, count + 1);
    assert_false(from.crowded);
    assert_true((size_t)from.most_reading <= jobs);
}

static void articles_come_in_the_order_of_the_input(void **state)
{
    static const size_t jobs[] = {1, 2, 7, WS_WORKERS_MOST};
    (void)state;
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        expect_order(jobs[i], 0, WS_END);
        expect_order(jobs[i], 1, WS_END);
        expect_order(jobs[i], 60, WS_END);
        expect_order(jobs[i], 60, WS_NO_MEMORY);
    }
}

static void no_more_is_read_ahead_than_there_are_slots(void **state)
{
    source from = {.count = 1000, .last = WS_END};
    ws_workers *workers = start(3, &from);
    (void)state;
    ws_workers_next(workers);
    nanosleep(&(struct timespec){0, 50000000}, NULL);
    ws_workers_free(workers); /* in the middle, with articles that nobody asked for */
    assert_in_range(from.taken, 2, 6);
}

/* --- the program, on a pipe that stays open --- */

typedef struct program {
    pid_t id;
    int in, out;
} program;

static program run(const char *command, const char *jobs)
{
    int in[2], out[2];
    assert_int_equal(pipe(in) | pipe(out), 0);
    program made = {fork(), in[1], out[0]};
    if (!made.id) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        close(in[1]);
        close(out[0]);
        signal(SIGINT, SIG_DFL);
        execl(WS_BINARY "/whosaid-index", "whosaid-index", command, "--jobs", jobs, "-", (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    return made;
}

static void put(const program *to, const char *text)
{
    assert_int_equal(write(to->in, text, strlen(text)), strlen(text));
}

/* One line of its answer holds some words; it has a minute to come. */
static void expect_line(const program *from, const char *words)
{
    char line[4096];
    size_t size = 0;
    do {
        struct pollfd waits = {from->out, POLLIN, 0};
        assert_int_equal(poll(&waits, 1, 60000), 1);
        assert_int_equal(read(from->out, line + size, 1), 1);
    } while (line[size++] != '\n' && size < sizeof line);
    line[size - 1] = '\0';
    assert_non_null(strstr(line, words));
}

static int ended(const program *of)
{
    int status;
    close(of->out);
    assert_int_equal(waitpid(of->id, &status, 0), of->id);
    close(of->in);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_live_pipe_is_answered_line_by_line(void **state)
{
    static const char *const jobs[] = {"1", "2", "7"};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        program reader = run("extract", jobs[i]);
        put(&reader, "{\"id\":\"first\",\"text\":\"Rain fell.\"}\n");
        expect_line(&reader, "\"first\"");
        put(&reader, "{\"id\":\"second\",\"text\":\"Snow fell.\"}\n{\"id\":\"third\",\"te");
        expect_line(&reader, "\"second\"");
        put(&reader, "xt\":\"Hail fell.\"}\n");
        expect_line(&reader, "\"third\"");
        close(reader.in);
        assert_int_equal(ended(&reader), 0);
    }
}

static void an_interrupt_ends_the_wait_for_input(void **state)
{
    static const char *const jobs[] = {"1", "2"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        program reader = run("extract", jobs[i]);
        put(&reader, "{\"id\":\"first\",\"text\":\"Rain fell.\"}\n{\"id\":\"half");
        expect_line(&reader, "\"first\"");
        kill(reader.id, SIGINT);
        assert_int_equal(ended(&reader), 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_come_in_the_order_of_the_input),
        cmocka_unit_test(no_more_is_read_ahead_than_there_are_slots),
        cmocka_unit_test(a_live_pipe_is_answered_line_by_line),
        cmocka_unit_test(an_interrupt_ends_the_wait_for_input),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
