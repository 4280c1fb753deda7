/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count_text.h"
#include "index.h"
#include "options.h"
#include "print_json.h"

enum { FREQUENT_SPEAKERS = 10 };

typedef struct stats_options {
    const char *db, *decisions;
    int format;
} stats_options;

static const ws_option options[] = {
    {"db", 0, WS_OPTION_STRING, offsetof(stats_options, db), "DIR", "the index to count", NULL},
    {"decisions", 0, WS_OPTION_STRING, offsetof(stats_options, decisions), "FILE",
     "what people decided (else decisions.jsonl beside the index)", NULL},
    WS_OPTION_FORMAT(stats_options, format),
    {NULL, 0, WS_OPTION_FLAG, 0, NULL, NULL, NULL}};

static const char *const article_states[] = {"read", "refused", "superseded", "withdrawn", "other-language"};

/* The counts that are shown, each by the values of a field. */
enum { BY_FORM, BY_ACT, BY_TYPE, TABLES };
static const struct {
    const char *key, *heading;
    ws_field_id field;
} tables[TABLES] = {
    {"forms", "By form", WS_FIELD_FORM},
    {"acts", "By act", WS_FIELD_ACT},
    {"speaker_types", "By type of speaker", WS_FIELD_SPEAKER_TYPE},
};

typedef struct stats {
    ws_index_totals totals;
    ws_counts counts[TABLES];
    ws_speaker_counts speakers;
} stats;

static ws_status collect(ws_index *index, ws_arena *arena, stats *out, ws_error *error)
{
    ws_search everything = {.all_acts = true, .once = true};
    ws_status status = ws_index_totals_get(index, arena, &out->totals, error);
    for (int i = 0; i < TABLES && status == WS_OK; i++)
        status = ws_index_counts(index, &everything, tables[i].field, arena, &out->counts[i], error);
    return status == WS_OK ? ws_index_speakers(index, &everything, arena, &out->speakers, error) : status;
}

static void print_size(FILE *out, uint64_t bytes)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    double size = (double)bytes;
    int unit = 0;
    for (; size >= 1000 && unit < 4; unit++) size /= 1000;
    fprintf(out, "%.*f %s", unit ? 1 : 0, size, units[unit]);
}

static void print_row(FILE *out, const char *name, size_t count)
{
    fprintf(out, "  %-16s %11s\n", name, ws_count_text(count).text);
}

static void print_text(FILE *out, const char *db, const stats *s)
{
    fprintf(out, "%s\n\nArticles\n", db);
    for (size_t i = 0; i < sizeof article_states / sizeof *article_states; i++)
        if (!i || s->totals.articles[i]) print_row(out, article_states[i], s->totals.articles[i]);
    if (s->totals.oldest && s->totals.newest)
        fprintf(out, "  published from %s to %s\n", s->totals.oldest, s->totals.newest);
    fprintf(out, "\nStatements\n");
    print_row(out, "current", s->totals.statements);
    if (s->totals.superseded) print_row(out, "superseded", s->totals.superseded);
    if (s->totals.withdrawn) print_row(out, "withdrawn", s->totals.withdrawn);
    for (int t = 0; t < TABLES; t++) {
        fprintf(out, "\n%s\n", tables[t].heading);
        for (size_t i = 0; i < s->counts[t].count; i++)
            print_row(out, s->counts[t].items[i].value, s->counts[t].items[i].count);
    }
    fprintf(out, "\nSpeakers\n");
    print_row(out, "named", s->speakers.count);
    fprintf(out, "  %-16s %11s statements\n", "unnamed", ws_count_text(s->speakers.unnamed).text);
    fprintf(out, "  %-16s %11s statements\n", "not found", ws_count_text(s->speakers.unresolved).text);
    for (size_t i = 0; i < s->speakers.count && i < FREQUENT_SPEAKERS; i++)
        fprintf(out, "%s    %9s  %s\n", i ? "" : "  most frequent:\n", ws_count_text(s->speakers.items[i].total).text,
                s->speakers.items[i].name);
    fprintf(out, "\nOn disk  ");
    print_size(out, s->totals.bytes);
    fprintf(out, ", format %s\n", s->totals.format);
}

static bool add_speakers(cJSON *root, const ws_speaker_counts *speakers)
{
    cJSON *object = cJSON_AddObjectToObject(root, "speakers");
    cJSON *frequent = object ? cJSON_AddArrayToObject(object, "most_frequent") : NULL;
    bool ok = frequent && cJSON_AddNumberToObject(object, "named", (double)speakers->count) &&
              cJSON_AddNumberToObject(object, "unnamed_statements", (double)speakers->unnamed) &&
              cJSON_AddNumberToObject(object, "unresolved_statements", (double)speakers->unresolved);
    for (size_t i = 0; ok && i < speakers->count && i < FREQUENT_SPEAKERS; i++) {
        cJSON *each = cJSON_CreateObject();
        ok = each && cJSON_AddItemToArray(frequent, each) &&
             cJSON_AddStringToObject(each, "name", speakers->items[i].name) &&
             cJSON_AddNumberToObject(each, "statements", (double)speakers->items[i].total);
    }
    return ok;
}

static bool add_totals(cJSON *root, const ws_index_totals *totals)
{
    cJSON *articles = cJSON_AddObjectToObject(root, "articles");
    cJSON *statements = articles ? cJSON_AddObjectToObject(root, "statements") : NULL;
    bool ok = statements && cJSON_AddNumberToObject(statements, "current", (double)totals->statements) &&
              cJSON_AddNumberToObject(statements, "superseded", (double)totals->superseded) &&
              cJSON_AddNumberToObject(statements, "withdrawn", (double)totals->withdrawn) &&
              cJSON_AddNumberToObject(root, "bytes", (double)totals->bytes) &&
              cJSON_AddStringToObject(root, "format", totals->format);
    for (size_t i = 0; ok && i < sizeof article_states / sizeof *article_states; i++)
        ok = cJSON_AddNumberToObject(articles, article_states[i], (double)totals->articles[i]);
    if (ok && totals->oldest) ok = cJSON_AddStringToObject(root, "oldest", totals->oldest);
    if (ok && totals->newest) ok = cJSON_AddStringToObject(root, "newest", totals->newest);
    return ok;
}

static ws_status print_json(FILE *out, const char *db, const stats *s, ws_error *error)
{
    cJSON *root = cJSON_CreateObject();
    bool ok = root && cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION) &&
              cJSON_AddStringToObject(root, "db", db) && add_totals(root, &s->totals) &&
              add_speakers(root, &s->speakers);
    for (int t = 0; ok && t < TABLES; t++) {
        cJSON *table = cJSON_AddObjectToObject(root, tables[t].key);
        ok = table != NULL;
        for (size_t i = 0; ok && i < s->counts[t].count; i++)
            ok = cJSON_AddNumberToObject(table, s->counts[t].items[i].value, (double)s->counts[t].items[i].count);
    }
    if (ok) return ws_print_json(out, root, error);
    cJSON_Delete(root);
    return ws_no_memory(error);
}

/* Counts are as people decided, so that nobody is named whose name an order hides. */
static ws_status open_decided(const stats_options *asked, const char *db, ws_arena *arena, ws_index **index,
                              ws_error *error)
{
    const char *journal = asked->decisions ? asked->decisions : ws_decisions_beside(arena, db);
    ws_decisions *decisions = ws_arena_alloc(arena, sizeof *decisions);
    if (!journal || !decisions) return ws_no_memory(error);
    ws_status status = ws_index_open(&db, 1, index, error);
    if (status == WS_OK) status = ws_decisions_load(arena, &journal, 1, decisions, error);
    if (status == WS_OK) ws_index_decide(*index, decisions);
    return status;
}

static ws_status run_stats(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const stats_options *asked = options_;
    const char *db = asked->db ? asked->db : context->db;
    if (arguments->count)
        return ws_fail(error, WS_USAGE, "name the index with --db DIR", "stats takes no argument \"%s\"",
                       arguments->items[0]);
    ws_arena *arena = ws_arena_new(0);
    ws_index *index = NULL;
    stats found = {.totals = {.bytes = 0}};
    ws_status status = arena ? open_decided(asked, db, arena, &index, error) : ws_no_memory(error);
    if (status == WS_OK) status = collect(index, arena, &found, error);
    if (status == WS_OK && asked->format == WS_FORMAT_TEXT)
        print_text(context->out, db, &found);
    else if (status == WS_OK)
        status = print_json(context->out, db, &found, error);
    ws_index_close(index);
    ws_arena_free(arena);
    return status;
}

const ws_command ws_stats_command = {
    .name = "stats",
    .summary = "what an index holds, in numbers",
    .arguments = "",
    .description = "Counts the articles of an index, its statements by form, act and type of\n"
                   "speaker, its speakers, and its size.\n"
                   "The index is at --db, else at $WHOSAID_DB, else in your data folder.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index stats\n"
                   "  whosaid-index stats --db /srv/news --format=json",
    .options = options,
    .options_size = sizeof(stats_options),
    .order = 3,
    .run = run_stats,
};
