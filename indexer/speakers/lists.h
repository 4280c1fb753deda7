/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the word lists say of a token; for the files of this room. */
#ifndef WS_LISTS_H
#define WS_LISTS_H

#include "mentions.h"

static inline bool has(const ws_mentions *m, const char *list, size_t i)
{
    return ws_lexicon_has(m->lexicon, list, m->reading->tokens[i].folded);
}

/* "": the list doesn't have it. */
static inline const char *value(const ws_mentions *m, const char *list, size_t i)
{
    const char *found = ws_lexicon_value(m->lexicon, list, m->reading->tokens[i].folded);
    return found ? found : "";
}

#endif
