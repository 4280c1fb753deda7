/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "index.h"
#include "index_care.h"
#include "journal.h"
#include "options.h"
#include "print_json.h"
#include "pruning.h"
#include "restoring.h"

#include <string.h>

enum { MOST_TOLD = 20 };

typedef struct remove_options {
    const char *db, *decisions, *why, *as;
    bool withdraw, purge, allow_again;
    int format;
} remove_options;

static const ws_option options[] = {
    {"withdraw", 0, WS_OPTION_FLAG, offsetof(remove_options, withdraw), NULL,
     "keep them, marked, but out of every search, until a version with other content is added", NULL},
    {"purge", 0, WS_OPTION_FLAG, offsetof(remove_options, purge), NULL,
     "leave no word of them in any file of the index, and refuse them from now on", NULL},
    {"allow-again", 0, WS_OPTION_FLAG, offsetof(remove_options, allow_again), NULL,
     "let purged articles, named by their ids, be added again", NULL},
    {"why", 0, WS_OPTION_STRING, offsetof(remove_options, why), "TEXT", "the reason, for --purge and --allow-again",
     NULL},
    {"as", 0, WS_OPTION_STRING, offsetof(remove_options, as), "NAME", "who decides (else $USER)", NULL},
    {"db", 0, WS_OPTION_STRING, offsetof(remove_options, db), "DIR", "the index", NULL},
    {"decisions", 0, WS_OPTION_STRING, offsetof(remove_options, decisions), "FILE",
     "what people decided (else decisions.jsonl beside the index)", NULL},
    WS_OPTION_FORMAT(remove_options, format),
    WS_OPTION_END};

/* An article that is to go. */
typedef struct target {
    const char *id, *title, *text; /* text: of a purge */
    size_t number;
} target;

typedef struct removing {
    ws_context *context;
    const remove_options *asked;
    const ws_strings *arguments;
    const char *db, *journal, *verdicts;
    ws_arena *arena;
    ws_writer *writer;
    target *targets;
    size_t target_count, capacity;
    bool *found;      /* each argument */
    ws_copies copies; /* of what was purged: those of all, one after another */
    size_t copy_capacity, forgotten, verdicts_forgotten;
} removing;

/* --- finding what is meant --- */

static ws_status add_target(removing *r, size_t number, ws_error *error)
{
    target *grown = ws_arena_grow(r->arena, r->targets, r->target_count, &r->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    r->targets = grown;
    grown[r->target_count++] = (target){.number = number};
    return WS_OK;
}

typedef struct looking {
    removing *r;
    ws_hash *keys;      /* of the arguments as ids */
    const char **paths; /* the arguments as paths of articles */
} looking;

/* An argument is an article's id, else the path of files or folders. */
static ws_status look_at(void *user, const ws_stored *article, ws_error *error)
{
    looking *look = user;
    removing *r = look->r;
    bool wanted = false;
    for (size_t i = 0; i < r->arguments->count; i++) {
        bool is_id = !memcmp(&look->keys[i], &article->key, sizeof article->key);
        if (!is_id && !ws_path_is_below(article->path, look->paths[i])) continue;
        wanted = r->found[i] = true;
    }
    return wanted ? add_target(r, article->number, error) : WS_OK;
}

static ws_status load_target(removing *r, target *one, ws_error *error)
{
    ws_article article;
    ws_arena *arena = ws_arena_new(0);
    ws_status status = arena ? ws_writer_load(r->writer, one->number, arena, &article, error) : ws_no_memory(error);
    if (status == WS_OK) {
        one->id = ws_arena_strdup(r->arena, article.id);
        one->title = ws_arena_strdup(r->arena, article.title ? article.title : "without a title");
        one->text = r->asked->purge ? ws_arena_strdup(r->arena, article.text) : "";
        if (!one->id || !one->title || !one->text) status = ws_no_memory(error);
    }
    ws_arena_free(arena);
    return status;
}

static ws_status find_targets(removing *r, ws_error *error)
{
    size_t count = r->arguments->count;
    looking look = {r, ws_arena_array(r->arena, count, sizeof *look.keys),
                    ws_arena_array(r->arena, count, sizeof *look.paths)};
    r->found = ws_arena_array(r->arena, count, sizeof *r->found);
    if (!look.keys || !look.paths || !r->found) return ws_no_memory(error);
    ws_status status = WS_OK;
    for (size_t i = 0; i < count && status == WS_OK; i++) {
        look.paths[i] = ws_path_in(r->arena, r->arguments->items[i]);
        status = look.paths[i] ? ws_article_key(look.paths[i], &look.keys[i], error) : ws_no_memory(error);
    }
    if (status == WS_OK) status = ws_writer_each(r->writer, look_at, &look, error);
    for (size_t i = 0; i < r->target_count && status == WS_OK; i++) status = load_target(r, &r->targets[i], error);
    return status;
}

/* --- the journal --- */

static ws_status begin(const removing *r, ws_decision_kind kind, ws_decision *out, ws_error *error)
{
    char now[21];
    ws_date_now(now);
    const char *who = r->asked->as ? r->asked->as : r->context->user;
    *out = (ws_decision){.kind = kind,
                         .when = ws_arena_strdup(r->arena, now),
                         .who = who && *who ? who : "unknown",
                         .why = r->asked->why,
                         .before = {.type = -1, .act = -1},
                         .after = {.type = -1, .act = -1}};
    return out->when ? WS_OK : ws_no_memory(error);
}

static ws_status load_purges(removing *r, ws_purges *out, ws_error *error)
{
    ws_decisions decisions;
    ws_status status = ws_decisions_load(r->arena, &r->journal, 1, &decisions, error);
    return status == WS_OK ? ws_purges_collect(r->arena, &decisions, out, error) : status;
}

/* Is on disk before anything goes, so that what was stopped half-way is refused already. */
static ws_status note_purge(removing *r, const ws_purges *purges, const target *one, ws_error *error)
{
    ws_decision decision;
    ws_status status = begin(r, WS_DECISION_PURGE, &decision, error);
    if (status == WS_OK)
        status = ws_purge_hashes(r->arena, one->id, one->text, &decision.article_hash, &decision.text_hash, error);
    const ws_decision *known = status == WS_OK ? ws_purges_article(purges, decision.article_hash) : NULL;
    if (status != WS_OK || (known && !strcmp(known->text_hash, decision.text_hash))) return status;
    return ws_decisions_append(r->arena, r->journal, &decision, error);
}

/* --- what is done --- */

static ws_status keep_copies(removing *r, const ws_copies *copies, ws_error *error)
{
    for (size_t i = 0; i < copies->count; i++) {
        const ws_article **grown =
            ws_arena_grow(r->arena, r->copies.items, r->copies.count, &r->copy_capacity, sizeof *grown);
        if (!grown) return ws_no_memory(error);
        r->copies.items = grown;
        grown[r->copies.count++] = copies->items[i];
    }
    return WS_OK;
}

static bool is_target(const removing *r, const char *id)
{
    for (size_t i = 0; i < r->target_count; i++)
        if (strcmp(r->targets[i].id, id) == 0) return true;
    return false;
}

/* Decisions and verdicts about an article, whose words may be in them. */
static ws_status forget(removing *r, const char *article_id, ws_error *error)
{
    size_t dropped = 0;
    char hex[33];
    ws_hash key;
    ws_status status = ws_decisions_forget(r->arena, r->journal, article_id, &dropped, error);
    r->forgotten += dropped;
    if (status == WS_OK) status = ws_article_key(article_id, &key, error);
    if (status != WS_OK) return status;
    ws_hash_hex(key, hex);
    status = ws_journal_forget(r->arena, r->verdicts, hex, &dropped, error);
    r->verdicts_forgotten += dropped;
    return status;
}

static ws_status purge_one(removing *r, const ws_purges *purges, const target *one, ws_error *error)
{
    ws_copies copies;
    ws_status status = ws_writer_copies(r->writer, one->id, r->arena, &copies, error);
    if (status == WS_OK) status = keep_copies(r, &copies, error);
    if (status == WS_OK) status = note_purge(r, purges, one, error);
    if (status == WS_OK) status = forget(r, one->id, error);
    return status == WS_OK ? ws_writer_remove(r->writer, one->id, error) : status;
}

/* An argument that is in the index no more may have been purged by a run that was stopped: that is finished. */
static ws_status finish_purged(removing *r, const ws_purges *purges, ws_error *error)
{
    for (size_t i = 0; i < r->arguments->count; i++) {
        const char *article_hash, *text_hash;
        if (r->found[i]) continue;
        ws_status status = ws_purge_hashes(r->arena, r->arguments->items[i], "", &article_hash, &text_hash, error);
        if (status != WS_OK) return status;
        if (!ws_purges_article(purges, article_hash)) continue;
        r->found[i] = true;
        status = forget(r, r->arguments->items[i], error);
        if (status != WS_OK) return status;
    }
    return WS_OK;
}

static ws_status check_found(const removing *r, ws_error *error)
{
    for (size_t i = 0; i < r->arguments->count; i++)
        if (!r->found[i])
            return ws_fail(error, WS_NOT_FOUND,
                           "whosaid show tells the id of a statement's article, and the file that it came from",
                           "the index %s has no article of the id or path %s; nothing was done", r->db,
                           r->arguments->items[i]);
    return WS_OK;
}

static ws_status do_all(removing *r, ws_error *error)
{
    ws_purges purges = {NULL, NULL, 0};
    ws_status status = find_targets(r, error);
    if (status == WS_OK && r->asked->purge) status = load_purges(r, &purges, error);
    if (status == WS_OK && r->asked->purge) status = finish_purged(r, &purges, error);
    if (status == WS_OK) status = check_found(r, error);
    for (size_t i = 0; i < r->target_count && status == WS_OK; i++) {
        const target *one = &r->targets[i];
        if (r->asked->purge)
            status = purge_one(r, &purges, one, error);
        else
            status = r->asked->withdraw ? ws_writer_withdraw(r->writer, one->id, error)
                                        : ws_writer_remove(r->writer, one->id, error);
    }
    return status;
}

/* --allow-again: undoes the purges of these ids. */
static ws_status allow_again(removing *r, ws_error *error)
{
    for (size_t i = 0; i < r->arguments->count; i++) {
        const char *article_hash, *text_hash;
        const ws_decision *purge = NULL;
        bool any = false;
        ws_decision undo;
        ws_status status = ws_purge_hashes(r->arena, r->arguments->items[i], "", &article_hash, &text_hash, error);
        do { /* one article may have been purged with several texts */
            ws_purges purges;
            if (status == WS_OK) status = load_purges(r, &purges, error);
            if (status == WS_OK) status = begin(r, WS_DECISION_UNDO, &undo, error);
            if (status != WS_OK) return status;
            purge = ws_purges_article(&purges, article_hash);
            undo.undoes = purge ? purge->id : NULL;
            if (purge) status = ws_decisions_append(r->arena, r->journal, &undo, error);
            any |= purge != NULL;
        } while (purge && status == WS_OK);
        if (status != WS_OK) return status;
        if (!any)
            return ws_fail(error, WS_NOT_FOUND, "give the id that the article had", "no article %s was purged",
                           r->arguments->items[i]);
        fprintf(r->context->out, "%s may be added again\n", r->arguments->items[i]);
    }
    return WS_OK;
}

/* --- what is told --- */

static void print_articles(FILE *out, const removing *r)
{
    for (size_t i = 0; i < r->target_count && i < MOST_TOLD; i++) {
        ws_error shown; /* what a terminal would obey is taken out of messages */
        ws_fail(&shown, WS_REFUSED, NULL, "%s  %s", r->targets[i].id, r->asked->purge ? "" : r->targets[i].title);
        fprintf(out, "  %s\n", shown.message);
    }
    if (r->target_count > MOST_TOLD) fprintf(out, "  and %s more\n", ws_count_text(r->target_count - MOST_TOLD).text);
}

static void print_copies(FILE *out, const removing *r)
{
    bool any = false;
    for (size_t i = 0; i < r->copies.count; i++) {
        const ws_article *copy = r->copies.items[i];
        ws_error shown;
        if (is_target(r, copy->id)) continue;
        if (!any) fputs("The same text, or nearly, is still there as:\n", out);
        any = true;
        ws_fail(&shown, WS_REFUSED, NULL, "%s  %s", copy->id, copy->publisher ? copy->publisher : "");
        fprintf(out, "  %s\n", shown.message);
    }
}

static void print_text(FILE *out, const removing *r)
{
    const char *done = r->asked->purge ? "purged from" : r->asked->withdraw ? "withdrawn in" : "removed from";
    if (!r->target_count)
        fprintf(out, "purged before; what a stopped run may have left in %s is gone now\n", r->db);
    else
        fprintf(out, "%s %s %s\n", ws_count_of(r->target_count, "article").text, done, r->db);
    print_articles(out, r);
    if (r->forgotten) fprintf(out, "%s about it forgotten\n", ws_count_of(r->forgotten, "decision").text);
    if (r->verdicts_forgotten)
        fprintf(out, "%s about it forgotten\n", ws_count_of(r->verdicts_forgotten, "verdict").text);
    print_copies(out, r);
}

static cJSON *summary_json(const removing *r)
{
    cJSON *root = cJSON_CreateObject();
    cJSON *articles = cJSON_AddArrayToObject(root, "articles"), *copies = cJSON_AddArrayToObject(root, "copies");
    bool ok = articles && copies && cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION) &&
              cJSON_AddStringToObject(root, "db", r->db) &&
              cJSON_AddNumberToObject(root, "decisions_forgotten", (double)r->forgotten) &&
              cJSON_AddNumberToObject(root, "verdicts_forgotten", (double)r->verdicts_forgotten);
    for (size_t i = 0; ok && i < r->target_count; i++)
        ok = cJSON_AddItemToArray(articles, cJSON_CreateString(r->targets[i].id));
    for (size_t i = 0; ok && i < r->copies.count; i++)
        if (!is_target(r, r->copies.items[i]->id))
            ok = cJSON_AddItemToArray(copies, cJSON_CreateString(r->copies.items[i]->id));
    if (ok) return root;
    cJSON_Delete(root);
    return NULL;
}

/* --- the command --- */

static void restoring(void *user, const char *place)
{
    const removing *r = user;
    ws_tell_restoring(r->context, place);
}

static ws_status remove_articles(removing *r, ws_error *error)
{
    ws_index *there = NULL; /* an index is not made in order to remove from it */
    ws_writer_events events = {.user = r, .restoring = restoring};
    uint64_t before, after;
    ws_status status = ws_index_open(&r->db, 1, &there, error);
    ws_index_close(there);
    if (status == WS_OK) status = ws_writer_open(r->db, 0, &events, &r->writer, error);
    if (status != WS_OK) return status;
    status = do_all(r, error);
    ws_error closing;
    ws_status closed = ws_writer_close(r->writer, status == WS_OK ? error : &closing);
    if (status == WS_OK) status = closed;
    if (status == WS_OK && r->asked->purge) status = ws_index_compact(r->db, false, &before, &after, error);
    if (status != WS_OK) return status;
    if (r->asked->format != WS_FORMAT_TEXT) return ws_print_json(r->context->out, summary_json(r), error);
    print_text(r->context->out, r);
    return WS_OK;
}

static ws_status check(const remove_options *asked, const ws_strings *arguments, ws_error *error)
{
    bool decides = asked->purge || asked->allow_again;
    if (!arguments->count)
        return ws_fail(error, WS_USAGE, "whosaid show tells the id of a statement's article, and its file",
                       "remove needs the id of an article, or a path");
    for (size_t i = 0; i < arguments->count; i++)
        if (!*arguments->items[i]) return ws_fail(error, WS_USAGE, NULL, "an id or path is empty");
    if (asked->purge + asked->withdraw + asked->allow_again > 1)
        return ws_fail(error, WS_USAGE, NULL, "--purge, --withdraw and --allow-again exclude each other");
    if (decides && (!asked->why || !*asked->why))
        return ws_fail(error, WS_USAGE, "write no word that must not be kept: it stays in the journal",
                       "--%s needs --why TEXT", asked->purge ? "purge" : "allow-again");
    return WS_OK;
}

static ws_status run_remove(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const remove_options *asked = options_;
    removing r = {.context = context, .asked = asked, .arguments = arguments, .arena = ws_arena_new(0)};
    r.db = asked->db ? asked->db : context->db;
    ws_status status = r.arena ? check(asked, arguments, error) : ws_no_memory(error);
    r.journal = asked->decisions ? asked->decisions : r.arena ? ws_decisions_beside(r.arena, r.db) : NULL;
    r.verdicts = r.journal ? ws_journal_beside(r.arena, r.journal, WS_VERDICTS_NAME) : NULL;
    if (status == WS_OK && !r.verdicts) status = ws_no_memory(error);
    if (status == WS_OK) status = asked->allow_again ? allow_again(&r, error) : remove_articles(&r, error);
    ws_arena_free(r.arena);
    return status;
}

const ws_command ws_remove_command = {
    .name = "remove",
    .summary = "take articles out of the index",
    .arguments = "ID|PATH ...",
    .description = "Takes out articles with all that was said in them: by their ids, or by the paths of\n"
                   "the files or folders that they came from, as given to 'add'. What is removed comes\n"
                   "back when it is added again; what is withdrawn, when its content is another; what\n"
                   "is purged, never: a hash of its id and one of its text stay in decisions.jsonl, and\n"
                   "nothing else of it in any file of the index. Decisions and verdicts about it are\n"
                   "forgotten, copies of its text under other ids are named and stay. A purge that was stopped is\n"
                   "finished by the same command.\n"
                   "Exit status: 0 done, 1 no such article, 2 a mistake or failure.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index remove 'The Adler Courier/saltmere-draft'\n"
                   "  whosaid-index remove ~/archive/2024\n"
                   "  whosaid-index remove --purge --why 'order 17/25' 'Harbour Post/881'",
    .options = options,
    .options_size = sizeof(remove_options),
    .order = 5,
    .run = run_remove,
};
