/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worker processes: made ready, given jobs, ended when they take too long, replaced when they die. */
#include "pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { JOBS = 8 };

typedef struct asked {
    ws_job job;
    bool done, left; /* left: nobody waits for it */
    ws_job_end end;
    char said[32];
} asked;

static int ended;

/* Answers with what was asked and how often it was asked before; "die", "hang" and, where it comes first, "bad" end
 * otherwise. */
static void work(const void *unused, int socket)
{
    char bytes[4096];
    ssize_t size;
    (void)unused;
    for (int count = 0; (size = recv(socket, bytes, sizeof bytes, 0)) > 0; count++) {
        char said[64];
        ws_message taken, answer = {.code = 200};
        ws_buffer out = WS_BUFFER_INIT(4096);
        if (ws_message_parse(bytes, (size_t)size, &taken) != WS_MESSAGE_WHOLE) _exit(1);
        snprintf(said, sizeof said, "%.*s %d", (int)taken.parts[WS_MESSAGE_TARGET].size,
                 taken.parts[WS_MESSAGE_TARGET].bytes, count);
        if (!strncmp(said, "die", 3) || !strncmp(said, "bad", 3)) _exit(1);
        if (!strncmp(said, "hang", 4)) pause();
        answer.parts[WS_MESSAGE_BODY].bytes = said;
        answer.parts[WS_MESSAGE_BODY].size = strlen(said);
        ws_message_add(&out, &answer);
        if (send(socket, out.bytes, out.size, 0) != (ssize_t)out.size) _exit(1);
        ws_buffer_free(&out);
    }
}

static void done(ws_job *job, ws_job_end end, const ws_message *answer)
{
    asked *one = job->user;
    assert_false(one->done);
    one->done = true;
    one->end = end;
    if (end == WS_JOB_ANSWERED)
        snprintf(one->said, sizeof one->said, "%.*s", (int)answer->parts[WS_MESSAGE_BODY].size,
                 answer->parts[WS_MESSAGE_BODY].bytes);
}

static bool is_waited_for(const ws_job *job)
{
    return !((const asked *)job->user)->left;
}

static void on_ended(const void *unused, pid_t worker)
{
    (void)unused;
    assert_true(worker > 0);
    ended++;
}

static ws_message message_of(const char *target)
{
    return (ws_message){.parts = {[WS_MESSAGE_TARGET] = {target, strlen(target)}}};
}

static ws_pool *new_pool(const ws_message *first)
{
    ws_pool *pool;
    ws_error error;
    ws_pool_options options = {.workers = 1,
                               .seconds = 1,
                               .slow_seconds = 1,
                               .work = work,
                               .first = first,
                               .is_waited_for = is_waited_for,
                               .ended = on_ended,
                               .done = done};
    ended = 0;
    assert_int_equal(ws_pool_new(&options, &pool, &error), WS_OK);
    return pool;
}

static void ask(ws_pool *pool, asked *one, const char *target)
{
    ws_message message = message_of(target);
    *one = (asked){.job = {.message = WS_BUFFER_INIT(4096), .again = true, .user = one}};
    ws_message_add(&one->job.message, &message);
    assert_true(ws_pool_submit(pool, &one->job));
}

static void run(ws_pool *pool, const asked *last)
{
    for (int i = 0; i < 1000 && !last->done; i++) {
        struct pollfd fds[WS_WORKERS_MOST];
        size_t count = ws_pool_polls(pool, fds);
        int wait = ws_pool_wait(pool);
        poll(fds, count, wait < 0 || wait > 100 ? 100 : wait);
        ws_pool_work(pool, fds, count);
    }
    assert_true(last->done);
}

static void test_a_worker_is_made_ready_first(void **state)
{
    (void)state;
    asked one;
    ws_message first = message_of("first");
    ws_pool *pool = new_pool(&first);
    ask(pool, &one, "a");
    run(pool, &one);
    assert_int_equal(one.end, WS_JOB_ANSWERED);
    assert_string_equal(one.said, "a 1"); /* it was asked once before */
    ws_pool_free(pool);
    assert_int_equal(ended, 1);
}

static void test_one_that_cannot_be_made_ready_works_all_the_same(void **state)
{
    (void)state;
    static const char *const firsts[] = {"bad", "hang"};
    for (size_t i = 0; i < 2; i++) {
        asked one;
        ws_message first = message_of(firsts[i]);
        ws_pool *pool = new_pool(&first);
        ask(pool, &one, "a");
        run(pool, &one);
        assert_string_equal(one.said, "a 0");
        assert_int_equal(ended, 1);
        ws_pool_free(pool);
    }
}

static void test_what_nobody_waits_for_is_left(void **state)
{
    (void)state;
    asked all[JOBS];
    ws_pool *pool = new_pool(NULL);
    for (int i = 0; i < JOBS; i++) ask(pool, &all[i], "a");
    for (int i = 1; i < JOBS - 1; i++) all[i].left = true;
    all[2].job.again = false; /* changes something */
    run(pool, &all[JOBS - 1]);
    for (int i = 0; i < JOBS; i++) assert_int_equal(all[i].end, all[i].left && i != 2 ? WS_JOB_LEFT : WS_JOB_ANSWERED);
    assert_string_equal(all[JOBS - 1].said, "a 2");
    ws_pool_free(pool);
}

static void test_deaths_and_delays(void **state)
{
    (void)state;
    asked dies, hangs, other;
    ws_message first = message_of("first");
    ws_pool *pool = new_pool(&first);
    ask(pool, &dies, "die");
    ask(pool, &hangs, "hang");
    ask(pool, &other, "a");
    run(pool, &other);
    assert_int_equal(dies.end, WS_JOB_DIED);
    assert_int_equal(hangs.end, WS_JOB_TOO_LONG);
    assert_string_equal(other.said, "a 1");
    assert_int_equal(ended, 3); /* it was tried twice to answer the first */
    ws_pool_free(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_worker_is_made_ready_first),
        cmocka_unit_test(test_one_that_cannot_be_made_ready_works_all_the_same),
        cmocka_unit_test(test_what_nobody_waits_for_is_left),
        cmocka_unit_test(test_deaths_and_delays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
