/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the HTML reader: parsing within bounds, metadata, the article's body. */
#ifndef WS_HTML_H
#define WS_HTML_H

#include "arena.h"
#include "buffer.h"
#include "record.h"
#include "status.h"

#include <gumbo.h>
#include <stdbool.h>

enum {
    WS_HTML_BYTES = 8 * 1024 * 1024, /* largest page */
    WS_HTML_DEPTH = 1000             /* deepest nesting of elements */
};

/* Fills *article, not sealed, in the arena, from the bytes of a page: text with its parts, title, dates and the other
 * metadata that is still NULL. `charset` is what whoever sent it called its charset, `url` where it was found; NULL for
 * either. WS_REFUSED for a page without an article, or of which only the beginning is there (a paywall). */
ws_status ws_html_article(ws_arena *arena, const void *bytes, size_t size, const char *charset, const char *url,
                          ws_article *article, ws_error *error);

/* Text and parts of *article from a piece of a page (checked UTF-8; from a feed or a wrapper) that holds an article's
 * body and little else. A text without tags comes back as it is, but for entities. The text is "" when there is none.
 */
ws_status ws_html_fragment(ws_arena *arena, const char *html, size_t size, ws_article *article, ws_error *error);

/* The same as one line without parts: for headlines and bylines that hold entities or tags. NULL: no memory; "" for
 * what cannot be parsed. */
const char *ws_html_line(ws_arena *arena, const char *html, size_t size);

/* The tree of a page of checked UTF-8, wholly in `memory`: it goes with the arena and is never destroyed otherwise,
 * since gumbo destroys by recursion. WS_REFUSED for a page that nests too deep, has a tag of too many attributes, or
 * takes too much time or memory. */
ws_status ws_html_parse(ws_arena *memory, const char *text, size_t size, GumboNode **root, ws_error *error);

/* What is known of a page's text, most of it from its JSON-LD; in the arena. */
typedef struct ws_html_hints {
    const char *body; /* the text itself, or NULL */
    bool live;        /* a live blog: each update may be an <article> */
    bool whole;       /* there is nothing in the page but the article */
    bool locked;      /* not free to read: the text may be its beginning only */
} ws_html_hints;

/* Fills title, url, publisher, author, section, dates and language from JSON-LD, then meta elements, then the page. */
ws_status ws_html_metadata(ws_arena *arena, const GumboNode *root, ws_article *article, ws_html_hints *hints,
                           ws_error *error);

/* The article's own paragraphs, parted by blank lines, and its parts: text, text_size, parts, and `correction` when
 * that is NULL; "" when the page has none. Summaries come first, captions and pull quotes that say something else last,
 * so that they stand between no two paragraphs. WS_REFUSED: all there is is the beginning of an article behind a
 * paywall. `memory` is for the work. */
ws_status ws_html_body(ws_arena *arena, ws_arena *memory, const GumboNode *root, const ws_html_hints *hints,
                       ws_article *article, ws_error *error);

/* --- walking without recursion --- */

/* The node after `node` in document order, within `root`; children are left out when `enter` is false. NULL at the end.
 */
const GumboNode *ws_html_next(const GumboNode *root, const GumboNode *node, bool enter);
bool ws_html_is(const GumboNode *node, GumboTag tag);
/* Value of an attribute, or NULL. */
const char *ws_html_attribute(const GumboNode *node, const char *name);
/* Appends the text under a node, white space collapsed. */
void ws_html_text(const GumboNode *node, ws_buffer *out);
/* Is one of the words (NULL-terminated, lower case) a whole word of the string? "-", "_", capitals and blanks part
 * words. */
bool ws_html_has_word(const char *string, const char *const *words);

#endif
