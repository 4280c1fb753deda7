/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { CHECKSUM = 8, CHECKED = 24, HEADER = 40, ENTRY = 64, NAME = 32, SECTIONS = 4096 };

struct ws_model_file {
    const unsigned char *bytes;
    size_t size;
    uint32_t sections;
    char checksum[33];
    char *path;
};

static const char reinstall[] = "install whosaid again, or name another model with --model";

static uint32_t read_u32(const unsigned char *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint64_t read_u64(const unsigned char *at)
{
    return read_u32(at) | (uint64_t)read_u32(at + 4) << 32;
}

static ws_status map_file(ws_model_file *file, const char *path, ws_error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return ws_fail_errno(error, errno, "open the model", path);
    struct stat facts;
    ws_status status = WS_OK;
    if (fstat(descriptor, &facts) < 0)
        status = ws_fail_errno(error, errno, "look at the model", path);
    else if (!S_ISREG(facts.st_mode) || facts.st_size < HEADER || facts.st_size > WS_MODEL_BYTES)
        status = ws_fail(error, WS_CORRUPT, reinstall, "%s is no whosaid model: its size is wrong", path);
    if (status == WS_OK) {
        void *mapped = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (mapped == MAP_FAILED)
            status = ws_fail_errno(error, errno, "map the model", path);
        else {
            file->bytes = mapped;
            file->size = (size_t)facts.st_size;
        }
    }
    close(descriptor);
    return status;
}

static ws_status check_sections(const ws_model_file *file, ws_error *error)
{
    for (uint32_t i = 0; i < file->sections; i++) {
        const unsigned char *entry = file->bytes + HEADER + (size_t)i * ENTRY;
        uint64_t offset = read_u64(entry + 48), size = read_u64(entry + 56);
        if (!memchr(entry, 0, NAME) || offset % 64 || offset > file->size || size > file->size - offset)
            return ws_fail(error, WS_CORRUPT, reinstall, "%s: part %u of the model lies outside the file", file->path,
                           i);
    }
    return WS_OK;
}

static ws_status verify(ws_model_file *file, ws_error *error)
{
    const unsigned char *at = file->bytes;
    if (memcmp(at, "WSMODEL", 8)) return ws_fail(error, WS_CORRUPT, reinstall, "%s is no whosaid model", file->path);
    if (read_u32(at + CHECKED) != WS_MODEL_VERSION)
        return ws_fail(error, WS_FUTURE, "use the model that came with this whosaid, or a newer whosaid",
                       "%s is a model of version %u; this whosaid reads version %d", file->path, read_u32(at + CHECKED),
                       WS_MODEL_VERSION);
    file->sections = read_u32(at + CHECKED + 4);
    if (read_u64(at + CHECKED + 8) != file->size || file->sections > SECTIONS ||
        HEADER + (size_t)file->sections * ENTRY > file->size)
        return ws_fail(error, WS_CORRUPT, reinstall, "%s is not whole: a model of another length", file->path);
    XXH128_canonical_t digest;
    XXH128_canonicalFromHash(&digest, XXH3_128bits(at + CHECKED, file->size - CHECKED));
    if (memcmp(digest.digest, at + CHECKSUM, 16))
        return ws_fail(error, WS_CORRUPT, reinstall, "%s is damaged: its checksum does not agree", file->path);
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 16; i++) {
        file->checksum[2 * i] = digits[digest.digest[i] >> 4];
        file->checksum[2 * i + 1] = digits[digest.digest[i] & 15];
    }
    return check_sections(file, error);
}

ws_status ws_model_file_open(const char *path, ws_model_file **out, ws_error *error)
{
    *out = NULL;
    ws_model_file *file = calloc(1, sizeof *file);
    if (!file) return ws_no_memory(error);
    file->path = strdup(path);
    ws_status status = file->path ? map_file(file, path, error) : ws_no_memory(error);
    if (status == WS_OK) status = verify(file, error);
    if (status != WS_OK) {
        ws_model_file_close(file);
        return status;
    }
    *out = file;
    return WS_OK;
}

void ws_model_file_close(ws_model_file *file)
{
    if (!file) return;
    if (file->bytes) munmap((void *)(uintptr_t)file->bytes, file->size);
    free(file->path);
    free(file);
}

const char *ws_model_file_checksum(const ws_model_file *file)
{
    return file->checksum;
}

static const unsigned char *find_entry(const ws_model_file *file, const char *name)
{
    for (uint32_t i = 0; i < file->sections; i++) {
        const unsigned char *entry = file->bytes + HEADER + (size_t)i * ENTRY;
        if (!strcmp((const char *)entry, name)) return entry;
    }
    return NULL;
}

ws_status ws_model_file_array(const ws_model_file *file, const char *name, ws_array_type type, size_t rows,
                              size_t columns, const void **out, ws_error *error)
{
    size_t width = type == WS_ARRAY_INT8 || type == WS_ARRAY_BYTES ? 1 : 4;
    const unsigned char *entry = find_entry(file, name);
    if (!entry || read_u32(entry + 32) != (uint32_t)type || read_u32(entry + 36) != rows ||
        read_u32(entry + 40) != columns || read_u64(entry + 56) != (uint64_t)rows * columns * width)
        return ws_fail(error, WS_CORRUPT, reinstall, "%s: the model lacks '%s' of %zu x %zu", file->path, name, rows,
                       columns);
    *out = file->bytes + read_u64(entry + 48);
    return WS_OK;
}

ws_status ws_model_file_bytes(const ws_model_file *file, const char *name, const char **out, size_t *size,
                              ws_error *error)
{
    const unsigned char *entry = find_entry(file, name);
    if (!entry || read_u32(entry + 32) != WS_ARRAY_BYTES)
        return ws_fail(error, WS_CORRUPT, reinstall, "%s: the model lacks '%s'", file->path, name);
    *out = (const char *)file->bytes + read_u64(entry + 48);
    *size = (size_t)read_u64(entry + 56);
    return WS_OK;
}
