/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names that decide who somebody is: of a hundred thousand names of an index, those that can be joined with a few,
 * directly or by others, by the rules of people.h; and those that can keep them from being joined. People formed from
 * them answer about the few as people formed from all names would.
 *
 * A name is near by its surname, where the registry has that, else by surname and given name; as a body by its name
 * without its legal form, and by acronyms; by the registry's other names for whom it knows; and so on from what was
 * found. The index finds names by their words. */
#ifndef WS_PEOPLE_NEAR_H
#define WS_PEOPLE_NEAR_H

#include "index.h"
#include "people.h"

#pragma GCC visibility push(default)

typedef struct ws_near ws_near;

/* Nothing is known at first. Everything lives in the arena; index and registry must outlive it. NULL: no memory. */
ws_near *ws_near_new(ws_arena *arena, ws_index *index, const ws_registry *registry);

/* How many names that fit a name asked for are looked into. */
typedef struct ws_meant_bounds {
    size_t most;   /* those of most documents */
    size_t shared; /* where more share its words, as "inc" is, it means nobody, and none is looked into */
} ws_meant_bounds;

/* Learns what decides about these keys, or about those whom ws_people_find may find by a name: all of them, or within
 * bounds (NULL: none; *shared: how many names share its words, where these are too many, else 0). *enough: all of it is
 * known now; false: that would take too many questions, better form people from all names. */
ws_status ws_near_keys(ws_near *near, const char *const *keys, size_t count, bool *enough, ws_error *error);
ws_status ws_near_name(ws_near *near, const char *name_key, const ws_meant_bounds *bounds, size_t *shared, bool *enough,
                       ws_error *error);

/* All that was learnt so far, for ws_people_form: they count as all there are. */
const ws_known_name *ws_near_names(const ws_near *near, size_t *count);

#pragma GCC visibility pop
#endif
