/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a link leads, so that what it names is replaced and not the link. */
static ws_status resolve(ws_arena *arena, const char *target, const char **out, ws_error *error)
{
    struct stat found;
    *out = target;
    if (lstat(target, &found) || !S_ISLNK(found.st_mode)) return WS_OK;
    char *real = realpath(target, NULL);
    if (!real) return ws_fail_errno(error, errno, "follow the link", target);
    *out = ws_arena_strdup(arena, real);
    free(real);
    return *out ? WS_OK : ws_no_memory(error);
}

/* "dir/quotes.csv" -> "dir/.quotes.csv.XXXXXX". */
static ws_status begin(ws_arena *arena, const char *target, ws_place *out, ws_error *error)
{
    *out = (ws_place){0};
    ws_status status = resolve(arena, target, &out->target, error);
    if (status != WS_OK) return status;
    size_t size = strlen(out->target);
    while (size > 1 && out->target[size - 1] == '/') size--;
    char *plain = ws_arena_string(arena, out->target, size);
    if (!plain) return ws_no_memory(error);
    out->target = plain;
    const char *slash = strrchr(plain, '/'), *name = slash ? slash + 1 : plain;
    if (!*name || !strcmp(name, ".") || !strcmp(name, ".."))
        return ws_fail(error, WS_USAGE, NULL, "%s: give a name that can be made anew", target);
    out->path = ws_arena_printf(arena, "%.*s.%s.XXXXXX", (int)(name - plain), plain, name);
    return out->path ? WS_OK : ws_no_memory(error);
}

ws_status ws_place_file(ws_arena *arena, const char *target, ws_place *out, ws_error *error)
{
    struct stat found;
    ws_status status = begin(arena, target, out, error);
    if (status != WS_OK) return status;
    if (!stat(out->target, &found) && !S_ISREG(found.st_mode))
        return ws_fail(error, WS_USAGE, "give the name of a file, or leave out -o for standard output",
                       "%s is no file that could be replaced", target);
    int descriptor = mkstemp((char *)out->path); /* 0600 */
    if (descriptor < 0) return ws_fail_errno(error, errno, "write beside", target);
    close(descriptor);
    out->made = true;
    return WS_OK;
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (size_t i = 0; names[i]; i++)
        if (!strcmp(name, names[i])) return true;
    return false;
}

/* An export of before, or empty. */
static bool is_replaceable(const char *folder, const char *const *names)
{
    DIR *listing = opendir(folder);
    if (!listing) return false;
    bool only = true;
    for (const struct dirent *entry; only && (entry = readdir(listing));)
        only = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") || is_one_of(entry->d_name, names);
    closedir(listing);
    return only;
}

ws_status ws_place_folder(ws_arena *arena, const char *target, const char *const *names, ws_place *out, ws_error *error)
{
    struct stat found;
    ws_status status = begin(arena, target, out, error);
    if (status != WS_OK) return status;
    if (!stat(out->target, &found) && (!S_ISDIR(found.st_mode) || !is_replaceable(out->target, names)))
        return ws_fail(error, WS_USAGE, "give the name of a new folder, or of a .zip file",
                       "%s is there and is no export of before: it is not replaced", target);
    if (!mkdtemp((char *)out->path)) return ws_fail_errno(error, errno, "make a folder beside", target);
    out->is_folder = out->made = true;
    out->names = names;
    return WS_OK;
}

static ws_status sync_path(const char *path, ws_error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    bool done = descriptor >= 0 && !fsync(descriptor);
    int failure = errno;
    if (descriptor >= 0) close(descriptor);
    return done ? WS_OK : ws_fail_errno(error, failure, "write", path);
}

static void remove_folder(const char *folder, const char *const *names)
{
    char file[PATH_MAX];
    for (size_t i = 0; names[i]; i++)
        if (snprintf(file, sizeof file, "%s/%s", folder, names[i]) < (int)sizeof file) unlink(file);
    rmdir(folder);
}

static ws_status sync_files(const ws_place *place, ws_error *error)
{
    char file[PATH_MAX];
    ws_status status = WS_OK;
    for (size_t i = 0; place->names && place->names[i] && status == WS_OK; i++) {
        if (snprintf(file, sizeof file, "%s/%s", place->path, place->names[i]) >= (int)sizeof file) continue;
        if (!access(file, F_OK)) status = sync_path(file, error);
    }
    return status == WS_OK ? sync_path(place->path, error) : status;
}

/* A folder that is there changes places with the new one, and is then removed. */
ws_status ws_place_keep(ws_place *place, ws_error *error)
{
    ws_status status = sync_files(place, error);
    if (status != WS_OK) return status;
    bool exchanged = place->is_folder && !renameat2(AT_FDCWD, place->path, AT_FDCWD, place->target, RENAME_EXCHANGE);
    if (exchanged) {
        remove_folder(place->path, place->names);
    } else if (rename(place->path, place->target)) {
        return ws_fail_errno(error, errno, "put the export at", place->target);
    }
    place->made = false;
    return WS_OK;
}

void ws_place_drop(ws_place *place)
{
    if (!place->made) return;
    if (place->is_folder)
        remove_folder(place->path, place->names);
    else
        unlink(place->path);
    place->made = false;
}
