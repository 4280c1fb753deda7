/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include "buffer.h"
#include "count_text.h"

#include <sys/ioctl.h>

enum { LINE_BYTES = 512 };

static const double drawing_interval = 0.2, settling_time = 1.0, mark_interval = 30.0;
static const int narrow = 79;

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
    struct timespec start = now();
    *progress = (ws_progress){.stream = terminal ? stream : NULL, .started = start};
    progress->marks[0].time = progress->marks[1].time = start;
}

/* Columns but the last one, where some terminals go on to the next line. */
static int width(FILE *stream)
{
    struct winsize size;
    return !ioctl(fileno(stream), TIOCGWINSZ, &size) && size.ws_col > 1 ? size.ws_col - 1 : narrow;
}

static void move_marks(ws_progress *progress, struct timespec time, const ws_progress_state *state)
{
    if (between(progress->marks[1].time, time) < mark_interval) return;
    progress->marks[0] = progress->marks[1];
    progress->marks[1] = (struct ws_progress_mark){time, state->words, state->done};
}

static void write_left(ws_buffer *line, double seconds, uint64_t went, const ws_progress_state *state)
{
    if (!state->all || state->done > state->all) return;
    ws_buffer_printf(line, ", %.0f%%", 100.0 * (double)state->done / (double)state->all);
    if (!went || seconds <= settling_time) return;
    unsigned long long left = (unsigned long long)(seconds * (double)(state->all - state->done) / (double)went);
    ws_buffer_printf(line, ", %llu:%02llu:%02llu left", left / 3600, left / 60 % 60, left % 60);
}

/* Is it time for another line? */
static bool is_due(ws_progress *progress, struct timespec time)
{
    if (!progress->stream || between(progress->drawn, time) < drawing_interval) return false;
    progress->drawn = time;
    return progress->visible = true;
}

static void put_line(ws_progress *progress, ws_buffer *line)
{
    if (!line->failed) fprintf(progress->stream, "\r%.*s\033[K", width(progress->stream), line->bytes);
    fflush(progress->stream);
    ws_buffer_free(line);
}

void ws_progress_share(ws_progress *progress, const char *what, uint64_t done, uint64_t all)
{
    if (!is_due(progress, now()) || !all) return;
    ws_buffer line = WS_BUFFER_INIT(LINE_BYTES);
    ws_buffer_printf(&line, "%s %.0f%%", what, 100.0 * (double)done / (double)all);
    put_line(progress, &line);
}

void ws_progress_draw(ws_progress *progress, const ws_progress_state *state)
{
    struct timespec time = now();
    if (!is_due(progress, time)) return;
    const struct ws_progress_mark *since = &progress->marks[0];
    double seconds = between(since->time, time);
    ws_buffer line = WS_BUFFER_INIT(LINE_BYTES);
    ws_buffer_printf(&line, "%s, %s, %s a second", ws_count_of(state->articles, "article").text,
                     ws_count_of(state->words, "word").text,
                     ws_count_text(seconds > 0 ? (size_t)((double)(state->words - since->words) / seconds) : 0).text);
    write_left(&line, seconds, state->done - since->done, state);
    if (state->refused) ws_buffer_printf(&line, ", %s refused", ws_count_text(state->refused).text);
    put_line(progress, &line);
    move_marks(progress, time, state);
}

void ws_progress_clear(ws_progress *progress)
{
    if (!progress->stream || !progress->visible) return;
    fputs("\r\033[K", progress->stream);
    fflush(progress->stream);
    progress->visible = false;
}
