/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zip_part.h"

#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024, HEADER_BYTES = 30 };

static const char damaged[] = "Open it in the program it comes from and save it again";

/* "word/document2.xml" is the part "word/document.xml". */
static bool is_named(const char *path, const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t stem = dot ? (size_t)(dot - name) : strlen(name);

    if (strncmp(path, name, stem) != 0) return false;
    path += stem;
    while (isdigit((unsigned char)*path)) path++;
    return strcmp(path, dot ? dot : "") == 0;
}

static ws_status unpack(struct archive *zip, ws_zip_part *part, ws_error *error)
{
    char chunk[CHUNK_BYTES];

    part->found = true;
    part->bytes = WS_BUFFER_INIT(WS_ZIP_PART_BYTES);
    for (;;) {
        la_ssize_t got = archive_read_data(zip, chunk, sizeof chunk);

        if (got == 0) return ws_buffer_status(&part->bytes, error);
        if (got < 0) return ws_fail(error, WS_REFUSED, damaged, "%s in it is damaged or encrypted", part->name);
        if (part->bytes.size + (size_t)got > WS_ZIP_PART_BYTES)
            return ws_fail(error, WS_REFUSED, NULL, "%s in it is larger than %d MiB unpacked", part->name,
                           WS_ZIP_PART_BYTES / (1024 * 1024));
        ws_buffer_add(&part->bytes, chunk, (size_t)got);
        if (part->bytes.failed) return ws_no_memory(error);
    }
}

static ws_status find_parts(struct archive *zip, ws_zip_part *parts, size_t count, ws_error *error)
{
    struct archive_entry *entry;
    size_t left = count;

    for (size_t entries = 0; left > 0; entries++) {
        int result = archive_read_next_header(zip, &entry);
        const char *path;

        if (result == ARCHIVE_EOF) return WS_OK;
        if (result < ARCHIVE_WARN || entries == WS_ZIP_MOST_PARTS)
            return ws_fail(error, WS_REFUSED, damaged, "the ZIP archive that it is made of is damaged");
        path = archive_entry_pathname(entry);
        for (size_t i = 0; path && i < count; i++) {
            ws_status status;

            if (parts[i].found || !is_named(path, parts[i].name)) continue;
            status = unpack(zip, &parts[i], error);
            if (status != WS_OK) return status;
            left--;
            break;
        }
    }
    return WS_OK;
}

ws_status ws_zip_parts(const void *bytes, size_t size, ws_zip_part *parts, size_t count, ws_error *error)
{
    struct archive *zip = archive_read_new();
    ws_status status;

    if (!zip) return ws_no_memory(error);
    if (archive_read_support_format_zip(zip) != ARCHIVE_OK || archive_read_open_memory(zip, bytes, size) != ARCHIVE_OK)
        status = ws_fail(error, WS_REFUSED, damaged, "the ZIP archive that it is made of is damaged");
    else
        status = find_parts(zip, parts, count, error);
    archive_read_free(zip);
    return status;
}

bool ws_zip_first(const unsigned char *head, size_t size, char name[WS_ZIP_NAME_BYTES])
{
    size_t length = size >= HEADER_BYTES ? head[26] | (size_t)head[27] << 8 : 0;

    if (size < HEADER_BYTES + length || memcmp(head, "PK\003\004", 4) != 0 || length >= WS_ZIP_NAME_BYTES) return false;
    memcpy(name, head + HEADER_BYTES, length);
    name[length] = '\0';
    return true;
}
