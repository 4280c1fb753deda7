/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "end_request.h"
#include "index.h"
#include "options.h"
#include "pipeline.h"
#include "print_json.h"
#include "progress.h"
#include "restoring.h"
#include "workers.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct update_options {
    const char *db, *lexicon, *model;
    bool guess;
    size_t jobs;
    int format;
} update_options;

static const ws_option options[] = {{"db", 0, WS_OPTION_STRING, offsetof(update_options, db), "DIR", "the index", NULL},
                                    {"lexicon", 0, WS_OPTION_STRING, offsetof(update_options, lexicon), "DIR",
                                     "word lists to read by, else $WHOSAID_LEXICON, else the built-in ones", NULL},
                                    {"model", 0, WS_OPTION_STRING, offsetof(update_options, model), "FILE",
                                     "model to read with, else $WHOSAID_MODEL, else the built-in one", NULL},
                                    {"guess", 0, WS_OPTION_FLAG, offsetof(update_options, guess), NULL,
                                     "name the likeliest speaker, however unsure, as add --guess does", NULL},
                                    {"jobs", 'j', WS_OPTION_SIZE, offsetof(update_options, jobs), "N",
                                     "articles read at the same time, else as many as there are cores", NULL},
                                    WS_OPTION_FORMAT(update_options, format),
                                    WS_OPTION_END};

typedef struct updating {
    ws_context *context;
    ws_pipeline *pipeline;
    ws_writer *writer;
    pthread_mutex_t writing; /* the writer is of one thread at a time */
    ws_scratch *scratch;     /* of this thread */
    size_t *numbers;         /* of the articles that another one read */
    size_t number_count, capacity, next;
    size_t articles, statements, refused; /* articles and statements: on disk */
    ws_progress progress;
} updating;

static void committed(void *user, size_t articles, size_t statements)
{
    updating *u = user;
    u->articles += articles;
    u->statements += statements;
}

static void refused(void *user, const char *article_id, const char *path, const ws_error *why)
{
    updating *u = user;
    (void)path;
    ws_progress_clear(&u->progress);
    u->refused++;
    fprintf(u->context->err, "refused, and left as it was: %s%s%s\n",
            strstr(why->message, article_id) ? "" : article_id, strstr(why->message, article_id) ? "" : ": ",
            why->message);
}

static ws_status note(void *user, const ws_stored *article, ws_error *error)
{
    updating *u = user;
    if (article->status != WS_ARTICLE_READ || !strcmp(article->model, ws_pipeline_reader(u->pipeline))) return WS_OK;
    if (u->number_count == u->capacity) {
        size_t more = u->capacity ? 2 * u->capacity : 1024;
        size_t *grown = reallocarray(u->numbers, more, sizeof *grown);
        if (!grown) return ws_no_memory(error);
        u->numbers = grown;
        u->capacity = more;
    }
    u->numbers[u->number_count++] = article->number;
    return WS_OK;
}

/* --- reading ahead --- */

static ws_status take_article(void *user, ws_work *work)
{
    updating *u = user;
    if (u->next == u->number_count || ws_end_request_asked()) return WS_END;
    pthread_mutex_lock(&u->writing);
    ws_status status = ws_writer_load(u->writer, u->numbers[u->next++], work->arena, &work->article, &work->error);
    pthread_mutex_unlock(&u->writing);
    work->done = u->next;
    work->all = u->number_count;
    return status;
}

static void read_with(const updating *u, ws_scratch **scratch, ws_work *work)
{
    if (!*scratch && ws_pipeline_scratch(u->pipeline, scratch, &work->error) != WS_OK) return;
    work->read = ws_pipeline_read(u->pipeline, *scratch, work->arena, &work->article, &work->reading, &work->error);
    work->was_read = true;
}

static void read_article(void *user, ws_scratch **scratch, ws_work *work)
{
    read_with(user, scratch, work);
}

/* --- writing --- */

static ws_status write_again(updating *u, ws_work *work, ws_error *error)
{
    if (!work->was_read) read_with(u, &u->scratch, work);
    if (!work->was_read) {
        *error = work->error;
        return work->error.status;
    }
    if (work->read == WS_REFUSED || work->read == WS_NO_MEMORY) {
        refused(u, work->article.id, "", &work->error);
        return WS_OK;
    }
    if (work->read != WS_OK) {
        *error = work->error;
        return work->read;
    }
    work->article.model = ws_pipeline_reader(u->pipeline);
    pthread_mutex_lock(&u->writing);
    ws_status status =
        ws_writer_add(u->writer, &work->article, work->reading.statements, work->reading.statement_count, error);
    pthread_mutex_unlock(&u->writing);
    return status == WS_REFUSED ? WS_OK : status;
}

static ws_status update_all(updating *u, size_t jobs, ws_error *error)
{
    ws_workers *workers;
    ws_worker_calls calls = {take_article, read_article, u};
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (!jobs) jobs = cores < 1 ? 1 : cores > WS_WORKERS_MOST ? WS_WORKERS_MOST : (size_t)cores;
    ws_status status = ws_workers_new(jobs, &calls, &workers, error);
    while (status == WS_OK && !ws_end_request_asked()) {
        ws_work *work = ws_workers_next(workers);
        if (work->taken == WS_END) break;
        if (work->taken != WS_OK) {
            *error = work->error;
            status = work->taken;
            break;
        }
        ws_progress_share(&u->progress, "read again", work->done, work->all);
        status = write_again(u, work, error);
    }
    ws_workers_free(workers);
    return status;
}

static void restoring(void *user, const char *place)
{
    const updating *u = user;
    ws_tell_restoring(u->context, place);
}

static ws_status update_index(updating *u, const char *db, size_t jobs, ws_error *error)
{
    ws_index *there = NULL; /* an index is not made in order to update it */
    ws_writer_events events = {.committed = committed, .refused = refused, .user = u, .restoring = restoring};
    ws_status status = ws_index_open(&db, 1, &there, error);
    ws_index_close(there);
    if (status == WS_OK) status = ws_writer_open(db, 0, &events, &u->writer, error);
    if (status != WS_OK) return status;
    status = ws_writer_each(u->writer, note, u, error);
    if (status == WS_OK) status = update_all(u, jobs, error);
    ws_error closing; /* the first error is the one to tell */
    ws_status closed = ws_writer_close(u->writer, status == WS_OK ? error : &closing);
    return status == WS_OK ? closed : status;
}

static ws_status print_summary(const updating *u, const char *db, int format, ws_error *error)
{
    if (format == WS_FORMAT_TEXT) {
        fprintf(u->context->out, "%s of %s read again, with %s; %s refused\n", ws_count_of(u->articles, "article").text,
                db, ws_count_of(u->statements, "statement").text, ws_count_text(u->refused).text);
        if (ws_end_request_asked())
            fprintf(u->context->out,
                    "Stopped before the end, as asked, with %s to go: run the same command again to "
                    "carry on.\n",
                    ws_count_of(u->number_count - u->articles - u->refused, "article").text);
        return WS_OK;
    }
    cJSON *root = cJSON_CreateObject();
    if (cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION) && cJSON_AddStringToObject(root, "db", db) &&
        cJSON_AddNumberToObject(root, "articles", (double)u->articles) &&
        cJSON_AddNumberToObject(root, "statements", (double)u->statements) &&
        cJSON_AddNumberToObject(root, "refused", (double)u->refused) &&
        cJSON_AddBoolToObject(root, "interrupted", ws_end_request_asked()))
        return ws_print_json(u->context->out, root, error);
    cJSON_Delete(root);
    return ws_no_memory(error);
}

static ws_status run_update(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const update_options *asked = options_;
    const char *db = asked->db ? asked->db : context->db;
    if (arguments->count)
        return ws_fail(error, WS_USAGE, "name the index with --db DIR", "update takes no argument \"%s\"",
                       arguments->items[0]);
    if (asked->jobs > WS_WORKERS_MOST)
        return ws_fail(error, WS_USAGE, NULL, "%zu jobs are more than %d, the most", asked->jobs, WS_WORKERS_MOST);
    updating u = {.context = context, .writing = PTHREAD_MUTEX_INITIALIZER};
    ws_pipeline_choices choices = {
        .lexicon = asked->lexicon, .model = asked->model, .least_speaker = asked->guess ? -1.0f : 0.0f};
    ws_progress_begin(&u.progress, context->err, context->error_terminal);
    ws_status status = ws_end_request_watch(error);
    if (status == WS_OK) status = ws_pipeline_open(&choices, &u.pipeline, error);
    if (status == WS_OK) status = update_index(&u, db, asked->jobs, error);
    ws_progress_clear(&u.progress);
    if (status == WS_OK) status = print_summary(&u, db, asked->format, error);
    context->exit_code = u.refused ? 3 : ws_end_request_asked() ? 2 : 0;
    ws_end_request_close();
    ws_scratch_free(u.scratch);
    ws_pipeline_close(u.pipeline);
    free(u.numbers);
    return status;
}

const ws_command ws_update_command = {
    .name = "update",
    .summary = "read again what an older model or other word lists read",
    .arguments = "",
    .description = "Reads again, from the texts in the index, all articles that another model or other\n"
                   "word lists read, or that were read with --guess and are to be without, or the other\n"
                   "way round; the files are not needed. Statements that are read as before stay\n"
                   "as they are; one that is read otherwise says which one it replaces. Ctrl-C finishes\n"
                   "what was read; stopped at any time, the same command goes on with the rest.\n"
                   "Exit status: 0 done, 2 a mistake or failure, 3 done with some articles refused.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index update\n"
                   "  whosaid-index update --model new.wsm --db /srv/news",
    .options = options,
    .options_size = sizeof(update_options),
    .order = 6,
    .run = run_update,
};
