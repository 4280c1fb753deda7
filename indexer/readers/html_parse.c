/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html.h"

#include <ctype.h>
#include <setjmp.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
    MOST_NAMES = 128,      /* distinct element names whose end tags are believed */
    ASK_CLOCK_EVERY = 256, /* allocations */
    MOST_SECONDS = 20      /* ten times what the largest honest page takes: only a page made to be slow gets there */
};

typedef struct name_count {
    const char *name;
    size_t size;
    size_t open;
} name_count;

typedef struct depth_scan {
    const char *text;
    size_t size;
    size_t at;
    size_t foreign; /* open svg and math elements */
    bool in_select; /* there was a select, inside which only scripts are raw text */
    size_t open, deepest;
    size_t names_count;
    name_count names[MOST_NAMES];
} depth_scan;

static bool is_name(const char *name, size_t size, const char *const *names)
{
    for (; *names; names++)
        if (strlen(*names) == size && strncasecmp(*names, name, size) == 0) return true;
    return false;
}

/* Elements without content, and those that the next one of their kind closes. */
static bool never_nests(const char *name, size_t size)
{
    static const char *const flat[] = {"area",  "base",  "br",     "col",      "embed", "hr",       "img", "input",
                                       "link",  "meta",  "param",  "source",   "track", "wbr",      "p",   "li",
                                       "dd",    "dt",    "option", "td",    "th",       "tr",  "tbody",
                                       "thead", "tfoot", "html",   "body",     "head",  "colgroup", NULL};

    return is_name(name, size, flat);
}

static name_count *count_of(depth_scan *scan, const char *name, size_t size)
{
    for (size_t i = 0; i < scan->names_count; i++)
        if (scan->names[i].size == size && strncasecmp(scan->names[i].name, name, size) == 0) return &scan->names[i];
    if (scan->names_count == MOST_NAMES) return NULL;
    scan->names[scan->names_count] = (name_count){name, size, 0};
    return &scan->names[scan->names_count++];
}

/* Moves past the tag that begins at scan->at; true when it closes itself ("/>"). */
static bool skip_tag(depth_scan *scan)
{
    bool slash = false;
    bool value = false;

    for (; scan->at < scan->size; scan->at++) {
        char byte = scan->text[scan->at];

        if (byte == '>') {
            scan->at++;
            return slash;
        }
        if (value && (byte == '"' || byte == '\'')) {
            const char *stop = memchr(scan->text + scan->at + 1, byte, scan->size - scan->at - 1);

            scan->at = stop ? (size_t)(stop - scan->text) : scan->size - 1;
        }
        slash = byte == '/';
        value = byte == '=' || (value && isspace((unsigned char)byte));
    }
    return slash;
}

/* Moves past the text of an element that holds no tags, up to its end tag. */
static void skip_raw(depth_scan *scan, const char *name, size_t size)
{
    while (scan->at < scan->size) {
        const char *stop = memchr(scan->text + scan->at, '<', scan->size - scan->at);

        if (!stop) {
            scan->at = scan->size;
            return;
        }
        scan->at = (size_t)(stop - scan->text);
        if (scan->size - scan->at > size + 1 && stop[1] == '/' && strncasecmp(stop + 2, name, size) == 0) return;
        scan->at++;
    }
}

static void skip_declaration(depth_scan *scan)
{
    const char *bytes = scan->text + scan->at;
    size_t left = scan->size - scan->at;
    const char *stop;

    if (left >= 4 && memcmp(bytes, "<!--", 4) == 0 && !(left >= 5 && bytes[4] == '>')) {
        stop = memmem(bytes + 2, left - 2, "-->", 3);
        scan->at = stop ? (size_t)(stop - scan->text) + 3 : scan->size;
        return;
    }
    stop = memchr(bytes, '>', left);
    scan->at = stop ? (size_t)(stop - scan->text) + 1 : scan->size;
}

static void count_tag(depth_scan *scan, const char *name, size_t size, bool ends, bool closes_itself)
{
    static const char *const raw[] = {"script",  "style",    "textarea", "title", "iframe",
                                      "noembed", "noframes", "xmp",      NULL};
    static const char *const script[] = {"script", NULL};
    static const char *const foreign[] = {"svg", "math", NULL};
    static const char *const select[] = {"select", NULL};
    name_count *count;

    if (never_nests(name, size) || (closes_itself && scan->foreign > 0)) return;
    count = count_of(scan, name, size);
    if (ends) {
        if (!count || count->open == 0) return;
        count->open--;
        scan->open--;
        scan->foreign -= is_name(name, size, foreign);
        return;
    }
    if (count) count->open++;
    scan->foreign += count && is_name(name, size, foreign);
    if (++scan->open > scan->deepest) scan->deepest = scan->open;
    scan->in_select = scan->in_select || is_name(name, size, select);
    if (scan->foreign == 0 && is_name(name, size, scan->in_select ? script : raw)) skip_raw(scan, name, size);
}

size_t ws_html_depth(const char *text, size_t size)
{
    depth_scan scan = {.text = text, .size = size};

    while (scan.at < size && scan.deepest <= WS_HTML_DEPTH) {
        const char *bracket = memchr(text + scan.at, '<', size - scan.at);
        const char *name;
        size_t length = 0;
        bool ends, closes_itself;

        if (!bracket) break;
        scan.at = (size_t)(bracket - text);
        if (scan.at + 1 < size && (bracket[1] == '!' || bracket[1] == '?')) {
            skip_declaration(&scan);
            continue;
        }
        ends = scan.at + 1 < size && bracket[1] == '/';
        name = bracket + (ends ? 2 : 1);
        while (name + length < text + size && !isspace((unsigned char)name[length]) && !strchr("/>", name[length]))
            length++;
        if (length == 0 || !isalpha((unsigned char)name[0])) {
            scan.at++;
            continue;
        }
        scan.at = (size_t)(name - text) + length;
        closes_itself = skip_tag(&scan);
        count_tag(&scan, name, length, ends, closes_itself);
    }
    return scan.deepest;
}

typedef struct heap {
    ws_arena *arena;
    jmp_buf out;
    unsigned asked;
    double deadline;
} heap;

enum { OUT_OF_MEMORY = 1, OUT_OF_TIME = 2 };

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Gumbo doesn't test what its allocator gives, so the only way out is past it. Nothing leaks: all is in the arena. */
static void *give(void *userdata, size_t size)
{
    heap *memory = userdata;
    void *given = ws_arena_alloc(memory->arena, size);

    if (!given) longjmp(memory->out, OUT_OF_MEMORY);
    if (++memory->asked % ASK_CLOCK_EVERY == 0 && cpu_seconds() > memory->deadline) longjmp(memory->out, OUT_OF_TIME);
    return given;
}

static void take_back(void *userdata, void *given)
{
    (void)userdata;
    (void)given;
}

static GumboNode *parse(heap *memory, const char *text, size_t size)
{
    GumboOptions options = kGumboDefaultOptions;

    options.allocator = give;
    options.deallocator = take_back;
    options.userdata = memory;
    options.max_errors = 0;
    return gumbo_parse_with_options(&options, text, size)->root;
}

ws_status ws_html_parse(ws_arena *memory, const char *text, size_t size, GumboNode **root, ws_error *error)
{
    heap allocations = {.arena = memory, .deadline = cpu_seconds() + MOST_SECONDS};

    if (ws_html_depth(text, size) > WS_HTML_DEPTH)
        return ws_fail(error, WS_REFUSED, NULL, "its HTML elements nest more than %d deep", WS_HTML_DEPTH);
    switch (setjmp(allocations.out)) {
    case 0:
        *root = parse(&allocations, text, size);
        return WS_OK;
    case OUT_OF_TIME:
        return ws_fail(error, WS_REFUSED, NULL, "its HTML takes more than %d seconds to parse", MOST_SECONDS);
    default:
        return ws_fail(error, WS_REFUSED, NULL, "its HTML takes too much memory to parse");
    }
}

const GumboNode *ws_html_next(const GumboNode *root, const GumboNode *node, bool enter)
{
    if (enter && node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length > 0)
        return node->v.element.children.data[0];
    while (node != root) {
        const GumboNode *parent = node->parent;

        if (!parent || parent->type != GUMBO_NODE_ELEMENT) return NULL;
        if (node->index_within_parent + 1 < parent->v.element.children.length)
            return parent->v.element.children.data[node->index_within_parent + 1];
        node = parent;
    }
    return NULL;
}

bool ws_html_is(const GumboNode *node, GumboTag tag)
{
    return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

const char *ws_html_attribute(const GumboNode *node, const char *name)
{
    GumboAttribute *found =
        node->type == GUMBO_NODE_ELEMENT ? gumbo_get_attribute(&node->v.element.attributes, name) : NULL;

    return found ? found->value : NULL;
}

void ws_html_text(const GumboNode *root, ws_buffer *out)
{
    bool blank = false;

    for (const GumboNode *node = root; node && !out->failed; node = ws_html_next(root, node, true)) {
        if (node->type != GUMBO_NODE_TEXT && node->type != GUMBO_NODE_WHITESPACE && node->type != GUMBO_NODE_CDATA) {
            blank = true;
            continue;
        }
        for (const char *at = node->v.text.text; *at; at++) {
            if (isspace((unsigned char)*at)) {
                blank = true;
                continue;
            }
            if (blank && out->size) ws_buffer_putc(out, ' ');
            blank = false;
            ws_buffer_putc(out, *at);
        }
    }
}

bool ws_html_has_word(const char *string, const char *const *words)
{
    char word[32];
    size_t size = 0;

    for (const char *at = string; string; at++) {
        bool letter = isalnum((unsigned char)*at);
        bool hump = at > string && isupper((unsigned char)*at) && islower((unsigned char)at[-1]);

        if ((!letter || hump) && size > 0) {
            word[size < sizeof word ? size : sizeof word - 1] = '\0';
            for (size_t i = 0; size < sizeof word && words[i]; i++)
                if (strcmp(word, words[i]) == 0) return true;
            size = 0;
        }
        if (letter) {
            if (size < sizeof word) word[size] = (char)tolower((unsigned char)*at);
            size++;
        }
        if (!*at) break;
    }
    return false;
}
