/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_care.h"
#include "options.h"
#include "print_json.h"

typedef struct compact_options {
    const char *db;
    bool for_reading;
    int format;
} compact_options;

static const ws_option options[] = {
    {"db", 0, WS_OPTION_STRING, offsetof(compact_options, db), "DIR", "the index to compact", NULL},
    {"for-reading", 0, WS_OPTION_FLAG, offsetof(compact_options, for_reading), NULL,
     "a third smaller still, for what rests: the next add, update or remove undoes it first", NULL},
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
    ws_status status = ws_index_compact(db, asked->for_reading, &before, &after, error);
    if (status != WS_OK) return status;
    if (asked->format != WS_FORMAT_TEXT) return print_json(context->out, db, before, after, error);
    fprintf(context->out, "%s compacted from %.1f MB to %.1f MB\n", db, (double)before / 1e6, (double)after / 1e6);
    return WS_OK;
}

const ws_command ws_compact_command = {
    .name = "compact",
    .summary = "make an index as small as it can be",
    .arguments = "",
    .description = "Writes an index anew without gaps beside itself and then puts that in its\n"
                   "place: about half the size, and quicker to search. Needs room for both for a\n"
                   "while. Searches go on meanwhile; an index that is being written is refused.\n"
                   "Stopped at any moment, the index is there, old or new.\n"
                   "\n"
                   "With --for-reading it leaves out the lists of words by statement, by which\n"
                   "statements are replaced and taken out, and without which a server cannot hand\n"
                   "them out. Searches here answer the same. The next add, update or remove makes\n"
                   "them again first, from the articles in the index, in a small part of the time of\n"
                   "reading those; to be merged, or served by xapian-tcpsrv, compact it again without\n"
                   "--for-reading.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index compact --db /srv/news\n"
                   "  whosaid-index compact --for-reading --db /srv/news-1987",
    .options = options,
    .options_size = sizeof(compact_options),
    .order = 7,
    .run = run_compact,
};
