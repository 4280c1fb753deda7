/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include "count_text.h"

static const double drawing_interval = 0.2, settling_time = 1.0;

static double between(struct timespec from, struct timespec to)
{
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static struct timespec now(void)
{
    struct timespec time = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

void ws_progress_begin(ws_progress *progress, FILE *stream, bool terminal)
{
    *progress = (ws_progress){.stream = terminal ? stream : NULL, .started = now()};
}

void ws_progress_draw(ws_progress *progress, size_t articles, uint64_t done, uint64_t all)
{
    if (!progress->stream) return;
    struct timespec time = now();
    if (between(progress->drawn, time) < drawing_interval) return;
    progress->drawn = time;
    progress->visible = true;
    double seconds = between(progress->started, time);
    fprintf(progress->stream, "\r%s, %.0f a second", ws_count_of(articles, "article").text,
            seconds > 0 ? (double)articles / seconds : 0);
    if (all && done <= all) {
        fprintf(progress->stream, ", %.0f%%", 100.0 * (double)done / (double)all);
        if (done && seconds > settling_time) {
            unsigned long long left = (unsigned long long)(seconds * (double)(all - done) / (double)done);
            fprintf(progress->stream, ", %llu:%02llu:%02llu left", left / 3600, left / 60 % 60, left % 60);
        }
    }
    fputs("\033[K", progress->stream);
    fflush(progress->stream);
}

void ws_progress_clear(ws_progress *progress)
{
    if (!progress->stream || !progress->visible) return;
    fputs("\r\033[K", progress->stream);
    fflush(progress->stream);
    progress->visible = false;
}
