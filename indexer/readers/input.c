/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input.h"

#include "unicode.h"
#include "unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK_BYTES = 64 * 1024 };

/* Of an input that is packed: its bytes as they are in the file. */
typedef struct packed {
    ws_packing packing;
    ws_unpacker *unpacker;
    size_t begin, end;
    bool at_end;
    bool gave; /* the member at hand has given bytes */
    unsigned char bytes[CHUNK_BYTES];
} packed;

struct ws_input {
    char *path;
    FILE *file;
    ws_input_bytes bytes; /* of a part: where they come from */
    void *user;
    ws_input *outermost; /* the file that this is a part of; itself */
    bool own;
    bool at_end;
    bool looked;    /* whether it is packed is known */
    packed *packed; /* NULL: it is not */
    const struct ws_map *map;
    int watched;       /* a descriptor that ends a wait, -1 */
    ws_error failure;  /* of a failed read; its status is WS_OK when none has */
    size_t begin, end; /* what of chunk is not consumed yet */
    size_t line;       /* number of the last line read */
    bool line_ended;   /* and whether a line end was behind it */
    uint64_t consumed;
    uint64_t size;     /* of a file when it was opened: one that grows while it is read, such as our own output, still
                        * ends. UINT64_MAX: not known */
    uint64_t left;     /* of size */
    uint64_t read;     /* bytes of the file, those read again included */
    uint64_t unpacked; /* what came out of the file, on all levels */
    struct timespec modified; /* of a file of our own, when it was opened */
    unsigned char chunk[CHUNK_BYTES];
};

static ws_status fail_io(ws_error *error, int errnum, const char *doing, const char *path)
{
    ws_fail_errno(error, errnum, doing, path);
    if (error) error->status = WS_IO;
    return WS_IO;
}

static const char *kind_of(mode_t mode)
{
    if (S_ISDIR(mode)) return "a folder";
    if (S_ISFIFO(mode)) return "a pipe";
    if (S_ISSOCK(mode)) return "a socket";
    return "a device";
}

static ws_status open_file(ws_input *input, const char *path, ws_error *error)
{
    struct stat about;
    int descriptor;

    /* Asked before opening, since opening a device or a pipe may itself do something. */
    if (stat(path, &about) != 0) return fail_io(error, errno, "read", input->path);
    if (!S_ISREG(about.st_mode))
        return ws_fail(error, WS_REFUSED, "Only files and folders are read; pipe anything else to '-'",
                       "%s is %s, not a file", input->path, kind_of(about.st_mode));
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0) return fail_io(error, errno, "read", input->path);
    if (fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
        close(descriptor);
        return ws_fail(error, WS_REFUSED, NULL, "%s changed while it was opened", input->path);
    }
    input->file = fdopen(descriptor, "rb");
    if (!input->file) {
        close(descriptor);
        return ws_no_memory(error);
    }
    input->own = true;
    input->modified = about.st_mtim;
    input->size = about.st_size > 0 ? (uint64_t)about.st_size : UINT64_MAX; /* files of the kernel have no size */
    input->left = input->size;
    return WS_OK;
}

char *ws_path_text(const char *path)
{
    enum { WRITTEN = 4 }; /* characters for a byte that is no UTF-8 */
    static const char digits[] = "0123456789abcdef";
    size_t size = strlen(path);
    char *text = size < SIZE_MAX / WRITTEN ? malloc(WRITTEN * size + 1) : NULL;
    char *to = text;

    for (size_t at = 0; text && at < size;) {
        size_t good = ws_utf8_check(path + at, size - at);

        memcpy(to, path + at, good);
        to += good;
        at += good;
        if (at == size) break;
        *to++ = '\\';
        *to++ = 'x';
        *to++ = digits[(unsigned char)path[at] >> 4];
        *to++ = digits[(unsigned char)path[at++] & 15];
    }
    if (text) *to = '\0';
    return text;
}

static ws_input *new_input(const char *path)
{
    ws_input *input = calloc(1, sizeof *input);

    if (!input) return NULL;
    input->watched = -1;
    input->size = input->left = UINT64_MAX;
    input->outermost = input;
    input->path = ws_path_text(path);
    if (input->path) return input;
    free(input);
    return NULL;
}

ws_status ws_input_open_part(const char *path, ws_input *whole, ws_input_bytes bytes, void *user, ws_input **out,
                             ws_error *error)
{
    ws_input *input = *out = new_input(path);

    if (!input) return ws_no_memory(error);
    input->bytes = bytes;
    input->user = user;
    input->outermost = whole->outermost;
    return WS_OK;
}

ws_status ws_input_open(const char *path, FILE *standard_input, ws_input **out, ws_error *error)
{
    ws_input *input = new_input(path);
    ws_status status = WS_OK;

    *out = NULL;
    if (!input) return ws_no_memory(error);
    if (strcmp(path, "-") == 0) {
        input->file = standard_input;
        if (!standard_input) status = ws_fail(error, WS_IO, NULL, "there is no standard input to read");
    } else {
        status = open_file(input, path, error);
    }
    if (status != WS_OK) {
        ws_input_close(input);
        return status;
    }
    *out = input;
    return WS_OK;
}

void ws_input_close(ws_input *input)
{
    if (!input) return;
    if (input->own && input->file) fclose(input->file);
    if (input->packed) ws_unpacker_free(input->packed->unpacker);
    free(input->packed);
    free(input->path);
    free(input);
}

bool ws_input_changed(const ws_input *input)
{
    struct stat about;

    if (!input->own || fstat(fileno(input->file), &about) != 0) return false;
    return about.st_mtim.tv_sec != input->modified.tv_sec || about.st_mtim.tv_nsec != input->modified.tv_nsec;
}

const char *ws_input_path(const ws_input *input)
{
    return input->path;
}

uint64_t ws_input_offset(const ws_input *input)
{
    uint64_t offset = input->packed ? input->read - (input->packed->end - input->packed->begin) : input->consumed;

    return offset < input->size ? offset : input->size;
}

size_t ws_input_line_number(const ws_input *input)
{
    return input->line;
}

void ws_input_watch(ws_input *input, int descriptor)
{
    input->watched = descriptor;
}

void ws_input_give_map(ws_input *input, const struct ws_map *map)
{
    input->map = map;
}

const struct ws_map *ws_input_map(const ws_input *input)
{
    return input->map;
}

/* What is there, without waiting for more as fread does: those who write to a pipe may wait for our answer. Negative
 * with errno. */
static ssize_t read_some(ws_input *input, void *out, size_t room)
{
    struct pollfd waits[] = {{fileno(input->file), POLLIN, 0}, {input->watched, POLLIN, 0}};
    ssize_t count;

    if (waits[0].fd < 0) { /* a stream in memory */
        size_t some = fread(out, 1, room, input->file);

        return some > 0 || !ferror(input->file) ? (ssize_t)some : -1;
    }
    if (room == 0) return 0;
    do {
        int ready = input->own ? 1 : poll(waits, 2, -1);

        if (ready > 0 && waits[1].revents) {
            errno = ECANCELED;
            return -1;
        }
        count = ready > 0 ? read(waits[0].fd, out, room) : -1;
    } while (count < 0 && errno == EINTR);
    return count;
}

ws_status ws_input_count(ws_input *input, size_t unpacked, ws_error *error)
{
    ws_input *file = input->outermost;
    uint64_t read = file->read < file->size ? file->read : file->size;

    file->unpacked += unpacked;
    if (file->unpacked <= WS_UNPACKED_BYTES || file->unpacked / WS_UNPACKED_RATIO <= read) return WS_OK;
    return ws_fail(error, WS_CORRUPT, "If you trust it, unpack it yourself and read what comes out",
                   "it unpacks to more than %d times its size", WS_UNPACKED_RATIO);
}

/* Bytes as they are in the file or container: how many, 0 at the end or when the input has failed. */
static size_t read_raw(ws_input *input, void *out, size_t room)
{
    size_t part = 0;
    ssize_t count;

    if (input->bytes) {
        if (input->bytes(input->user, out, room, &part, &input->failure) != WS_OK) return 0;
        return ws_input_count(input, part, &input->failure) == WS_OK ? part : 0;
    }
    count = read_some(input, out, room < input->left ? room : (size_t)input->left);
    if (count < 0) fail_io(&input->failure, errno ? errno : EIO, "read", input->path);
    if (count <= 0) return 0;
    input->left -= (size_t)count;
    input->read += (size_t)count;
    return (size_t)count;
}

/* Takes over what was read so far as the first packed bytes. */
static void begin_unpacking(ws_input *input, ws_packing packing)
{
    packed *from = input->packed = calloc(1, sizeof *from);

    if (!from)
        ws_no_memory(&input->failure);
    else if (ws_unpacker_new(packing, &from->unpacker, &input->failure) == WS_OK) {
        from->packing = packing;
        memcpy(from->bytes, input->chunk, input->end);
        from->end = input->end;
        from->at_end = input->at_end;
        input->at_end = false;
    }
    input->end = 0;
}

/* Are the first bytes those of packed data? */
static void look(ws_input *input)
{
    ws_packing packing;
    bool undecided;

    input->looked = true;
    for (;;) {
        size_t count;

        packing = ws_packing_of(input->chunk, input->end, &undecided);
        if (!undecided || input->at_end) break;
        count = read_raw(input, input->chunk + input->end, CHUNK_BYTES - input->end);
        input->end += count;
        input->at_end = count == 0;
    }
    if (packing != WS_NOT_PACKED) begin_unpacking(input, packing);
}

static size_t unpack_some(ws_input *input, unsigned char *out, size_t room)
{
    packed *from = input->packed;
    size_t taken, made = 0;
    ws_status status;

    while (made == 0) {
        if (from->begin == from->end && !from->at_end) {
            from->begin = 0;
            from->end = read_raw(input, from->bytes, CHUNK_BYTES);
            from->at_end = from->end == 0;
            if (input->failure.status != WS_OK) return 0;
        }
        status = ws_unpacker_run(from->unpacker, from->bytes + from->begin, from->end - from->begin, &taken, out, room,
                                 &made, &input->failure);
        from->begin += taken;
        from->gave = !ws_unpacker_is_whole(from->unpacker) && (from->gave || made > 0);
        if (status != WS_OK) break;
        if (made == 0 && from->at_end && taken == 0) break;
    }
    if (made > 0) return ws_input_count(input, made, &input->failure) == WS_OK ? made : 0;
    if (input->failure.status == WS_OK && !ws_unpacker_is_whole(from->unpacker))
        ws_fail(&input->failure, WS_CORRUPT, "Get the file again; what was read before that place is kept",
                "it is cut off: the end of the compressed data is missing");
    return 0;
}

/* Waits for more bytes, until the chunk is full or the input ends. */
static void fill(ws_input *input)
{
    unsigned char *out = input->chunk + input->end;
    size_t room = CHUNK_BYTES - input->end;

    if (!input->looked) {
        input->end = read_raw(input, out, room);
        input->at_end = input->end == 0;
        look(input);
        if (!input->packed) return;
        room = CHUNK_BYTES;
        out = input->chunk;
    }
    if (input->failure.status == WS_OK) {
        size_t count = input->packed ? unpack_some(input, out, room) : read_raw(input, out, room);

        input->end += count;
        if (count > 0) return;
    }
    input->at_end = true;
}

/* Refills an empty chunk: WS_OK, WS_END or why not. */
static ws_status more(ws_input *input, ws_error *error)
{
    if (input->begin < input->end) return WS_OK;
    input->begin = input->end = 0;
    if (!input->at_end) fill(input);
    if (input->begin < input->end) return WS_OK;
    if (input->failure.status == WS_OK) return WS_END;
    if (error) *error = input->failure;
    return input->failure.status;
}

/* Is the first line whole, and an object? Then what comes after it changes nothing in how it is read. */
static bool has_object_line(const ws_input *input)
{
    const unsigned char *bytes = input->chunk + input->begin;
    const unsigned char *stop = memchr(bytes, '\n', input->end - input->begin);

    if (stop && stop > bytes && stop[-1] == '\r') stop--;
    return stop && stop - bytes >= 2 && bytes[0] == '{' && stop[-1] == '}';
}

const unsigned char *ws_input_head(ws_input *input, size_t *size)
{
    while (input->end - input->begin < WS_HEAD_BYTES && !input->at_end && !has_object_line(input)) {
        memmove(input->chunk, input->chunk + input->begin, input->end - input->begin);
        input->end -= input->begin;
        input->begin = 0;
        fill(input);
    }
    *size = input->end - input->begin;
    if (*size > WS_HEAD_BYTES) *size = WS_HEAD_BYTES;
    return input->chunk + input->begin;
}

static void consume(ws_input *input, size_t count)
{
    input->begin += count;
    input->consumed += count;
}

static ws_status end_line(ws_input *input, ws_buffer *line, bool too_long, size_t *number, ws_error *error)
{
    *number = ++input->line;
    if (too_long) {
        ws_buffer_clear(line);
        return ws_fail(error, WS_REFUSED, NULL, "%s:%zu: the line is longer than %d MiB", input->path, *number,
                       WS_LINE_BYTES / (1024 * 1024));
    }
    if (ws_buffer_status(line, error) != WS_OK) return WS_NO_MEMORY;
    if (line->size > 0 && line->bytes[line->size - 1] == '\r') line->bytes[--line->size] = '\0';
    return WS_OK;
}

ws_status ws_input_line(ws_input *input, ws_buffer *line, size_t *number, ws_error *error)
{
    bool too_long = false;
    bool any = false;

    ws_buffer_clear(line);
    for (;;) {
        ws_status status = more(input, error);
        const unsigned char *bytes = input->chunk + input->begin;
        const unsigned char *stop;
        size_t size;

        if (status == WS_END && any) return end_line(input, line, too_long, number, error);
        if (status != WS_OK) return status;
        any = true;
        stop = memchr(bytes, '\n', input->end - input->begin);
        size = stop ? (size_t)(stop - bytes) : input->end - input->begin;
        if (line->size + size > WS_LINE_BYTES) too_long = true;
        if (!too_long) ws_buffer_add(line, bytes, size);
        consume(input, size + (stop ? 1 : 0));
        input->line_ended = stop;
        if (stop) return end_line(input, line, too_long, number, error);
    }
}

bool ws_input_line_ended(const ws_input *input)
{
    return input->line_ended;
}

ws_status ws_input_all(ws_input *input, ws_buffer *out, ws_error *error)
{
    for (;;) {
        ws_status status = more(input, error);
        size_t size = input->end - input->begin;

        if (status == WS_END) return ws_buffer_status(out, error);
        if (status != WS_OK) return status;
        if (out->size + size > WS_DOCUMENT_BYTES)
            return ws_fail(error, WS_REFUSED, "Split it, or turn it into JSON lines", "%s is larger than %d MiB",
                           input->path, WS_DOCUMENT_BYTES / (1024 * 1024));
        ws_buffer_add(out, input->chunk + input->begin, size);
        if (ws_buffer_status(out, error) != WS_OK) return WS_NO_MEMORY;
        consume(input, size);
    }
}

ws_status ws_input_some(ws_input *input, const unsigned char **bytes, size_t *size, ws_error *error)
{
    ws_status status = more(input, error);

    *bytes = input->chunk + input->begin;
    *size = input->end - input->begin;
    return status;
}

void ws_input_take(ws_input *input, size_t count)
{
    consume(input, count);
}

bool ws_input_resume(ws_input *input)
{
    packed *from = input->packed;

    if (!from || !from->unpacker || input->failure.status != WS_CORRUPT || ws_input_count(input, 0, NULL) != WS_OK)
        return false;
    /* What is broken in its first bytes would be found again there. */
    if (!ws_unpacker_is_inside(from->unpacker) && from->begin < from->end) from->begin++;
    for (;;) {
        size_t count;

        from->begin += ws_packing_find(from->packing, from->bytes + from->begin, from->end - from->begin);
        if (from->end - from->begin >= WS_PACKING_MAGIC) break;
        if (from->at_end) return false;
        memmove(from->bytes, from->bytes + from->begin, from->end - from->begin);
        from->end -= from->begin;
        from->begin = 0;
        count = read_raw(input, from->bytes + from->end, CHUNK_BYTES - from->end);
        from->end += count;
        from->at_end = count == 0;
    }
    ws_unpacker_reset(from->unpacker);
    from->gave = false;
    input->failure = (ws_error){0};
    input->at_end = false;
    return true;
}

bool ws_input_gave_damaged(const ws_input *input)
{
    return input->packed && input->packed->gave && input->failure.status != WS_OK;
}

bool ws_input_is_packed(ws_input *input)
{
    size_t size;

    ws_input_head(input, &size);
    return input->packed != NULL;
}

bool ws_input_seeks(ws_input *input, uint64_t *size)
{
    *size = input->size;
    return input->own && input->size != UINT64_MAX && !ws_input_is_packed(input);
}

ws_status ws_input_seek(ws_input *input, uint64_t offset, ws_error *error)
{
    if (offset > input->size) offset = input->size;
    if (lseek(fileno(input->file), (off_t)offset, SEEK_SET) < 0) return fail_io(error, errno, "read", input->path);
    input->begin = input->end = 0;
    input->left = input->size - offset;
    input->at_end = false;
    return WS_OK;
}
