/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The brackets of MediaWiki's mark-up, and what its templates mean. */
#ifndef WS_WIKITEXT_TEMPLATES_H
#define WS_WIKITEXT_TEMPLATES_H

#include "wikitext.h"

typedef enum { WS_WIKI_TEMPLATE, WS_WIKI_LINK, WS_WIKI_TABLE, WS_WIKI_KINDS } ws_wiki_kind;

/* {{...}}, [[...]] or {|...|}, brackets included. */
typedef struct ws_wiki_pair {
    size_t begin, end;
    ws_wiki_kind kind;
} ws_wiki_pair;

/* In the order of their beginnings; properly nested. Brackets without a partner are in none. */
typedef struct ws_wiki_pairs {
    ws_wiki_pair *items;
    size_t count;
} ws_wiki_pairs;

ws_status ws_wiki_pairs_find(ws_arena *arena, const char *text, size_t size, ws_wiki_pairs *out, ws_error *error);
/* Index of the first pair that begins at `begin` or later. */
size_t ws_wiki_first_pair(const ws_wiki_pairs *pairs, size_t begin);
/* The next bar between `begin` and `end` that is in no pair within; `end` when there is none. */
size_t ws_wiki_bar(const ws_wiki_pairs *pairs, const char *text, size_t begin, size_t end);

enum { WS_WIKI_PARAMETERS = 16, WS_WIKI_NAME_BYTES = 32 };

typedef struct ws_wiki_range {
    size_t begin, end;
} ws_wiki_range;

typedef struct ws_wiki_template {
    char name[WS_WIKI_NAME_BYTES]; /* lower case; "" for one that is too long to be known */
    ws_wiki_range parameters[WS_WIKI_PARAMETERS];
    size_t count;
} ws_wiki_template;

void ws_wiki_template_read(const ws_wiki_pairs *pairs, const char *text, ws_wiki_pair pair, ws_wiki_template *out);
/* Takes what it says of the page. NULL from the arena leaves the fact out. */
void ws_wiki_template_note(ws_arena *arena, const char *text, const ws_wiki_template *found, ws_wiki_facts *facts);

/* What the page shows of a template: characters of its own, then up to two of its parameters: of a block, the
 * words and whose they are. */
typedef struct ws_wiki_shown {
    const char *literal;
    ws_wiki_range ranges[2];
    size_t count;
    bool is_block; /* a paragraph of its own */
} ws_wiki_shown;
ws_wiki_shown ws_wiki_template_shown(const char *text, const ws_wiki_template *found);

#endif
