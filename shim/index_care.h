/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking after indexes that lie on this machine: checking, compacting, merging. All refuse an index that another
 * process is writing (WS_LOCKED). */
#ifndef WS_INDEX_CARE_H
#define WS_INDEX_CARE_H

#include "status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

typedef struct ws_check_events {
    void (*problem)(void *user, const char *what);          /* one line; valid UTF-8 */
    void (*progress)(void *user, uint64_t done, uint64_t all); /* documents; may be NULL */
    void *user;
} ws_check_events;

typedef struct ws_check_totals {
    size_t articles, earlier, statements; /* earlier versions of articles, which superseded statements stand on */
    size_t problems;
    bool tables_unchecked; /* Xapian checks them only where it may write, though it does not */
} ws_check_totals;

/* Verifies an index against itself: Xapian's own check of its tables; then every document: one id, held once; every
 * article's hash anew from its text and metadata; every statement on an article that is there, its spans inside the
 * text, its id anew from its words, its terms and values as they would be made now. WS_OK although there are problems:
 * see totals. Anything else says why it could not be checked. */
ws_status ws_index_check(const char *place, const ws_check_events *events, ws_check_totals *out, ws_error *error);

/* Writes the index anew without gaps and puts that in its place, in one step where the file system can exchange
 * folders. Readers that have it open go on with what they have. Stopped at any point it leaves the old index or the new
 * one, whole; what else is left (PLACE.compacting) goes with the next compacting.
 * `for_reading`: still smaller, without the documents' lists of terms. Searches answer the same; merging and serving such an
 * index are refused (WS_USAGE) until it is compacted again without that. A writer makes it whole as it opens it. */
ws_status ws_index_compact(const char *place, bool for_reading, uint64_t *before, uint64_t *after, ws_error *error);

typedef struct ws_merged {
    size_t articles;   /* that the new index has */
    size_t in_several; /* of these: were in more than one; the newest version went before */
} ws_merged;

/* Makes a new, compact index at `target`, where nothing or an empty folder is, from several. The same article in two:
 * the newer version wins, the one of the later index where neither is newer; what only the other said is superseded. */
ws_status ws_index_merge(const char *const *places, size_t count, const char *target, ws_merged *out, ws_error *error);

#pragma GCC visibility pop
#endif
