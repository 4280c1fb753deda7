/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "container.h"

#include "buffer.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { TAR_MAGIC = 257, LONGEST_NAME = 4096, OF_MESSAGE = 200 };

struct ws_container {
    ws_input *input;
    struct archive *archive;
    struct archive_entry *entry; /* of the member at hand; libarchive's own is not checked when there is no memory */
    size_t handed;               /* bytes of the input that libarchive has and that are not taken yet */
    uint64_t size;               /* of a file that can be read by place */
    uint64_t place;              /* in it */
    bool is_stream;              /* what xz or bzip2 packs: a tar, or one file without a name */
    bool any;                    /* member was come to */
    bool is_encrypted;           /* the member at hand */
    ws_error failure;            /* of the input; WS_OK: none */
};

/* --- the input as libarchive sees it --- */

static void take_handed(ws_container *container)
{
    ws_input_take(container->input, container->handed);
    container->place += container->handed;
    container->handed = 0;
}

static la_ssize_t read_block(struct archive *archive, void *user, const void **bytes)
{
    ws_container *container = user;
    const unsigned char *some;
    size_t size;
    ws_status status;

    take_handed(container);
    status = ws_input_some(container->input, &some, &size, &container->failure);
    if (status == WS_END) return 0;
    if (status != WS_OK) {
        archive_set_error(archive, EIO, "reading failed");
        return -1;
    }
    container->handed = size;
    *bytes = some;
    return (la_ssize_t)size;
}

static la_int64_t seek_block(struct archive *archive, void *user, la_int64_t offset, int whence)
{
    ws_container *container = user;
    uint64_t from = whence == SEEK_SET ? 0 : whence == SEEK_END ? container->size : container->place;
    uint64_t place = offset < 0 && (uint64_t)-offset > from ? 0 : from + (uint64_t)offset;

    (void)archive;
    if (place > container->size) place = container->size;
    container->handed = 0;
    container->place = place;
    if (ws_input_seek(container->input, place, &container->failure) != WS_OK) return ARCHIVE_FATAL;
    return (la_int64_t)place;
}

/* --- opening --- */

static bool begins(const unsigned char *head, size_t size, const char *magic, size_t length)
{
    return size >= length && memcmp(head, magic, length) == 0;
}

static bool is_zip(const unsigned char *head, size_t size)
{
    return begins(head, size, "PK\3\4", 4) || begins(head, size, "PK\5\6", 4);
}

static bool is_stream(const unsigned char *head, size_t size)
{
    return begins(head, size,
                  "\xFD"
                  "7zXZ",
                  6) ||
           (begins(head, size, "BZh", 3) && size > 9 && memcmp(head + 4, "1AY&SY", 6) == 0);
}

bool ws_container_is(const unsigned char *head, size_t size)
{
    return is_zip(head, size) || is_stream(head, size) ||
           (size > TAR_MAGIC && begins(head + TAR_MAGIC, size - TAR_MAGIC, "ustar", 5));
}

/* Only what the first bytes say is looked for, so that nothing else is found in them. */
static int choose_formats(ws_container *container, const unsigned char *head, size_t size)
{
    struct archive *archive = container->archive;

    if (is_zip(head, size)) {
        if (ws_input_seeks(container->input, &container->size))
            archive_read_set_seek_callback(archive, seek_block);
        else
            container->size = 0;
        return archive_read_support_format_zip(archive);
    }
    container->is_stream = is_stream(head, size);
    if (container->is_stream) {
        archive_read_support_filter_xz(archive);
        archive_read_support_filter_bzip2(archive);
        archive_read_support_format_raw(archive);
    }
    return archive_read_support_format_tar(archive);
}

/* What libarchive says, in its words, or what reading its input said. */
static ws_status fail_with(const ws_container *container, ws_error *error)
{
    const char *why = archive_error_string(container->archive);

    /* Where it has no reason to give, the system may have one. */
    if ((why ? archive_errno(container->archive) : errno) == ENOMEM) return ws_no_memory(error);
    if (container->failure.status != WS_OK) {
        if (error) *error = container->failure;
        return container->failure.status;
    }
    return ws_fail(error, WS_CORRUPT, "Get the file again; what was read before that place is kept",
                   "it is damaged (%.*s)", OF_MESSAGE, why ? why : "no reason is known");
}

ws_status ws_container_open(ws_input *input, ws_container **out, ws_error *error)
{
    ws_container *container = calloc(1, sizeof *container);
    const unsigned char *head;
    size_t size;
    ws_status status = WS_OK;

    *out = NULL;
    if (!container) return ws_no_memory(error);
    container->input = input;
    container->archive = archive_read_new();
    container->entry = container->archive ? archive_entry_new2(container->archive) : NULL;
    if (!container->entry) {
        ws_container_close(container);
        return ws_no_memory(error);
    }
    head = ws_input_head(input, &size);
    errno = 0;
    if (choose_formats(container, head, size) < ARCHIVE_WARN ||
        archive_read_set_read_callback(container->archive, read_block) != ARCHIVE_OK ||
        archive_read_set_callback_data(container->archive, container) != ARCHIVE_OK ||
        archive_read_open1(container->archive) != ARCHIVE_OK)
        status = fail_with(container, error);
    if (status != WS_OK) {
        ws_container_close(container);
        return status;
    }
    *out = container;
    return WS_OK;
}

void ws_container_close(ws_container *container)
{
    if (!container) return;
    archive_entry_free(container->entry);
    archive_read_free(container->archive);
    free(container);
}

/* --- members --- */

static ws_status member_bytes(void *user, void *out, size_t room, size_t *count, ws_error *error)
{
    ws_container *container = user;
    la_ssize_t got;

    *count = 0;
    if (container->is_encrypted)
        return ws_fail(error, WS_CORRUPT, "Unpack it with its password, and read what comes out", "it is encrypted");
    got = archive_read_data(container->archive, out, room);
    if (got > 0) *count = (size_t)got;
    if (got >= 0) return WS_OK;
    return fail_with(container, error);
}

/* A part of the path begins with a dot, or holds what macOS adds to every zip. */
static bool is_hidden(const char *name)
{
    for (;;) {
        const char *slash = strchr(name, '/');
        size_t size = slash ? (size_t)(slash - name) : strlen(name);

        if (*name == '.' && !(size == 1 || (size == 2 && name[1] == '.'))) return true;
        if (size == 8 && strncmp(name, "__MACOSX", size) == 0) return true;
        if (!slash) return false;
        name = slash + 1;
    }
}

static const char *name_of(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);

    if (!name) name = archive_entry_pathname(entry);
    while (name && strncmp(name, "./", 2) == 0) name += 2; /* as tar . writes them */
    return name && strlen(name) < LONGEST_NAME ? name : "(a name that cannot be read)";
}

static ws_status open_member(ws_container *container, const char *name, ws_input **member, ws_error *error)
{
    const char *outer = ws_input_path(container->input);
    ws_buffer path = WS_BUFFER_INIT(16 * LONGEST_NAME);
    ws_status status;

    ws_buffer_puts(&path, strcmp(outer, "-") == 0 ? "standard input" : outer);
    if (!container->is_stream || strcmp(name, "data") != 0) {
        ws_buffer_puts(&path, "/");
        ws_buffer_puts(&path, name);
    }
    status = ws_buffer_status(&path, error);
    if (status == WS_OK)
        status = ws_input_open_part(path.bytes, container->input, member_bytes, container, member, error);
    ws_buffer_free(&path);
    return status;
}

/* Passes over what is left of a member, where that means to unpack it, as libarchive would without a limit. */
static ws_status skip_member(ws_container *container, ws_error *error)
{
    const void *block;
    size_t size = 0;
    la_int64_t offset;
    ws_status status = WS_OK;

    while (status == WS_OK && container->size == 0 && !container->is_encrypted &&
           archive_read_data_block(container->archive, &block, &size, &offset) == ARCHIVE_OK)
        status = ws_input_count(container->input, size, error);
    return status;
}

ws_status ws_container_next(ws_container *container, ws_input **member, ws_error *error)
{
    *member = NULL;
    for (;;) {
        struct archive_entry *entry = container->entry;
        const char *name;
        int result;
        ws_status status = container->any ? skip_member(container, error) : WS_OK;

        if (status != WS_OK) return status;
        container->any = true;
        result = archive_read_next_header2(container->archive, entry);
        if (result == ARCHIVE_EOF) return WS_END;
        if (result == ARCHIVE_RETRY) continue;
        if (result < ARCHIVE_WARN) return fail_with(container, error);
        container->is_encrypted = archive_entry_is_encrypted(entry) > 0;
        name = name_of(entry);
        if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) || is_hidden(name)) continue;
        return open_member(container, name, member, error);
    }
}
