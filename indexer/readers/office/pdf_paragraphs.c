/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf_layout.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    STEP = 25, /* heights and gaps are counted in quarters of a point */
    STEPS = 400,
    WORD_BYTES = 80 /* longest word that was parted */
};

typedef struct edges {
    int32_t left, right;
} edges;

typedef struct page_setter {
    const ws_pdf_layout *layout;
    edges *blocks;
    int32_t body;           /* height of most text */
    int32_t leading;        /* from line to line of it */
    int32_t title;          /* height of the title; 0: none */
    const char **compounds; /* words with a hyphen in them, sorted */
    size_t compound_count, compound_capacity;
} page_setter;

static int32_t height(const ws_pdf_line *line)
{
    return line->bottom > line->top ? line->bottom - line->top : 1;
}

static bool alike(int32_t a, int32_t b)
{
    return (int64_t)a * 5 <= (int64_t)b * 6 && (int64_t)b * 5 <= (int64_t)a * 6;
}

static void count_in(size_t counts[STEPS], int32_t length, size_t weight)
{
    if (length > 0 && length / STEP < STEPS) counts[length / STEP] += weight;
}

static int32_t most_frequent(const size_t counts[STEPS])
{
    size_t best = 0;

    for (size_t i = 1; i < STEPS; i++)
        if (counts[i] > counts[best]) best = i;
    return (int32_t)best * STEP + STEP / 2;
}

static void measure(page_setter *to)
{
    size_t heights[STEPS] = {0}, gaps[STEPS] = {0};
    const ws_pdf_line *lines = to->layout->lines;

    for (size_t i = 0; i < to->layout->count; i++) {
        edges *block = &to->blocks[lines[i].block];

        if (lines[i].furniture) continue;
        count_in(heights, height(&lines[i]), lines[i].size);
        if (block->right == 0 && block->left == 0) *block = (edges){lines[i].left, lines[i].right};
        if (lines[i].left < block->left) block->left = lines[i].left;
        if (lines[i].right > block->right) block->right = lines[i].right;
    }
    to->body = most_frequent(heights);
    for (size_t i = 1; i < to->layout->count; i++)
        if (lines[i].block == lines[i - 1].block && alike(height(&lines[i]), to->body))
            count_in(gaps, lines[i].top - lines[i - 1].top, 1);
    to->leading = most_frequent(gaps);
    if (to->leading < to->body) to->leading = to->body * 6 / 5;
    for (size_t i = 0; i < to->layout->count && lines[i].page == 0; i++)
        if (!lines[i].furniture && height(&lines[i]) > to->title) to->title = height(&lines[i]);
    if ((int64_t)to->title * 5 < (int64_t)to->body * 6) to->title = 0;
}

/* --- words that were parted --- */

static int by_string(const void *left, const void *right)
{
    return strcasecmp(*(const char *const *)left, *(const char *const *)right);
}

static bool is_letter(char byte)
{
    return isalpha((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* Keeps the words of a line that have a hyphen between letters. */
static bool keep_compounds(ws_arena *arena, page_setter *to, const ws_pdf_line *line)
{
    const char *text = line->text;

    for (size_t i = 1; i + 1 < line->size; i++) {
        size_t begin = i, end = i + 1;
        const char **grown;

        if (text[i] != '-' || !is_letter(text[i - 1]) || !is_letter(text[i + 1])) continue;
        while (begin > 0 && is_letter(text[begin - 1])) begin--;
        while (end < line->size && is_letter(text[end])) end++;
        if (end - begin >= WORD_BYTES) continue;
        grown = ws_arena_grow(arena, to->compounds, to->compound_count, &to->compound_capacity, sizeof *grown);
        if (!grown) return false;
        to->compounds = grown;
        grown[to->compound_count] = ws_arena_string(arena, text + begin, end - begin);
        if (!grown[to->compound_count++]) return false;
        i = end;
    }
    return true;
}

/* Does the hyphen at the end of a line belong to the word? It does where the text has the same word with it elsewhere.
 */
static bool is_compound(const page_setter *to, const ws_pdf_line *line, size_t end, const ws_pdf_line *next)
{
    char word[WORD_BYTES];
    const char *found = word;
    size_t begin = end, size = 0, stop = 0;

    while (begin > 0 && is_letter(line->text[begin - 1])) begin--;
    while (stop < next->size && is_letter(next->text[stop])) stop++;
    if (end - begin + 1 + stop >= WORD_BYTES || to->compound_count == 0) return false;
    memcpy(word, line->text + begin, end - begin);
    size = end - begin;
    word[size++] = '-';
    memcpy(word + size, next->text, stop);
    word[size + stop] = '\0';
    return bsearch(&found, to->compounds, to->compound_count, sizeof *to->compounds, by_string) != NULL;
}

static bool starts_lower(const ws_pdf_line *line)
{
    return islower((unsigned char)line->text[0]);
}

/* Bytes of the hyphen at the end of a line that parts a word; 0: none. */
static size_t hyphen_at_end(const ws_pdf_line *line)
{
    size_t size = line->size;

    if (size > 1 && line->text[size - 1] == '-' && is_letter(line->text[size - 2])) return 1;
    if (size > 2 && memcmp(line->text + size - 2, "\xC2\xAD", 2) == 0) return 2;
    return size > 3 && memcmp(line->text + size - 3, "\xE2\x80\x90", 3) == 0 ? 3 : 0;
}

static void add_line(const page_setter *to, ws_flow *flow, const ws_pdf_line *line, const ws_pdf_line *next)
{
    size_t hyphen = next ? hyphen_at_end(line) : 0;

    if (hyphen > 0 && starts_lower(next)) {
        bool stays = hyphen != 2 && is_compound(to, line, line->size - hyphen, next);

        ws_flow_add(flow, line->text, line->size - (stays ? 0 : hyphen));
        return;
    }
    ws_flow_add(flow, line->text, line->size);
    if (next) ws_flow_add(flow, " ", 1);
}

/* --- where a paragraph ends --- */

static bool ends_sentence(const ws_pdf_line *line)
{
    static const char *const closing[] = {"\"", "'", ")", "]", "”", "’", "»", NULL};
    size_t size = line->size;

    for (size_t i = 0; closing[i];) {
        size_t length = strlen(closing[i]);

        if (size > length && memcmp(line->text + size - length, closing[i], length) == 0) {
            size -= length;
            i = 0;
        } else {
            i++;
        }
    }
    return strchr(".!?:", line->text[size - 1]) || (size >= 3 && memcmp(line->text + size - 3, "…", 3) == 0);
}

/* Bytes of the bullet that a line begins with; 0: none. */
static size_t bullet_of(const ws_pdf_line *line)
{
    static const char *const bullets[] = {"•", "▪", "●", "◦", "■", "\xEF\x82\xB7", "– ", "- ", NULL};

    for (size_t i = 0; bullets[i]; i++)
        if (strncmp(line->text, bullets[i], strlen(bullets[i])) == 0) return strlen(bullets[i]);
    return 0;
}

static bool is_centred(const ws_pdf_line *a, const ws_pdf_line *b)
{
    int32_t apart = (a->left + a->right) / 2 - (b->left + b->right) / 2;
    int32_t shift = a->left - b->left;

    return abs(apart) * 3 < height(a) && abs(shift) * 3 > height(a);
}

/* Would the next line's first word have fitted? */
static bool is_short(const page_setter *to, const ws_pdf_line *line, const ws_pdf_line *next)
{
    return line->right + next->first_word + height(line) / 2 < to->blocks[line->block].right;
}

static bool is_indented(const page_setter *to, const ws_pdf_line *before, const ws_pdf_line *line)
{
    int32_t indent = line->left - to->blocks[line->block].left;

    if (indent * 2 < height(line)) return false;
    return before->block != line->block || abs(before->left - line->left) * 4 > height(line);
}

static bool is_next_row(const page_setter *to, const ws_pdf_line *a, const ws_pdf_line *b)
{
    int64_t gap = b->top - a->top;

    return gap * to->body * 10 <= (int64_t)to->leading * height(b) * 13;
}

static bool breaks(const page_setter *to, const ws_pdf_line *a, const ws_pdf_line *b)
{
    bool goes_on = !ends_sentence(a) && (starts_lower(b) || hyphen_at_end(a) > 0);
    bool elsewhere = a->page != b->page || b->top + height(b) < a->top;

    if (!alike(height(a), height(b))) return true;
    if (!elsewhere && abs(a->top - b->top) * 2 < height(a) && a->block == b->block) return false;
    if (bullet_of(b) > 0) return true;
    if (elsewhere) return ends_sentence(a) || is_indented(to, a, b);
    if (a->block != b->block) return !goes_on && (ends_sentence(a) || !is_next_row(to, a, b) || is_short(to, a, b));
    if (!is_next_row(to, a, b)) return true;
    if (is_centred(a, b)) return false;
    return is_indented(to, a, b) || (is_short(to, a, b) && !starts_lower(b));
}

static const ws_pdf_line *next_line(const page_setter *to, const ws_pdf_line *line)
{
    const ws_pdf_line *end = to->layout->lines + to->layout->count;

    for (line = line ? line + 1 : to->layout->lines; line < end; line++)
        if (!line->furniture && bullet_of(line) < line->size) return line;
    return NULL;
}

static ws_flow_kind kind_of(const page_setter *to, const ws_pdf_line *line)
{
    return to->title > 0 && line->page == 0 && (int64_t)height(line) * 20 >= (int64_t)to->title * 19 ? WS_FLOW_TITLE
                                                                                                     : WS_FLOW_BODY;
}

ws_status ws_pdf_paragraphs(ws_arena *arena, const ws_pdf_layout *layout, ws_flow *flow, ws_error *error)
{
    page_setter to = {.layout = layout};
    const ws_pdf_line *line, *next;

    if (layout->count == 0) return WS_OK;
    to.blocks = ws_arena_array(arena, (size_t)layout->blocks + 1, sizeof *to.blocks);
    if (!to.blocks) return ws_no_memory(error);
    for (size_t i = 0; i < layout->count; i++)
        if (!keep_compounds(arena, &to, &layout->lines[i])) return ws_no_memory(error);
    if (to.compound_count > 0) qsort(to.compounds, to.compound_count, sizeof *to.compounds, by_string);
    measure(&to);
    line = next_line(&to, NULL);
    if (line) ws_flow_begin(flow);
    for (; line; line = next) {
        next = next_line(&to, line);
        if (next && !breaks(&to, line, next)) {
            add_line(&to, flow, line, next);
            continue;
        }
        add_line(&to, flow, line, NULL);
        ws_flow_end(flow, kind_of(&to, line));
        if (next) ws_flow_begin(flow);
    }
    return WS_OK;
}
