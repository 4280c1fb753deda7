/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK_BYTES = 64 * 1024 };

struct ws_input {
    char *path;
    FILE *file;
    bool own;
    bool at_end;
    int watched;       /* a descriptor that ends a wait, -1 */
    int failure;       /* errno of a failed read, 0 */
    size_t begin, end; /* what of chunk is not consumed yet */
    size_t line;       /* number of the last line read */
    uint64_t consumed;
    uint64_t left; /* of a file, what it held when it was opened: a file that grows while it is read, such as our own
                    * output, still ends */
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
    if (stat(path, &about) != 0) return fail_io(error, errno, "read", path);
    if (!S_ISREG(about.st_mode))
        return ws_fail(error, WS_REFUSED, "Only files and folders are read; pipe anything else to '-'",
                       "%s is %s, not a file", path, kind_of(about.st_mode));
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0) return fail_io(error, errno, "read", path);
    if (fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
        close(descriptor);
        return ws_fail(error, WS_REFUSED, NULL, "%s changed while it was opened", path);
    }
    input->file = fdopen(descriptor, "rb");
    if (!input->file) {
        close(descriptor);
        return ws_no_memory(error);
    }
    input->own = true;
    input->modified = about.st_mtim;
    input->left = about.st_size > 0 ? (uint64_t)about.st_size : UINT64_MAX; /* files of the kernel have no size */
    return WS_OK;
}

ws_status ws_input_open(const char *path, FILE *standard_input, ws_input **out, ws_error *error)
{
    ws_input *input = calloc(1, sizeof *input);
    ws_status status = WS_OK;

    *out = NULL;
    if (!input) return ws_no_memory(error);
    input->watched = -1;
    input->path = strdup(path);
    if (!input->path) {
        free(input);
        return ws_no_memory(error);
    }
    if (strcmp(path, "-") == 0) {
        input->file = standard_input;
        input->left = UINT64_MAX;
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
    return input->consumed;
}

size_t ws_input_line_number(const ws_input *input)
{
    return input->line;
}

void ws_input_watch(ws_input *input, int descriptor)
{
    input->watched = descriptor;
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

/* Waits for more bytes, until the chunk is full or the input ends. */
static void fill(ws_input *input)
{
    size_t room = CHUNK_BYTES - input->end < input->left ? CHUNK_BYTES - input->end : (size_t)input->left;
    ssize_t count = read_some(input, input->chunk + input->end, room);

    if (count < 0) input->failure = errno ? errno : EIO;
    if (count <= 0) {
        input->at_end = true;
        return;
    }
    input->end += (size_t)count;
    input->left -= (size_t)count;
}

/* Refills an empty chunk: WS_OK, WS_END or WS_IO. */
static ws_status more(ws_input *input, ws_error *error)
{
    if (input->begin < input->end) return WS_OK;
    input->begin = input->end = 0;
    if (!input->at_end) fill(input);
    if (input->begin < input->end) return WS_OK;
    return input->failure ? fail_io(error, input->failure, "read", input->path) : WS_END;
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
        if (stop) return end_line(input, line, too_long, number, error);
    }
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
