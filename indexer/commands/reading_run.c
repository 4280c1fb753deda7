/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading_run.h"

#include <signal.h>
#include <string.h>
#include <strings.h>

/* Signal handlers reach nothing else. */
static volatile sig_atomic_t end_asked_for;

static void ask_for_end(int signal_number)
{
    (void)signal_number;
    end_asked_for = 1;
}

static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = ask_for_end, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    end_asked_for = 0;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

ws_status ws_reading_run_open(ws_reading_run *run, ws_context *context, const ws_reading_options *options,
                              const ws_strings *paths, ws_error *error)
{
    *run = (ws_reading_run){.context = context};
    if (!paths->count)
        return ws_fail(error, WS_USAGE, "name files or folders, or - for standard input", "there is nothing to read");
    ws_status status = ws_pipeline_open(&(ws_pipeline_paths){options->lexicon, options->model}, &run->pipeline, error);
    if (status == WS_OK) status = ws_pipeline_scratch(run->pipeline, &run->scratch, error);
    if (status == WS_OK) status = ws_archive_open(paths, options->set, context->in, &run->archive, error);
    if (status == WS_OK && !(run->arena = ws_arena_new(0))) status = ws_no_memory(error);
    if (status != WS_OK) return status;
    ws_progress_begin(&run->progress, context->err, context->error_terminal);
    watch_signals();
    return WS_OK;
}

void ws_reading_run_close(ws_reading_run *run)
{
    ws_progress_clear(&run->progress);
    ws_archive_close(run->archive);
    ws_scratch_free(run->scratch);
    ws_pipeline_close(run->pipeline);
    ws_arena_free(run->arena);
}

bool ws_reading_run_interrupted(void)
{
    return end_asked_for;
}

const char *ws_reading_path(const char *path)
{
    return strcmp(path, "-") ? path : "standard input";
}

void ws_reading_run_refuse(ws_reading_run *run, const char *path, const ws_error *why)
{
    ws_progress_clear(&run->progress);
    run->refused++;
    ws_error shown; /* the path with what a terminal would obey taken out, as messages have it */
    ws_fail(&shown, WS_REFUSED, NULL, "%s", path ? ws_reading_path(path) : "");
    bool named = strstr(why->message, shown.message);
    fprintf(run->context->err, "refused: %s%s%s\n", named ? "" : shown.message, named ? "" : ": ", why->message);
    if (!*why->hint || !strcmp(why->hint, run->hint)) return;
    snprintf(run->hint, sizeof run->hint, "%s", why->hint);
    fprintf(run->context->err, "  %s\n", run->hint);
}

ws_status ws_reading_run_next(ws_reading_run *run, ws_article *article, ws_error *error)
{
    while (!end_asked_for) {
        uint64_t done = 0, all = 0;
        ws_arena_reset(run->arena);
        *article = (ws_article){.text = NULL};
        ws_archive_progress(run->archive, &done, &all);
        ws_progress_draw(&run->progress, run->read, done, all);
        ws_status status = ws_archive_next(run->archive, run->arena, article, error);
        if (status == WS_OK) run->read++;
        if (status != WS_REFUSED && status != WS_IO) return status;
        ws_reading_run_refuse(run, ws_archive_path(run->archive), error);
    }
    return WS_END;
}

ws_status ws_reading_run_read(ws_reading_run *run, const ws_article *article, ws_reading *out, ws_error *error)
{
    ws_status status = ws_pipeline_read(run->pipeline, run->scratch, run->arena, article, out, error);
    if (status != WS_REFUSED && status != WS_NO_MEMORY) return status;
    /* One article that needs more than an article may have is its own fault; the next one starts from nothing. */
    if (status == WS_NO_MEMORY) ws_fail(error, WS_REFUSED, NULL, "%s: reading it takes too much memory", article->id);
    ws_reading_run_refuse(run, article->path, error);
    return WS_REFUSED;
}

bool ws_other_language(const ws_article *article)
{
    return article->language && strncasecmp(article->language, "en", 2) != 0;
}
