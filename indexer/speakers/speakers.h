/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is speaking: the speaker of each statement, within the article. A source introduced without a name is never
 * resolved to a named person. */
#ifndef WS_SPEAKERS_H
#define WS_SPEAKERS_H

#include "lexicon.h"
#include "model.h"
#include "reading.h"
#include "status.h"
#include "tokens.h"

/* Fills speakers, unresolved and firsthand of every statement. A speaker of whom the reader is less sure than `least`
 * (0: what the model file says; below 0: nothing) is not named: the statement is unresolved. */
ws_status ws_speakers_resolve(const ws_model *model, const ws_lexicon *lexicon, const ws_model_reading *read,
                              ws_reading *reading, float least, ws_error *error);

/* Tokens of the first piece of a statement's source; empty when it has none. */
ws_range ws_source_range(const ws_reading *reading, const ws_statement *statement);

/* Numbers of the statements in the order in which they are resolved: by their sources, or cues. NULL: no memory. */
uint32_t *ws_speaking_order(const ws_reading *reading);

/* Where a statement's source stands, else its cue, else its content: a token. */
size_t ws_speaking_token(const ws_reading *reading, const ws_statement *statement);

#endif
