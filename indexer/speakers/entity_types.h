/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a name a person's, a body's, a paper's or a document's? By its words and the lists, by the title or the noun
 * beside it, by the sign under which shares are traded, and by what it calls itself. How it speaks is weighed later
 * (types.h). */
#ifndef WS_ENTITY_TYPES_H
#define WS_ENTITY_TYPES_H

#include "entities.h"

/* *certain: nothing that is learned later may overrule it. */
ws_speaker_type ws_entity_type(const ws_mentions *mentions, const ws_entity *entity, bool *certain);

/* The likeliest. */
ws_named_kind ws_named_kind_of(const float *kinds);

/* The last word of the names of companies, folded: "chemicals", "inc". */
bool ws_ends_company(const ws_lexicon *lexicon, const char *word);

#endif
