/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "count_text.h"
#include "decisions.h"
#include "index_care.h"
#include "options.h"
#include "print_json.h"

#include <string.h>
#include <unistd.h>

typedef struct merge_options {
    const char *db;
    int format;
} merge_options;

static const ws_option options[] = {
    {"db", 0, WS_OPTION_STRING, offsetof(merge_options, db), "DIR", "the new index, which must not be there yet", NULL},
    WS_OPTION_FORMAT(merge_options, format),
    WS_OPTION_END};

/* Journals lie beside indexes; those that lie elsewhere would no longer be found. */
static ws_status tell_journals(ws_context *context, const char *db, const ws_strings *places, ws_error *error)
{
    ws_arena *arena = ws_arena_new(0);
    const char *own = arena ? ws_decisions_beside(arena, db) : NULL, *last = own;
    ws_status status = own ? WS_OK : ws_no_memory(error);
    for (size_t i = 0; i < places->count && status == WS_OK; i++) {
        const char *journal = ws_decisions_beside(arena, places->items[i]);
        if (!journal) status = ws_no_memory(error);
        if (!journal || !strcmp(journal, own) || !strcmp(journal, last) || access(journal, F_OK)) continue;
        fprintf(context->err, "decisions in %s are not copied; append it to %s to keep them\n", journal, own);
        last = journal;
    }
    ws_arena_free(arena);
    return status;
}

static ws_status print_json(FILE *out, const char *db, const ws_merged *merged, ws_error *error)
{
    cJSON *root = cJSON_CreateObject();
    if (root && cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION) &&
        cJSON_AddStringToObject(root, "db", db) &&
        cJSON_AddNumberToObject(root, "articles", (double)merged->articles) &&
        cJSON_AddNumberToObject(root, "in_several", (double)merged->in_several))
        return ws_print_json(out, root, error);
    cJSON_Delete(root);
    return ws_no_memory(error);
}

static ws_status run_merge(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const merge_options *asked = options_;
    const char *db = asked->db ? asked->db : context->db;
    ws_merged merged;
    ws_status status = ws_index_merge(arguments->items, arguments->count, db, &merged, error);
    if (status == WS_OK) status = tell_journals(context, db, arguments, error);
    if (status != WS_OK) return status;
    if (asked->format != WS_FORMAT_TEXT) return print_json(context->out, db, &merged, error);
    fprintf(context->out, "%s merged into %s", ws_count_of(merged.articles, "article").text, db);
    if (merged.in_several)
        fprintf(context->out, "; %s in several, where the newest version counts",
                ws_count_text(merged.in_several).text);
    fputc('\n', context->out);
    return WS_OK;
}

const ws_command ws_merge_command = {
    .name = "merge",
    .summary = "make one index of several",
    .arguments = "DIR ...",
    .description = "Makes a new index at --db that holds what the others hold, compact; they stay as\n"
                   "they are. Where an article is in several, its newest version counts, as if they\n"
                   "had been added one after the other.\n"
                   "\n"
                   "Example:\n"
                   "  whosaid-index merge --db /srv/news /srv/shard1 /srv/shard2 /srv/shard3",
    .options = options,
    .options_size = sizeof(merge_options),
    .order = 8,
    .run = run_merge,
};
