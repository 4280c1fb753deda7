/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which element of a page holds the article: what says so (microdata, <article>, class names by pattern), else the
 * element with the most running text right inside it. */
#include "html.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    TIER_DENSE,
    TIER_MAIN,
    TIER_ARTICLE,
    TIER_CLASS,
    TIER_PROPERTY,
    TIERS,
    MOST_LEVELS = 4096,    /* of open elements while looking for the body */
    LINK_BLOCK_BYTES = 160 /* a shorter block that is all link is a pointer elsewhere */
};

typedef struct level {
    const GumboNode *node;
    size_t text;   /* bytes of text that is no link, in paragraphs below */
    size_t direct; /* of those, in paragraphs right below */
    size_t articles; /* of text, in <article> elements below */
    bool blocks;     /* there are blocks in it */
} level;

typedef struct best {
    const GumboNode *node;
    size_t text;
} best;

static bool is_one_of(GumboTag tag, const GumboTag *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tags[i] == tag) return true;
    return false;
}

static bool is_furniture_tag(GumboTag tag)
{
    static const GumboTag tags[] = {
        GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,      GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_FORM,
        GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT,     GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME,   GUMBO_TAG_OBJECT,
        GUMBO_TAG_SVG,    GUMBO_TAG_MATH,       GUMBO_TAG_CANVAS,   GUMBO_TAG_VIDEO,    GUMBO_TAG_AUDIO,
        GUMBO_TAG_NAV,    GUMBO_TAG_ASIDE,      GUMBO_TAG_FOOTER,   GUMBO_TAG_HEADER,   GUMBO_TAG_HEAD,
        GUMBO_TAG_MENU,   GUMBO_TAG_FIGCAPTION, GUMBO_TAG_TITLE,    GUMBO_TAG_H1,
    };

    return is_one_of(tag, tags, sizeof tags / sizeof tags[0]);
}

/* Running text stands in these; their text counts for the element around them. */
static bool is_block(GumboTag tag)
{
    static const GumboTag tags[] = {
        GUMBO_TAG_P,          GUMBO_TAG_DIV,  GUMBO_TAG_ARTICLE,  GUMBO_TAG_SECTION, GUMBO_TAG_MAIN,
        GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_UL,   GUMBO_TAG_OL,       GUMBO_TAG_LI,      GUMBO_TAG_DL,
        GUMBO_TAG_DT,         GUMBO_TAG_DD,   GUMBO_TAG_H2,       GUMBO_TAG_H3,      GUMBO_TAG_H4,
        GUMBO_TAG_H5,         GUMBO_TAG_H6,   GUMBO_TAG_PRE,      GUMBO_TAG_TABLE,   GUMBO_TAG_TR,
        GUMBO_TAG_TD,         GUMBO_TAG_TH,   GUMBO_TAG_FIGURE,   GUMBO_TAG_HR,      GUMBO_TAG_ADDRESS,
        GUMBO_TAG_CENTER,     GUMBO_TAG_BODY, GUMBO_TAG_FIELDSET, GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY,
    };

    return is_one_of(tag, tags, sizeof tags / sizeof tags[0]);
}

/* A paragraph's, list's or quotation's text belongs to what is around it; a division with blocks in it is a world of its
 * own, one without is a paragraph by another name. */
static bool shares_text(const level *left)
{
    GumboTag tag = left->node->v.element.tag;

    if (tag == GUMBO_TAG_DIV && !left->blocks) return true;
    return tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_BLOCKQUOTE ||
           !is_block(tag);
}

static bool is_hidden(const GumboNode *node)
{
    const char *style = ws_html_attribute(node, "style");
    const char *aria = ws_html_attribute(node, "aria-hidden");
    const char *stop;

    if (ws_html_attribute(node, "hidden") || (aria && strcasecmp(aria, "true") == 0)) return true;
    stop = style ? strcasestr(style, "display") : NULL;
    if (stop && strncasecmp(stop + 7 + strspn(stop + 7, " :"), "none", 4) == 0) return true;
    stop = style ? strcasestr(style, "visibility") : NULL;
    return stop && strncasecmp(stop + 10 + strspn(stop + 10, " :"), "hidden", 6) == 0;
}

enum { NAME_BYTES = 128 };

/* Takes the next of the blank-separated names of a class or id (or NULL) off its front; longer ones are passed over. */
static bool next_name(const char **names, char name[NAME_BYTES])
{
    while (*names && **names) {
        const char *begin = *names + strspn(*names, " \t\r\n");
        size_t size = strcspn(begin, " \t\r\n");

        *names = begin + size;
        if (size == 0 || size >= NAME_BYTES) continue;
        memcpy(name, begin, size);
        name[size] = '\0';
        return true;
    }
    return false;
}

/* One of the blank-separated names of a class or id says that the element is no part of the article. Names such as
 * "has-comments" only describe what is around. */
static bool names_furniture(const char *names)
{
    static const char *const words[] = {
        "comment",     "comments",    "related",         "share",       "sharing",   "social", "newsletter",
        "newsletters", "promo",       "promos",          "promoted",    "sponsored", "advert", "advertisement",
        "ad",          "ads",         "breadcrumb",      "breadcrumbs", "subscribe", "signup", "caption",
        "recirc",      "recommended", "recommendations", "cookie",      "cookies",   "popup",  "modal",
        "sidebar",     "menu",        "navigation",      "nav",         "footer",    "byline", "disqus",
        "trending",    "teaser",      "teasers",         NULL};
    static const char *const describing[] = {"has", "with", "no", "without", "is", "open", "enabled", "disabled", NULL};
    char name[NAME_BYTES];

    while (next_name(&names, name))
        if (ws_html_has_word(name, words) && !ws_html_has_word(name, describing)) return true;
    return false;
}

static bool is_furniture(const GumboNode *node, bool by_name)
{
    static const char *const roles[] = {"navigation", "complementary", "banner", "contentinfo",
                                        "search",     "dialog",        "menu",   NULL};
    GumboTag tag = node->v.element.tag;

    if (is_furniture_tag(tag) || node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML) return true;
    if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY) return false;
    if (is_hidden(node) || ws_html_has_word(ws_html_attribute(node, "role"), roles)) return true;
    if (!by_name || tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE) return false;
    return names_furniture(ws_html_attribute(node, "class")) || names_furniture(ws_html_attribute(node, "id"));
}

/* "article-body", "story__content", "entryText": a word for an article and a word for its text. */
static bool names_body(const char *names)
{
    static const char *const pieces[] = {"article", "story", "post", "entry", "news", NULL};
    static const char *const texts[] = {"body", "content", "text", NULL};
    char name[NAME_BYTES];

    while (next_name(&names, name))
        if (strcasecmp(name, "articlebody") == 0 || (ws_html_has_word(name, pieces) && ws_html_has_word(name, texts)))
            return true;
    return false;
}

static int tier_of(const GumboNode *node)
{
    static const char *const main_role[] = {"main", NULL};
    const char *property = ws_html_attribute(node, "itemprop");

    if (property && strcasecmp(property, "articleBody") == 0) return TIER_PROPERTY;
    if (node->v.element.tag != GUMBO_TAG_BODY &&
        (names_body(ws_html_attribute(node, "class")) || names_body(ws_html_attribute(node, "id"))))
        return TIER_CLASS;
    if (ws_html_is(node, GUMBO_TAG_ARTICLE)) return TIER_ARTICLE;
    return ws_html_is(node, GUMBO_TAG_MAIN) || ws_html_has_word(ws_html_attribute(node, "role"), main_role)
               ? TIER_MAIN
               : TIER_DENSE;
}

typedef struct search {
    bool by_name; /* class names and ids may say what is furniture */
    best updates; /* the innermost element with all <article> elements in it */
    size_t depth;
    level levels[MOST_LEVELS];
    best found[TIERS];
} search;

typedef bool (*visit)(void *state, const GumboNode *node);

/* Calls `enter` before and `leave` after the children of each node; `enter` says whether to go into them. */
static void walk(const GumboNode *root, visit enter, visit leave, void *state)
{
    const GumboNode *node = root;

    for (;;) {
        if (enter(state, node) && node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length > 0) {
            node = node->v.element.children.data[0];
            continue;
        }
        for (;;) {
            const GumboVector *siblings;

            if (!leave(state, node) || node == root) return;
            siblings = &node->parent->v.element.children;
            if (node->index_within_parent + 1 < siblings->length) {
                node = siblings->data[node->index_within_parent + 1];
                break;
            }
            node = node->parent;
        }
    }
}

static size_t count_text(const char *text)
{
    size_t count = 0;

    for (; *text; text++) count += !isspace((unsigned char)*text);
    return count;
}

static bool says_live(const GumboNode *node)
{
    const char *type = ws_html_attribute(node, "itemtype");

    if (node->type != GUMBO_NODE_ELEMENT) return false;
    if (type && strstr(type, "LiveBlogPosting")) return true;
    type = ws_html_attribute(node, "type");
    if (!type || strcasecmp(type, "application/ld+json") != 0 || node->v.element.children.length == 0) return false;
    node = node->v.element.children.data[0];
    return node->type == GUMBO_NODE_TEXT && strstr(node->v.text.text, "\"LiveBlogPosting\"");
}

/* JSON-LD or microdata say that the page is a live blog: each update is an <article>, all of them are the article. */
static bool is_live(const GumboNode *root)
{
    const GumboNode *node = root;

    while (node && !says_live(node)) node = ws_html_next(root, node, true);
    return node;
}

static bool enter_search(void *state, const GumboNode *node)
{
    search *at = state;
    level *top = &at->levels[at->depth];

    if (node->type == GUMBO_NODE_TEXT) {
        size_t count = count_text(node->v.text.text);

        top->text += count;
        top->direct += count;
    }
    if (node->type != GUMBO_NODE_ELEMENT || is_furniture(node, at->by_name) || ws_html_is(node, GUMBO_TAG_A) ||
        at->depth + 1 == MOST_LEVELS)
        return false;
    at->levels[++at->depth] = (level){.node = node};
    return true;
}

static bool leave_search(void *state, const GumboNode *node)
{
    search *at = state;
    level *left = &at->levels[at->depth];
    level *above;
    int tier;

    if (at->depth == 0 || left->node != node) return true;
    above = left - 1;
    tier = tier_of(node);
    if (left->direct > at->found[TIER_DENSE].text) at->found[TIER_DENSE] = (best){node, left->direct};
    if (tier != TIER_DENSE && left->text > at->found[tier].text) at->found[tier] = (best){node, left->text};
    above->text += left->text;
    above->direct += shares_text(left) ? left->direct : left->direct / 4;
    if (left->articles > at->updates.text) at->updates = (best){node, left->articles};
    above->articles += ws_html_is(node, GUMBO_TAG_ARTICLE) ? left->text : left->articles;
    above->blocks = above->blocks || left->blocks || is_block(node->v.element.tag);
    at->depth--;
    return true;
}

static const GumboNode *choose(const best found[TIERS])
{
    size_t most = 0;

    for (int tier = 0; tier < TIERS; tier++)
        if (found[tier].text > most) most = found[tier].text;
    for (int tier = TIERS - 1; tier > TIER_DENSE; tier--)
        if (found[tier].node && found[tier].text >= most / 4) return found[tier].node;
    return found[TIER_DENSE].node;
}

typedef struct writer {
    ws_buffer *out;
    const GumboNode *root;
    bool by_name;
    size_t begin;          /* of the block being written */
    size_t link_bytes;     /* of it, inside links */
    size_t text_bytes;     /* of it, without white space */
    const GumboNode *link; /* the link being written, or NULL */
    const char *gap;       /* what goes before the next character: "", " ", "\n" */
} writer;

static void end_block(writer *to)
{
    bool pointer = to->text_bytes > 0 && to->link_bytes == to->text_bytes && to->text_bytes < LINK_BLOCK_BYTES;

    if (pointer && !to->out->failed) {
        to->out->size = to->begin;
        to->out->bytes[to->begin] = '\0';
    }
    to->begin = to->out->size;
    to->link_bytes = to->text_bytes = 0;
    to->gap = "";
}

static void write_text(writer *to, const char *text)
{
    for (; *text; text++) {
        if (isspace((unsigned char)*text)) {
            if (!*to->gap) to->gap = " ";
            continue;
        }
        /* A soft hyphen is an instruction to the browser. */
        if ((unsigned char)text[0] == 0xC2 && (unsigned char)text[1] == 0xAD) {
            text++;
            continue;
        }
        if (to->text_bytes == 0)
            ws_buffer_puts(to->out, to->out->size ? "\n\n" : "");
        else
            ws_buffer_puts(to->out, to->gap);
        to->gap = "";
        to->text_bytes++;
        to->link_bytes += to->link != NULL;
        ws_buffer_putc(to->out, *text);
    }
}

static bool enter_body(void *state, const GumboNode *node)
{
    writer *to = state;

    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
        write_text(to, node->v.text.text);
    if (node->type != GUMBO_NODE_ELEMENT) return false;
    if (is_block(node->v.element.tag)) end_block(to);
    if (ws_html_is(node, GUMBO_TAG_BR)) to->gap = *to->gap == '\n' ? "\n\n" : "\n";
    if (node != to->root && is_furniture(node, to->by_name)) return false;
    if (ws_html_is(node, GUMBO_TAG_A) && !to->link) to->link = node;
    return true;
}

static bool leave_body(void *state, const GumboNode *node)
{
    writer *to = state;

    if (node == to->link) to->link = NULL;
    if (node->type == GUMBO_NODE_ELEMENT && is_block(node->v.element.tag)) end_block(to);
    return !to->out->failed;
}

static ws_status extract(const GumboNode *root, bool by_name, ws_buffer *out, ws_error *error)
{
    search *looking = calloc(1, sizeof *looking);
    const GumboNode *chosen;

    if (!looking) return ws_no_memory(error);
    looking->by_name = by_name;
    walk(root, enter_search, leave_search, looking);
    chosen = choose(looking->found);
    /* Unless one element is marked as the body of them all. */
    if (chosen && ws_html_is(chosen, GUMBO_TAG_ARTICLE) && looking->updates.node && is_live(root))
        chosen = looking->updates.node;
    free(looking);
    if (chosen) {
        writer to = {.out = out, .root = chosen, .by_name = by_name, .gap = ""};

        walk(chosen, enter_body, leave_body, &to);
        end_block(&to);
    }
    return ws_buffer_status(out, error);
}

ws_status ws_html_body(const GumboNode *root, ws_buffer *out, ws_error *error)
{
    ws_status status = extract(root, true, out, error);

    /* A page whose every part is named like furniture still has an article. */
    return status == WS_OK && out->size == 0 ? extract(root, false, out, error) : status;
}
