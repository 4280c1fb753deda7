/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file or folder that is made beside its place, readable by its owner only, and put there in one step when it is
 * whole: whoever looks finds the old one or the new one. */
#ifndef WS_PLACE_H
#define WS_PLACE_H

#include "arena.h"
#include "status.h"

#include <stdbool.h>

typedef struct ws_place {
    const char *target; /* where it goes */
    const char *path;   /* what is being made; its folder is the target's */
    bool is_folder;
    bool made;                /* path is there */
    const char *const *names; /* of a folder: files that may be in it */
} ws_place;

/* Makes an empty file or folder. A file that is there will be replaced; so will a folder, but only where it has nothing
 * but files of these names (NULL-terminated). A link is followed; what is neither is refused. WS_IO, WS_USAGE. */
ws_status ws_place_file(ws_arena *arena, const char *target, ws_place *out, ws_error *error);
ws_status ws_place_folder(ws_arena *arena, const char *target, const char *const *names, ws_place *out,
                          ws_error *error);

/* Puts it in its place, on disk. WS_IO. */
ws_status ws_place_keep(ws_place *place, ws_error *error);
/* Removes what was made and not kept. */
void ws_place_drop(ws_place *place);

#endif
