/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word lists by kind: plain UTF-8 text files in indexer/lexicon/LANGUAGE, one entry a line, `#` begins a comment, columns
 * parted by tabs. Editable without a compiler; verified when opened. */
#ifndef WS_LEXICON_H
#define WS_LEXICON_H

#include "record.h"
#include "status.h"

typedef struct ws_lexicon ws_lexicon;

/* A cue in any of its forms: lemma and what it says about the statement. From cues.txt: lemma, act, stance, and irregular
 * forms; regular inflections are made by rule. */
typedef struct ws_cue {
    const char *lemma;
    ws_act act;
    ws_stance stance;
    bool needs_clause; /* only a cue when a that-clause or a quotation goes with it ("see", "add") */
} ws_cue;

ws_status ws_lexicon_open(const char *folder, ws_lexicon **out, ws_error *error);
void ws_lexicon_close(ws_lexicon *lexicon);

/* By folded surface form ("said", "says"); NULL: no cue. */
const ws_cue *ws_lexicon_cue(const ws_lexicon *lexicon, const char *folded);
/* Is the folded word in the list NAME.txt ("titles", "roles", "groups", "documents", "publications", "pronouns", ...)? */
bool ws_lexicon_has(const ws_lexicon *lexicon, const char *list, const char *folded);
/* Second column of an entry, or NULL. */
const char *ws_lexicon_value(const ws_lexicon *lexicon, const char *list, const char *folded);

#endif
