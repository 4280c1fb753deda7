/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "He was told that the dam held": the one before the cue heard it; nobody says who spoke. */
#ifndef WS_PASSIVE_H
#define WS_PASSIVE_H

#include "lexicon.h"
#include "reading.h"

/* Is the cue a passive that leaves the speaker out: of telling, informing, warning somebody, without "by"? */
bool ws_cue_hides_speaker(const ws_lexicon *lexicon, const ws_reading *reading, const ws_statement *statement);

#endif
