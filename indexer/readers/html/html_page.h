/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the article is found in a page: what is furniture, which elements hold the body, its blocks of text, and which of
 * those are kept. */
#ifndef WS_HTML_PAGE_H
#define WS_HTML_PAGE_H

#include "html.h"

/* --- html_charset.c --- */

#define WS_HTML_BROKEN "\xEF\xBF\xBD" /* U+FFFD, for bytes that are no character */

/* The page as UTF-8. `charset`: as told by whoever sent it, or NULL: as the page says. A page in UTF-8 of which a few
 * bytes are broken is read with WS_HTML_BROKEN there: *mended. */
ws_status ws_html_decode(ws_arena *memory, const char *bytes, size_t size, const char *charset, const char **text,
                         size_t *text_size, bool *mended, ws_error *error);

/* --- html_names.c --- */

enum {
    WS_NAMES_OTHERS = 1, /* other people's words, other articles: never the article, however much of them there is */
    WS_NAMES_SMALL = 2,  /* what an article's own element may be called too, when it is most of the page */
    WS_NAMES_CAPTION = 4,
    WS_NAMES_SUMMARY = 8,
    WS_NAMES_CORRECTION = 16,
    WS_NAMES_PULL_QUOTE = 32
};
/* What an element's classes, id and the like say of it, of the above. Names that tell about something else
 * ("has-comments", "tag-weather") say nothing. */
unsigned ws_html_names(const GumboNode *node);

/* --- html_furniture.c: what is no part of the article, by its element, its names, its being hidden --- */

typedef struct ws_furniture ws_furniture;

/* Weighs the page, for an element that holds most of its text is not furniture whatever its names say. `by_name` false:
 * names are not looked at. NULL: no memory. In the arena. */
ws_furniture *ws_furniture_new(ws_arena *memory, const GumboNode *root, bool by_name);
typedef enum {
    WS_FURNITURE_NONE,
    WS_FURNITURE_SMALL, /* unless it is a marked part of the article */
    WS_FURNITURE_ALWAYS
} ws_furniture_kind;
ws_furniture_kind ws_furniture_of(const ws_furniture *furniture, const GumboNode *node);
/* Do running text and what is around it end here? */
bool ws_html_is_block(const GumboNode *node);
/* What an element says that its text is: a caption, a summary, a pull quote, a correction; else WS_PART_BODY. */
ws_part ws_html_part(const ws_furniture *furniture, const GumboNode *node);

/* Calls `enter` before and `leave` after the children of each node, without recursion; `enter` says whether to go into
 * them, `leave` whether to go on. */
typedef bool (*ws_html_visit)(void *state, const GumboNode *node);
void ws_html_walk(const GumboNode *root, ws_html_visit enter, ws_html_visit leave, void *state);

/* --- html_choose.c --- */

/* The element that holds the article, or NULL: what says so (microdata, class names by pattern, <article>), else the
 * one with the most running text right inside it. */
ws_status ws_html_choose(const GumboNode *root, const ws_furniture *furniture, const ws_html_hints *hints,
                         const GumboNode **chosen, ws_error *error);

/* --- html_blocks.c --- */

typedef struct ws_block {
    size_t begin, end;   /* of the text that all blocks share */
    size_t letters;      /* and digits; bytes of other scripts count too */
    size_t link_letters; /* of those, in links */
    size_t lead_letters; /* before the first link */
    size_t words;
    ws_part part;
    uint32_t signature;        /* of the element that it stands in, its class, depth and size of type */
    bool heading, item, quote; /* in a heading; a list; a block quotation */
    bool sentence;             /* ends like one */
    bool below_rule;           /* the first one behind an <hr> */
    bool before;               /* stands before the element that holds the article */
    bool dropped;
} ws_block;

typedef struct ws_blocks {
    ws_buffer text;
    ws_block *items; /* in the arena */
    size_t count, capacity;
} ws_blocks;

/* The blocks of the chosen element, of others of its kind that carry the article on, and of the head before it: what is
 * marked as a summary or caption there. */
ws_status ws_html_blocks(ws_arena *memory, const GumboNode *root, const GumboNode *chosen,
                         const ws_furniture *furniture, ws_blocks *out, ws_error *error);

/* --- html_clean.c: marks what is dropped --- */

ws_status ws_html_clean(ws_arena *memory, ws_blocks *blocks, const char *title, ws_error *error);

/* --- html_phrases.c: blocks by their words --- */

bool ws_phrase_is_date(const char *text, size_t size);   /* nothing but date, time, and words around them */
bool ws_phrase_is_byline(const char *text, size_t size); /* "By Ann Lee, City Hall Reporter" */
bool ws_phrase_points(const char *text, size_t size);    /* begins like "Read more:" */
bool ws_phrase_asks(const char *text, size_t size);      /* to sign up, subscribe, share, follow, scroll, enable */
bool ws_phrase_signs_off(const char *text, size_t size); /* asks to write to the writer, says who he is */
bool ws_phrase_opens_furniture(const char *text, size_t size); /* a heading such as "Most read" */
/* Where a caption's credit begins ("Photo: Ann Lee"); its size when it has none, or is nothing else. */
size_t ws_phrase_credit(const char *text, size_t size);
bool ws_phrase_locks(const char *text, size_t size);    /* "Subscribe to continue reading" */

/* --- html_phrase_lists.c: ended by NULL --- */

extern const char *const ws_phrases_pointing[];
extern const char *const ws_phrases_opening_furniture[];
extern const char *const ws_phrases_asking[];

#endif
