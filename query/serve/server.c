/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include "answer.h"
#include "cache.h"
#include "clients.h"
#include "pool.h"
#include "scratch.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    BODY_MOST = WS_PASTED_BYTES * 3 + 8192, /* escaped */
    TARGET_MOST = 16384,
    CONNECTIONS_MOST = 500,
    CLIENTS_MOST = 400, /* of these, so that there is room for whoever comes */
    HELD_MOST = 256 << 20,
    MEMORY_OF_ONE = 48 * 1024,
    CACHED_MOST = 16 << 20,
    SWEEP_MS = 500
};

typedef enum state { NEW, TAKING, WAITING, ANSWERED } state;

typedef struct server server;
typedef struct request {
    ws_job job; /* job.user is the request */
    server *home;
    struct MHD_Connection *connection;
    char *target;
    ws_buffer body;
    state state;
    bool hidden; /* where it comes from */
    bool gets;   /* changes nothing: its answer may be given again */
    ws_answer answer;
} request;

struct server {
    const ws_server_options *options;
    struct MHD_Daemon *daemon;
    ws_pool *pool;
    ws_cache *cache;
    ws_clients clients;
};

static time_t seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* --- clients --- */

static void on_connection(void *server_, struct MHD_Connection *connection, void **socket_context,
                          enum MHD_ConnectionNotificationCode code)
{
    server *self = server_;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *socket_context = ws_clients_add(&self->clients, info ? info->connect_fd : -1, seconds_now());
        ws_clients_make_room(&self->clients, CLIENTS_MOST, HELD_MOST);
    } else if (*socket_context) {
        ws_clients_remove(&self->clients, *socket_context);
        *socket_context = NULL;
    }
}

/* `holds`: bytes that it is to take. */
static void touch(server *self, struct MHD_Connection *connection, bool ours, size_t holds)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    if (!info || !info->socket_context) return;
    ws_clients_touch(&self->clients, info->socket_context, ours, holds, seconds_now());
    if (holds) ws_clients_make_room(&self->clients, CLIENTS_MOST, HELD_MOST);
}

/* --- requests --- */

/* Called with the first line of each request. */
static void *on_target(void *server_, const char *target, struct MHD_Connection *connection)
{
    request *one = calloc(1, sizeof *one);
    if (!one) return NULL;
    one->home = server_;
    one->connection = connection;
    one->body = WS_BUFFER_INIT(BODY_MOST);
    one->target = strdup(target);
    return one;
}

static void on_completed(void *server_, struct MHD_Connection *connection, void **request_,
                         enum MHD_RequestTerminationCode code)
{
    (void)code;
    request *one = *request_;
    *request_ = NULL;
    touch(server_, connection, false, 0);
    if (!one) return;
    free(one->target);
    ws_buffer_free(&one->body);
    ws_answer_free(&one->answer);
    free(one);
}

static const char *header(const request *one, const char *name)
{
    return MHD_lookup_connection_value(one->connection, MHD_HEADER_KIND, name);
}

/* Who asks, and for how much: what is wrong is answered at once, without reading on. */
static bool refuse(request *one, const char *method)
{
    const ws_guard *guard = &one->home->options->guard;
    const char *host = header(one, "Host"), *length = header(one, "Content-Length");
    bool post = !strcmp(method, "POST"), login = !strncmp(one->target, "/login", 6), page = ws_is_asset(one->target);
    ws_origin origin = ws_guard_origin(host, header(one, "Origin"), header(one, "Sec-Fetch-Site"));
    one->hidden = origin == WS_ORIGIN_HIDDEN;
    if (!post && strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        ws_answer_plain(&one->answer, 405, "Only GET, HEAD and POST are answered here.");
    else if (strlen(one->target) > TARGET_MOST)
        ws_answer_plain(&one->answer, 414, "The address is too long.");
    else if (!ws_guard_host(guard, host))
        ws_answer_plain(&one->answer, 421,
                        "This server is not called so. Name it with whosaid serve --host NAME, or ask by its address.");
    else if (post && origin == WS_ORIGIN_FOREIGN)
        ws_answer_plain(&one->answer, 403, "Forms of other sites are not taken.");
    else if (length && (strlen(length) > 9 || strtoul(length, NULL, 10) > BODY_MOST))
        ws_answer_plain(&one->answer, 413, "That is too much at once.");
    else if (!login && !page && !ws_guard_token(guard, header(one, "Authorization"), header(one, "Cookie")))
        ws_answer_unknown(&one->answer, one->target);
    else
        return false;
    one->answer.closes = post;
    return true;
}

static void on_done(ws_job *job, ws_job_end end, const ws_message *message)
{
    request *one = job->user;
    const ws_server_options *options = one->home->options;
    bool api = !strncmp(one->target, "/api", 4);
    if (end == WS_JOB_ANSWERED && one->gets) ws_cache_put(one->home->cache, one->target, message);
    if (end == WS_JOB_ANSWERED && message->code)
        ws_answer_take(&one->answer, message);
    else if (end == WS_JOB_TOO_LONG)
        ws_answer_failed(&one->answer, 503, api, "This took too long and was stopped. Ask for something narrower.");
    else
        ws_answer_failed(&one->answer, 500, api, "The process that was to answer ended. Try once more.");
    if (end == WS_JOB_ANSWERED && message->parts[WS_MESSAGE_LOG].size)
        fprintf(options->log, "%.*s\n", (int)message->parts[WS_MESSAGE_LOG].size, message->parts[WS_MESSAGE_LOG].bytes);
    fflush(options->log);
    one->state = ANSWERED;
    touch(one->home, one->connection, false, 0);
    MHD_resume_connection(one->connection);
}

/* Whoever types on has closed the connection for what was typed before. */
static bool is_waited_for(const ws_job *job)
{
    const request *one = job->user;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(one->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    char byte;
    return !info || recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
}

/* What runs the reader, or goes through all that a query finds: others shall not wait for it. */
static bool is_slow(const request *one)
{
    static const char *const got[] = {"/report?", "/api/report", "/api/export", "/api/basket/export", NULL};
    static const char *const posted[] = {"/read", "/check", "/api/extract", "/api/check", NULL};
    for (const char *const *each = one->gets ? got : posted; *each; each++)
        if (!strncmp(one->target, *each, strlen(*each))) return true;
    return false;
}

/* False: too many ask. */
static bool submit(request *one, const char *method)
{
    ws_message message = {
        .parts = {[WS_MESSAGE_METHOD] = {method, strlen(method)},
                  [WS_MESSAGE_TARGET] = {one->target, strlen(one->target)},
                  [WS_MESSAGE_FORM] = {one->body.bytes, one->body.size},
                  [WS_MESSAGE_HIDDEN] = {"hidden", one->hidden && !one->gets ? strlen("hidden") : 0}}};
    one->job =
        (ws_job){.message = WS_BUFFER_INIT(WS_MESSAGE_MOST), .again = one->gets, .slow = is_slow(one), .user = one};
    ws_message_add(&one->job.message, &message);
    ws_buffer_free(&one->body);
    if (!one->job.message.failed && ws_pool_submit(one->home->pool, &one->job)) return true;
    ws_buffer_free(&one->job.message);
    return false;
}

static void dispatch(request *one, const char *method)
{
    ws_message kept;
    one->gets = strcmp(method, "POST") != 0;
    if (!strncmp(one->target, "/login", 6)) {
        ws_answer_login(&one->answer, &one->home->options->guard, one->gets ? NULL : &one->body);
    } else if (ws_is_asset(one->target)) {
        ws_answer_asset(&one->answer, one->target);
    } else if (one->gets && ws_cache_get(one->home->cache, one->target, &kept)) {
        ws_answer_take(&one->answer, &kept);
    } else if (submit(one, one->gets ? "GET" : "POST")) {
        one->state = WAITING;
        touch(one->home, one->connection, true, 0);
        MHD_suspend_connection(one->connection);
        return;
    } else {
        ws_answer_failed(&one->answer, 503, !strncmp(one->target, "/api", 4),
                         "Too many ask at once. Try again in a moment.");
    }
    one->state = ANSWERED;
}

static enum MHD_Result send_answer(request *one)
{
    touch(one->home, one->connection, false, one->answer.size);
    return ws_answer_queue(&one->answer, one->connection, one->gets ? header(one, "If-None-Match") : NULL);
}

static enum MHD_Result on_request(void *server_, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *upload, size_t *upload_size, void **request_)
{
    (void)server_, (void)connection, (void)url, (void)version;
    request *one = *request_;
    if (!one || !one->target) return MHD_NO;
    if (one->state == NEW) {
        one->state = TAKING;
        if (!refuse(one, method)) return MHD_YES;
        one->state = ANSWERED;
        return send_answer(one);
    }
    if (one->state == TAKING && *upload_size) {
        ws_buffer_add(&one->body, upload, *upload_size);
        *upload_size = 0;
        return one->body.failed ? MHD_NO : MHD_YES;
    }
    if (one->state == TAKING) dispatch(one, method);
    if (one->state == WAITING) return MHD_YES;
    return send_answer(one);
}

/* --- the loop --- */

static ws_status make_address(const ws_server_options *options, struct sockaddr_storage *out, ws_error *error)
{
    struct sockaddr_in *four = (struct sockaddr_in *)out;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;
    memset(out, 0, sizeof *out);
    if (inet_pton(AF_INET, options->address, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons((uint16_t)options->port);
        return WS_OK;
    }
    if (inet_pton(AF_INET6, options->address, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons((uint16_t)options->port);
        return WS_OK;
    }
    return ws_fail(error, WS_USAGE, "such as 127.0.0.1, or ::1", "%s is no address in digits", options->address);
}

static ws_status start(server *self, ws_error *error)
{
    struct sockaddr_storage address;
    ws_status status = make_address(self->options, &address, error);
    if (status != WS_OK) return status;
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
    if (address.ss_family == AF_INET6) flags |= MHD_USE_IPv6;
    errno = 0;
    self->daemon = MHD_start_daemon(
        flags, (uint16_t)self->options->port, NULL, NULL, on_request, self, MHD_OPTION_SOCK_ADDR, &address,
        MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MOST, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY_OF_ONE,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, self, MHD_OPTION_NOTIFY_COMPLETED, on_completed, self,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, self, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    if (self->daemon) return WS_OK;
    return ws_fail(error, WS_IO, "is there a server already? --port takes another one",
                   "cannot listen on %s, port %u: %s", self->options->address, self->options->port, strerror(errno));
}

static int least(int one, int other)
{
    return one < 0 ? other : other < 0 || one < other ? one : other;
}

/* Until a signal comes. */
static ws_status loop(server *self, int signals, ws_error *error)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(self->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd fds[2 + WS_WORKERS_MOST] = {{.fd = info->epoll_fd, .events = POLLIN},
                                              {.fd = signals, .events = POLLIN}};
    time_t swept = seconds_now();
    for (;;) {
        MHD_UNSIGNED_LONG_LONG left = 0;
        MHD_run(self->daemon);
        int wait = MHD_get_timeout(self->daemon, &left) == MHD_YES ? (int)(left < SWEEP_MS ? left : SWEEP_MS) : -1;
        size_t workers = ws_pool_polls(self->pool, fds + 2);
        wait = least(least(wait, ws_pool_wait(self->pool)), SWEEP_MS);
        if (poll(fds, 2 + workers, wait) < 0 && errno != EINTR)
            return ws_fail_errno(error, errno, "wait for", "requests");
        if (fds[1].revents) return WS_OK;
        MHD_run(self->daemon);
        ws_pool_work(self->pool, fds + 2, workers);
        if (seconds_now() != swept) ws_clients_sweep(&self->clients, self->options->slow_seconds, seconds_now());
        if (seconds_now() != swept) ws_cache_sweep(self->cache);
        swept = seconds_now();
    }
}

static void stop(server *self)
{
    if (self->pool) ws_pool_stop(self->pool); /* which resumes whoever waits */
    if (self->daemon) {
        MHD_run(self->daemon);
        MHD_stop_daemon(self->daemon);
    }
    ws_pool_free(self->pool);
    ws_cache_free(self->cache);
}

static unsigned port_of(const server *self)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(self->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : self->options->port;
}

static void on_ended(const void *serving_, pid_t worker)
{
    const ws_serving *serving = serving_;
    if (serving->scratch) ws_scratch_clear(serving->scratch, worker);
}

/* Without it there are only those exports that need none. */
static bool open_scratch(const ws_server_options *options, ws_scratch *out)
{
    ws_error error;
    if (ws_scratch_open(out, &error) == WS_OK) return true;
    fprintf(options->log, "%s\n", error.message);
    fflush(options->log);
    return false;
}

ws_status ws_server_run(const ws_server_options *options, void (*ready)(void *user, unsigned port), void *user,
                        ws_error *error)
{
    server self = {.options = options, .cache = ws_cache_new(CACHED_MOST)};
    ws_serving serving = *options->serving;
    ws_scratch scratch;
    sigset_t set, before;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, &before);
    int signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    ws_pool_options pool = {.workers = options->workers,
                            .seconds = options->seconds,
                            .slow_seconds = options->read_seconds,
                            .work = ws_worker_run,
                            .data = &serving,
                            .first = &ws_worker_first,
                            .ended = on_ended,
                            .is_waited_for = is_waited_for,
                            .done = on_done};
    ws_status status = signals < 0 ? ws_fail_errno(error, errno, "wait for", "signals") : WS_OK;
    if (status == WS_OK && !self.cache) status = ws_no_memory(error);
    if (status == WS_OK) status = start(&self, error);
    serving.scratch = status == WS_OK && open_scratch(options, &scratch) ? scratch.path : NULL;
    if (status == WS_OK) status = ws_pool_new(&pool, &self.pool, error);
    if (status == WS_OK) ready(user, port_of(&self));
    if (status == WS_OK) status = loop(&self, signals, error);
    stop(&self);
    if (serving.scratch) ws_scratch_close(&scratch);
    struct signalfd_siginfo taken; /* or it would be delivered now */
    while (signals >= 0 && read(signals, &taken, sizeof taken) == (ssize_t)sizeof taken) continue;
    if (signals >= 0) close(signals);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}
