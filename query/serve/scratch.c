/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char beginning[] = "whosaid-serve-";

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *place)
{
    (void)found, (void)kind, (void)place;
    remove(path);
    return 0;
}

static void remove_all(const char *path)
{
    enum { OPEN_MOST = 8 };
    nftw(path, remove_one, OPEN_MOST, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

/* -1: it is no folder of ours, or its server lives. */
static int take(const char *path)
{
    struct stat found;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) return -1;
    if (fstat(folder, &found) == 0 && found.st_uid == geteuid() && found.st_nlink &&
        flock(folder, LOCK_EX | LOCK_NB) == 0)
        return folder;
    close(folder);
    return -1;
}

static void clear_dead(const char *place)
{
    char path[WS_SCRATCH_BYTES];
    const struct dirent *entry;
    DIR *folder = opendir(place);
    if (!folder) return;
    while ((entry = readdir(folder))) {
        if (strncmp(entry->d_name, beginning, sizeof beginning - 1) != 0) continue;
        if (snprintf(path, sizeof path, "%s/%s", place, entry->d_name) >= (int)sizeof path) continue;
        int dead = take(path);
        if (dead < 0) continue;
        remove_all(path);
        close(dead);
    }
    closedir(folder);
}

ws_status ws_scratch_open(ws_scratch *out, ws_error *error)
{
    enum { TRIES = 8 };
    const char *place = getenv("TMPDIR");
    if (!place || *place != '/') place = "/tmp";
    clear_dead(place);
    for (int i = 0; i < TRIES; i++) {
        if (snprintf(out->path, sizeof out->path, "%s/%sXXXXXX", place, beginning) >= (int)sizeof out->path)
            return ws_fail(error, WS_IO, NULL, "the path of the folder for temporary files is too long");
        if (!mkdtemp(out->path)) break;
        /* Between the two, another server that starts may take it for a dead one's. */
        if ((out->lock = take(out->path)) >= 0) return WS_OK;
    }
    return ws_fail_errno(error, errno, "make a folder for temporary files in", place);
}

void ws_scratch_clear(const char *path, pid_t worker)
{
    char folder[WS_SCRATCH_BYTES];
    if (snprintf(folder, sizeof folder, "%s/%ld", path, (long)worker) < (int)sizeof folder) remove_all(folder);
}

void ws_scratch_close(ws_scratch *scratch)
{
    remove_all(scratch->path);
    close(scratch->lock);
}
