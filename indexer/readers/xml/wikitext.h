/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MediaWiki's mark-up as plain text: what a reader of the page reads, without tables, pictures, notes, lists of sources
 * and the like. */
#ifndef WS_WIKITEXT_H
#define WS_WIKITEXT_H

#include "arena.h"
#include "buffer.h"

/* What templates say of the page; each in the arena, or NULL. */
typedef struct ws_wiki_facts {
    const char *date;       /* {{date|June 5, 2013}}, {{byline|date=...}} */
    const char *location;   /* {{byline|location=...}} */
    const char *correction; /* {{correction|...}} */
    bool draft;             /* {{develop}} and the like: not published yet, or never */
} ws_wiki_facts;

/* Appends the text of checked UTF-8 `wikitext`; paragraphs are parted by blank lines. In time linear in its size. */
ws_status ws_wikitext(ws_arena *arena, const char *wikitext, size_t size, ws_buffer *out, ws_wiki_facts *facts,
                      ws_error *error);

/* Is it a page that only points to another? */
bool ws_wikitext_is_redirect(const char *wikitext, size_t size);

#endif
