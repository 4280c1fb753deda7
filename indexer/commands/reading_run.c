/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading_run.h"

#include "count_text.h"
#include "end_request.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* The next article of our share. */
static ws_status next_of_shard(ws_reading_run *run, ws_work *work)
{
    for (;;) {
        ws_status status = ws_collection_next(run->collection, work->arena, &work->article, &work->error);
        bool passed = status == WS_PASSED || (status == WS_OK && !ws_shard_has(&run->shard, work->article.id));
        if (!passed || ws_end_request_asked()) return status;
        run->passed_ahead += status == WS_PASSED;
        ws_arena_reset(work->arena);
    }
}

static ws_status take_article(void *user, ws_work *work)
{
    ws_reading_run *run = user;
    if (ws_end_request_asked()) return WS_END;
    ws_status status = next_of_shard(run, work);
    if (ws_end_request_asked()) return WS_END; /* what came may be half an article */
    ws_collection_progress(run->collection, &work->done, &work->all);
    work->line = ws_collection_line(run->collection);
    work->passed = run->passed_ahead;
    if (status == WS_OK || status == WS_END) return status;
    work->path = ws_arena_strdup(work->arena, ws_collection_path(run->collection));
    return status;
}

/* What a thread has no room to read is left to the main thread. */
static void read_article(void *user, ws_scratch **scratch, ws_work *work)
{
    ws_reading_run *run = user;
    if (ws_other_language(&work->article) || (run->wanted && !run->wanted(run->wanted_user, &work->article))) return;
    if (!*scratch && ws_pipeline_scratch(run->pipeline, scratch, &work->error) != WS_OK) return;
    work->read = ws_pipeline_read(run->pipeline, *scratch, work->arena, &work->article, &work->reading, &work->error);
    work->was_read = true;
}

static ws_status open_workers(ws_reading_run *run, size_t jobs, ws_error *error)
{
    ws_worker_calls calls = {take_article, read_article, run};
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (!jobs) jobs = cores < 1 ? 1 : cores > WS_WORKERS_MOST ? WS_WORKERS_MOST : (size_t)cores;
    return ws_workers_new(jobs, &calls, &run->workers, error);
}

ws_status ws_reading_run_open(ws_reading_run *run, ws_context *context, const ws_reading_options *options,
                              const ws_strings *paths, ws_error *error)
{
    *run = (ws_reading_run){.context = context};
    if (!paths->count)
        return ws_fail(error, WS_USAGE, "name files or folders, or - for standard input", "there is nothing to read");
    if (options->jobs > WS_WORKERS_MOST)
        return ws_fail(error, WS_USAGE, NULL, "%zu jobs are more than %d, the most", options->jobs, WS_WORKERS_MOST);
    ws_pipeline_choices choices = {options->lexicon, options->model, options->attributions,
                                   options->guess ? -1.0f : 0.0f};
    ws_status status = ws_shard_parse(options->shard, &run->shard, error);
    if (status == WS_OK && options->log) status = ws_run_log_open(options->log, &run->log, error);
    if (status == WS_OK) status = ws_pipeline_open(&choices, &run->pipeline, error);
    if (status == WS_OK) status = ws_collection_open(paths, options->set, context->in, &run->collection, error);
    if (status == WS_OK && options->map) status = ws_collection_map(run->collection, options->map, error);
    if (status == WS_OK) status = ws_end_request_watch(error);
    if (status == WS_OK) ws_collection_watch(run->collection, ws_end_request_descriptor());
    if (status == WS_OK) status = open_workers(run, options->jobs, error);
    if (status != WS_OK) return status;
    ws_progress_begin(&run->progress, context->err, context->error_terminal);
    return WS_OK;
}

void ws_reading_run_stop(ws_reading_run *run)
{
    if (run->workers) ws_end_request_wake(); /* the one that may wait for input */
    ws_workers_free(run->workers);
    run->workers = NULL;
    run->work = NULL;
    ws_end_request_close();
}

void ws_reading_run_close(ws_reading_run *run)
{
    ws_progress_clear(&run->progress);
    ws_reading_run_stop(run);
    ws_collection_close(run->collection);
    ws_scratch_free(run->scratch);
    ws_pipeline_close(run->pipeline);
    if (run->log) fclose(run->log); /* each line was flushed when it was written */
}

const char *ws_reading_path(const char *path)
{
    return strcmp(path, "-") ? path : "standard input";
}

void ws_reading_run_refuse(ws_reading_run *run, const ws_refusal *refusal, const ws_error *why)
{
    ws_progress_clear(&run->progress);
    run->refused++;
    if (run->refusing) run->refusing(run->refusing_user, refusal->path ? refusal->path : "");
    if (run->log && run->logged == WS_OK) run->logged = ws_run_log_write(run->log, refusal, why, &run->log_error);
    ws_error shown; /* the path with what a terminal would obey taken out, as messages have it */
    ws_fail(&shown, WS_REFUSED, NULL, "%s", refusal->path ? ws_reading_path(refusal->path) : "");
    bool named = strstr(why->message, shown.message);
    fprintf(run->context->err, "refused: %s%s%s\n", named ? "" : shown.message, named ? "" : ": ", why->message);
    if (!*why->hint || !strcmp(why->hint, run->hint)) return;
    snprintf(run->hint, sizeof run->hint, "%s", why->hint);
    fprintf(run->context->err, "  %s\n", run->hint);
}

static void log_note(ws_reading_run *run, const char *what)
{
    const ws_work *work = run->work;
    ws_refusal noted = {.path = work->article.path, .line = work->line, .id = work->article.id};
    ws_error why;
    ws_fail(&why, WS_OK, NULL, "%s", what);
    if (run->log && run->logged == WS_OK) run->logged = ws_run_log_write(run->log, &noted, &why, &run->log_error);
}

/* Files that are cut off are few; a whole archive may write dates in its own way. */
static void note(ws_reading_run *run, const ws_article *article)
{
    static const char ends[] = "the file ends before it should: what is there was read";
    ws_error shown;
    if (article->cut_off) {
        run->cut_off++;
        log_note(run, ends);
        ws_progress_clear(&run->progress);
        ws_fail(&shown, WS_OK, NULL, "%s", ws_reading_path(article->path));
        fprintf(run->context->err, "cut off: %s: %s\n", shown.message, ends);
    }
    if (article->unread_date) {
        ws_fail(&shown, WS_OK, NULL, "%s in %s", article->unread_date, ws_reading_path(article->path));
        if (!run->unread_dates++) snprintf(run->unread_date, sizeof run->unread_date, "%s", shown.message);
        ws_fail(&shown, WS_OK, NULL, "a date that cannot be understood: %s", article->unread_date);
        log_note(run, shown.message);
    }
}

void ws_reading_run_print_notes(const ws_reading_run *run, FILE *out)
{
    if (run->unread_dates)
        fprintf(out, "%s of %s %s a date that cannot be understood and counts as none, as %s\n",
                ws_count_text(run->unread_dates).text, ws_count_of(run->read, "article").text,
                run->unread_dates == 1 ? "has" : "have", run->unread_date);
    if (run->cut_off)
        fprintf(out, "%s of %s %s cut off: what is there was read\n", ws_count_text(run->cut_off).text,
                ws_count_of(run->read, "article").text, run->cut_off == 1 ? "is" : "are");
}

/* Runs of anything but blanks: enough for a rate. */
static uint64_t count_words(const ws_article *article)
{
    uint64_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < article->text_size; i++) {
        bool blank = (unsigned char)article->text[i] <= ' ';
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

static void draw_progress(ws_reading_run *run)
{
    ws_progress_state state = {run->read, run->refused, run->words, run->work->done, run->work->all};
    ws_progress_draw(&run->progress, &state);
}

ws_status ws_reading_run_next(ws_reading_run *run, ws_article **article, ws_error *error)
{
    while (!ws_end_request_asked()) {
        if (run->logged != WS_OK) {
            *error = run->log_error;
            return run->logged;
        }
        ws_work *work = run->work = ws_workers_next(run->workers);
        *article = &work->article;
        if (work->passed > run->passed) run->passed = work->passed;
        run->seen += work->taken == WS_OK || work->taken == WS_REFUSED || work->taken == WS_IO;
        if (work->taken == WS_OK) {
            run->read++;
            run->words += count_words(&work->article);
            note(run, &work->article);
        }
        draw_progress(run);
        if (work->taken != WS_REFUSED && work->taken != WS_IO) {
            if (work->taken != WS_OK) *error = work->error;
            return work->taken;
        }
        ws_refusal refusal = {.path = work->path, .line = work->line};
        ws_reading_run_refuse(run, &refusal, &work->error);
    }
    return WS_END;
}

ws_status ws_reading_run_read(ws_reading_run *run, ws_reading *out, ws_error *error)
{
    ws_work *work = run->work;
    if (!work->was_read) {
        ws_status room = run->scratch ? WS_OK : ws_pipeline_scratch(run->pipeline, &run->scratch, error);
        if (room != WS_OK) return room;
        work->read =
            ws_pipeline_read(run->pipeline, run->scratch, work->arena, &work->article, &work->reading, &work->error);
    }
    *out = work->reading;
    *error = work->error;
    if (work->read != WS_REFUSED && work->read != WS_NO_MEMORY) return work->read;
    /* One article that needs more than an article may have is its own fault; the next one starts from nothing. */
    if (work->read == WS_NO_MEMORY)
        ws_fail(error, WS_REFUSED, NULL, "%s: reading it takes too much memory", work->article.id);
    ws_refusal refusal = {.path = work->article.path, .line = work->line, .id = work->article.id};
    ws_reading_run_refuse(run, &refusal, error);
    return WS_REFUSED;
}

bool ws_other_language(const ws_article *article)
{
    return article->language && strncasecmp(article->language, "en", 2) != 0;
}
