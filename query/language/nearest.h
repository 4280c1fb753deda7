/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which name did the user mean? */
#ifndef WS_NEAREST_H
#define WS_NEAREST_H

#include <stddef.h>

/* The name nearest to `word` by letters inserted, removed, changed or swapped; NULL when none is near. `names` may hold
 * NULLs. */
const char *ws_nearest(const char *word, const char *const *names, size_t count);

#endif
