/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same records in SQLite: a table of articles and one of statements, with what the index keeps of each, and FTS5
 * over their words. */
#ifndef WS_BENCH_PEER_H
#define WS_BENCH_PEER_H

#include "record.h"

typedef struct peer peer;

/* Makes the file anew. NULL: told on stderr. */
peer *peer_make(const char *path);
/* Opens one that was made. */
peer *peer_open(const char *path);
/* False, here and below: told on stderr. */
bool peer_add(peer *self, const ws_article *article, const ws_statement *statements, size_t count);
/* Commits, and makes the indexes. */
bool peer_finish(peer *self);
/* The rows of a query with their records, in full; negative: told on stderr. */
long peer_ask(peer *self, const char *sql);
void peer_close(peer *self);

#endif
