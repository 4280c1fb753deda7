/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html_page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct weight {
    const GumboNode *node;
    size_t letters;
    bool small;  /* it is furniture while it is small */
    bool hidden; /* as much of a page as an article may be is only hidden until something is clicked */
    ws_part part;
} weight;

struct ws_furniture {
    bool by_name;
    weight *weights; /* of elements that their names say something of, by address */
    size_t count, capacity;
    size_t all; /* letters of the page */
};

static bool is_one_of(GumboTag tag, const GumboTag *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tags[i] == tag) return true;
    return false;
}

static bool is_furniture_tag(GumboTag tag)
{
    static const GumboTag tags[] = {
        GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,    GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_BUTTON,
        GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME,   GUMBO_TAG_OBJECT,   GUMBO_TAG_SVG,
        GUMBO_TAG_MATH,   GUMBO_TAG_CANVAS,   GUMBO_TAG_VIDEO,    GUMBO_TAG_AUDIO,    GUMBO_TAG_NAV,
        GUMBO_TAG_FOOTER, GUMBO_TAG_HEAD,     GUMBO_TAG_MENU,     GUMBO_TAG_TITLE,    GUMBO_TAG_H1,
        GUMBO_TAG_TIME,   GUMBO_TAG_LABEL,    GUMBO_TAG_INPUT,
    };

    return is_one_of(tag, tags, sizeof tags / sizeof tags[0]);
}

bool ws_html_is_block(const GumboNode *node)
{
    static const GumboTag tags[] = {
        GUMBO_TAG_P,          GUMBO_TAG_DIV,  GUMBO_TAG_ARTICLE,  GUMBO_TAG_SECTION,    GUMBO_TAG_MAIN,
        GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_UL,   GUMBO_TAG_OL,       GUMBO_TAG_LI,         GUMBO_TAG_DL,
        GUMBO_TAG_DT,         GUMBO_TAG_DD,   GUMBO_TAG_H2,       GUMBO_TAG_H3,         GUMBO_TAG_H4,
        GUMBO_TAG_H5,         GUMBO_TAG_H6,   GUMBO_TAG_PRE,      GUMBO_TAG_TABLE,      GUMBO_TAG_TR,
        GUMBO_TAG_TD,         GUMBO_TAG_TH,   GUMBO_TAG_FIGURE,   GUMBO_TAG_HR,         GUMBO_TAG_ADDRESS,
        GUMBO_TAG_CENTER,     GUMBO_TAG_BODY, GUMBO_TAG_FIELDSET, GUMBO_TAG_DETAILS,    GUMBO_TAG_SUMMARY,
        GUMBO_TAG_HEADER,     GUMBO_TAG_FORM, GUMBO_TAG_ASIDE,    GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FOOTER,
        GUMBO_TAG_NAV,        GUMBO_TAG_H1,   GUMBO_TAG_CAPTION,
    };

    return node->type == GUMBO_NODE_ELEMENT && is_one_of(node->v.element.tag, tags, sizeof tags / sizeof tags[0]);
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

static bool is_furniture_role(const GumboNode *node)
{
    static const char *const roles[] = {"navigation", "complementary", "banner", "contentinfo", "search",
                                        "dialog",     "menu",          "alert",  "toolbar",     NULL};

    return ws_html_has_word(ws_html_attribute(node, "role"), roles);
}

static bool is_article(const GumboNode *node)
{
    return ws_html_is(node, GUMBO_TAG_MAIN) || ws_html_is(node, GUMBO_TAG_ARTICLE);
}

/* Furniture while it isn't most of the page: some sites wrap all in a form, hide all behind a wall, or name it badly.
 */
static bool is_furniture_if_small(const GumboNode *node, unsigned names)
{
    GumboTag tag = node->v.element.tag;

    /* What AMP shows until the element has loaded, or instead of it. */
    if (ws_html_attribute(node, "placeholder") || ws_html_attribute(node, "fallback")) return true;
    if (tag == GUMBO_TAG_FORM || tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_ASIDE || is_hidden(node)) return true;
    if (is_furniture_role(node)) return true;
    return names & WS_NAMES_SMALL && !is_article(node);
}

static bool is_furniture_always(const GumboNode *node, unsigned names)
{
    if (is_furniture_tag(node->v.element.tag) || node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML) return true;
    return names & WS_NAMES_OTHERS && !is_article(node);
}

static bool is_page(const GumboNode *node)
{
    return ws_html_is(node, GUMBO_TAG_HTML) || ws_html_is(node, GUMBO_TAG_BODY);
}

/* --- parts --- */

static ws_part part_of(const GumboNode *node, unsigned names)
{
    const char *property = ws_html_attribute(node, "itemprop");

    if (is_page(node) || is_article(node)) return WS_PART_BODY;
    if (names & WS_NAMES_PULL_QUOTE) return WS_PART_PULL_QUOTE;
    if (ws_html_is(node, GUMBO_TAG_FIGCAPTION) || ws_html_is(node, GUMBO_TAG_FIGURE) ||
        (property && strcasecmp(property, "caption") == 0))
        return WS_PART_CAPTION;
    if (names & WS_NAMES_CORRECTION) return WS_PART_CORRECTION;
    if (names & WS_NAMES_CAPTION) return WS_PART_CAPTION;
    return names & WS_NAMES_SUMMARY || (property && strcasecmp(property, "alternativeHeadline") == 0) ? WS_PART_SUMMARY
                                                                                                      : WS_PART_BODY;
}

/* --- weighing --- */

static unsigned names_of(const ws_furniture *all, const GumboNode *node)
{
    return all->by_name ? ws_html_names(node) : 0;
}

typedef struct scales {
    ws_arena *memory;
    ws_furniture *furniture;
    const GumboNode *link; /* the open one */
    size_t *open;          /* numbers of the weights whose elements are not left yet */
    size_t open_count, open_capacity;
    bool failed;
} scales;

static size_t count_letters(const char *text)
{
    size_t count = 0;

    for (; *text; text++) count += (unsigned char)*text > ' ';
    return count;
}

static void open_weight(scales *at, weight one)
{
    ws_furniture *all = at->furniture;
    weight *weights = ws_arena_grow(at->memory, all->weights, all->count, &all->capacity, sizeof *weights);
    size_t *open = ws_arena_grow(at->memory, at->open, at->open_count, &at->open_capacity, sizeof *open);

    at->failed = !weights || !open;
    if (at->failed) return;
    all->weights = weights;
    at->open = open;
    open[at->open_count++] = all->count;
    one.letters = all->all; /* what there was before it, until it is left */
    weights[all->count++] = one;
}

static bool enter_scales(void *state, const GumboNode *node)
{
    scales *at = state;
    ws_furniture *all = at->furniture;
    unsigned names;
    weight one;

    if (node->type == GUMBO_NODE_TEXT && !at->link) all->all += count_letters(node->v.text.text);
    if (node->type != GUMBO_NODE_ELEMENT) return false;
    if (is_page(node)) return true;
    names = names_of(all, node);
    if (is_furniture_always(node, names)) return false;
    if (ws_html_is(node, GUMBO_TAG_A) && !at->link) at->link = node;
    one = (weight){node, 0, is_furniture_if_small(node, names), is_hidden(node),
                   all->by_name ? part_of(node, names) : WS_PART_BODY};
    if (one.small || one.part != WS_PART_BODY) open_weight(at, one);
    return !at->failed;
}

static bool leave_scales(void *state, const GumboNode *node)
{
    scales *at = state;
    weight *top = at->open_count ? &at->furniture->weights[at->open[at->open_count - 1]] : NULL;

    if (node == at->link) at->link = NULL;
    if (top && top->node == node) {
        top->letters = at->furniture->all - top->letters;
        at->open_count--;
    }
    return !at->failed;
}

static int by_address(const void *left, const void *right)
{
    uintptr_t a = (uintptr_t)((const weight *)left)->node, b = (uintptr_t)((const weight *)right)->node;

    return (a > b) - (a < b);
}

ws_furniture *ws_furniture_new(ws_arena *memory, const GumboNode *root, bool by_name)
{
    ws_furniture *all = ws_arena_alloc(memory, sizeof *all);
    scales at = {.memory = memory, .furniture = all};

    if (!all) return NULL;
    all->by_name = by_name;
    ws_html_walk(root, enter_scales, leave_scales, &at);
    if (at.failed) return NULL;
    if (all->count) qsort(all->weights, all->count, sizeof *all->weights, by_address);
    return all;
}

/* What is known of an element that isn't most of the page; NULL: nothing. */
static const weight *find_small(const ws_furniture *all, const GumboNode *node)
{
    weight sought = {.node = node};
    const weight *found = all->count ? bsearch(&sought, all->weights, all->count, sizeof sought, by_address) : NULL;

    return found && found->letters * (found->hidden ? 5 : 2) <= all->all ? found : NULL;
}

ws_furniture_kind ws_furniture_of(const ws_furniture *all, const GumboNode *node)
{
    const weight *found;

    if (is_page(node)) return WS_FURNITURE_NONE;
    if (is_furniture_always(node, names_of(all, node))) return WS_FURNITURE_ALWAYS;
    found = find_small(all, node);
    return found && found->small ? WS_FURNITURE_SMALL : WS_FURNITURE_NONE;
}

ws_part ws_html_part(const ws_furniture *all, const GumboNode *node)
{
    const weight *found = find_small(all, node);

    return found ? found->part : WS_PART_BODY;
}

void ws_html_walk(const GumboNode *root, ws_html_visit enter, ws_html_visit leave, void *state)
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
