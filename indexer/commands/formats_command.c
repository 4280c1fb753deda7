/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whosaid-index formats: what can be read, from the readers' own table. */
#include "options.h"
#include "print_json.h"
#include "reader.h"

#include <string.h>

typedef struct formats_options {
    int format;
} formats_options;

static const ws_option options[] = {WS_OPTION_FORMAT(formats_options, format), WS_OPTION_END};

/* What input.h and container.h unpack, before any reader sees it. */
static const struct {
    const char *name, *description;
} packings[] = {
    {"gzip", "any of these, packed, of any number of members"},
    {"zstd", "any of these, packed, of any number of frames"},
    {"xz", "any of these, packed"},
    {"bzip2", "any of these, packed"},
    {"tar", "with any of these in it"},
    {"zip", "with any of these in it"},
};

enum { PACKINGS = sizeof packings / sizeof packings[0] };

static void print_text(FILE *out)
{
    size_t width = 0;

    for (size_t i = 0; ws_readers[i]; i++)
        if (strlen(ws_readers[i]->name) > width) width = strlen(ws_readers[i]->name);
    for (size_t i = 0; ws_readers[i]; i++)
        fprintf(out, "%-*s  %s\n", (int)width, ws_readers[i]->name, ws_readers[i]->description);
    for (size_t i = 0; i < PACKINGS; i++)
        fprintf(out, "%-*s  %s\n", (int)width, packings[i].name, packings[i].description);
}

static cJSON *entry_json(const char *kind, const char *name, const char *description)
{
    cJSON *entry = cJSON_CreateObject();

    if (entry && cJSON_AddNumberToObject(entry, "schema_version", WS_SCHEMA_VERSION) &&
        cJSON_AddStringToObject(entry, "name", name) && cJSON_AddStringToObject(entry, "kind", kind) &&
        cJSON_AddStringToObject(entry, "description", description))
        return entry;
    cJSON_Delete(entry);
    return NULL;
}

/* The i-th entry of the list; NULL at its end, or without memory. */
static cJSON *nth_json(size_t index, size_t readers)
{
    if (index < readers) return entry_json("format", ws_readers[index]->name, ws_readers[index]->description);
    return entry_json("packing", packings[index - readers].name, packings[index - readers].description);
}

static ws_status run_formats(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const formats_options *asked = options_;
    cJSON *root, *list;
    size_t readers = 0;
    ws_status status = WS_OK;

    if (arguments->count) return ws_fail(error, WS_USAGE, NULL, "formats takes no arguments");
    while (ws_readers[readers]) readers++;
    if (asked->format == WS_FORMAT_TEXT) {
        print_text(context->out);
        return WS_OK;
    }
    if (asked->format == WS_FORMAT_JSONL) {
        for (size_t i = 0; i < readers + PACKINGS && status == WS_OK; i++)
            status = ws_print_json(context->out, nth_json(i, readers), error);
        return status;
    }
    root = cJSON_CreateObject();
    list = root && cJSON_AddNumberToObject(root, "schema_version", WS_SCHEMA_VERSION)
               ? cJSON_AddArrayToObject(root, "formats")
               : NULL;
    for (size_t i = 0; list && i < readers + PACKINGS; i++)
        if (!cJSON_AddItemToArray(list, nth_json(i, readers))) list = NULL;
    if (list) return ws_print_json(context->out, root, error);
    cJSON_Delete(root);
    return ws_no_memory(error);
}

const ws_command ws_formats_command = {
    .name = "formats",
    .summary = "list what can be read",
    .arguments = "",
    .description = "Lists the formats that are read. They are told by what is in a file, not by\n"
                   "its name. `whosaid-index add --dry-run` shows how yours are understood.\n"
                   "\n"
                   "Examples:\n"
                   "  whosaid-index formats\n"
                   "  whosaid-index formats --format=json",
    .options = options,
    .options_size = sizeof(formats_options),
    .order = 9,
    .run = run_formats,
};
