/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What random samples are drawn from: all articles that were read, those without statements too, and statements by the
 * numbers of ws_index_rows. */
#ifndef WS_INDEX_SAMPLE_H
#define WS_INDEX_SAMPLE_H

#include "index.h"

#pragma GCC visibility push(default)

/* Takes an article, which lives as long as the call; its arena too. What it answers ends the walk unless it is WS_OK.
 */
typedef ws_status (*ws_take_article)(void *user, ws_arena *arena, const ws_article *article, ws_error *error);

/* Every article that was read and may be shown, in no order, each family of copies once unless `copies`. The walk
 * begins anew, after `restart`, when a writer has moved on meanwhile. */
ws_status ws_index_read_articles(ws_index *index, bool copies, void (*restart)(void *user), ws_take_article take,
                                 void *user, ws_error *error);

/* Statements by their numbers, which hold until the index is opened anew. `out` has `count` elements; WS_MODIFIED or
 * WS_NOT_FOUND where a number is not a statement's any more. */
ws_status ws_index_numbered(ws_index *index, const uint32_t *numbers, size_t count, ws_arena *arena, ws_hit *out,
                            ws_error *error);

#pragma GCC visibility pop
#endif
