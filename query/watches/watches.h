/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches: questions that are asked again and again, and where what is new goes.
 *
 * They are kept in `watches.json` in the folder that holds the index, and what each of them has told in
 * `watch-NAME.jsonl` beside it. Both are readable by their owner alone and replaced in one step. Since a watch may run
 * a command, a file that somebody else could have written is refused. */
#ifndef WS_WATCHES_H
#define WS_WATCHES_H

#include "arena.h"
#include "buffer.h"
#include "status.h"

#include <stdbool.h>

enum {
    WS_WATCHES_MOST = 500,
    WS_WATCHES_BYTES = 4 << 20,
    WS_WATCH_NAME_BYTES = 64,
    WS_WATCH_TEXT_BYTES = 4096, /* of a query, command or path */
    WS_WATCH_ARGUMENTS = 64     /* of a command */
};

typedef struct ws_watch {
    const char *name;    /* ws_watch_is_name */
    const char *key;     /* 32 hex digits, another one for each watch that was ever made */
    const char *query;   /* as typed; NULL: about */
    const char *about;   /* id of an article or statement, the responses to which are asked for; NULL: query */
    const char *email;   /* ws_watch_is_address; NULL: no mail */
    const char *command; /* a program and its arguments, parted by blanks; NULL: none */
    const char *feed;    /* absolute path; NULL: none */
} ws_watch;

typedef struct ws_watches {
    ws_watch *items;
    size_t count;
} ws_watches;

/* Letters, digits, dots, hyphens and underscores of ASCII, the first one a letter or digit. */
bool ws_watch_is_name(const char *text);
/* A mailbox that can stand in a header and among arguments as it is: no blanks, no line ends, no quotes, no beginning
 * minus. */
bool ws_watch_is_address(const char *text);

/* Reads the file's text; `what` stands in messages. All is checked: names, addresses, sizes, that each name is there
 * once and each watch asks for one thing. WS_CORRUPT, WS_FUTURE. Everything lies in the arena. */
ws_status ws_watches_parse(ws_arena *arena, const char *bytes, size_t size, const char *what, ws_watches *out,
                           ws_error *error);
/* A file that is not there has no watches. */
ws_status ws_watches_load(ws_arena *arena, const char *path, ws_watches *out, ws_error *error);
ws_status ws_watches_save(ws_arena *arena, const char *path, const ws_watches *watches, ws_error *error);
/* NULL: there is none of this name. */
ws_watch *ws_watches_find(const ws_watches *watches, const char *name);

/* One process at a time changes or runs them: *descriptor is closed to end it. WS_LOCKED. */
ws_status ws_watches_lock(ws_arena *arena, const char *path, int *descriptor, ws_error *error);

/* --- for this and the states --- */

/* The whole of a file that is ours alone to write. WS_NOT_FOUND, WS_REFUSED, WS_CORRUPT: too large. */
ws_status ws_watch_file_read(const char *path, size_t most, ws_buffer *out, ws_error *error);
ws_status ws_watch_file_write(ws_arena *arena, const char *path, const ws_buffer *bytes, ws_error *error);
/* "/srv/watches.json", "toll" -> "/srv/watch-toll.jsonl". NULL: no memory. */
char *ws_watch_state_path(ws_arena *arena, const char *path, const char *name);

#endif
