/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article's text and parts out of the tree of its page. */
#include "html_page.h"

#include <string.h>

enum { STUB_SENTENCES = 4, STUB_WORDS = 150, HINT_WORDS = 40 };

typedef struct body {
    ws_arena *arena;
    ws_buffer text;
    ws_article_part *parts;
    size_t count, capacity;
    const char *correction;
    size_t words;
    bool locked, cut; /* a wall is spoken of; the text is cut off by it */
    bool failed;
} body;

static void add_block(body *to, const ws_blocks *blocks, const ws_block *block)
{
    ws_article_part *grown;
    uint32_t begin;

    ws_buffer_puts(&to->text, to->text.size ? "\n\n" : "");
    begin = (uint32_t)to->text.size;
    ws_buffer_add(&to->text, blocks->text.bytes + block->begin, block->end - block->begin);
    to->words += block->words;
    if (block->part == WS_PART_BODY || to->text.failed) return;
    grown = ws_arena_grow(to->arena, to->parts, to->count, &to->capacity, sizeof *grown);
    to->failed = to->failed || !grown;
    if (!grown) return;
    to->parts = grown;
    grown[to->count++] = (ws_article_part){{begin, (uint32_t)to->text.size}, block->part};
    if (block->part != WS_PART_CORRECTION || to->correction) return;
    to->correction = ws_arena_string(to->arena, to->text.bytes + begin, to->text.size - begin);
    to->failed = to->failed || !to->correction;
}

static int rank_of(ws_part part)
{
    return part == WS_PART_SUMMARY ? 0 : part == WS_PART_CAPTION || part == WS_PART_PULL_QUOTE ? 2 : 1;
}

static void put_together(body *to, const ws_blocks *blocks)
{
    for (int rank = 0; rank < 3; rank++) {
        for (size_t i = 0; i < blocks->count; i++) {
            const ws_block *block = &blocks->items[i];

            if (!block->dropped && rank_of(block->part) == rank) add_block(to, blocks, block);
            if (rank == 0 && ws_phrase_locks(blocks->text.bytes + block->begin, block->end - block->begin))
                to->cut = true;
        }
    }
}

static ws_status extract(ws_arena *memory, const GumboNode *root, bool by_name, const ws_html_hints *hints,
                         const char *title, body *to, ws_error *error)
{
    ws_furniture *furniture = ws_furniture_new(memory, root, by_name);
    ws_blocks blocks = {.text = WS_BUFFER_INIT(2 * WS_HTML_BYTES)};
    const GumboNode *chosen = NULL;
    ws_status status;

    if (!furniture) return ws_no_memory(error);
    status = ws_html_choose(root, furniture, hints, &chosen, error);
    if (status == WS_OK && chosen) status = ws_html_blocks(memory, root, chosen, furniture, &blocks, error);
    if (status == WS_OK) status = ws_html_clean(memory, &blocks, title, error);
    if (status == WS_OK) put_together(to, &blocks);
    ws_buffer_free(&blocks.text);
    if (status != WS_OK) return status;
    return to->failed ? ws_no_memory(error) : ws_buffer_status(&to->text, error);
}

static size_t count_words(const char *text)
{
    size_t words = 0;

    for (size_t i = 0; text[i]; i++) words += text[i] > ' ' && (i == 0 || (text[i - 1] >= 0 && text[i - 1] <= ' '));
    return words;
}

/* Pages that are made in the browser have their text in JSON-LD only. */
static ws_status take_hint(ws_arena *arena, const ws_html_hints *hints, const body *found, ws_article *article,
                           bool *taken, ws_error *error)
{
    size_t words = hints->body ? count_words(hints->body) : 0;

    *taken = words >= HINT_WORDS && found->words * 5 < words * 4;
    return *taken ? ws_html_fragment(arena, hints->body, strlen(hints->body), article, error) : WS_OK;
}

static bool has_wall(const GumboNode *root)
{
    static const char *const words[] = {"paywall", "regwall", "subscriber", "metered", "piano", NULL};

    for (const GumboNode *node = root; node; node = ws_html_next(root, node, true))
        if (ws_html_has_word(ws_html_attribute(node, "class"), words) ||
            ws_html_has_word(ws_html_attribute(node, "id"), words))
            return true;
    return false;
}

static size_t count_sentences(const ws_buffer *text)
{
    size_t count = 0;

    for (size_t i = 0; i < text->size; i++)
        count += strchr(".!?", text->bytes[i]) && (i + 1 == text->size || !strchr(".!?0123456789", text->bytes[i + 1]));
    return count;
}

static bool ends_cut(const ws_buffer *text)
{
    return (text->size >= 3 && (memcmp(text->bytes + text->size - 3, "...", 3) == 0 ||
                                memcmp(text->bytes + text->size - 3, "\xE2\x80\xA6", 3) == 0));
}

/* Is it a few sentences before a wall? */
static bool is_stub(const GumboNode *root, const ws_html_hints *hints, const body *found)
{
    if (found->words == 0 || found->words >= STUB_WORDS) return false;
    if (found->cut) return true;
    if (!hints->locked && !has_wall(root)) return false;
    return count_sentences(&found->text) < STUB_SENTENCES || ends_cut(&found->text);
}

static ws_status finish(ws_arena *arena, const body *found, ws_article *article, ws_error *error)
{
    article->text_size = found->text.size;
    article->text = ws_arena_string(arena, found->text.bytes ? found->text.bytes : "", found->text.size);
    article->parts = found->parts;
    article->part_count = found->count;
    if (!article->correction) article->correction = found->correction;
    return article->text ? WS_OK : ws_no_memory(error);
}

ws_status ws_html_body(ws_arena *arena, ws_arena *memory, const GumboNode *root, const ws_html_hints *hints,
                       ws_article *article, ws_error *error)
{
    body found = {.arena = arena, .text = WS_BUFFER_INIT(2 * WS_HTML_BYTES)};
    bool taken = false;
    ws_status status = extract(memory, root, true, hints, article->title, &found, error);

    /* A page whose every part is named like furniture still has an article. */
    if (status == WS_OK && found.words == 0)
        status = extract(memory, root, false, hints, article->title, &found, error);
    if (status == WS_OK) status = take_hint(arena, hints, &found, article, &taken, error);
    if (status == WS_OK && !taken && is_stub(root, hints, &found))
        status = ws_fail(error, WS_REFUSED, "Fetch it with a subscription, or ask the publisher for the text",
                         "only the beginning of the article is in the page; the rest is behind a paywall");
    if (status == WS_OK && !taken) status = finish(arena, &found, article, error);
    ws_buffer_free(&found.text);
    return status;
}
