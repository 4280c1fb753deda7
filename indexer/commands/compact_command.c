/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_care.h"
#include "options.h"
#include "print_json.h"

typedef struct compact_options {
    const char *db;
    bool for_writing;
    int format;
} compact_options;

static const ws_option options[] = {
    {"db", 0, WS_OPTION_STRING, offsetof(compact_options, db), "DIR", "the index to compact", NULL},
    {"for-writing", 0, WS_OPTION_FLAG, offsetof(compact_options, for_writing), NULL,
     "half as large again, for what is written often, merged, or served by xapian-tcpsrv", NULL},
    WS_OPTION_FORMAT(compact_options, format),
    WS_OPTION_END};

static ws_status print_json(FILE *out, const char *db, uint64_t before, uint64_t after, ws_error *error)
{
    cJSON *root = cJSON_CreateObject();
    if (root && cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION) &&
        cJSON_AddStringToObject(root, "db", db) && cJSON_AddNumberToObject(root, "bytes_before", (double)before) &&
        cJSON_AddNumberToObject(root, "bytes", (double)after))
        return ws_print_json(out, root, error);
    cJSON_Delete(root);
    return ws_no_memory(error);
}

static ws_status run_compact(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const compact_options *asked = options_;
    const char *db = asked->db ? asked->db : context->db;
    uint64_t before = 0, after = 0;
    if (arguments->count)
        return ws_fail(error, WS_USAGE, "name the index with --db DIR", "compact takes no argument \"%s\"",
                       arguments->items[0]);
    ws_status status = ws_index_compact(db, !asked->for_writing, &before, &after, error);
    if (status != WS_OK) return status;
    if (asked->format != WS_FORMAT_TEXT) return print_json(context->out, db, before, after, error);
    fprintf(context->out, "%s compacted from %.1f MB to %.1f MB\n", db, (double)before / 1e6, (double)after / 1e6);
    return WS_OK;
}

const ws_command ws_compact_command = {
    .name = "compact",
    .summary = "make an index as small as it can be",
    .arguments = "",
    .description = "Writes an index anew beside itself and then puts that in its place: without\n"
                   "gaps, and without the lists of words by statement, by which statements are\n"
                   "replaced and taken out. About a third of the size, and quicker to search. Needs\n"
                   "room for both for a while. Searches go on meanwhile; an index that is being\n"
                   "written is refused. Stopped at any moment, the index is there, old or new.\n"
                   "\n"
                   "The next add, update or remove makes these lists again first, from the articles\n"
                   "in the index, in a small part of the time of reading those. What is written every\n"
                   "day, is to be merged, or is served by xapian-tcpsrv, which hands them out, keeps\n"
                   "them with --for-writing: half as large again.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index compact --db /srv/news-1987\n"
                   "  whosaid-index compact --for-writing --db /srv/news",
    .options = options,
    .options_size = sizeof(compact_options),
    .order = 7,
    .run = run_compact,
};
