/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of statements that are rare in an index. */
#ifndef WS_RARE_WORDS_H
#define WS_RARE_WORDS_H

#include "common.h"
#include "pairing.h"

/* Fills `words` of each unit, which are those of the hits: words of what was said (topic.h) that at most ten statements
 * of the index have, or one of fifty; and those that the query asks for, however common. */
ws_status ws_rare_words_find(ws_session *session, const ws_hits *hits, ws_pair_unit *units, ws_error *error);

#endif
