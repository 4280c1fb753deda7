/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html_page.h"

#include <ctype.h>
#include <string.h>

enum { MOST_STEPS = 64 /* upwards in the tree, for a block's signature */ };

/* Where the walk is: before the chosen element, in it, behind it. */
typedef enum { ZONE_HEAD, ZONE_BODY, ZONE_REST } zone;

typedef struct collector {
    ws_arena *memory;
    ws_blocks *out;
    const GumboNode *chosen;
    const ws_furniture *furniture;
    zone zone;
    bool after_title; /* an H1 was there */
    bool stopped;     /* behind the chosen element, another article began */
    bool any_real;    /* there was a paragraph since */
    bool rule;        /* an <hr> was there since the last block */
    bool failed;
    /* the outermost open element of a kind, or NULL */
    const GumboNode *link, *small, *heading, *item, *quote, *part_node, *like, *header;
    ws_part part;
    ws_block block;  /* being written */
    const char *gap; /* what goes before the next character: "", " ", "\n" */
} collector;

static uint32_t mix(uint32_t hash, const char *string)
{
    for (; *string; string++) hash = (hash ^ (unsigned char)*string) * 16777619u;
    return hash;
}

/* What the element around a text node looks like from outside. Paragraphs differ by class ("lead", "last"), divisions
 * are told apart by it. */
static uint32_t signature_of(const GumboNode *text)
{
    const GumboNode *node = text->parent;
    uint32_t depth = 0, hash = 2166136261u;
    const char *class;

    for (int i = 0; i < MOST_STEPS && node && !ws_html_is_block(node); i++) node = node->parent;
    if (!node) return 0;
    for (const GumboNode *at = node; at && depth < MOST_STEPS; at = at->parent) depth++;
    class = ws_html_is(node, GUMBO_TAG_P) ? NULL : ws_html_attribute(node, "class");
    hash = mix(hash, class ? class : "");
    hash = (hash ^ (uint32_t)node->v.element.tag) * 16777619u;
    return (hash ^ depth) * 16777619u;
}

static bool ends_sentence(const char *text, size_t size)
{
    while (size > 0) {
        unsigned char last = (unsigned char)text[size - 1];

        if (last == '.' || last == '!' || last == '?') return true;
        if (size >= 3 && memcmp(text + size - 3, "\xE2\x80\xA6", 3) == 0) return true;
        if (size >= 3 && (unsigned char)text[size - 3] == 0xE2 && (unsigned char)text[size - 2] == 0x80)
            size -= 3; /* a closing quotation mark */
        else if (last == '"' || last == '\'' || last == ')' || last == ']')
            size--;
        else
            return false;
    }
    return false;
}

/* In the head only what is marked, and what can't be anything but a paragraph, is the article's. */
static bool is_wanted(const collector *at, const ws_block *block)
{
    if (block->letters == 0) return false;
    if (at->zone == ZONE_BODY && !at->header) return true;
    if (at->zone == ZONE_REST) return at->like;
    return block->part != WS_PART_BODY ||
           (block->sentence && block->words >= 12 && block->link_letters * 4 < block->letters);
}

static void end_block(collector *at)
{
    ws_blocks *out = at->out;
    ws_block *block = &at->block, *grown;

    block->end = out->text.size;
    block->sentence =
        block->end > block->begin && ends_sentence(out->text.bytes + block->begin, block->end - block->begin);
    block->before = at->zone == ZONE_HEAD || at->header;
    if (is_wanted(at, block) && !out->text.failed) {
        grown = ws_arena_grow(at->memory, out->items, out->count, &out->capacity, sizeof *grown);
        at->failed = at->failed || !grown;
        if (grown) {
            out->items = grown;
            grown[out->count++] = *block;
            at->any_real = at->any_real || (block->sentence && block->words >= 12 && block->part == WS_PART_BODY);
        }
    }
    *block = (ws_block){.begin = out->text.size};
    at->gap = "";
}

static void begin_block(collector *at, const GumboNode *text)
{
    at->block.part = at->part_node ? at->part : WS_PART_BODY;
    at->block.heading = at->heading;
    at->block.item = at->item;
    at->block.quote = at->quote;
    at->block.below_rule = at->rule;
    at->rule = false;
    at->block.signature = signature_of(text) ^ (at->small ? 1 : 0);
}

static bool is_letter(unsigned char byte)
{
    return isalnum(byte) || byte >= 0x80;
}

/* Bytes of a character that shows nothing: a soft hyphen, a zero-width space or joiner, a mark of byte order. */
static size_t invisible(const char *text)
{
    static const char *const characters[] = {"\xC2\xAD", "\xE2\x80\x8B", "\xE2\x81\xA0", "\xEF\xBB\xBF", NULL};

    for (size_t i = 0; characters[i]; i++)
        if (strncmp(text, characters[i], strlen(characters[i])) == 0) return strlen(characters[i]);
    return 0;
}

/* One character's first byte, or a byte within it. */
static void write_byte(collector *at, const GumboNode *node, unsigned char byte, bool letter, bool *in_word)
{
    ws_buffer *out = &at->out->text;

    if (out->size == at->block.begin) {
        begin_block(at, node);
    } else {
        *in_word = *in_word && !*at->gap;
        ws_buffer_puts(out, at->gap);
    }
    at->gap = "";
    ws_buffer_putc(out, (char)byte);
    if (!letter) return;
    at->block.letters++;
    at->block.link_letters += at->link != NULL;
    at->block.lead_letters += at->block.link_letters == 0;
    at->block.words += !*in_word;
    *in_word = true;
}

static void write_text(collector *at, const GumboNode *node)
{
    bool in_word = false;

    for (const char *text = node->v.text.text; *text; text++) {
        size_t skipped = invisible(text);
        bool fixed_space = (unsigned char)text[0] == 0xC2 && (unsigned char)text[1] == 0xA0;

        if (isspace((unsigned char)*text)) {
            if (!*at->gap) at->gap = " ";
        } else if (skipped) {
            text += skipped - 1;
        } else if (fixed_space) {
            if (at->out->text.size > at->block.begin) {
                write_byte(at, node, 0xC2, false, &in_word);
                write_byte(at, node, 0xA0, false, &in_word);
            }
            in_word = false;
            text++;
        } else {
            write_byte(at, node, (unsigned char)*text, is_letter((unsigned char)*text), &in_word);
        }
    }
}

static bool is_heading(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag >= GUMBO_TAG_H1 &&
           node->v.element.tag <= GUMBO_TAG_H6;
}

static bool is_small_print(const GumboNode *node)
{
    const char *size = ws_html_is(node, GUMBO_TAG_FONT) ? ws_html_attribute(node, "size") : NULL;

    return ws_html_is(node, GUMBO_TAG_SMALL) || (size && (*size == '-' || *size == '1'));
}

/* The same element once more, as where an advertisement parts the body in two. */
static bool is_like(const GumboNode *node, const GumboNode *chosen)
{
    const char *class = ws_html_attribute(node, "class"), *other = ws_html_attribute(chosen, "class");

    return class && other && *class && node->v.element.tag == chosen->v.element.tag && strcmp(class, other) == 0;
}

/* Without what came before a title: the page's head, a section's name. */
static void begin_title(collector *at)
{
    end_block(at);
    if (at->any_real && at->zone == ZONE_BODY) return;
    at->out->count = 0;
    at->any_real = false;
    at->after_title = true;
}

static void open_kinds(collector *at, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;

    if (tag == GUMBO_TAG_A && !at->link) at->link = node;
    if (is_small_print(node) && !at->small) at->small = node;
    if (is_heading(node) && !at->heading) at->heading = node;
    if ((tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT) && !at->item) at->item = node;
    if (tag == GUMBO_TAG_BLOCKQUOTE && !at->quote) at->quote = node;
    if (tag == GUMBO_TAG_HEADER && !at->header) at->header = node;
}

static bool enter_part(collector *at, const GumboNode *node, ws_part part)
{
    end_block(at);
    if (!at->part_node) {
        at->part_node = node;
        at->part = part;
    }
    open_kinds(at, node);
    return true;
}

/* Behind the chosen element, outside what is like it. */
static bool enter_rest(collector *at, const GumboNode *node)
{
    if (ws_furniture_of(at->furniture, node)) return false;
    if (is_like(node, at->chosen)) {
        at->like = node;
        return true;
    }
    if (ws_html_is(node, GUMBO_TAG_ARTICLE) || (is_heading(node) && node->v.element.tag <= GUMBO_TAG_H3))
        at->stopped = true;
    return !at->stopped;
}

/* Two breaks part paragraphs; above the first paragraph one is enough, between title, byline and date. */
static void break_line(collector *at)
{
    const ws_buffer *text = &at->out->text;
    size_t begin = at->block.begin;
    bool title = !at->any_real && at->block.words <= 12 && text->size > begin &&
                 !ends_sentence(text->bytes + begin, text->size - begin);

    if (*at->gap == '\n' || title)
        end_block(at);
    else
        at->gap = "\n";
}

static bool enter_element(collector *at, const GumboNode *node)
{
    ws_furniture_kind kind;
    ws_part part;

    if (node == at->chosen) {
        end_block(at);
        at->zone = ZONE_BODY;
        open_kinds(at, node);
        return true;
    }
    if (ws_html_is_block(node)) end_block(at);
    if (ws_html_is(node, GUMBO_TAG_H1) && at->zone != ZONE_REST) {
        begin_title(at);
        return false;
    }
    if (at->zone == ZONE_REST && !at->like) return enter_rest(at, node);
    kind = ws_furniture_of(at->furniture, node);
    part = ws_html_part(at->furniture, node);
    if (kind == WS_FURNITURE_ALWAYS) return false;
    if (part != WS_PART_BODY) return enter_part(at, node, part);
    if (kind == WS_FURNITURE_SMALL && !(ws_html_is(node, GUMBO_TAG_HEADER) && !at->any_real)) return false;
    if (ws_html_is(node, GUMBO_TAG_HR)) at->rule = true;
    if (ws_html_is(node, GUMBO_TAG_BR)) break_line(at);
    open_kinds(at, node);
    return true;
}

static bool enter(void *state, const GumboNode *node)
{
    collector *at = state;

    if (node->type == GUMBO_NODE_ELEMENT) return enter_element(at, node);
    if (node->type != GUMBO_NODE_TEXT && node->type != GUMBO_NODE_WHITESPACE && node->type != GUMBO_NODE_CDATA)
        return false;
    if ((at->zone == ZONE_HEAD && !at->after_title) || (at->zone == ZONE_REST && !at->like)) return false;
    write_text(at, node);
    return false;
}

static void close_kinds(collector *at, const GumboNode *node)
{
    const GumboNode **const open[] = {&at->link,  &at->small,     &at->heading, &at->item,
                                      &at->quote, &at->part_node, &at->like,    &at->header};

    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
        if (*open[i] == node) *open[i] = NULL;
}

static bool leave(void *state, const GumboNode *node)
{
    collector *at = state;

    if (ws_html_is_block(node) || node == at->part_node || node == at->chosen || node == at->like) end_block(at);
    if (node == at->chosen) at->zone = ZONE_REST;
    close_kinds(at, node);
    return !at->failed && !at->out->text.failed && !at->stopped;
}

ws_status ws_html_blocks(ws_arena *memory, const GumboNode *root, const GumboNode *chosen,
                         const ws_furniture *furniture, ws_blocks *out, ws_error *error)
{
    collector at = {.memory = memory, .out = out, .chosen = chosen, .furniture = furniture, .gap = ""};

    ws_html_walk(root, enter, leave, &at);
    end_block(&at);
    return at.failed ? ws_no_memory(error) : ws_buffer_status(&out->text, error);
}
