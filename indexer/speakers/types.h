/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of speaker a source phrase speaks of, by a learned score over its noun and what stands around it. */
#ifndef WS_TYPES_H
#define WS_TYPES_H

#include "sources.h"

typedef struct ws_typing {
    uint32_t words[3]; /* of the model: noun, first word, cue */
    float features[WS_TYPE_FEATURES];
    float probability[WS_TYPES]; /* by ws_speaker_type */
} ws_typing;

/* Fills words and features. `token`: where the source stands, or the cue when it is empty. */
void ws_types_describe(const ws_mentions *mentions, const ws_statement *statement, const ws_source *source,
                       size_t token, ws_typing *out);
/* Fills the probabilities; returns the likeliest. */
ws_speaker_type ws_types_weigh(const ws_mentions *mentions, const ws_model *model, ws_typing *typing);

#endif
