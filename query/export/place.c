/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LETTERS = 6, TRIES = 100 };

static bool is_one_of(const char *name, const char *const *names)
{
    for (size_t i = 0; names[i]; i++)
        if (!strcmp(name, names[i])) return true;
    return false;
}

static void remove_folder(const char *folder, const char *const *names)
{
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) return;
    for (size_t i = 0; names[i]; i++) unlinkat(descriptor, names[i], 0);
    close(descriptor);
    rmdir(folder);
}

static bool is_at(int descriptor, const char *path)
{
    struct stat held, found;
    return !fstat(descriptor, &held) && !lstat(path, &found) && held.st_dev == found.st_dev &&
           held.st_ino == found.st_ino;
}

/* --- names --- */

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

/* "dir/quotes.csv" -> "dir/.quotes.csv.whosaid-XXXXXX". */
static ws_status name_it(ws_arena *arena, const char *target, ws_place *out, ws_error *error)
{
    *out = (ws_place){.descriptor = -1};
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
    out->beside = ws_arena_printf(arena, "%.*s.%s.whosaid-XXXXXX", (int)(name - plain), plain, name);
    return out->beside ? WS_OK : ws_no_memory(error);
}

/* Other letters at the end of the name. */
static bool rename_it(ws_place *place)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char random[LETTERS];
    if (getentropy(random, sizeof random)) return false;
    char *end = place->beside + strlen(place->beside) - LETTERS;
    for (size_t i = 0; i < LETTERS; i++) end[i] = letters[random[i] % (sizeof letters - 1)];
    return true;
}

/* The folder that a path is in. */
static bool folder_of(const char *path, char folder[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    int size = slash ? snprintf(folder, PATH_MAX, "%.*s", slash == path ? 1 : (int)(slash - path), path)
                     : snprintf(folder, PATH_MAX, ".");
    return size < PATH_MAX;
}

/* --- what killed runs left --- */

/* Nobody holds the lock of what a dead one made. Folders are removed by whoever knows what may be in them. */
static void clear_one(const char *path, const char *const *names)
{
    struct stat found;
    int descriptor = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0 && errno == EISDIR) descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) return;
    if (!fstat(descriptor, &found) && found.st_uid == geteuid() && !flock(descriptor, LOCK_EX | LOCK_NB) &&
        is_at(descriptor, path)) {
        if (S_ISREG(found.st_mode)) unlink(path);
        if (S_ISDIR(found.st_mode) && names) remove_folder(path, names);
    }
    close(descriptor);
}

static void clear_dead(const ws_place *place)
{
    char folder[PATH_MAX], path[PATH_MAX];
    const char *slash = strrchr(place->beside, '/'), *wanted = slash ? slash + 1 : place->beside;
    size_t size = strlen(wanted);
    DIR *listing = folder_of(place->beside, folder) ? opendir(folder) : NULL;
    if (!listing) return;
    for (const struct dirent *entry; (entry = readdir(listing));)
        if (strlen(entry->d_name) == size && !strncmp(entry->d_name, wanted, size - LETTERS) &&
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path)
            clear_one(path, place->names);
    closedir(listing);
}

/* --- making --- */

/* Opens what is made anew. -1: errno tells why not. */
static int make_once(const ws_place *place)
{
    enum { SAFE = O_NOFOLLOW | O_CLOEXEC };
    if (!place->is_folder) return open(place->beside, O_RDWR | O_CREAT | O_EXCL | SAFE, S_IRUSR | S_IWUSR);
    if (mkdir(place->beside, S_IRWXU)) return -1;
    int descriptor = open(place->beside, O_RDONLY | O_DIRECTORY | SAFE);
    int why = errno;
    if (descriptor < 0) rmdir(place->beside);
    errno = why;
    return descriptor;
}

/* With a name that nobody has. Until it is locked, another run may take it for a dead one's and remove it. */
static int make_new(ws_place *place)
{
    for (int i = 0; i < TRIES; i++) {
        if (!rename_it(place)) return -1;
        int descriptor = make_once(place);
        if (descriptor < 0 && errno != EEXIST && errno != ENOENT) return -1;
        if (descriptor < 0) continue;
        bool lost = flock(descriptor, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK;
        if (!lost && is_at(descriptor, place->beside)) return descriptor;
        close(descriptor);
    }
    return -1;
}

static ws_status make_named(ws_place *place, ws_error *error)
{
    clear_dead(place);
    place->descriptor = make_new(place);
    if (place->descriptor < 0)
        return ws_fail_errno(error, errno, place->is_folder ? "make a folder beside" : "write beside", place->target);
    place->path = place->beside;
    place->made = true;
    return WS_OK;
}

/* A file without a name; false where the file system, or a machine without /proc, has none. */
static bool make_nameless(ws_arena *arena, ws_place *place)
{
    char folder[PATH_MAX];
    int descriptor =
        folder_of(place->target, folder) ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR) : -1;
    if (descriptor < 0) return false;
    place->path = ws_arena_printf(arena, "/proc/self/fd/%d", descriptor);
    if (!place->path || access(place->path, W_OK)) {
        close(descriptor);
        return false;
    }
    flock(descriptor, LOCK_EX | LOCK_NB);
    place->descriptor = descriptor;
    place->made = true;
    clear_dead(place);
    return true;
}

static ws_status check_file(const ws_place *place, ws_error *error)
{
    struct stat found;
    if (stat(place->target, &found) || S_ISREG(found.st_mode)) return WS_OK;
    return ws_fail(error, WS_USAGE, "give the name of a file, or leave out -o for standard output",
                   "%s is no file that could be replaced", place->target);
}

ws_status ws_place_file(ws_arena *arena, const char *target, ws_place *out, ws_error *error)
{
    ws_status status = name_it(arena, target, out, error);
    if (status == WS_OK) status = check_file(out, error);
    if (status != WS_OK || make_nameless(arena, out)) return status;
    return make_named(out, error);
}

ws_status ws_place_named_file(ws_arena *arena, const char *target, ws_place *out, ws_error *error)
{
    ws_status status = name_it(arena, target, out, error);
    if (status == WS_OK) status = check_file(out, error);
    return status == WS_OK ? make_named(out, error) : status;
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

ws_status ws_place_parts(ws_arena *arena, const char *target, const char *const *names, ws_place *out, ws_error *error)
{
    ws_status status = name_it(arena, target, out, error);
    if (status != WS_OK) return status;
    out->is_folder = true;
    out->names = names;
    return make_named(out, error);
}

ws_status ws_place_folder(ws_arena *arena, const char *target, const char *const *names, ws_place *out, ws_error *error)
{
    struct stat found;
    if (!stat(target, &found) && (!S_ISDIR(found.st_mode) || !is_replaceable(target, names))) {
        *out = (ws_place){.descriptor = -1};
        return ws_fail(error, WS_USAGE, "give the name of a new folder, or of a .zip file",
                       "%s is there and is no export of before: it is not replaced", target);
    }
    return ws_place_parts(arena, target, names, out, error);
}

/* --- keeping --- */

static ws_status sync_it(int descriptor, const char *target, ws_error *error)
{
    return fsync(descriptor) ? ws_fail_errno(error, errno, "write", target) : WS_OK;
}

static ws_status sync_files(const ws_place *place, ws_error *error)
{
    ws_status status = WS_OK;
    for (size_t i = 0; place->names && place->names[i] && status == WS_OK; i++) {
        int descriptor = openat(place->descriptor, place->names[i], O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        if (descriptor < 0) continue;
        status = sync_it(descriptor, place->target, error);
        close(descriptor);
    }
    return status == WS_OK ? sync_it(place->descriptor, place->target, error) : status;
}

/* One that may be written into and not read cannot be opened for it. */
static ws_status sync_folder(const char *target, ws_error *error)
{
    char folder[PATH_MAX];
    int descriptor = folder_of(target, folder) ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (descriptor < 0) return WS_OK;
    ws_status status = sync_it(descriptor, target, error);
    close(descriptor);
    return status;
}

/* A link cannot replace a file: it is made beside, to be renamed. */
static ws_status give_name(ws_place *place, ws_error *error)
{
    if (place->path == place->beside) return WS_OK;
    for (int i = 0; i < TRIES && rename_it(place); i++) {
        if (!linkat(AT_FDCWD, place->path, AT_FDCWD, place->beside, AT_SYMLINK_FOLLOW)) {
            place->path = place->beside;
            return WS_OK;
        }
        if (errno != EEXIST) break;
    }
    return ws_fail_errno(error, errno, "write beside", place->target);
}

static void close_it(ws_place *place)
{
    close(place->descriptor);
    place->descriptor = -1;
    place->made = false;
}

/* A folder that is there changes places with the new one, and is then removed. */
ws_status ws_place_keep(ws_place *place, ws_error *error)
{
    ws_status status = sync_files(place, error);
    if (status == WS_OK) status = give_name(place, error);
    if (status != WS_OK) return status;
    bool exchanged = place->is_folder && !renameat2(AT_FDCWD, place->path, AT_FDCWD, place->target, RENAME_EXCHANGE);
    if (exchanged)
        remove_folder(place->path, place->names);
    else if (rename(place->path, place->target))
        return ws_fail_errno(error, errno, "put the export at", place->target);
    close_it(place);
    return sync_folder(place->target, error);
}

void ws_place_drop(ws_place *place)
{
    if (!place->made) return;
    if (place->is_folder)
        remove_folder(place->path, place->names);
    else if (place->path == place->beside)
        unlink(place->path);
    close_it(place);
}

ws_status ws_place_write(ws_arena *arena, const char *target, ws_place_writer write, const void *user, ws_error *error)
{
    ws_place place;
    ws_status status = ws_place_file(arena, target, &place, error);
    if (status != WS_OK) return status;
    FILE *out = fopen(place.path, "we");
    status = out ? write(user, out, error) : ws_fail_errno(error, errno, "write", target);
    bool failed = out && (fflush(out) || ferror(out));
    int why = errno;
    if (out && fclose(out) && !failed) {
        failed = true;
        why = errno;
    }
    if (status == WS_OK && failed) status = ws_fail_errno(error, why, "write", target);
    if (status == WS_OK) status = ws_place_keep(&place, error);
    ws_place_drop(&place);
    return status;
}
