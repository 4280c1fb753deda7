/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word lists by kind: plain UTF-8 text files in indexer/lexicon/LANGUAGE, one entry a line, `#` begins a comment,
 * columns parted by tabs. Editable without a compiler; verified when opened. Read-only afterwards, so that workers
 * share it. */
#ifndef WS_LEXICON_H
#define WS_LEXICON_H

#include "reading.h"
#include "record.h"
#include "status.h"

#include <stdint.h>

typedef struct ws_lexicon ws_lexicon;

/* A cue in any of its forms: lemma and what it says about the statement. From cues.txt: lemma, act, stance, flags; its
 * forms are made by rule and from irregular.txt. */
typedef struct ws_cue {
    const char *lemma;
    ws_act act;
    ws_stance stance;
    bool addressee; /* the person spoken to stands between cue and content ("told reporters that") */
    bool asks;      /* with an infinitive it is a request ("asked them to leave") */
    bool light;     /* gives way to a later word of the cue ("seemed to suggest") */
} ws_cue;

/* Opens the lists of one language, in the folder `folder`; nicknames are the shim's (registry.h) unless it has its own.
 * A list that is missing, that is no UTF-8, or that has a
 * wrong number of columns or an unknown value is WS_CORRUPT or WS_IO; the message names file and line. */
ws_status ws_lexicon_open(const char *folder, ws_lexicon **out, ws_error *error);
void ws_lexicon_close(ws_lexicon *lexicon); /* NULL is fine */
/* A number that changes with the lists. */
uint64_t ws_lexicon_version(const ws_lexicon *lexicon);

/* By folded surface form ("said", "says"); NULL: no cue. */
const ws_cue *ws_lexicon_cue(const ws_lexicon *lexicon, const char *folded);
/* Is the folded word in the list NAME.txt ("titles", "roles", "groups", "documents", "publications", "pronouns", ...)?
 * A full stop at its end doesn't count. */
bool ws_lexicon_has(const ws_lexicon *lexicon, const char *list, const char *folded);
/* Second column of an entry, or NULL. */
const char *ws_lexicon_value(const ws_lexicon *lexicon, const char *list, const char *folded);

/* The longest entry that these tokens begin with: how many tokens it has (0: none), and its second column. Constant
 * time. */
size_t ws_lexicon_phrase(const ws_lexicon *lexicon, const char *list, const ws_token *tokens, size_t count,
                         const char **value);
/* The same for cues ("pointed out"). */
const ws_cue *ws_lexicon_cue_phrase(const ws_lexicon *lexicon, const ws_token *tokens, size_t count, size_t *length);

#endif
