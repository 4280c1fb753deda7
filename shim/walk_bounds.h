/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From where on searches look at a part of their matches only. Tests lower these bounds, for what is found, and its
 * order, must not depend on them. */
#ifndef WS_WALK_BOUNDS_H
#define WS_WALK_BOUNDS_H

#include <stddef.h>

#pragma GCC visibility push(default)

typedef struct ws_walk_bounds {
    size_t few;   /* matches that are all put in order at once */
    size_t count; /* matches that are counted exactly wherever an estimate would do */
    size_t chunk; /* statements of the first days or names that are looked at together, at least */
} ws_walk_bounds;
extern ws_walk_bounds ws_walk_bounds_now;

#pragma GCC visibility pop
#endif
