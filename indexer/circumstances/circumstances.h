/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The circumstances of a statement: to whom, by what medium, on what occasion, in what setting and when it was made. */
#ifndef WS_CIRCUMSTANCES_H
#define WS_CIRCUMSTANCES_H

#include "lexicon.h"
#include "reading.h"
#include "status.h"

/* Fills addressee, given_to, medium, occasion, setting and time of every statement: what the words around its own say,
 * in its sentence and its room (the article's, or the words of whoever relays it); what these leave open goes on from
 * the same speaker's statement before, in the same paragraph. What is not plain stays NULL. Speakers are known by now.
 */
ws_status ws_circumstances_find(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);

#endif
