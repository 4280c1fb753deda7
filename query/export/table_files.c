/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table_files.h"

#include "package.h"
#include "separated.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct table_files {
    ws_export *export;
    ws_separated tables[WS_TABLES]; /* out is NULL: not asked for */
    bool own[WS_TABLES];            /* out was opened here */
} table_files;

/* A file in the folder. */
static FILE *create(const ws_export *export, const char *name, const char *extension, ws_error *error)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s.%s", export->path, name, extension);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (!file) ws_fail_errno(error, errno, "write", path);
    if (!file && descriptor >= 0) close(descriptor);
    return file;
}

static ws_status finish(FILE *file, ws_error *error)
{
    bool written = !ferror(file) && !fflush(file);
    int failure = errno;
    fclose(file);
    return written ? WS_OK : ws_fail_errno(error, failure, "write", "the export");
}

static ws_status put_row(void *user, const ws_row *row, ws_error *error)
{
    table_files *self = user;
    ws_separated *table = &self->tables[row->table - ws_tables];
    return table->out ? ws_separated_row(table, row, error) : WS_OK;
}

static ws_status open_table(table_files *self, int id, ws_error *error)
{
    const ws_export *export = self->export;
    bool alone = export->settings->table >= 0;
    if (!ws_export_has_table(export, id)) return WS_OK;
    FILE *out = alone ? export->out : create(export, ws_tables[id].name, export->exporter->name, error);
    if (!out) return WS_IO;
    self->own[id] = !alone;
    self->tables[id] = ws_separated_new(out, export->exporter->separator, alone && export->terminal);
    if (export->settings->byte_order_mark) fputs("\xef\xbb\xbf", out);
    ws_separated_headings(&self->tables[id], &ws_tables[id]);
    return WS_OK;
}

ws_status ws_table_files_begin(ws_export *export, ws_error *error)
{
    table_files *self = export->state = ws_arena_alloc(export->arena, sizeof *self);
    if (!self) return ws_no_memory(error);
    *self = (table_files){.export = export};
    ws_status status = ws_export_tables(export, put_row, self, error);
    for (int id = 0; id < WS_TABLES && status == WS_OK; id++) status = open_table(self, id, error);
    return status;
}

ws_status ws_table_files_end(ws_export *export, ws_error *error)
{
    table_files *self = export->state;
    ws_status status = WS_OK;
    for (int id = 0; id < WS_TABLES && status == WS_OK; id++) {
        if (!self->own[id]) continue;
        self->own[id] = false;
        status = finish(self->tables[id].out, error);
    }
    if (status != WS_OK || export->settings->table >= 0) return status;
    FILE *package = create(export, "datapackage", "json", error);
    if (!package) return WS_IO;
    status = ws_package_write(export, package, error);
    ws_status written = finish(package, status == WS_OK ? error : NULL);
    return status == WS_OK ? written : status;
}

void ws_table_files_close(ws_export *export)
{
    table_files *self = export->state;
    for (int id = 0; self && id < WS_TABLES; id++) {
        if (self->own[id]) fclose(self->tables[id].out);
        ws_separated_free(&self->tables[id]);
    }
    ws_export_tables_close(export);
}
