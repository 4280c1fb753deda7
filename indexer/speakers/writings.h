/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a piece of writing is, where it speaks for whoever made it: "an analysis by Jane Ruiz", "the article". */
#ifndef WS_WRITINGS_H
#define WS_WRITINGS_H

#include "entities.h"
#include "sources.h"

/* The mention of the person "by" whom a document of the source is said to be; NULL: none, or a body, whose documents
 * speak under their own names. */
const ws_mention *ws_writing_by(const ws_entities *entities, const ws_source *source);

/* The mention of the paper that "the article", "this piece" was printed in: the one named in the sentence that spoke of
 * an article last. NULL: none. */
const ws_mention *ws_writing_of_paper(const ws_entities *entities, const ws_source *source);

#endif
