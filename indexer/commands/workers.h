/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads that take articles from an input and read them, and give them back in the order of the input: a ring of
 * slots, two for each thread, each with an arena for an article and its reading. A thread takes the next article when
 * no other is about to, so that one which waits for a slow input keeps nothing back that is read already. */
#ifndef WS_WORKERS_H
#define WS_WORKERS_H

#include "pipeline.h"

enum { WS_WORKERS_MOST = 64 };

/* An article on its way. */
typedef struct ws_work {
    ws_arena *arena;     /* of article, path and reading */
    ws_article article;
    ws_status taken;     /* WS_OK, WS_END, WS_REFUSED or WS_IO, WS_NO_MEMORY: as ws_collection_next has it */
    size_t passed;       /* items without text before it, all together */
    const char *path;    /* of what was refused */
    size_t line;         /* of the file that the article came from, 0: it is not known */
    uint64_t done, all;  /* bytes, as ws_collection_progress has them after it was taken */
    bool was_read;       /* the rest is filled in */
    ws_status read;
    ws_reading reading;
    ws_error error;      /* of `taken`, or of `read` */
} ws_work;

typedef struct ws_worker_calls {
    /* Fills a slot: by one thread at a time, in the order of the input, not again after WS_END or WS_NO_MEMORY. */
    ws_status (*take)(void *user, ws_work *work);
    /* Reads what was taken: by many threads at once, each with a scratch to make and keep; NULL at first. May leave it
     * unread, to be read by whoever gets it. */
    void (*read)(void *user, ws_scratch **scratch, ws_work *work);
    void *user;
} ws_worker_calls;

typedef struct ws_workers ws_workers;

/* At most `jobs` threads, started as articles come; 1: none, articles are taken when they are asked for and come
 * unread. */
ws_status ws_workers_new(size_t jobs, const ws_worker_calls *calls, ws_workers **out, ws_error *error);
/* Waits for what was begun, so a `take` that is waiting has to be told to end before. NULL is fine. */
void ws_workers_free(ws_workers *workers);

/* The next one in the order of the input; the one before is forgotten. Not to be called again after the last. */
ws_work *ws_workers_next(ws_workers *workers);

#endif
