/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "download.h"

#include "scratch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *type, *name;
    bool file; /* the exporter wants a path */
} kinds[] = {
    {"application/ld+json", "annotations.jsonld", false},
    {"application/atom+xml", "quotes.atom", false},
    {"application/zip", "quotes-csv.zip", true},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "quotes.docx", false},
    {"application/jsonl", "quotes.ftm.jsonl", false},
    {"text/html; charset=utf-8", "quotes.html", false},
    {"application/feed+json", "quotes.feed.json", false},
    {"application/jsonl", "quotes.jsonl", false},
    {"application/ld+json", "quotes.jsonld", false},
    {"text/markdown; charset=utf-8", "quotes.md", false},
    {"application/json", "quotes.ninjs.json", false},
    {"application/vnd.sqlite3", "quotes.sqlite", true},
    {"application/zip", "quotes-tsv.zip", true},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "quotes.xlsx", true},
};

const char *const ws_download_names[] = {"annotation", "atom",     "csv",   "docx",   "ftm",
                                         "html",       "jsonfeed", "jsonl", "jsonld", "markdown",
                                         "ninjs",      "sqlite",   "tsv",   "xlsx",   NULL};

ws_status ws_download_begin(ws_arena *arena, const char *scratch, const char *format, ws_download *out, ws_error *error)
{
    size_t which = 0;
    *out = (ws_download){0};
    while (format && ws_download_names[which] && strcmp(ws_download_names[which], format) != 0) which++;
    if (!format || !ws_download_names[which]) return WS_OK;
    out->type = kinds[which].type;
    out->name = kinds[which].name;
    if (!kinds[which].file) return WS_OK;
    if (!scratch) return ws_fail(error, WS_IO, NULL, "there is no folder for temporary files; set TMPDIR");
    char *folder = ws_arena_printf(arena, "%s/%ld", scratch, (long)getpid());
    if (!folder) return ws_no_memory(error);
    if (mkdir(folder, S_IRWXU) != 0) return ws_fail_errno(error, errno, "make a folder", folder);
    out->scratch = scratch;
    out->path = ws_arena_printf(arena, "%s/%s", folder, out->name);
    return out->path ? WS_OK : ws_no_memory(error);
}

ws_status ws_download_take(const ws_download *download, ws_buffer *out, ws_error *error)
{
    char chunk[65536];
    size_t count;
    if (!download->path) return WS_OK;
    FILE *file = fopen(download->path, "re");
    if (!file) return ws_fail_errno(error, errno, "read", download->path);
    ws_buffer_clear(out);
    while (!out->failed && (count = fread(chunk, 1, sizeof chunk, file)) > 0) ws_buffer_add(out, chunk, count);
    ws_status status = ferror(file) ? ws_fail_errno(error, errno, "read", download->path) : WS_OK;
    fclose(file);
    return status;
}

void ws_download_end(const ws_download *download)
{
    if (download->scratch) ws_scratch_clear(download->scratch, getpid());
}
