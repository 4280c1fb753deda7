/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK_BYTES = 256 * 1024, JOBS_OF_ONE = 5000 /* then it is replaced: memory stays flat */ };

typedef struct worker {
    pid_t pid;
    int socket;   /* -1: could not be started; tried again with the next job */
    ws_job *job;  /* NULL: idle */
    ws_job first; /* what makes it ready: the pool's own */
    size_t sent;  /* bytes of the job's message */
    ws_buffer answer;
    int64_t deadline;
    size_t jobs;
} worker;

struct ws_pool {
    ws_pool_options options;
    worker *workers;
    ws_job *first, *last; /* those that wait */
    size_t waiting;
    char chunk[CHUNK_BYTES];
};

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- processes --- */

/* The server's sockets, signals and clients are no worker's. */
__attribute__((noreturn)) static void become_worker(const ws_pool *pool, int socket, pid_t parent)
{
    enum { KEPT = 3 };
    sigset_t none;
    struct rlimit no_core = {0, 0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
    signal(SIGINT, SIG_IGN); /* Ctrl-C goes to all; the server ends its workers */
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setrlimit(RLIMIT_CORE, &no_core);
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing >= 0) dup2(nothing, 0);
    if (socket != KEPT) dup2(socket, KEPT);
    fcntl(KEPT, F_SETFD, FD_CLOEXEC);
    close_range(KEPT + 1, ~0U, 0);
    pool->options.work(pool->options.data, KEPT);
    _exit(0);
}

static ws_status start(const ws_pool *pool, worker *one, ws_error *error)
{
    int ends[2];
    pid_t parent = getpid();
    *one = (worker){.socket = -1, .answer = WS_BUFFER_INIT(WS_MESSAGE_MOST)};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return ws_fail_errno(error, errno, "start", "a worker");
    one->pid = fork();
    if (one->pid == 0) become_worker(pool, ends[1], parent);
    close(ends[1]);
    if (one->pid > 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0) {
        one->socket = ends[0];
        return WS_OK;
    }
    ws_fail_errno(error, errno, "start", "a worker");
    close(ends[0]);
    return WS_IO;
}

static void end(const ws_pool *pool, worker *one)
{
    if (one->socket < 0) return;
    close(one->socket);
    kill(one->pid, SIGKILL);
    while (waitpid(one->pid, NULL, 0) < 0 && errno == EINTR) continue;
    if (pool->options.ended) pool->options.ended(pool->options.data, one->pid);
    ws_buffer_free(&one->answer);
    one->socket = -1;
}

/* --- jobs --- */

static void finish(ws_pool *pool, worker *one, ws_job_end how, const ws_message *answer)
{
    ws_job *job = one->job;
    one->job = NULL;
    ws_buffer_free(&job->message);
    if (job != &one->first) pool->options.done(job, how, answer);
}

static bool is_slow(const ws_pool *pool)
{
    for (size_t i = 0; i < pool->options.workers; i++)
        if (pool->workers[i].job && pool->workers[i].job->slow) return true;
    return false;
}

/* The oldest that may run now. */
static ws_job *next_job(ws_pool *pool)
{
    bool slow = is_slow(pool);
    ws_job *before = NULL;
    for (ws_job *job = pool->first; job; before = job, job = job->next) {
        if (job->slow && slow) continue;
        if (before)
            before->next = job->next;
        else
            pool->first = job->next;
        if (pool->last == job) pool->last = before;
        pool->waiting--;
        job->next = NULL;
        return job;
    }
    return NULL;
}

static void give(ws_pool *pool, worker *one, ws_job *job);

/* Before it is given what others ask, it opens what it needs for that. One that failed at it is not made ready again,
 * and tells so with the next job. */
static void make_ready(ws_pool *pool, worker *one)
{
    if (one->socket < 0 || !pool->options.first) return;
    one->first = (ws_job){.message = WS_BUFFER_INIT(WS_MESSAGE_MOST)};
    ws_message_add(&one->first.message, pool->options.first);
    if (one->first.message.failed)
        ws_buffer_free(&one->first.message);
    else
        give(pool, one, &one->first);
}

static void replace(ws_pool *pool, worker *one, bool readily)
{
    end(pool, one);
    start(pool, one, NULL);
    if (readily) make_ready(pool, one);
}

static void die(ws_pool *pool, worker *one)
{
    ws_job *job = one->job;
    bool again = job && job->again, readily = job != &one->first;
    if (job && !again) finish(pool, one, WS_JOB_DIED, NULL);
    one->job = NULL;
    replace(pool, one, readily);
    if (!again) return;
    job->again = false;
    job->next = pool->first;
    pool->first = job;
    if (!pool->last) pool->last = job;
    pool->waiting++;
}

static void send_more(ws_pool *pool, worker *one)
{
    const ws_buffer *message = &one->job->message;
    while (one->sent < message->size) {
        ssize_t count = send(one->socket, message->bytes + one->sent, message->size - one->sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) {
            die(pool, one);
            return;
        }
        one->sent += (size_t)count;
    }
}

static void give(ws_pool *pool, worker *one, ws_job *job)
{
    unsigned seconds = job->slow ? pool->options.slow_seconds : pool->options.seconds;
    one->job = job;
    one->sent = 0;
    one->jobs++;
    one->deadline = milliseconds() + (int64_t)seconds * 1000;
    ws_buffer_clear(&one->answer);
    send_more(pool, one);
}

/* The next that somebody waits for. What changes something is done whether or not anybody does. */
static ws_job *next_wanted(ws_pool *pool)
{
    ws_job *job;
    while ((job = next_job(pool)) && job->again && pool->options.is_waited_for && !pool->options.is_waited_for(job)) {
        ws_buffer_free(&job->message);
        pool->options.done(job, WS_JOB_LEFT, NULL);
    }
    return job;
}

static void give_out(ws_pool *pool)
{
    for (size_t i = 0; i < pool->options.workers && pool->first; i++) {
        worker *one = &pool->workers[i];
        if (one->job) continue;
        if (one->socket < 0 && start(pool, one, NULL) != WS_OK) continue;
        ws_job *job = next_wanted(pool);
        if (!job) return;
        give(pool, one, job);
    }
}

/* Whatever an idle worker says is wrong, and so is its end. */
static void receive(ws_pool *pool, worker *one)
{
    ws_message answer;
    ssize_t count = recv(one->socket, pool->chunk, sizeof pool->chunk, 0);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count <= 0 || !one->job) {
        die(pool, one);
        return;
    }
    ws_buffer_add(&one->answer, pool->chunk, (size_t)count);
    if (one->answer.failed) {
        die(pool, one);
        return;
    }
    ws_message_state state = ws_message_parse(one->answer.bytes, one->answer.size, &answer);
    if (state == WS_MESSAGE_WRONG) die(pool, one);
    if (state != WS_MESSAGE_WHOLE) return;
    finish(pool, one, WS_JOB_ANSWERED, &answer);
    ws_buffer_free(&one->answer);
    one->answer = WS_BUFFER_INIT(WS_MESSAGE_MOST);
    if (one->jobs >= JOBS_OF_ONE) replace(pool, one, true);
}

/* --- the pool --- */

ws_status ws_pool_new(const ws_pool_options *options, ws_pool **out, ws_error *error)
{
    ws_pool *pool = calloc(1, sizeof *pool);
    ws_status status = WS_OK;
    *out = NULL;
    if (pool) pool->workers = calloc(options->workers, sizeof *pool->workers);
    if (!pool || !pool->workers) {
        free(pool);
        return ws_no_memory(error);
    }
    pool->options = *options;
    for (size_t i = 0; i < options->workers; i++) pool->workers[i].socket = -1;
    for (size_t i = 0; i < options->workers && status == WS_OK; i++) status = start(pool, &pool->workers[i], error);
    if (status != WS_OK) {
        ws_pool_free(pool);
        return status;
    }
    for (size_t i = 0; i < options->workers; i++) make_ready(pool, &pool->workers[i]);
    *out = pool;
    return WS_OK;
}

void ws_pool_stop(ws_pool *pool)
{
    for (size_t i = 0; i < pool->options.workers; i++) {
        worker *one = &pool->workers[i];
        end(pool, one);
        if (one->job) finish(pool, one, WS_JOB_DIED, NULL);
    }
    for (ws_job *job = pool->first, *next; job; job = next) {
        next = job->next;
        ws_buffer_free(&job->message);
        pool->options.done(job, WS_JOB_DIED, NULL);
    }
    pool->first = pool->last = NULL;
    pool->waiting = 0;
}

void ws_pool_free(ws_pool *pool)
{
    if (!pool) return;
    ws_pool_stop(pool);
    free(pool->workers);
    free(pool);
}

bool ws_pool_submit(ws_pool *pool, ws_job *job)
{
    if (pool->waiting == WS_WAITING_MOST) return false;
    job->next = NULL;
    if (pool->last)
        pool->last->next = job;
    else
        pool->first = job;
    pool->last = job;
    pool->waiting++;
    return true;
}

size_t ws_pool_polls(const ws_pool *pool, struct pollfd fds[WS_WORKERS_MOST])
{
    for (size_t i = 0; i < pool->options.workers; i++) {
        const worker *one = &pool->workers[i];
        bool sends = one->job && one->sent < one->job->message.size;
        fds[i] = (struct pollfd){.fd = one->socket, .events = (short)(POLLIN | (sends ? POLLOUT : 0))};
    }
    return pool->options.workers;
}

void ws_pool_work(ws_pool *pool, const struct pollfd *fds, size_t count)
{
    int64_t now = milliseconds();
    for (size_t i = 0; i < count; i++) {
        worker *one = &pool->workers[i];
        if (fds[i].fd < 0 || fds[i].fd != one->socket) continue;
        if ((fds[i].revents & POLLOUT) && one->job) send_more(pool, one);
        if (one->socket == fds[i].fd && (fds[i].revents & (POLLIN | POLLHUP | POLLERR))) receive(pool, one);
        if (one->job && now >= one->deadline) {
            bool readily = one->job != &one->first;
            finish(pool, one, WS_JOB_TOO_LONG, NULL);
            replace(pool, one, readily);
        }
    }
    give_out(pool);
}

/* Is a worker idle and a job there that it may have? */
static bool can_give(const ws_pool *pool)
{
    bool slow = is_slow(pool), idle = false;
    for (size_t i = 0; i < pool->options.workers; i++) idle |= !pool->workers[i].job && pool->workers[i].socket >= 0;
    for (const ws_job *job = pool->first; idle && job; job = job->next)
        if (!job->slow || !slow) return true;
    return false;
}

int ws_pool_wait(const ws_pool *pool)
{
    int64_t now = milliseconds(), least = -1;
    if (can_give(pool)) return 0;
    for (size_t i = 0; i < pool->options.workers; i++) {
        const worker *one = &pool->workers[i];
        if (!one->job) continue;
        int64_t left = one->deadline > now ? one->deadline - now : 0;
        if (least < 0 || left < least) least = left;
    }
    return (int)least;
}
