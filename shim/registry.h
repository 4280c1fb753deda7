/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry: well-known people and bodies with their other names, as text files that anybody can edit. Read-only
 * after opening.
 *
 * A list of people is UTF-8; `#` begins a comment line; columns are parted by tabs, "-" or nothing stands for none, and
 * those after the type may be left away at the end of a line:
 *     name    as it is shown
 *     type    person, organization, publication, ... (ws_speaker_type), or place: one whose name stands for who governs
 *     gender  male, female, other
 *     id      of Wikidata ("Q42")
 *     other names, parted by "; "; a surname or an acronym alone where it means nobody else
 *     roles, parted by "; "
 * The list of nicknames has two columns: a given name, folded, and the one that it most often stands for.
 */
#ifndef WS_REGISTRY_H
#define WS_REGISTRY_H

#include "record.h"
#include "status.h"

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(default)

typedef struct ws_registered {
    const char *name;
    const char *id; /* NULL: not known */
    ws_speaker_type type;
    const char **keys; /* name keys of all its names, the shown one's first */
    size_t key_count;
    bool own;                   /* of a list that the user gave: it comes before the shipped one */
    size_t index;               /* below ws_registry_count */
    struct ws_registered *also; /* another line about the same, by id, or by name where the user's list says more */
    struct ws_registered *same; /* in such a line: the one that stands for all */
} ws_registered;

typedef struct ws_registry ws_registry;

/* Opens the shipped lists (in the build tree, else the installed data folder) and the user's `own` ones. A list that
 * cannot be read is WS_IO; one that is no UTF-8, too large, or has a wrong line is WS_CORRUPT: file and line are named.
 */
ws_status ws_registry_open(const char *const *own, size_t count, ws_registry **out, ws_error *error);
/* Where the shipped list of nicknames is. */
const char *ws_registry_nicknames(void);
/* Only these: the first list stands for the shipped one. NULL: no nicknames. */
ws_status ws_registry_open_lists(const char *nicknames, const char *const *lists, size_t count, ws_registry **out,
                                 ws_error *error);
void ws_registry_close(ws_registry *registry); /* NULL is fine */

size_t ws_registry_count(const ws_registry *registry);
/* Who has this name key; NULL: nobody, or several. An entry of the user's own goes before a shipped one. `same` of what
 * is returned is NULL. */
const ws_registered *ws_registry_find(const ws_registry *registry, const char *key);
/* What a folded given name is short for, or itself. */
const char *ws_registry_given(const ws_registry *registry, const char *given);

#pragma GCC visibility pop
#endif
