/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html_page.h"

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
    MOST_LEVELS = 4096 /* of open elements */
};

typedef struct level {
    const GumboNode *node;
    size_t text;     /* letters that are no link, in paragraphs below */
    size_t direct;   /* of those, in paragraphs right below */
    size_t articles; /* of text, in <article> elements below */
    size_t blocks;   /* with text, right in it */
} level;

typedef struct best {
    const GumboNode *node;
    size_t text;
} best;

typedef struct search {
    const ws_furniture *furniture;
    best updates; /* the innermost element with all <article> elements in it */
    size_t depth;
    level levels[MOST_LEVELS];
    best found[TIERS];
} search;

/* A paragraph's, list's or quotation's text belongs to what is around it; a division with blocks in it is a world of
 * its own, one without is a paragraph by another name, and one with a single block only wraps it. */
static bool shares_text(const level *left)
{
    GumboTag tag = left->node->v.element.tag;

    if ((tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SECTION) && left->blocks <= 1) return true;
    return tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_BLOCKQUOTE ||
           !ws_html_is_block(left->node);
}

/* "article-body", "story__content", "entryText": one name with a word for an article and a word for its text. */
static bool names_body(const char *names)
{
    static const char *const pieces[] = {"article", "story", "post", "entry", "news", NULL};
    static const char *const texts[] = {"body", "content", "text", NULL};
    char name[128];

    while (names && *names) {
        const char *begin = names + strspn(names, " \t\r\n");
        size_t size = strcspn(begin, " \t\r\n");

        names = begin + size;
        if (size == 0 || size >= sizeof name) continue;
        memcpy(name, begin, size);
        name[size] = '\0';
        if (strcasecmp(name, "articlebody") == 0 || (ws_html_has_word(name, pieces) && ws_html_has_word(name, texts)))
            return true;
    }
    return false;
}

static int tier_of(const GumboNode *node)
{
    static const char *const main_role[] = {"main", NULL};
    const char *property = ws_html_attribute(node, "itemprop");

    if (!property) property = ws_html_attribute(node, "name");
    if (property && strcasecmp(property, "articleBody") == 0) return TIER_PROPERTY;
    if (node->v.element.tag != GUMBO_TAG_BODY &&
        (names_body(ws_html_attribute(node, "class")) || names_body(ws_html_attribute(node, "id"))))
        return TIER_CLASS;
    if (ws_html_is(node, GUMBO_TAG_ARTICLE)) return TIER_ARTICLE;
    return ws_html_is(node, GUMBO_TAG_MAIN) || ws_html_has_word(ws_html_attribute(node, "role"), main_role)
               ? TIER_MAIN
               : TIER_DENSE;
}

static size_t count_text(const char *text)
{
    size_t count = 0;

    for (; *text; text++) count += !isspace((unsigned char)*text);
    return count;
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
    if (node->type != GUMBO_NODE_ELEMENT || ws_furniture_of(at->furniture, node) || ws_html_is(node, GUMBO_TAG_A) ||
        ws_html_part(at->furniture, node) != WS_PART_BODY || at->depth + 1 == MOST_LEVELS)
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
    if (ws_html_is_block(node))
        above->blocks += left->text > 0;
    else
        above->blocks += left->blocks;
    at->depth--;
    return true;
}

static bool is_within(const GumboNode *node, const GumboNode *ancestor)
{
    while (node && node != ancestor) node = node->parent;
    return node;
}

static const GumboNode *choose(const best found[TIERS])
{
    size_t most = 0;

    for (int tier = 0; tier < TIERS; tier++)
        if (found[tier].text > most) most = found[tier].text;
    for (int tier = TIERS - 1; tier > TIER_DENSE; tier--) {
        const best *article = &found[TIER_ARTICLE];

        if (!found[tier].node || found[tier].text < most / 4) continue;
        /* Only one piece of an article is called its text. */
        if (tier > TIER_ARTICLE && found[tier].text * 5 < article->text * 3 &&
            is_within(found[tier].node, article->node))
            return article->node;
        return found[tier].node;
    }
    return found[TIER_DENSE].node;
}

ws_status ws_html_choose(const GumboNode *root, const ws_furniture *furniture, const ws_html_hints *hints,
                         const GumboNode **chosen, ws_error *error)
{
    search *looking;

    *chosen = root;
    if (hints->whole) return WS_OK;
    looking = calloc(1, sizeof *looking);
    if (!looking) return ws_no_memory(error);
    looking->furniture = furniture;
    ws_html_walk(root, enter_search, leave_search, looking);
    *chosen = choose(looking->found);
    /* Unless one element is marked as the body of them all. */
    if (hints->live && *chosen && ws_html_is(*chosen, GUMBO_TAG_ARTICLE) && looking->updates.node)
        *chosen = looking->updates.node;
    free(looking);
    return WS_OK;
}
