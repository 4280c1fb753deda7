/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

struct ws_zip {
    struct archive *archive;
    FILE *out;
    time_t when;
};

static la_ssize_t write_bytes(struct archive *archive, void *out, const void *bytes, size_t size)
{
    (void)archive;
    return fwrite(bytes, 1, size, out) == size ? (la_ssize_t)size : -1;
}

static ws_status failed(const ws_zip *zip, ws_error *error)
{
    const char *why = archive_error_string(zip->archive);
    return ws_fail(error, WS_IO, NULL, "cannot write the ZIP archive%s%s", why ? ": " : "", why ? why : "");
}

ws_status ws_zip_open(FILE *out, time_t when, ws_zip **zip, ws_error *error)
{
    ws_zip *made = calloc(1, sizeof *made);
    if (!made) return ws_no_memory(error);
    *made = (ws_zip){archive_write_new(), out, when};
    ws_status status = made->archive ? WS_OK : ws_no_memory(error);
    if (status == WS_OK && (archive_write_set_format_zip(made->archive) != ARCHIVE_OK ||
                            archive_write_set_bytes_in_last_block(made->archive, 1) != ARCHIVE_OK ||
                            archive_write_open(made->archive, out, NULL, write_bytes, NULL) != ARCHIVE_OK))
        status = failed(made, error);
    if (status == WS_OK) {
        *zip = made;
        return WS_OK;
    }
    archive_write_free(made->archive);
    free(made);
    return status;
}

static ws_status begin_part(ws_zip *zip, const char *name, size_t size, ws_error *error)
{
    struct archive_entry *entry = archive_entry_new();
    if (!entry) return ws_no_memory(error);
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_mtime(entry, zip->when, 0);
    archive_entry_set_size(entry, (la_int64_t)size);
    int result = archive_write_header(zip->archive, entry);
    archive_entry_free(entry);
    return result == ARCHIVE_OK ? WS_OK : failed(zip, error);
}

static ws_status add_bytes(ws_zip *zip, const void *bytes, size_t size, ws_error *error)
{
    return archive_write_data(zip->archive, bytes, size) == (la_ssize_t)size ? WS_OK : failed(zip, error);
}

ws_status ws_zip_add(ws_zip *zip, const char *name, const void *bytes, size_t size, ws_error *error)
{
    ws_status status = begin_part(zip, name, size, error);
    return status == WS_OK ? add_bytes(zip, bytes, size, error) : status;
}

ws_status ws_zip_add_file(ws_zip *zip, const char *name, FILE *file, ws_error *error)
{
    char block[65536];
    long size = fseek(file, 0, SEEK_END) ? -1 : ftell(file);
    if (size < 0 || fseek(file, 0, SEEK_SET)) return ws_fail(error, WS_IO, NULL, "cannot read %s again", name);
    ws_status status = begin_part(zip, name, (size_t)size, error);
    for (size_t got; status == WS_OK && (got = fread(block, 1, sizeof block, file)) > 0;)
        status = add_bytes(zip, block, got, error);
    return status;
}

ws_status ws_zip_close(ws_zip *zip, ws_error *error)
{
    if (!zip) return WS_OK;
    ws_status status = archive_write_close(zip->archive) == ARCHIVE_OK ? WS_OK : failed(zip, error);
    archive_write_free(zip->archive);
    free(zip);
    return status;
}
