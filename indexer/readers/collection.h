/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All articles of the paths a user names: files, folders (recursively, in sorted order, symbolic links to folders not
 * followed), "-". Chooses the reader of each file by sniffing; applies --set; seals each article. */
#ifndef WS_COLLECTION_H
#define WS_COLLECTION_H

#include "options.h"
#include "record.h"
#include "status.h"

typedef struct ws_collection ws_collection;

/* `defaults`: "key=value" pairs, comma-separated, that fill what the input lacks (publisher, author, section,
 * published, updated, language, title). WS_USAGE for a key that does not exist. */
ws_status ws_collection_open(const ws_strings *paths, const char *defaults, FILE *standard_input, ws_collection **out,
                             ws_error *error);
/* "FIELD=COLUMN,...": which column of a table or member of a JSON object holds which field. WS_USAGE for a field that
 * does not exist. */
ws_status ws_collection_map(ws_collection *collection, const char *map, ws_error *error);
void ws_collection_close(ws_collection *collection);
/* A descriptor that ends a wait for standard input when it can be read from: the article is then WS_IO. */
void ws_collection_watch(ws_collection *collection, int descriptor);

/* WS_OK: a sealed article in the arena. WS_END. WS_PASSED: an item without text, which is no article; go on calling,
 * best after resetting the arena. WS_REFUSED or WS_IO: this article, file or folder could not be read;
 * `error` names it; go on calling. WS_NO_MEMORY ends it. */
ws_status ws_collection_next(ws_collection *collection, ws_arena *arena, ws_article *article, ws_error *error);

/* How far it is: bytes read of bytes in all (0 while unknown), for progress. */
void ws_collection_progress(const ws_collection *collection, uint64_t *done, uint64_t *all);
/* Name of the reader in use and path of the file being read, for messages. */
const char *ws_collection_reader(const ws_collection *collection);
const char *ws_collection_path(const ws_collection *collection);
/* Line last read from it; 0 where lines don't count, and when the file is done with. */
size_t ws_collection_line(const ws_collection *collection);

#endif
