/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is speaking: the speaker of each statement, within the article. A source introduced without a name is never
 * resolved to a named person. */
#ifndef WS_SPEAKERS_H
#define WS_SPEAKERS_H

#include "lexicon.h"
#include "reading.h"
#include "status.h"

/* Fills speakers, unresolved and firsthand of every statement from its source phrase and the names in the article. */
ws_status ws_speakers_resolve(const ws_lexicon *lexicon, ws_reading *reading, ws_error *error);

#endif
