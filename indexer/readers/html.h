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

/* Text of *article from a piece of a page (checked UTF-8; from a feed or a wrapper) that holds an article's body
 * and little else. A text without tags comes back as it is, but for entities. The text is "" when there is none. */
ws_status ws_html_fragment(ws_arena *arena, const char *html, size_t size, ws_article *article, ws_error *error);

/* The same as one line without parts: for headlines and bylines that hold entities or tags. NULL: no memory; "" for what
 * cannot be parsed. */
const char *ws_html_line(ws_arena *arena, const char *html, size_t size);

/* The tree of a page of checked UTF-8, wholly in `memory`: it goes with the arena and is never destroyed otherwise,
 * since gumbo destroys by recursion. WS_REFUSED for a page that nests too deep, has a tag of too many attributes, or
 * takes too much time or memory. */
ws_status ws_html_parse(ws_arena *memory, const char *text, size_t size, GumboNode **root, ws_error *error);

/* Fills title, url, publisher, author, section, dates and language from JSON-LD, then meta elements, then the page. */
ws_status ws_html_metadata(ws_arena *arena, const GumboNode *root, ws_article *article, ws_error *error);

/* The article's own paragraphs, parted by blank lines; empty when the page has none. */
ws_status ws_html_body(const GumboNode *root, ws_buffer *out, ws_error *error);

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
