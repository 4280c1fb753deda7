/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    FIRST_NODES = 1024,    /* in the first block of nodes; each later one is twice as large */
    MOST_BLOCKS = 24,      /* of nodes: more than memory allows for */
    MOST_ATTRIBUTES = 500, /* of a tag: gumbo compares each with all before it */
    ASK_CLOCK_EVERY = 256  /* allocations */
};

/* CPU time for a page: several times what the slowest honest page takes. Depth and attributes are bounded otherwise, so
 * this only stops what nobody has thought of. */
static const double LEAST_SECONDS = 2.0;
static const double SECONDS_PER_MIB = 1.0;

/* Gumbo's memory. It has no limits of its own, and how deep it nests can't be told from the tags without doing all that
 * it does: it ignores end tags, opens formatting elements again, reads the same text as tags here and as style sheet
 * there. But it asks for each node by its size and then links it to its parent, so the depth is measured as the tree
 * grows. Strings may happen to have the size of a node: a parent is only followed to where nodes can be. */
typedef struct heap {
    ws_arena *arena;
    jmp_buf out;
    unsigned asked;
    double deadline;
    GumboNode *blocks[MOST_BLOCKS];
    unsigned blocks_count;
    size_t nodes_count;        /* in the last block */
    const GumboNode *last;     /* the node given last */
    const GumboNode *measured; /* a parent that isn't too deep */
    unsigned attributes;       /* since the node given last */
} heap;

enum { OUT_OF_MEMORY = 1, OUT_OF_TIME, OUT_OF_DEPTH, OUT_OF_ATTRIBUTES, OUT_OF_ORDER };

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t nodes_in_block(unsigned block)
{
    return (size_t)FIRST_NODES << block;
}

static bool may_be_node(const heap *memory, const GumboNode *node)
{
    for (unsigned i = memory->blocks_count; i-- > 0;) {
        uintptr_t offset = (uintptr_t)node - (uintptr_t)memory->blocks[i];

        if (offset < nodes_in_block(i) * sizeof *node) return offset % sizeof *node == 0;
    }
    return false;
}

/* By the time of the next node the one before is in the tree. Siblings are as deep as each other. */
static void measure(heap *memory, const GumboNode *node)
{
    const GumboNode *parent = node->parent;
    size_t depth = 0;

    if (parent == memory->measured || !may_be_node(memory, parent)) return;
    for (const GumboNode *at = parent; may_be_node(memory, at->parent); at = at->parent)
        if (++depth > WS_HTML_DEPTH) longjmp(memory->out, OUT_OF_DEPTH);
    memory->measured = parent;
}

/* Gumbo doesn't test what its allocator gives, so the only way out is past it. Nothing leaks: all is in the arena. */
static void *give_bytes(heap *memory, size_t size)
{
    void *given = ws_arena_alloc(memory->arena, size);

    if (!given) longjmp(memory->out, OUT_OF_MEMORY);
    return given;
}

static GumboNode *give_node(heap *memory)
{
    unsigned count = memory->blocks_count;
    GumboNode *given;

    if (memory->last) measure(memory, memory->last);
    if (count == 0 || memory->nodes_count == nodes_in_block(count - 1)) {
        if (count == MOST_BLOCKS) longjmp(memory->out, OUT_OF_MEMORY);
        memory->blocks[count] = give_bytes(memory, nodes_in_block(count) * sizeof *given);
        memory->blocks_count = ++count;
        memory->nodes_count = 0;
    }
    given = &memory->blocks[count - 1][memory->nodes_count++];
    memory->last = given;
    memory->attributes = 0;
    return given;
}

static void *give(void *userdata, size_t size)
{
    heap *memory = userdata;

    if (++memory->asked % ASK_CLOCK_EVERY == 0 && cpu_seconds() > memory->deadline) longjmp(memory->out, OUT_OF_TIME);
    if (size == sizeof(GumboNode)) return give_node(memory);
    if (size == sizeof(GumboAttribute) && ++memory->attributes > MOST_ATTRIBUTES)
        longjmp(memory->out, OUT_OF_ATTRIBUTES);
    return give_bytes(memory, size);
}

static void take_back(void *userdata, void *given)
{
    (void)userdata;
    (void)given;
}

static _Thread_local heap *parsing;

/* Some mixtures of tables, select and svg violate what gumbo asserts, and a page must not end the program. This one
 * stands before the C library's for all that is linked to the program; assertions of others end it as ever. */
_Noreturn void __assert_fail(const char *assertion, const char *file, unsigned line, const char *function);

_Noreturn void __assert_fail(const char *assertion, const char *file, unsigned line, const char *function)
{
    if (parsing) longjmp(parsing->out, OUT_OF_ORDER);
    fprintf(stderr, "%s:%u: %s: assertion failed: %s\n", file, line, function, assertion);
    abort();
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

static ws_status say_why(int reason, ws_error *error)
{
    switch (reason) {
    case OUT_OF_DEPTH:
        return ws_fail(error, WS_REFUSED, NULL, "its HTML elements nest more than %d deep", WS_HTML_DEPTH);
    case OUT_OF_ATTRIBUTES:
        return ws_fail(error, WS_REFUSED, NULL, "one of its HTML tags has more than %d attributes", MOST_ATTRIBUTES);
    case OUT_OF_TIME:
        return ws_fail(error, WS_REFUSED, NULL, "its HTML takes too much time to parse");
    case OUT_OF_ORDER:
        return ws_fail(error, WS_REFUSED, NULL, "its HTML elements are in an order that can't be parsed");
    default:
        return ws_fail(error, WS_REFUSED, NULL, "its HTML takes too much memory to parse");
    }
}

ws_status ws_html_parse(ws_arena *memory, const char *text, size_t size, GumboNode **root, ws_error *error)
{
    double allowed = LEAST_SECONDS + SECONDS_PER_MIB * (double)size / (1024 * 1024);
    heap allocations = {.arena = memory, .deadline = cpu_seconds() + allowed};

    int reason;

    parsing = &allocations;
    reason = setjmp(allocations.out);
    if (reason == 0) *root = parse(&allocations, text, size);
    parsing = NULL;
    return reason == 0 ? WS_OK : say_why(reason, error);
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
