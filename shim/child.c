/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK_BYTES = 64 * 1024, NOT_FOUND_CODE = 127, FAILED_CODE = 126 };

typedef struct child {
    pid_t pid;
    int out, said; /* what we read from; -1: at its end */
} child;

/* The input as a file that only this process and its child know; -1 with errno. */
static int hold(const void *input, size_t size)
{
    int file = memfd_create("whosaid", MFD_CLOEXEC);

    for (size_t done = 0; file >= 0 && done < size;) {
        ssize_t count = write(file, (const char *)input + done, size - done);

        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            close(file);
            return -1;
        }
        done += (size_t)count;
    }
    if (file >= 0) lseek(file, 0, SEEK_SET);
    return file;
}

static void limit(int resource, rlim_t most)
{
    struct rlimit both = {most, most};

    setrlimit(resource, &both);
}

/* In the child: only calls that are safe after a fork among threads. */
__attribute__((noreturn)) static void become(const char *const *arguments, int input, int out, int said,
                                             const ws_child_limits *limits, pid_t parent)
{
    sigset_t none;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(FAILED_CODE);
    setsid();
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (dup2(input, 0) < 0 || dup2(out, 1) < 0 || dup2(said, 2) < 0) _exit(FAILED_CODE);
    close_range(3, ~0U, 0);
    limit(RLIMIT_CORE, 0);
    if (!limits->writes) limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CPU, limits->cpu_seconds);
    limit(RLIMIT_AS, limits->memory_bytes);
    execvp(arguments[0], (char *const *)(uintptr_t)arguments);
    _exit(errno == ENOENT ? NOT_FOUND_CODE : FAILED_CODE);
}

static ws_status start(const char *const *arguments, int input, const ws_child_limits *limits, child *started,
                       ws_error *error)
{
    int out[2], said[2];
    pid_t parent = getpid();

    if (pipe2(out, O_CLOEXEC) != 0) return ws_fail_errno(error, errno, "run", arguments[0]);
    if (pipe2(said, O_CLOEXEC) != 0) {
        ws_fail_errno(error, errno, "run", arguments[0]);
        close(out[0]);
        close(out[1]);
        return WS_IO;
    }
    started->pid = fork();
    if (started->pid == 0) become(arguments, input, out[1], said[1], limits, parent);
    if (started->pid < 0) ws_fail_errno(error, errno, "run", arguments[0]);
    close(out[1]);
    close(said[1]);
    started->out = out[0];
    started->said = said[0];
    if (started->pid > 0) return WS_OK;
    close(out[0]);
    close(said[0]);
    return WS_IO;
}

static int64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads once from a pipe that has something; at its end, closes it. */
static void take(int *pipe_end, ws_buffer *out)
{
    char chunk[CHUNK_BYTES];
    ssize_t count = read(*pipe_end, chunk, sizeof chunk);

    if (count < 0 && errno == EINTR) return;
    if (count <= 0) {
        close(*pipe_end);
        *pipe_end = -1;
        return;
    }
    ws_buffer_add(out, chunk, (size_t)count);
}

/* All it writes, until it ends both; what it says beyond the first is dropped. */
static ws_status listen_to(child *running, const ws_child_limits *limits, ws_buffer *out, ws_buffer *said,
                           ws_error *error)
{
    int64_t deadline = milliseconds() + (int64_t)limits->wall_seconds * 1000;

    while (running->out >= 0 || running->said >= 0) {
        struct pollfd waits[] = {{running->out, POLLIN, 0}, {running->said, POLLIN, 0}};
        int64_t left = deadline - milliseconds();

        if (left <= 0)
            return ws_fail(error, WS_REFUSED, NULL, "reading it took more than %u seconds", limits->wall_seconds);
        if (poll(waits, 2, (int)left) < 0 && errno != EINTR)
            return ws_fail_errno(error, errno, "read", "what a program wrote");
        if (waits[0].revents) take(&running->out, out);
        if (waits[1].revents) take(&running->said, said);
        if (out->failed)
            return ws_fail(error, WS_REFUSED, NULL, "what is read from it is larger than %zu MiB", out->limit >> 20);
    }
    return WS_OK;
}

static int wait_for(pid_t pid)
{
    int how;

    while (waitpid(pid, &how, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void keep_said(const ws_buffer *said, char kept[WS_CHILD_SAID_BYTES])
{
    size_t size = said->size < WS_CHILD_SAID_BYTES - 1 ? said->size : WS_CHILD_SAID_BYTES - 1;

    if (size > 0) memcpy(kept, said->bytes, size);
    kept[size] = '\0';
}

ws_status ws_child_run(const char *const *arguments, const void *input, size_t size, const ws_child_limits *limits,
                       ws_buffer *out, ws_child_end *end, ws_error *error)
{
    ws_buffer said = WS_BUFFER_INIT(CHUNK_BYTES);
    child running = {0, -1, -1};
    int file = hold(input, size);
    ws_status status;

    *end = (ws_child_end){-1, ""};
    if (file < 0) return ws_fail_errno(error, errno, "hand over to", arguments[0]);
    status = start(arguments, file, limits, &running, error);
    close(file);
    if (status != WS_OK) return status;
    status = listen_to(&running, limits, out, &said, error);
    if (status != WS_OK) kill(running.pid, SIGKILL);
    if (running.out >= 0) close(running.out);
    if (running.said >= 0) close(running.said);
    end->code = wait_for(running.pid);
    keep_said(&said, end->said);
    ws_buffer_free(&said);
    if (status == WS_OK && end->code == NOT_FOUND_CODE)
        return ws_fail(error, WS_NOT_FOUND, NULL, "there is no program %s", arguments[0]);
    return status;
}
