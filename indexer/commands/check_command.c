/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "index.h"
#include "index_care.h"
#include "options.h"
#include "print_json.h"
#include "progress.h"

#include <time.h>
#include <unistd.h>

enum { SHOWN = 100, NOTHING_FOUND = 1 };

typedef struct check_options {
    const char *db, *decisions;
    int format;
} check_options;

static const ws_option options[] = {
    {"db", 0, WS_OPTION_STRING, offsetof(check_options, db), "DIR", "the index to check", NULL},
    {"decisions", 0, WS_OPTION_STRING, offsetof(check_options, decisions), "FILE",
     "what people decided (else decisions.jsonl beside the index)", NULL},
    WS_OPTION_FORMAT(check_options, format),
    WS_OPTION_END};

typedef struct checking {
    ws_context *context;
    const char *db;
    bool text;
    ws_arena *arena;
    cJSON *problems; /* the first of them */
    size_t told;
    ws_check_totals totals;
    size_t decisions, lost; /* decisions that count; that find nothing */
    ws_progress progress;
} checking;

static void tell(checking *c, const char *what)
{
    if (c->told++ >= SHOWN) return;
    ws_progress_clear(&c->progress);
    if (c->text) fprintf(c->context->out, "problem: %s\n", what);
    cJSON *line = c->text ? NULL : cJSON_CreateString(what);
    if (line && !cJSON_AddItemToArray(c->problems, line)) cJSON_Delete(line);
}

static void problem(void *user, const char *what)
{
    tell(user, what);
}

static void progress(void *user, uint64_t done, uint64_t all)
{
    checking *c = user;
    ws_progress_share(&c->progress, "checked", done, all);
}

static void tell_lost(checking *c, const ws_decision *decision)
{
    c->lost++;
    const char *what =
        ws_arena_printf(c->arena, "the %s %s of %s by %s finds nothing: %s", ws_decision_kind_name(decision->kind),
                        decision->id, decision->when, decision->who, decision->why);
    tell(c, what ? what : decision->id);
}

static ws_status find_decisions(checking *c, ws_index *index, const ws_decisions *decisions, ws_error *error)
{
    const ws_finding *findings;
    ws_index_decide(index, decisions);
    ws_status status = ws_index_findings(index, c->arena, &findings, error);
    for (size_t i = 0; i < decisions->count && status == WS_OK; i++) {
        const ws_decision *decision = &decisions->items[i];
        if (decision->undone_by || decision->kind == WS_DECISION_UNDO) continue;
        c->decisions++;
        if (findings[i].found == WS_FOUND_NOWHERE) tell_lost(c, decision);
    }
    return status;
}

static ws_status check_decisions(checking *c, const char *file, ws_error *error)
{
    ws_decisions decisions;
    ws_index *index = NULL;
    const char *beside = file ? file : ws_decisions_beside(c->arena, c->db);
    if (!beside) return ws_no_memory(error);
    ws_status status = ws_decisions_load(c->arena, &beside, 1, &decisions, error);
    if (status == WS_CORRUPT) {
        c->totals.problems++;
        tell(c, error->message);
        return WS_OK;
    }
    if (status != WS_OK || !decisions.count) return status;
    status = ws_index_open(&c->db, 1, &index, error);
    if (status == WS_OK) status = find_decisions(c, index, &decisions, error);
    ws_index_close(index);
    return status;
}

static void print_text(const checking *c, FILE *out)
{
    const ws_check_totals *t = &c->totals;
    if (c->told > SHOWN) fprintf(out, "and %s more\n", ws_count_text(c->told - SHOWN).text);
    fprintf(out, "%s: %s, %s, %s, %s checked", c->db, ws_count_of(t->articles, "article").text,
            ws_count_of(t->earlier, "earlier version").text, ws_count_of(t->statements, "statement").text,
            ws_count_of(c->decisions, "decision").text);
    if (!c->told) fprintf(out, ": all is well\n");
    if (c->told) fprintf(out, ": %s\n", ws_count_of(c->told, "problem").text);
    if (t->tables_unchecked)
        fprintf(out, "Xapian's own check of the tables was left out: it needs the right to write there.\n");
    if (t->problems)
        fprintf(out, "To mend it, put back a copy of it, or make a new one: whosaid-index add --db NEW PATH; a\n"
                     "decisions.jsonl copied beside it goes on to hold. What is wrong with one article is mended by\n"
                     "removing it (whosaid-index remove ID) and adding it again.\n");
    if (c->lost)
        fprintf(out, "Decisions that find nothing are kept: whosaid correct --check shows them; they hold again when\n"
                     "their articles are there again. One that is no longer meant is taken back by correct --undo.\n");
}

static ws_status print_json(checking *c, ws_error *error)
{
    cJSON *root = cJSON_CreateObject();
    bool ok = root && cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION) &&
              cJSON_AddStringToObject(root, "db", c->db) &&
              cJSON_AddNumberToObject(root, "articles", (double)c->totals.articles) &&
              cJSON_AddNumberToObject(root, "earlier_versions", (double)c->totals.earlier) &&
              cJSON_AddNumberToObject(root, "statements", (double)c->totals.statements) &&
              cJSON_AddBoolToObject(root, "tables_checked", !c->totals.tables_unchecked) &&
              cJSON_AddNumberToObject(root, "decisions", (double)c->decisions) &&
              cJSON_AddNumberToObject(root, "decisions_lost", (double)c->lost) &&
              cJSON_AddNumberToObject(root, "problem_count", (double)c->told) &&
              cJSON_AddItemToObject(root, "problems", c->problems);
    if (ok) {
        c->problems = NULL; /* it is the root's now */
        return ws_print_json(c->context->out, root, error);
    }
    cJSON_Delete(root);
    return ws_no_memory(error);
}

static ws_status run_check(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const check_options *asked = options_;
    checking c = {.context = context, .db = asked->db ? asked->db : context->db};
    if (arguments->count)
        return ws_fail(error, WS_USAGE, "name the index with --db DIR", "check takes no argument \"%s\"",
                       arguments->items[0]);
    c.text = asked->format == WS_FORMAT_TEXT;
    c.arena = ws_arena_new(0);
    c.problems = cJSON_CreateArray();
    ws_progress_begin(&c.progress, context->err, context->error_terminal);
    ws_check_events events = {problem, progress, &c};
    ws_status status = c.arena && c.problems ? WS_OK : ws_no_memory(error);
    if (status == WS_OK) status = ws_index_check(c.db, &events, &c.totals, error);
    ws_progress_clear(&c.progress);
    /* A damaged index would only say the same once more. */
    if (status == WS_OK && !c.totals.problems) status = check_decisions(&c, asked->decisions, error);
    if (status == WS_OK && c.text) print_text(&c, context->out);
    if (status == WS_OK && !c.text) status = print_json(&c, error);
    if (status == WS_OK && c.told) context->exit_code = NOTHING_FOUND;
    cJSON_Delete(c.problems);
    ws_arena_free(c.arena);
    return status;
}

const ws_command ws_check_command = {
    .name = "check",
    .summary = "verify an index against itself",
    .arguments = "",
    .description = "Reads everything in an index and verifies it: the tables themselves, that every\n"
                   "statement has its article and stands inside its text, that ids, hashes, terms\n"
                   "and counts are those that the articles give; and which decisions find nothing.\n"
                   "Says what is wrong and how to mend it. Changes nothing.\n"
                   "\n"
                   "Exit status: 0 all is well, 1 there are problems, 2 it could not be checked.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index check --db /srv/news\n"
                   "  whosaid-index check --db /srv/news --format=json",
    .options = options,
    .options_size = sizeof(check_options),
    .order = 6,
    .run = run_check,
};
