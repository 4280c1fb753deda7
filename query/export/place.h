/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file or folder that is made aside, readable by its owner only, and put in its place in one step when it is whole:
 * whoever looks finds the old one or the new one.
 *
 * Where the file system can do it, a file has no name until then, and is gone with its maker however that ends. What
 * needs a name has one beside the place, .NAME.whosaid-XXXXXX, and is locked as long as its maker lives: what a killed
 * run left is removed by the next one for the same place. */
#ifndef WS_PLACE_H
#define WS_PLACE_H

#include "arena.h"
#include "status.h"

#include <stdbool.h>
#include <stdio.h>

typedef struct ws_place {
    const char *target; /* where it goes */
    const char *path;   /* what is being made: to be opened by this, not to be shown */
    bool is_folder;
    bool made;                /* there is something at path */
    const char *const *names; /* of a folder: files that may be in it */
    char *beside;             /* its name beside the place, from when it has one */
    int descriptor;           /* of what is being made; holds its lock */
} ws_place;

/* Makes an empty file or folder. A file that is there will be replaced; so will a folder, but only where it has nothing
 * but files of these names (NULL-terminated). A link is followed; what is neither is refused. WS_IO, WS_USAGE. */
ws_status ws_place_file(ws_arena *arena, const char *target, ws_place *out, ws_error *error);
ws_status ws_place_folder(ws_arena *arena, const char *target, const char *const *names, ws_place *out,
                          ws_error *error);
/* The same for a file that is not written through `path` as it is opened, as SQLite's: it has a name from the first. */
ws_status ws_place_named_file(ws_arena *arena, const char *target, ws_place *out, ws_error *error);
/* A folder for what the file at `target` is made of: never kept, only dropped. */
ws_status ws_place_parts(ws_arena *arena, const char *target, const char *const *names, ws_place *out, ws_error *error);

/* Puts it in its place, on disk. WS_IO. */
ws_status ws_place_keep(ws_place *place, ws_error *error);
/* Removes what was made and not kept. */
void ws_place_drop(ws_place *place);

/* A whole file at once: what `write` writes is put in its place, or nothing where that fails. */
typedef ws_status (*ws_place_writer)(const void *user, FILE *out, ws_error *error);
ws_status ws_place_write(ws_arena *arena, const char *target, ws_place_writer write, const void *user, ws_error *error);

#endif
