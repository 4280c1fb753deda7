/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporting.h"

#include "count_text.h"
#include "zip.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), tail = strlen(end);
    return size > tail && !strcasecmp(text + size - tail, end);
}

static ws_status open_file(ws_exporting *self, ws_error *error)
{
    self->export.out = fopen(self->place.path, "we");
    return self->export.out ? WS_OK : ws_fail_errno(error, errno, "write", self->place.target);
}

/* What is packed lies beside the archive, and goes when that is there. */
static ws_status open_archive(ws_exporting *self, const char *target, ws_error *error)
{
    self->zip = true;
    ws_status status = ws_place_file(self->export.arena, target, &self->place, error);
    if (status == WS_OK) status = open_file(self, error);
    if (status != WS_OK) return status;
    return ws_place_parts(self->export.arena, target, self->export.exporter->files, &self->files, error);
}

static ws_status open_place(ws_exporting *self, const char *target, FILE *out, ws_error *error)
{
    ws_arena *arena = self->export.arena;
    bool stream = self->export.exporter->shape == WS_EXPORT_STREAM || self->export.settings->table >= 0;
    if (!target || !strcmp(target, "-")) {
        self->export.out = out;
        return WS_OK;
    }
    self->export.terminal = false;
    if (self->export.exporter->shape == WS_EXPORT_FOLDER && !stream) {
        if (ends_with(target, ".zip")) return open_archive(self, target, error);
        return ws_place_folder(arena, target, self->export.exporter->files, &self->place, error);
    }
    if (!stream) return ws_place_named_file(arena, target, &self->place, error);
    ws_status status = ws_place_file(arena, target, &self->place, error);
    return status == WS_OK ? open_file(self, error) : status;
}

ws_status ws_exporting_begin(ws_exporting *self, const char *target, FILE *out, ws_error *error)
{
    ws_status status = open_place(self, target, out, error);
    if (status != WS_OK) return status;
    self->export.path = self->zip ? self->files.path : self->place.path;
    self->begun = true;
    return self->export.exporter->begin(&self->export, error);
}

/* Which models read them; a handful at most. */
static ws_status note_models(ws_export *export, const ws_hits *batch, ws_error *error)
{
    for (size_t i = 0; i < batch->count; i++) {
        const char *model = batch->items[i].statement->model;
        size_t known = 0;
        while (model && known < export->model_count && strcmp(export->models[known], model) != 0) known++;
        if (!model || known < export->model_count || known == WS_MODELS_MOST) continue;
        const char *kept = export->models[export->model_count++] = ws_arena_strdup(export->arena, model);
        if (!kept) return ws_no_memory(error);
    }
    return WS_OK;
}

ws_status ws_exporting_take(void *self_, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    ws_exporting *self = self_;
    ws_export *export = &self->export;
    size_t most = self->export.exporter->most;
    if (most && export->statements + batch->count > most)
        return ws_fail(error, WS_USAGE, "narrow the query, by published: for instance, or take csv or jsonl",
                       "the format %s holds %s at most", self->export.exporter->name,
                       ws_count_of(most, "statement").text);
    ws_status status = note_models(export, batch, error);
    if (status == WS_OK) status = self->export.exporter->batch(export, arena, batch, error);
    export->statements += batch->count;
    if (status == WS_OK && export->out && ferror(export->out)) /* the reader of a pipe has gone, or the disk is full */
        status = ws_fail(error, WS_IO, NULL, "cannot write the export");
    return status;
}

static ws_status add_part(ws_zip *zip, const char *folder, const char *name, ws_error *error)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "re");
    if (!file) return errno == ENOENT ? WS_OK : ws_fail_errno(error, errno, "read", path);
    ws_status status = ws_zip_add_file(zip, name, file, error);
    fclose(file);
    return status;
}

static ws_status pack(const ws_exporting *self, ws_error *error)
{
    ws_zip *zip = NULL;
    ws_status status = ws_zip_open(self->export.out, ws_export_clock(&self->export), &zip, error);
    for (size_t i = 0; self->export.exporter->files[i] && status == WS_OK; i++)
        status = add_part(zip, self->files.path, self->export.exporter->files[i], error);
    ws_status closed = ws_zip_close(zip, status == WS_OK ? error : NULL);
    return status == WS_OK ? closed : status;
}

static ws_status finish_file(ws_exporting *self, ws_status status, ws_error *error)
{
    FILE *out = self->export.out;
    if (!out) return status;
    bool written = !fflush(out) && !ferror(out);
    int failure = errno;
    if (self->place.path) fclose(out);
    if (status != WS_OK || written) return status;
    return ws_fail_errno(error, failure, "write", self->place.path ? self->place.target : "to standard output");
}

ws_status ws_exporting_end(ws_exporting *self, ws_status status, ws_error *error)
{
    if (status == WS_OK && self->export.exporter->end) status = self->export.exporter->end(&self->export, error);
    if (self->begun && self->export.exporter->close) self->export.exporter->close(&self->export);
    if (status == WS_OK && self->zip) status = pack(self, error);
    status = finish_file(self, status, error);
    if (status == WS_OK && self->place.made) status = ws_place_keep(&self->place, error);
    ws_place_drop(&self->place);
    ws_place_drop(&self->files);
    return status;
}
