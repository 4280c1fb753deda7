/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a watch has told: the statements it knows, as lines of an export, below a line with their number and checksum.
 * Nothing of what was said stands in it. */
#ifndef WS_WATCH_STATE_H
#define WS_WATCH_STATE_H

#include "changes.h"

enum { WS_WATCH_STATEMENTS_MOST = 250000, WS_WATCH_STATE_BYTES = 256 << 20 };

typedef struct ws_watch_state {
    ws_exported rows;
    char checksum[33]; /* of the lines */
} ws_watch_state;

/* `what` stands in messages, `key` is the watch's. WS_CORRUPT: cut off, changed, or of another watch. */
ws_status ws_watch_state_parse(ws_arena *arena, const char *bytes, size_t size, const char *what, const char *key,
                               ws_watch_state *out, ws_error *error);
ws_status ws_watch_state_load(ws_arena *arena, const char *path, const char *key, ws_watch_state *out, ws_error *error);

/* Changes that were told, in the order in which they came. */
typedef struct ws_watch_edits {
    ws_exported_row *items; /* one that is not current: is known no more */
    size_t count, capacity;
} ws_watch_edits;

/* `now`: when it is told; NULL: it was there before the watch. */
ws_status ws_watch_edits_add(ws_arena *arena, ws_watch_edits *edits, const ws_change *change, const char *now,
                             ws_error *error);

/* Writes the rows (which are marked) as the edits leave them. WS_REFUSED: there are too many. */
ws_status ws_watch_state_save(ws_arena *arena, const char *path, const char *key, ws_exported *rows,
                              const ws_watch_edits *edits, ws_error *error);

#endif
