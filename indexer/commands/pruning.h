/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `add --prune`: articles of the paths given that are there no more leave the index. Nothing goes that might only have
 * been out of reach: not after a run that was stopped, nothing of a path of which anything was refused, nothing under a
 * given path under which nothing at all was read. */
#ifndef WS_PRUNING_H
#define WS_PRUNING_H

#include "index.h"
#include "options.h"

typedef struct ws_pruning ws_pruning;

/* WS_USAGE when standard input is among the paths. */
ws_status ws_pruning_new(const ws_strings *paths, ws_pruning **out, ws_error *error);
void ws_pruning_free(ws_pruning *pruning); /* NULL is fine */

/* This article was come to, whatever became of it. */
ws_status ws_pruning_saw(ws_pruning *pruning, const ws_article *article, ws_error *error);
/* Something of this path was refused. Finding no memory makes the pruning fail. */
void ws_pruning_refused(ws_pruning *pruning, const char *path);

/* After a run that came to its end. *removed: how many articles went; *spared: how many were not found and stay, since
 * it is not certain that they are gone. */
ws_status ws_pruning_run(ws_pruning *pruning, ws_writer *writer, size_t *removed, size_t *spared, ws_error *error);

/* ws_path_text, kept in the arena; NULL: no memory. */
const char *ws_path_in(ws_arena *arena, const char *path);
/* Is it that path, or below it? Both as articles have them. */
bool ws_path_is_below(const char *path, const char *root);

#endif
