/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acknowledge.h"
#include "count_text.h"
#include "index.h"
#include "print_json.h"
#include "reading_run.h"

#include <pthread.h>
#include <string.h>

enum { DRY_RUN_ARTICLES = 20 };

typedef struct add_options {
    ws_reading_options reading;
    const char *db, *acknowledge;
    size_t batch;
    bool dry_run;
} add_options;

static const ws_option options[] = {
    {"db", 0, WS_OPTION_STRING, offsetof(add_options, db), "DIR", "the index to add to, made when there is none", NULL},
    WS_READING_OPTIONS(add_options, reading),
    {"dry-run", 'n', WS_OPTION_FLAG, offsetof(add_options, dry_run), NULL,
     "write nothing: show twenty articles as understood", NULL},
    {"acknowledge", 0, WS_OPTION_STRING, offsetof(add_options, acknowledge), "FILE",
     "append {\"id\": ...} of each article to FILE as soon as it is on disk", NULL},
    {"batch", 0, WS_OPTION_SIZE, offsetof(add_options, batch), "N",
     "put N articles on disk together (default 1,000, or those of 5 seconds)", NULL},
    WS_OPTION_FORMAT(add_options, reading.format),
    {NULL, 0, WS_OPTION_FLAG, 0, NULL, NULL, NULL}};

/* What an article may lack, and what that costs. */
enum { LACKS_PUBLISHED, LACKS_PUBLISHER, LACKS_AUTHOR, LACKS };
static const struct {
    const char *key, *name, *searches;
} lacking[LACKS] = {
    {"published", "date", "published: and sorting by date"},
    {"publisher", "publisher", "outlet:"},
    {"author", "author", "byline:"},
};

typedef struct adding {
    ws_reading_run run;
    ws_writer *writer;
    pthread_mutex_t writing; /* of one thread at a time */
    ws_acknowledge acknowledge;
    size_t added, statements; /* on disk */
    size_t unchanged, older, other_language, lacks[LACKS];
} adding;

static void committed(void *user, size_t articles, size_t statements)
{
    adding *a = user;
    a->added += articles;
    a->statements += statements;
}

static void refused(void *user, const char *article_id, const char *path, const ws_error *why)
{
    adding *a = user;
    ws_refusal refusal = {.path = path && *path ? path : article_id, .id = article_id};
    ws_reading_run_refuse(&a->run, &refusal, why);
    ws_acknowledge_refused(&a->acknowledge);
}

static void written(void *user, const char *article_id)
{
    adding *a = user;
    ws_acknowledge_written(&a->acknowledge, article_id);
}

static void count_lacks(adding *a, const ws_article *article)
{
    a->lacks[LACKS_PUBLISHED] += !article->published;
    a->lacks[LACKS_PUBLISHER] += !article->publisher;
    a->lacks[LACKS_AUTHOR] += !article->author;
}

/* Is an article there as it is, or in a later version? */
static ws_status is_there(const adding *a, const ws_article *article, bool *same, bool *older, ws_error *error)
{
    ws_known_article known;
    *same = *older = false;
    ws_status status = ws_writer_known(a->writer, article->id, &known, error);
    if (status != WS_OK) return status == WS_NOT_FOUND ? WS_OK : status;
    *same = !memcmp(&known.content, &article->content, sizeof known.content) &&
            !strcmp(known.model, ws_pipeline_model(a->run.pipeline));
    *older = !*same && ws_date_before(ws_article_version(article), known.version);
    return WS_OK;
}

/* Asked ahead of its turn, so that most articles that are there already are not read. What counts is what is found when
 * its turn comes. */
static bool wanted(void *user, const ws_article *article)
{
    adding *a = user;
    bool same, older;
    ws_error error;
    pthread_mutex_lock(&a->writing);
    ws_status status = is_there(a, article, &same, &older, &error);
    pthread_mutex_unlock(&a->writing);
    return status != WS_OK || (!same && !older);
}

/* Under the lock. */
static ws_status acknowledge_there(adding *a, const ws_article *article, ws_error *error)
{
    ws_acknowledge_there(&a->acknowledge, article->id);
    return ws_acknowledge_presses(&a->acknowledge) ? ws_writer_commit(a->writer, error) : WS_OK;
}

static ws_status passed_over(adding *a, const ws_article *article, bool *passed, ws_error *error)
{
    bool same, older;
    pthread_mutex_lock(&a->writing);
    ws_status status = is_there(a, article, &same, &older, error);
    if (status == WS_OK && (same || older)) status = acknowledge_there(a, article, error);
    pthread_mutex_unlock(&a->writing);
    a->unchanged += same;
    a->older += older;
    *passed = same || older;
    return status;
}

static ws_status add_article(adding *a, ws_article *article, ws_error *error)
{
    bool passed;
    count_lacks(a, article);
    ws_status status = passed_over(a, article, &passed, error);
    if (status != WS_OK || passed) return status;
    article->model = ws_pipeline_model(a->run.pipeline);
    ws_reading reading = {.statement_count = 0};
    if (ws_other_language(article)) {
        article->status = WS_ARTICLE_OTHER_LANGUAGE;
        a->other_language++;
    } else {
        status = ws_reading_run_read(&a->run, &reading, error);
    }
    if (status == WS_OK) {
        pthread_mutex_lock(&a->writing);
        ws_acknowledge_handed(&a->acknowledge);
        status = ws_writer_add(a->writer, article, reading.statements, reading.statement_count, error);
        pthread_mutex_unlock(&a->writing);
    }
    return status == WS_REFUSED ? WS_OK : status;
}

static ws_status add_all(adding *a, ws_error *error)
{
    ws_article *article;
    ws_status status;
    while ((status = ws_reading_run_next(&a->run, &article, error)) == WS_OK) {
        status = add_article(a, article, error);
        if (status == WS_OK) status = ws_acknowledge_tell(&a->acknowledge, error);
        if (status != WS_OK) return status;
    }
    return status == WS_END ? WS_OK : status;
}

/* --- what is told at the end --- */

static void print_lack(const adding *a, int i, FILE *out)
{
    size_t count = a->lacks[i];
    fprintf(out, "%s of %s %s no %s: searches by %s miss %s (--set %s=... fills it)\n", ws_count_text(count).text,
            ws_count_of(a->run.read, "article").text, count == 1 ? "has" : "have", lacking[i].name, lacking[i].searches,
            count == 1 ? "it" : "them", lacking[i].key);
}

static void print_text(const adding *a, FILE *out, const char *db)
{
    fprintf(out, "%s added to %s with %s; %s unchanged, %s refused", ws_count_of(a->added, "article").text, db,
            ws_count_of(a->statements, "statement").text, ws_count_text(a->unchanged).text,
            ws_count_text(a->run.refused).text);
    if (a->older) fprintf(out, ", %s older than the version that is there", ws_count_text(a->older).text);
    if (a->other_language) fprintf(out, ", %s in languages that are not read", ws_count_text(a->other_language).text);
    fprintf(out, "\n");
    for (int i = 0; i < LACKS; i++)
        if (a->lacks[i]) print_lack(a, i, out);
    if (ws_reading_run_interrupted())
        fprintf(out, "Stopped before the end, as asked: run the same command again to carry on.\n");
}

static cJSON *summary_json(const adding *a, const char *db)
{
    cJSON *root = cJSON_CreateObject(), *lacks = root ? cJSON_AddObjectToObject(root, "lacking") : NULL;
    bool ok = lacks && cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION) &&
              cJSON_AddStringToObject(root, "db", db) && cJSON_AddNumberToObject(root, "articles", (double)a->added) &&
              cJSON_AddNumberToObject(root, "statements", (double)a->statements) &&
              cJSON_AddNumberToObject(root, "unchanged", (double)a->unchanged) &&
              cJSON_AddNumberToObject(root, "older", (double)a->older) &&
              cJSON_AddNumberToObject(root, "refused", (double)a->run.refused) &&
              cJSON_AddNumberToObject(root, "other_language", (double)a->other_language) &&
              cJSON_AddBoolToObject(root, "interrupted", ws_reading_run_interrupted());
    for (int i = 0; ok && i < LACKS; i++) ok = cJSON_AddNumberToObject(lacks, lacking[i].key, (double)a->lacks[i]);
    if (ok) return root;
    cJSON_Delete(root);
    return NULL;
}

static ws_status print_summary(const adding *a, const add_options *asked, const char *db, ws_error *error)
{
    if (asked->reading.format != WS_FORMAT_TEXT) return ws_print_json(a->run.context->out, summary_json(a, db), error);
    print_text(a, a->run.context->out, db);
    return WS_OK;
}

/* --- --dry-run --- */

static cJSON *understood_json(const ws_article *article)
{
    cJSON *json = ws_article_json(article, false);
    if (json && !cJSON_AddNumberToObject(json, "schema_version", WS_SCHEMA_VERSION)) {
        cJSON_Delete(json);
        return NULL;
    }
    return json;
}

static ws_status show_understood(adding *a, const ws_article *article, cJSON *list, int format, ws_error *error)
{
    FILE *out = a->run.context->out;
    if (format == WS_FORMAT_JSONL) return ws_print_json(out, understood_json(article), error);
    if (format == WS_FORMAT_JSON) {
        cJSON *json = understood_json(article);
        if (json && cJSON_AddItemToArray(list, json)) return WS_OK;
        cJSON_Delete(json);
        return ws_no_memory(error);
    }
    fprintf(out,
            "%s\n  title      %s\n  published  %s\n  publisher  %s\n  author     %s\n  id         %s\n"
            "  read as    %s\n",
            article->path ? ws_reading_path(article->path) : article->id, article->title ? article->title : "-",
            article->published ? article->published : "-", article->publisher ? article->publisher : "-",
            article->author ? article->author : "-", article->id, ws_archive_reader(a->run.archive));
    return WS_OK;
}

static ws_status dry_run(adding *a, const add_options *asked, ws_error *error)
{
    ws_article *article;
    ws_status status = WS_OK;
    cJSON *root = cJSON_CreateObject(), *list = root ? cJSON_AddArrayToObject(root, "articles") : NULL;
    if (!list || !cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION)) status = ws_no_memory(error);
    while (status == WS_OK && a->run.read < DRY_RUN_ARTICLES &&
           (status = ws_reading_run_next(&a->run, &article, error)) == WS_OK) {
        ws_progress_clear(&a->run.progress);
        status = show_understood(a, article, list, asked->reading.format, error);
    }
    if (status == WS_END) status = WS_OK;
    if (status == WS_OK && asked->reading.format == WS_FORMAT_JSON)
        return ws_print_json(a->run.context->out, root, error);
    cJSON_Delete(root);
    return status;
}

/* What was read before a failure is still committed and acknowledged; the first error is the one to tell. */
static ws_status add_and_commit(adding *a, const char *db, size_t batch, ws_error *error)
{
    ws_writer_events events = {.committed = committed, .refused = refused, .user = a, .written = written};
    ws_error closing;
    ws_status status = ws_writer_open(db, batch, &events, &a->writer, error);
    if (status != WS_OK) return status;
    a->run.wanted = wanted;
    a->run.wanted_user = a;
    status = add_all(a, error);
    ws_reading_run_stop(&a->run);
    ws_status closed = ws_writer_close(a->writer, status == WS_OK ? error : &closing);
    if (status == WS_OK) status = closed;
    ws_status told = ws_acknowledge_tell(&a->acknowledge, status == WS_OK ? error : &closing);
    return status == WS_OK ? told : status;
}

static ws_status run_add(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const add_options *asked = options_;
    const char *db = asked->db ? asked->db : context->db;
    adding a = {.writing = PTHREAD_MUTEX_INITIALIZER};
    ws_reading_options reading = asked->reading;
    if (asked->dry_run) reading.jobs = 1; /* nothing is read */
    ws_status status = ws_reading_run_open(&a.run, context, &reading, arguments, error);
    if (status == WS_OK && asked->dry_run) {
        status = dry_run(&a, asked, error);
    } else if (status == WS_OK) {
        status = ws_acknowledge_open(asked->acknowledge, &a.acknowledge, error);
        if (status == WS_OK) status = add_and_commit(&a, db, asked->batch, error);
        ws_progress_clear(&a.run.progress);
        if (status == WS_OK) status = print_summary(&a, asked, db, error);
    }
    context->exit_code = a.run.refused ? 3 : ws_reading_run_interrupted() ? 2 : 0;
    ws_acknowledge_close(&a.acknowledge);
    ws_reading_run_close(&a.run);
    return status;
}

const ws_command ws_add_command = {
    .name = "add",
    .summary = "read articles and add their statements to the index",
    .arguments = "PATH|- ...",
    .description = "Reads files, folders (with all that is in them) or standard input (-), finds\n"
                   "every statement, and keeps them in the index. Plain text, JSON lines and HTML\n"
                   "are told apart by what is in them. An article that is in the index already is\n"
                   "replaced when it has changed, and passed over when not; so a run that was\n"
                   "stopped carries on when it is started again. Articles that cannot be read are\n"
                   "named with the reason, and the rest go on.\n"
                   "\n"
                   "The index is at --db, else at $WHOSAID_DB, else in your data folder.\n"
                   "Exit status: 0 done, 2 a mistake or failure, 3 done with some articles refused.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index add ~/archive\n"
                   "  whosaid-index add --dry-run --set publisher='Harbour Post' ~/archive\n"
                   "  whosaid-index add --set publisher='The Post',published=2025-04-03 story.txt\n"
                   "  whosaid-index add --db /srv/shard2 --shard 2/3 --log refused.jsonl ~/archive\n"
                   "  zcat archive.jsonl.gz | whosaid-index add --db /srv/news -",
    .options = options,
    .options_size = sizeof(add_options),
    .order = 1,
    .run = run_add,
};
