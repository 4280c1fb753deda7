/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worker processes that answer requests. The server never opens an index itself: what takes too long or dies is a
 * worker, which is killed and started again. One thread, no locks: the server's loop polls the sockets. */
#ifndef WS_POOL_H
#define WS_POOL_H

#include "message.h"
#include "status.h"

#include <poll.h>
#include <stdbool.h>
#include <sys/types.h>

enum { WS_WORKERS_MOST = 64, WS_WAITING_MOST = 256 };

typedef enum ws_job_end {
    WS_JOB_ANSWERED,
    WS_JOB_TOO_LONG, /* the worker was killed at its time limit */
    WS_JOB_DIED,     /* the worker ended, twice where the job could be tried again */
    WS_JOB_LEFT      /* nobody waits for it any more */
} ws_job_end;

typedef struct ws_job {
    ws_buffer message; /* as ws_message_add wrote it; the pool's until it is done, then cleared */
    bool again;        /* changes nothing: is given to another worker when one dies */
    bool slow;         /* one at a time, with a time limit of its own */
    void *user;
    struct ws_job *next; /* the pool's */
} ws_job;

typedef struct ws_pool ws_pool;

typedef struct ws_pool_options {
    size_t workers;
    unsigned seconds, slow_seconds;             /* time limits of a job */
    void (*work)(const void *data, int socket); /* what a worker process does until its socket ends */
    const void *data;                           /* of it, and of `ended` */
    const ws_message *first;                    /* what every worker is given before anything else; may be NULL */
    bool (*is_waited_for)(const ws_job *job);   /* false: it may be left undone; may be NULL */
    void (*ended)(const void *data, pid_t pid); /* a worker process is no more; may be NULL */
    void (*done)(ws_job *job, ws_job_end end, const ws_message *answer); /* answer: lives as long as the call */
} ws_pool_options;

ws_status ws_pool_new(const ws_pool_options *options, ws_pool **out, ws_error *error);
/* Kills the workers and is done with all jobs as WS_JOB_DIED. */
void ws_pool_stop(ws_pool *pool);
void ws_pool_free(ws_pool *pool); /* NULL is fine */

/* False: too many wait already. */
bool ws_pool_submit(ws_pool *pool, ws_job *job);

/* Fills one entry a worker and returns how many; after poll, ws_pool_work goes on with what happened and with what took
 * too long. */
size_t ws_pool_polls(const ws_pool *pool, struct pollfd fds[WS_WORKERS_MOST]);
void ws_pool_work(ws_pool *pool, const struct pollfd *fds, size_t count);
/* Milliseconds to the next time limit; 0: a job can be given out now; -1: neither. */
int ws_pool_wait(const ws_pool *pool);

#endif
