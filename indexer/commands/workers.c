/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workers.h"

#include <pthread.h>
#include <stdlib.h>

enum { SLOTS_PER_WORKER = 2, KEPT_BYTES = 8 * 1024 * 1024 };

typedef struct slot {
    ws_work work;
    bool ready;
} slot;

struct ws_workers {
    ws_worker_calls calls;
    size_t jobs, slot_count;
    slot *slots;
    ws_work *current; /* what ws_workers_next gave last, or NULL */
    size_t given;     /* slots that came back from whoever asks; of no thread but that one */
    /* under the lock, as is slot.ready */
    pthread_mutex_t lock;
    pthread_cond_t may_take, is_ready;
    size_t taken;       /* slots handed to the input */
    bool taking, ended; /* a thread is at the input; nothing more comes from it */
    size_t free_slots;
    pthread_t threads[WS_WORKERS_MOST];
    size_t started;
};

static void take(ws_workers *w, ws_work *work)
{
    *work = (ws_work){.arena = work->arena};
    if (!work->arena) work->arena = ws_arena_new(0);
    work->taken = work->arena ? w->calls.take(w->calls.user, work) : ws_no_memory(&work->error);
}

static void *run_worker(void *workers);

/* Under the lock. No thread to be had is no failure while there is one. */
static void start_worker(ws_workers *w)
{
    if (w->started < w->jobs && !pthread_create(&w->threads[w->started], NULL, run_worker, w)) w->started++;
}

/* The next article, when it is this thread's turn; NULL when there is none. */
static slot *take_turn(ws_workers *w)
{
    slot *mine = NULL;
    pthread_mutex_lock(&w->lock);
    while (!w->ended && (w->taking || !w->free_slots)) pthread_cond_wait(&w->may_take, &w->lock);
    if (!w->ended) {
        mine = &w->slots[w->taken++ % w->slot_count];
        w->free_slots--;
        w->taking = true;
        pthread_mutex_unlock(&w->lock);
        take(w, &mine->work);
        pthread_mutex_lock(&w->lock);
        w->taking = false;
        w->ended |= mine->work.taken == WS_END || mine->work.taken == WS_NO_MEMORY;
        if (!w->ended) start_worker(w);
        pthread_cond_broadcast(&w->may_take);
    }
    pthread_mutex_unlock(&w->lock);
    return mine;
}

static void *run_worker(void *workers)
{
    ws_workers *w = workers;
    ws_scratch *scratch = NULL;
    for (slot *mine; (mine = take_turn(w));) {
        if (mine->work.taken == WS_OK) w->calls.read(w->calls.user, &scratch, &mine->work);
        pthread_mutex_lock(&w->lock);
        mine->ready = true;
        pthread_cond_signal(&w->is_ready);
        pthread_mutex_unlock(&w->lock);
    }
    ws_scratch_free(scratch);
    return NULL;
}

ws_status ws_workers_new(size_t jobs, const ws_worker_calls *calls, ws_workers **out, ws_error *error)
{
    *out = NULL;
    ws_workers *w = calloc(1, sizeof *w);
    if (!w) return ws_no_memory(error);
    w->calls = *calls;
    w->jobs = jobs < 1 ? 1 : jobs > WS_WORKERS_MOST ? WS_WORKERS_MOST : jobs;
    w->slot_count = w->free_slots = SLOTS_PER_WORKER * w->jobs;
    w->slots = calloc(w->slot_count, sizeof *w->slots);
    if (!w->slots) {
        free(w);
        return ws_no_memory(error);
    }
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->may_take, NULL);
    pthread_cond_init(&w->is_ready, NULL);
    *out = w;
    return WS_OK;
}

void ws_workers_free(ws_workers *w)
{
    if (!w) return;
    pthread_mutex_lock(&w->lock);
    w->ended = true; /* nobody starts another one from here on */
    pthread_cond_broadcast(&w->may_take);
    pthread_mutex_unlock(&w->lock);
    for (size_t i = 0; i < w->started; i++) pthread_join(w->threads[i], NULL);
    for (size_t i = 0; i < w->slot_count; i++) ws_arena_free(w->slots[i].work.arena);
    pthread_mutex_destroy(&w->lock);
    pthread_cond_destroy(&w->may_take);
    pthread_cond_destroy(&w->is_ready);
    free(w->slots);
    free(w);
}

/* The memory of one huge article is not kept for all the small ones after it. */
static void forget(ws_work *work)
{
    if (work->arena && ws_arena_used(work->arena) <= KEPT_BYTES) {
        ws_arena_reset(work->arena);
    } else {
        ws_arena_free(work->arena);
        work->arena = NULL;
    }
}

/* Is there a thread to wait for? Where none can be had, all is done by whoever asks. */
static bool has_worker(ws_workers *w)
{
    if (w->jobs == 1) return false;
    pthread_mutex_lock(&w->lock);
    if (!w->started) start_worker(w);
    if (!w->started) w->jobs = 1;
    pthread_mutex_unlock(&w->lock);
    return w->jobs > 1;
}

static void give_back(ws_workers *w)
{
    forget(w->current);
    if (w->jobs == 1) return;
    pthread_mutex_lock(&w->lock);
    w->slots[w->given++ % w->slot_count].ready = false;
    w->free_slots++;
    pthread_cond_signal(&w->may_take);
    pthread_mutex_unlock(&w->lock);
}

ws_work *ws_workers_next(ws_workers *w)
{
    if (w->current) give_back(w);
    slot *next = &w->slots[w->given % w->slot_count];
    w->current = &next->work;
    if (has_worker(w)) {
        pthread_mutex_lock(&w->lock);
        while (!next->ready) pthread_cond_wait(&w->is_ready, &w->lock);
        pthread_mutex_unlock(&w->lock);
    } else {
        take(w, w->current);
    }
    return w->current;
}
