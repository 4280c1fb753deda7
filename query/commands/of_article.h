/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else is said where a statement stands. */
#ifndef WS_OF_ARTICLE_H
#define WS_OF_ARTICLE_H

#include "index.h"

/* All current statements on the very text of the one asked for, in the order of the text; it is among them even where
 * it is no more current or was rejected. */
ws_status ws_of_article(ws_index *index, const ws_hit *asked, ws_arena *arena, ws_hits *out, ws_error *error);

#endif
