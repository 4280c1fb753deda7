/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source phrase of a statement: how many speakers it joins, and for each what stands there: a name, a pronoun, a
 * noun. */
#ifndef WS_SOURCES_H
#define WS_SOURCES_H

#include "mentions.h"

typedef enum ws_source_kind {
    WS_SOURCE_NAME,
    WS_SOURCE_HE,
    WS_SOURCE_SHE,
    WS_SOURCE_IT,
    WS_SOURCE_THEY,
    WS_SOURCE_WHO,     /* who, which, that: what it hangs on speaks */
    WS_SOURCE_FIRST,   /* I, we */
    WS_SOURCE_SECOND,  /* you, one: people in general */
    WS_SOURCE_NOMINAL, /* "the minister", "police": may be somebody whom the article names elsewhere */
    WS_SOURCE_UNNAMED, /* "a minister", "two of the aides": introduced without a name; never anybody's who is named */
    WS_SOURCE_EMPTY,   /* no words: a quotation or clause that carries on */
    WS_SOURCE_KINDS
} ws_source_kind;

typedef struct ws_source {
    ws_source_kind kind;
    ws_range part;          /* all its tokens */
    ws_range head;          /* the noun phrase without what hangs on it and without an owner */
    size_t noun;            /* token of the noun, or of the pronoun, or the last of the name */
    const ws_mention *name; /* for NAME */
    bool plural;
} ws_source;

enum { WS_SOURCES_MOST = 8 };

/* Parts a source phrase into its speakers; returns how many, at least one. */
size_t ws_sources_part(const ws_mentions *mentions, ws_range source, ws_source out[WS_SOURCES_MOST]);

/* How the noun phrase begins: "definite", "indefinite", "several", or "". */
const char *ws_source_determiner(const ws_mentions *mentions, const ws_source *source);

/* Is it the label of a transcript, and no name: "HOST: Good morning."? Nobody whom the article names is meant by one,
 * unless it says "THE PRESIDENT: ...". */
bool ws_source_is_label(const ws_mentions *mentions, const ws_statement *statement, const ws_source *source);

#endif
