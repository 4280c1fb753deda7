/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of several moments is the first, where archives give days, moments or nothing. */
#ifndef WS_EARLIEST_H
#define WS_EARLIEST_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ws_earliest {
    size_t first;    /* the earliest that has a date; WS_NO_EARLIEST where none has */
    bool determined; /* else another one is of the same day, or within an hour */
    size_t undated;
} ws_earliest;

#define WS_NO_EARLIEST ((size_t)-1)

/* ISO 8601, NULL for no date. A day lies anywhere between its midnights, UTC where no offset is given. `groups`: those
 * of one article are not weighed against each other; NULL: each stands alone. */
ws_earliest ws_earliest_of(const char *const *dates, const char *const *articles, size_t count);

/* May the second be as early as the first, or earlier? */
bool ws_perhaps_as_early(const char *first, const char *second);

#endif
