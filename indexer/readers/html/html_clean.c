/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which blocks of the chosen element are not the article's. Its own paragraphs look alike (the same element at the same
 * depth), hold few links and end like sentences; what is neither alike nor a sentence is somebody else's. */
#include "html_page.h"

#include "text.h"
#include "unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
    POINTER_LETTERS = 160, /* a shorter block that is all link is a pointer elsewhere */
    SHORT_WORDS = 12,
    ASKING_WORDS = 70,
    SIGNING_WORDS = 30,
    REPEAT_WORDS = 5,
    MOST_CANDIDATES = 64,
    TITLE_BLOCKS = 40,         /* of the first ones, that may be the title */
    FOLDED_BYTES = 1024 * 1024 /* of text in which repeated words are looked for */
};

typedef struct cleaner {
    ws_arena *memory;
    ws_blocks *all;
    uint32_t usual; /* the signature of the article's own paragraphs */
    double share;   /* of the text that has it */
} cleaner;

static const char *text_of(const cleaner *c, const ws_block *block)
{
    return c->all->text.bytes + block->begin;
}

static size_t size_of(const ws_block *block)
{
    return block->end - block->begin;
}

static bool is_body(const ws_block *block)
{
    return !block->dropped && block->part == WS_PART_BODY;
}

static double link_share(const ws_block *block)
{
    return block->letters ? (double)block->link_letters / (double)block->letters : 0;
}

static bool is_real(const ws_block *block)
{
    return is_body(block) && !block->heading && !block->item && !block->quote && block->sentence && block->words >= 8 &&
           link_share(block) < 0.5;
}

static bool is_usual(const cleaner *c, const ws_block *block)
{
    return block->signature == c->usual;
}

/* --- what most paragraphs look like --- */

typedef struct look {
    uint32_t signature;
    size_t letters;
} look;

static int by_signature(const void *left, const void *right)
{
    uint32_t a = ((const look *)left)->signature, b = ((const look *)right)->signature;

    return (a > b) - (a < b);
}

static ws_status find_usual(cleaner *c, ws_error *error)
{
    look *looks = ws_arena_array(c->memory, c->all->count + 1, sizeof *looks);
    size_t count = 0, sum = 0, most = 0, all = 0;

    if (!looks) return ws_no_memory(error);
    for (size_t i = 0; i < c->all->count; i++)
        if (is_real(&c->all->items[i]) && !c->all->items[i].before)
            looks[count++] = (look){c->all->items[i].signature, c->all->items[i].letters};
    qsort(looks, count, sizeof *looks, by_signature);
    for (size_t i = 0; i < count; i++) {
        sum = i > 0 && looks[i - 1].signature == looks[i].signature ? sum + looks[i].letters : looks[i].letters;
        all += looks[i].letters;
        if (sum <= most) continue;
        most = sum;
        c->usual = looks[i].signature;
    }
    c->share = all ? (double)most / (double)all : 0;
    return WS_OK;
}

/* --- blocks alone --- */

/* "More on this: " before the link. */
static bool has_label(const cleaner *c, const ws_block *block)
{
    enum { LABEL_BYTES = 40 };
    size_t size = size_of(block);
    const char *colon = memchr(text_of(c, block), ':', size < LABEL_BYTES ? size : LABEL_BYTES);

    return colon && block->lead_letters < (size_t)(colon - text_of(c, block)) + 1;
}

static bool is_pointer(const cleaner *c, const ws_block *block)
{
    double share = link_share(block);

    if (block->letters && block->link_letters == block->letters) return block->letters < POINTER_LETTERS;
    if (share >= 0.8 && block->words < 30 && !block->sentence) return true;
    if (share >= 0.5 && block->lead_letters + block->link_letters == block->letters && has_label(c, block)) return true;
    if (share >= 0.5 && block->item && !block->sentence) return true;
    return (share >= 0.4 || (!is_usual(c, block) && !block->sentence && block->words <= SHORT_WORDS)) &&
           ws_phrase_points(text_of(c, block), size_of(block));
}

static bool is_note(const cleaner *c, const ws_block *block, bool any_real)
{
    const char *text = text_of(c, block);

    if (block->words <= 16 && ws_phrase_is_date(text, size_of(block))) return true;
    if ((!any_real || !is_usual(c, block)) && ws_phrase_is_byline(text, size_of(block))) return true;
    return block->words <= ASKING_WORDS && ws_phrase_asks(text, size_of(block));
}

static bool is_stranger(const cleaner *c, const ws_block *block)
{
    return c->share >= 0.5 && !is_usual(c, block) && block->words <= SHORT_WORDS && !block->sentence &&
           !block->heading && !block->item && !block->quote;
}

/* The title once more; what titles hold may end with the site's name. */
static ws_status is_title(const cleaner *c, const ws_block *block, const char *title, bool *same, ws_error *error)
{
    enum { SITE_BYTES = 50 };
    char *own, *other;
    size_t size;

    *same = false;
    if (!title || size_of(block) > 2 * strlen(title) + 64) return WS_OK;
    own = ws_fold_words(c->memory, text_of(c, block), size_of(block));
    other = ws_fold_words(c->memory, title, strlen(title));
    if (!own || !other) return ws_no_memory(error);
    size = strlen(own);
    *same = *own && strncmp(own, other, size) == 0 &&
            (!other[size] || (block->heading && other[size] == ' ' && strlen(other + size) < SITE_BYTES));
    return WS_OK;
}

/* What stands before the title is the page's. */
static void drop_before(cleaner *c, size_t title)
{
    for (size_t i = 0; i < title; i++)
        if (c->all->items[i].part == WS_PART_BODY) c->all->items[i].dropped = true;
}

/* Is it a heading of what follows and isn't the article's? */
static bool opens_section(const cleaner *c, const ws_block *block)
{
    return (block->heading || block->words <= 6) && !block->sentence &&
           ws_phrase_opens_furniture(text_of(c, block), size_of(block));
}

/* What is called a summary may be a list of links to what the page holds: no words of an article, nor is the heading
 * over them. */
static void drop_contents(ws_block *block, ws_block *before)
{
    if (block->part != WS_PART_SUMMARY || !block->item || !block->letters || block->link_letters < block->letters)
        return;
    block->dropped = true;
    if (before && before->part == WS_PART_SUMMARY && before->heading) before->dropped = true;
}

static ws_status drop_alone(cleaner *c, const char *title, ws_error *error)
{
    bool any_real = false, section = false;

    for (size_t i = 0; i < c->all->count; i++) {
        ws_block *block = &c->all->items[i], *before = i > 0 ? block - 1 : NULL;
        bool same = false, pointer;

        if (block->part == WS_PART_CAPTION)
            block->end = block->begin + ws_phrase_credit(text_of(c, block), size_of(block));
        drop_contents(block, before);
        if (block->part != WS_PART_BODY) continue;
        if (ws_text_corrects(text_of(c, block), size_of(block))) {
            block->part = WS_PART_CORRECTION;
            continue;
        }
        if (!any_real && i < TITLE_BLOCKS && is_title(c, block, title, &same, error) != WS_OK) return WS_NO_MEMORY;
        if (same) drop_before(c, i);
        pointer = is_pointer(c, block);
        /* A heading over links goes with them. */
        if (pointer && before && before->heading && is_body(before)) before->dropped = true;
        if (is_usual(c, block) && block->sentence && link_share(block) < 0.5) section = false;
        section = section || opens_section(c, block);
        block->dropped = same || pointer || section || is_note(c, block, any_real) || is_stranger(c, block);
        any_real = any_real || is_real(block);
    }
    return WS_OK;
}

/* --- blocks in their order --- */

/* Behind the last of the article's own paragraphs: who wrote it, what else there is. */
static void drop_tail(cleaner *c)
{
    size_t last = c->all->count;

    while (last > 0 && !(is_usual(c, &c->all->items[last - 1]) && is_real(&c->all->items[last - 1]))) last--;
    if (last == 0 || c->share < 0.7) return;
    for (size_t i = last; i < c->all->count; i++) {
        ws_block *block = &c->all->items[i];

        if (block->part == WS_PART_BODY && !is_usual(c, block) && !block->quote && !(block->item && block->sentence))
            block->dropped = true;
    }
}

/* Behind a rule near the end, when some of what is there has been dropped already, nothing is the article's. */
static void drop_below_rule(cleaner *c)
{
    size_t below = 0, all = 0, first = c->all->count;
    bool any_dropped = false;

    for (size_t i = 0; i < c->all->count; i++)
        if (is_body(&c->all->items[i])) all += c->all->items[i].letters;
    for (size_t i = c->all->count; i-- > 0;) {
        const ws_block *block = &c->all->items[i];

        any_dropped = any_dropped || block->dropped;
        below += is_body(block) ? block->letters : 0;
        if (below * 4 > all) break;
        if (block->below_rule && any_dropped) first = i;
    }
    for (size_t i = first; i < c->all->count; i++)
        if (c->all->items[i].part == WS_PART_BODY) c->all->items[i].dropped = true;
}

/* "Reach Ann Lee at the newsroom", from the end upwards; articles hardly end with a request to the reader. */
static void drop_signing_off(cleaner *c)
{
    for (size_t i = c->all->count; i-- > 0;) {
        ws_block *block = &c->all->items[i];

        if (!is_body(block)) continue;
        if (block->words > SIGNING_WORDS || !ws_phrase_signs_off(text_of(c, block), size_of(block))) return;
        block->dropped = true;
    }
}

static void drop_last_headings(cleaner *c)
{
    bool kept = false;

    for (size_t i = c->all->count; i-- > 0;) {
        ws_block *block = &c->all->items[i];

        if (is_body(block) && block->heading && !kept) block->dropped = true;
        kept = kept || is_body(block);
    }
}

/* --- repeated words --- */

static bool is_source(const cleaner *c, const ws_block *block)
{
    return is_body(block) && is_usual(c, block) && !block->quote;
}

/* The folded words of the article's own paragraphs, with a blank before and behind each word. */
static ws_status fold_sources(const cleaner *c, ws_buffer *out, ws_error *error)
{
    ws_buffer_putc(out, ' ');
    for (size_t i = 0; i < c->all->count && out->size < FOLDED_BYTES; i++) {
        const ws_block *block = &c->all->items[i];
        const char *words;

        if (!is_source(c, block)) continue;
        words = ws_fold_words(c->memory, text_of(c, block), size_of(block));
        if (!words) return ws_no_memory(error);
        ws_buffer_puts(out, words);
        ws_buffer_putc(out, ' ');
    }
    return ws_buffer_status(out, error);
}

/* The first `share` of the words, with a blank before and behind each; "" for too few. NULL: no memory. */
static const char *first_words(const cleaner *c, const ws_block *block, double share)
{
    const char *words = ws_fold_words(c->memory, text_of(c, block), size_of(block)), *end = words;
    size_t count = 1, wanted;

    if (!words) return NULL;
    for (const char *at = words; *at; at++) count += *at == ' ';
    if (count < REPEAT_WORDS) return "";
    wanted = (size_t)((double)count * share);
    if (wanted < REPEAT_WORDS) wanted = REPEAT_WORDS;
    while (*end && (*end != ' ' || --wanted > 0)) end++;
    return ws_arena_printf(c->memory, " %.*s ", (int)(end - words), words);
}

/* What stands out, and stands in the text as well: once is enough. A pull quote may end with its speaker's name. */
static ws_status drop_repeats(cleaner *c, ws_error *error)
{
    ws_buffer folded = WS_BUFFER_INIT(64 * FOLDED_BYTES);
    ws_status status = fold_sources(c, &folded, error);
    size_t candidates = 0;
    bool pulled = false;

    for (size_t i = 0; i < c->all->count && status == WS_OK && candidates < MOST_CANDIDATES; i++) {
        ws_block *block = &c->all->items[i];
        bool pull = block->part == WS_PART_PULL_QUOTE;
        const char *words;

        if (pull && pulled && block->words <= SHORT_WORDS) block->dropped = true; /* whose words they were */
        if (!pull) pulled = false;
        if (block->dropped || is_source(c, block) || block->heading ||
            (!pull && (block->part != WS_PART_BODY || block->words < REPEAT_WORDS)))
            continue;
        candidates++;
        words = first_words(c, block, pull ? 0.7 : 1);
        if (!words) status = ws_no_memory(error);
        block->dropped = words && *words && strstr(folded.bytes, words);
        pulled = pull && block->dropped;
    }
    ws_buffer_free(&folded);
    return status;
}

ws_status ws_html_clean(ws_arena *memory, ws_blocks *blocks, const char *title, ws_error *error)
{
    cleaner c = {.memory = memory, .all = blocks};
    ws_status status = blocks->count ? find_usual(&c, error) : WS_OK;

    if (status == WS_OK) status = drop_alone(&c, title, error);
    if (status != WS_OK) return status;
    drop_tail(&c);
    drop_below_rule(&c);
    drop_signing_off(&c);
    drop_last_headings(&c);
    return c.share > 0 ? drop_repeats(&c, error) : WS_OK;
}
