/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Reuters reported, citing two officials": the model takes the one who cites for the source, or those who are cited
 * for what is said. Here whom somebody cites or quotes becomes the source of a statement of their own. */
#ifndef WS_CITED_H
#define WS_CITED_H

#include "drafts.h"

/* Is the word a form of "cite" or "quote"? */
bool ws_token_cites(const ws_token *token);

ws_status ws_drafts_cite(const ws_lexicon *lexicon, ws_reading *reading, ws_drafts *drafts, ws_error *error);

#endif
