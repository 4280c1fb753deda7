/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that an answer is made of, and how they were then: what tells whether the answer would be the same now. */
#ifndef WS_QUERY_SEEN_FILES_H
#define WS_QUERY_SEEN_FILES_H

#include "unicode.h"

#include <stdbool.h>
#include <stddef.h>

/* How the files are now: a file that is replaced or written has another inode, size or time, and one that isn't there
 * has none of them. False: no memory. */
bool ws_seen_files_look(const char *const *files, size_t count, ws_hash *out);

#endif
