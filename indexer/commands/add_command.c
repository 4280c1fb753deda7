/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acknowledge.h"
#include "count_text.h"
#include "dry_run.h"
#include "end_request.h"
#include "index.h"
#include "other_languages.h"
#include "print_json.h"
#include "proposals.h"
#include "pruning.h"
#include "reading_run.h"
#include "restoring.h"

#include <pthread.h>
#include <string.h>

typedef struct add_options {
    ws_reading_options reading;
    const char *db, *decisions, *acknowledge;
    size_t batch;
    bool dry_run, prune;
} add_options;

static const ws_option options[] = {
    {"db", 0, WS_OPTION_STRING, offsetof(add_options, db), "DIR", "the index to add to, made when there is none", NULL},
    WS_READING_OPTIONS(add_options, reading),
    {"prune", 0, WS_OPTION_FLAG, offsetof(add_options, prune), NULL,
     "then take out articles of these paths that are there no more", NULL},
    {"decisions", 0, WS_OPTION_STRING, offsetof(add_options, decisions), "FILE",
     "what was purged (else decisions.jsonl beside the index)", NULL},
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

/* What became of those that are on disk, by ws_writing. */
enum { WRITINGS = WS_WRITTEN_AGAIN + 1 };
static const struct {
    const char *key, *words;
} writings[WRITINGS] = {
    {"added", "added"}, {"changed", "changed"}, {"read_again", "read again by another model, word lists or --guess"}};

typedef struct adding {
    ws_reading_run run;
    ws_writer *writer;
    pthread_mutex_t writing; /* of one thread at a time */
    ws_acknowledge acknowledge;
    size_t written[WRITINGS], statements; /* on disk, without those in other languages */
    size_t unchanged, older, canceled, summaries, lacks[LACKS];
    size_t again;         /* with other content than under the same id before, in this run */
    const char *again_id; /* the first of them */
    ws_other_languages other_languages;
    ws_arena *arena; /* of what was purged */
    ws_purges purges;
    ws_proposals proposals;
    ws_pruning *pruning; /* NULL: not asked for */
    size_t pruned, spared;
} adding;

/* What is to be done with an article, by what is there already. */
typedef enum { READ_IT, SAME, OLDER, CANCELED, PURGED } fate;

static void committed(void *user, size_t articles, size_t statements)
{
    adding *a = user;
    (void)articles; /* each of which was told */
    a->statements += statements;
}

static void refused(void *user, const char *article_id, const char *path, const ws_error *why)
{
    adding *a = user;
    ws_refusal refusal = {.path = path && *path ? path : article_id, .id = article_id};
    ws_reading_run_refuse(&a->run, &refusal, why);
    ws_acknowledge_refused(&a->acknowledge);
}

static void written(void *user, const ws_written *article)
{
    adding *a = user;
    if (article->status == WS_ARTICLE_OTHER_LANGUAGE)
        ws_other_languages_count(&a->other_languages, article->language);
    else
        a->written[article->writing]++;
    ws_acknowledge_written(&a->acknowledge, article->article_id);
}

static void count_lacks(adding *a, const ws_article *article)
{
    a->lacks[LACKS_PUBLISHED] += !article->published;
    a->lacks[LACKS_PUBLISHER] += !article->publisher;
    a->lacks[LACKS_AUTHOR] += !article->author;
    a->summaries += article->summary_only;
}

/* What was purged comes in under no other id either; a copy that is there already was left on purpose. */
static ws_status is_purged(const adding *a, const ws_article *article, bool is_known, bool *purged, ws_error *error)
{
    const char *article_hash, *text_hash;
    *purged = false;
    if (!a->purges.count) return WS_OK;
    ws_arena *arena = ws_arena_new(0);
    ws_status status = arena ? ws_purge_hashes(arena, article->id, article->text, &article_hash, &text_hash, error)
                             : ws_no_memory(error);
    if (status == WS_OK)
        *purged = ws_purges_article(&a->purges, article_hash) || (!is_known && ws_purges_text(&a->purges, text_hash));
    ws_arena_free(arena);
    return status;
}

/* One that was withdrawn stays so until it has other content, whatever reads it; a publisher's cancelling is for ever,
 * and counts whatever its date. */
static fate fate_of_known(const adding *a, const ws_article *article, const ws_known_article *known)
{
    bool same = !memcmp(&known->content, &article->content, sizeof known->content);
    if (same && (known->withdrawn || !strcmp(known->model, ws_pipeline_reader(a->run.pipeline)))) return SAME;
    if (article->release == WS_RELEASE_CANCELED) return READ_IT;
    if (known->canceled) return CANCELED;
    return !same && ws_date_before(ws_article_version(article), known->version) ? OLDER : READ_IT;
}

static ws_status find_fate(const adding *a, const ws_article *article, fate *out, ws_known_article *known,
                           ws_error *error)
{
    bool purged = false;
    *known = (ws_known_article){.withdrawn = false};
    ws_status status = ws_writer_known(a->writer, article->id, known, error);
    bool is_known = status == WS_OK;
    *out = is_known ? fate_of_known(a, article, known) : READ_IT;
    if (status == WS_OK || status == WS_NOT_FOUND) status = is_purged(a, article, is_known, &purged, error);
    if (purged) *out = PURGED;
    return status;
}

/* Asked ahead of its turn, so that most articles that are there already are not read. What counts is what is found when
 * its turn comes. */
static bool wanted(void *user, const ws_article *article)
{
    adding *a = user;
    fate what;
    ws_known_article known;
    ws_error error;
    pthread_mutex_lock(&a->writing);
    ws_status status = find_fate(a, article, &what, &known, &error);
    pthread_mutex_unlock(&a->writing);
    return status != WS_OK || what == READ_IT;
}

static void refuse_purged(adding *a, const ws_article *article)
{
    ws_error why;
    ws_fail(&why, WS_REFUSED, "whosaid-index remove --allow-again ID lifts that, with the article's old id",
            "%s: the article, or its very text, was purged and is not added again", article->id);
    ws_refusal refusal = {.path = article->path, .id = article->id};
    ws_reading_run_refuse(&a->run, &refusal, &why);
}

/* Under the lock. */
static ws_status acknowledge_there(adding *a, const ws_article *article, ws_error *error)
{
    ws_acknowledge_there(&a->acknowledge, article->id);
    return ws_acknowledge_presses(&a->acknowledge) ? ws_writer_commit(a->writer, error) : WS_OK;
}

/* Another version, or another article under an id that is not its own: whoever runs it has to know. */
static ws_status note_again(adding *a, const ws_article *article, ws_error *error)
{
    if (!a->again++) a->again_id = ws_arena_strdup(a->arena, article->id);
    return a->again_id ? WS_OK : ws_no_memory(error);
}

static ws_status passed_over(adding *a, const ws_article *article, bool *passed, ws_error *error)
{
    fate what;
    ws_known_article known;
    pthread_mutex_lock(&a->writing);
    ws_status status = find_fate(a, article, &what, &known, error);
    if (status == WS_OK && (what == SAME || what == OLDER || what == CANCELED))
        status = acknowledge_there(a, article, error);
    pthread_mutex_unlock(&a->writing);
    *passed = what != READ_IT;
    if (status != WS_OK) return status;
    a->unchanged += what == SAME;
    a->older += what == OLDER;
    a->canceled += what == CANCELED;
    if (what == PURGED) refuse_purged(a, article);
    if (what == READ_IT && known.new_here) status = note_again(a, article, error);
    if (status != WS_OK) return status;
    bool proposable = (what == READ_IT || (what == SAME && !known.withdrawn)) && article->release == WS_RELEASE_USABLE;
    return proposable ? ws_proposals_look(&a->proposals, article, error) : WS_OK;
}

static ws_status add_article(adding *a, ws_article *article, ws_error *error)
{
    bool passed;
    count_lacks(a, article);
    ws_status status = a->pruning ? ws_pruning_saw(a->pruning, article, error) : WS_OK;
    if (status == WS_OK) status = passed_over(a, article, &passed, error);
    if (status != WS_OK || passed) return status;
    article->model = ws_pipeline_reader(a->run.pipeline);
    ws_reading reading = {.statement_count = 0};
    if (ws_other_language(article)) {
        article->status = WS_ARTICLE_OTHER_LANGUAGE;
    } else if (article->release == WS_RELEASE_USABLE) {
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
    if (status != WS_END || !a->pruning || ws_end_request_asked()) return status == WS_END ? WS_OK : status;
    pthread_mutex_lock(&a->writing);
    status = ws_pruning_run(a->pruning, a->writer, &a->pruned, &a->spared, error);
    pthread_mutex_unlock(&a->writing);
    return status;
}

static void note_refused(void *user, const char *path)
{
    adding *a = user;
    if (a->pruning) ws_pruning_refused(a->pruning, path);
}

/* What was purged, and what is needed for pruning. */
static ws_status prepare(adding *a, const add_options *asked, const char *db, const ws_strings *paths, ws_error *error)
{
    ws_decisions decisions = {NULL, 0, NULL};
    a->arena = ws_arena_new(0);
    const char *journal = asked->decisions ? asked->decisions : a->arena ? ws_decisions_beside(a->arena, db) : NULL;
    ws_status status = journal ? ws_decisions_load(a->arena, &journal, 1, &decisions, error) : ws_no_memory(error);
    if (status == WS_OK) status = ws_purges_collect(a->arena, &decisions, &a->purges, error);
    if (status == WS_OK && asked->prune) status = ws_pruning_new(paths, &a->pruning, error);
    a->run.refusing = note_refused;
    a->run.refusing_user = a;
    return status;
}

/* --- what is told at the end --- */

static void print_lack(const adding *a, int i, FILE *out)
{
    size_t count = a->lacks[i];
    fprintf(out, "%s of %s %s no %s: searches by %s miss %s (--set %s=... fills it)\n", ws_count_text(count).text,
            ws_count_of(a->run.read, "article").text, count == 1 ? "has" : "have", lacking[i].name, lacking[i].searches,
            count == 1 ? "it" : "them", lacking[i].key);
}

static void print_summaries(const adding *a, FILE *out)
{
    fprintf(out, "%s of %s %s only a summary: their source gives no more\n", ws_count_text(a->summaries).text,
            ws_count_of(a->run.read, "article").text, a->summaries == 1 ? "is" : "are");
}

static void print_again(const adding *a, FILE *out)
{
    ws_error shown; /* the id with what a terminal would obey taken out, as messages have it */
    ws_fail(&shown, WS_OK, NULL, "%s", a->again_id);
    fprintf(
        out,
        "%s came under an id that another had in this run, with other content (as %s): the later one counts.\n"
        "Where these are no versions of one article, give each an id or address of its own, as by --map id=COLUMN\n",
        ws_count_of(a->again, "article").text, shown.message);
}

static void print_text(const adding *a, FILE *out, const char *db)
{
    bool has_others = a->written[WS_WRITTEN_CHANGED] || a->written[WS_WRITTEN_AGAIN];
    fprintf(out, "%s added to %s", ws_count_of(a->written[WS_WRITTEN_NEW], "article").text, db);
    for (int i = WS_WRITTEN_CHANGED; i < WRITINGS; i++)
        if (a->written[i]) fprintf(out, ", %s %s", ws_count_text(a->written[i]).text, writings[i].words);
    fprintf(out, "%s with %s; %s unchanged, %s refused", has_others ? "," : "",
            ws_count_of(a->statements, "statement").text, ws_count_text(a->unchanged).text,
            ws_count_text(a->run.refused).text);
    if (a->older) fprintf(out, ", %s older than the version that is there", ws_count_text(a->older).text);
    if (a->other_languages.all) {
        fputs(", ", out);
        ws_other_languages_print(&a->other_languages, out);
    }
    if (a->run.passed) fprintf(out, ", %s without text, as pictures are", ws_count_text(a->run.passed).text);
    if (a->canceled) fprintf(out, ", %s that their publishers canceled", ws_count_text(a->canceled).text);
    if (a->pruning) fprintf(out, "; %s pruned", ws_count_text(a->pruned).text);
    fprintf(out, "\n");
    if (a->spared)
        fprintf(out, "%s not come to and not pruned: files were refused, or nothing at all was read below a path\n",
                ws_count_of(a->spared, "article").text);
    for (int i = 0; i < LACKS; i++)
        if (a->lacks[i]) print_lack(a, i, out);
    ws_reading_run_print_notes(&a->run, out);
    if (a->summaries) print_summaries(a, out);
    if (a->again) print_again(a, out);
    if (!a->run.read && !a->run.refused && !ws_end_request_asked())
        fprintf(out,
                "Nothing to read was found: hidden files are passed over, and links to folders are not followed\n");
    if (ws_end_request_asked())
        fprintf(out, "Stopped before the end, as asked: run the same command again to carry on.\n");
}

/* All articles that were seen are in one of these counts. */
static bool add_counts(const adding *a, cJSON *root)
{
    size_t on_disk = a->other_languages.all;
    for (int i = 0; i < WRITINGS; i++) {
        on_disk += a->written[i];
        if (!cJSON_AddNumberToObject(root, writings[i].key, (double)a->written[i])) return false;
    }
    return cJSON_AddNumberToObject(root, "other_language", (double)a->other_languages.all) &&
           cJSON_AddNumberToObject(root, "unchanged", (double)a->unchanged) &&
           cJSON_AddNumberToObject(root, "older", (double)a->older) &&
           cJSON_AddNumberToObject(root, "canceled", (double)a->canceled) &&
           cJSON_AddNumberToObject(root, "refused", (double)a->run.refused) &&
           cJSON_AddNumberToObject(root, "seen", (double)a->run.seen) &&
           cJSON_AddNumberToObject(root, "articles", (double)on_disk);
}

static cJSON *summary_json(const adding *a, const char *db)
{
    cJSON *root = cJSON_CreateObject(), *lacks = root ? cJSON_AddObjectToObject(root, "lacking") : NULL;
    bool ok = lacks && cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION) &&
              cJSON_AddStringToObject(root, "db", db) && add_counts(a, root) &&
              cJSON_AddNumberToObject(root, "statements", (double)a->statements) &&
              cJSON_AddNumberToObject(root, "again", (double)a->again) &&
              cJSON_AddNumberToObject(root, "without_text", (double)a->run.passed) &&
              cJSON_AddNumberToObject(root, "pruned", (double)a->pruned) &&
              cJSON_AddNumberToObject(root, "spared", (double)a->spared) &&
              cJSON_AddNumberToObject(root, "unread_dates", (double)a->run.unread_dates) &&
              cJSON_AddNumberToObject(root, "cut_off", (double)a->run.cut_off) &&
              cJSON_AddNumberToObject(root, "summaries", (double)a->summaries) &&
              cJSON_AddBoolToObject(root, "interrupted", ws_end_request_asked());
    for (int i = 0; ok && i < LACKS; i++) ok = cJSON_AddNumberToObject(lacks, lacking[i].key, (double)a->lacks[i]);
    cJSON *proposed = ok ? ws_proposals_json(&a->proposals) : NULL;
    if (proposed && cJSON_AddItemToObject(root, "says_withdrawn", proposed)) return root;
    cJSON_Delete(proposed);
    cJSON_Delete(root);
    return NULL;
}

static ws_status print_summary(const adding *a, const add_options *asked, const char *db, ws_error *error)
{
    if (asked->reading.format != WS_FORMAT_TEXT) return ws_print_json(a->run.context->out, summary_json(a, db), error);
    print_text(a, a->run.context->out, db);
    ws_proposals_print(&a->proposals, a->run.context->out, asked->db);
    return WS_OK;
}

static void restoring(void *user, const char *place)
{
    const adding *a = user;
    ws_tell_restoring(a->run.context, place);
}

/* What was read before a failure is still committed and acknowledged; the first error is the one to tell. */
static ws_status add_and_commit(adding *a, const char *db, size_t batch, ws_error *error)
{
    ws_writer_events events = {.committed = committed, .refused = refused, .user = a, .written = written,
                               .restoring = restoring};
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
        status = ws_dry_run(&a.run, reading.format, error);
    } else if (status == WS_OK) {
        status = prepare(&a, asked, db, arguments, error);
        if (status == WS_OK) status = ws_acknowledge_open(asked->acknowledge, &a.acknowledge, error);
        if (status == WS_OK) status = add_and_commit(&a, db, asked->batch, error);
        ws_progress_clear(&a.run.progress);
        if (status == WS_OK) status = print_summary(&a, asked, db, error);
    }
    context->exit_code = a.run.refused ? 3 : ws_end_request_asked() ? 2 : 0;
    ws_acknowledge_close(&a.acknowledge);
    ws_reading_run_close(&a.run);
    ws_pruning_free(a.pruning);
    ws_arena_free(a.arena);
    ws_arena_free(a.proposals.arena);
    return status;
}

const ws_command ws_add_command = {
    .name = "add",
    .summary = "read articles and add their statements to the index",
    .arguments = "PATH|- ...",
    .description = "Reads files, folders (with all that is in them, but not what is hidden or behind\n"
                   "links to folders) or standard input (-), finds every statement, and keeps them\n"
                   "in the index. Formats are told apart by what is in the files (whosaid-index\n"
                   "formats lists them). An article that is in the index already is replaced when\n"
                   "it has changed, and passed over when not; so a run that was stopped carries on\n"
                   "when it is started again. Articles that cannot be read are named with the\n"
                   "reason, and the rest go on.\n"
                   "\n"
                   "The index is at --db, else at $WHOSAID_DB, else in your data folder.\n"
                   "Exit status: 0 done, 2 a mistake or failure, 3 done with some articles refused.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index add ~/archive\n"
                   "  whosaid-index add --dry-run --set publisher='Harbour Post' ~/archive\n"
                   "  whosaid-index add --set publisher='The Post',published=2025-04-03 story.txt\n"
                   "  whosaid-index add --db /srv/shard2 --shard 2/3 --log refused.jsonl ~/archive\n"
                   "  whosaid-index add --map text=body,published=day archive.csv.gz",
    .options = options,
    .options_size = sizeof(add_options),
    .order = 1,
    .run = run_add,
};
