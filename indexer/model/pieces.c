/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pieces.h"

#include "unicode.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

enum { WORD_LETTERS = 100, WORD_BYTES = 8 * WORD_LETTERS, TABLE_SIZE = 1 << 17, TABLE_MOST = 1 << 16 };

struct ws_vocabulary_table {
    const char **pieces;
    uint16_t *sizes;
    size_t count;
    uint32_t unknown;
    uint32_t slots[TABLE_SIZE]; /* number of a piece plus one; 0: free */
};

static uint32_t hash_of(const char *bytes, size_t size, bool inner)
{
    uint32_t hash = inner ? 0x9e3779b9u : 2166136261u;
    for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return (hash ^ hash >> 15) & (TABLE_SIZE - 1);
}

/* A piece in the middle of a word is written "##ing" in the vocabulary; `inner` says so without the marks. */
static bool piece_is(const ws_vocabulary_table *table, uint32_t number, const char *bytes, size_t size, bool inner)
{
    const char *piece = table->pieces[number];
    size_t have = table->sizes[number], skip = inner ? 2 : 0;
    bool marked = have > 2 && piece[0] == '#' && piece[1] == '#';
    return marked == inner && have - skip == size && !memcmp(piece + skip, bytes, size);
}

static int64_t find_piece(const ws_vocabulary_table *table, const char *bytes, size_t size, bool inner)
{
    for (uint32_t slot = hash_of(bytes, size, inner); table->slots[slot]; slot = (slot + 1) & (TABLE_SIZE - 1))
        if (piece_is(table, table->slots[slot] - 1, bytes, size, inner)) return table->slots[slot] - 1;
    return -1;
}

static void enter_piece(ws_vocabulary_table *table, uint32_t number)
{
    const char *piece = table->pieces[number];
    size_t size = table->sizes[number];
    bool inner = size > 2 && piece[0] == '#' && piece[1] == '#';
    uint32_t slot = hash_of(piece + (inner ? 2 : 0), size - (inner ? 2 : 0), inner);
    while (table->slots[slot]) slot = (slot + 1) & (TABLE_SIZE - 1);
    table->slots[slot] = number + 1;
}

ws_status ws_vocabulary_new(const char *text, size_t size, ws_vocabulary_table **out, ws_error *error)
{
    *out = NULL;
    size_t lines = 0;
    for (size_t i = 0; i < size; i++) lines += text[i] == '\n';
    if (!lines || lines > TABLE_MOST || text[size - 1] != '\n')
        return ws_fail(error, WS_CORRUPT, NULL, "the model's vocabulary has %zu lines or no last line end", lines);
    ws_vocabulary_table *table = calloc(1, sizeof *table);
    if (table) {
        table->pieces = calloc(lines, sizeof *table->pieces);
        table->sizes = calloc(lines, sizeof *table->sizes);
    }
    if (!table || !table->pieces || !table->sizes) {
        ws_vocabulary_free(table);
        return ws_no_memory(error);
    }
    for (const char *at = text, *end; at < text + size; at = end + 1) {
        end = memchr(at, '\n', (size_t)(text + size - at));
        size_t length = (size_t)(end - at);
        table->pieces[table->count] = at;
        table->sizes[table->count] = (uint16_t)(length < UINT16_MAX ? length : UINT16_MAX);
        enter_piece(table, (uint32_t)table->count++);
    }
    int64_t unknown = find_piece(table, "[UNK]", 5, false);
    if (unknown < 0) {
        ws_vocabulary_free(table);
        return ws_fail(error, WS_CORRUPT, NULL, "the model's vocabulary has no [UNK]");
    }
    table->unknown = (uint32_t)unknown;
    *out = table;
    return WS_OK;
}

void ws_vocabulary_free(ws_vocabulary_table *table)
{
    if (!table) return;
    free(table->pieces);
    free(table->sizes);
    free(table);
}

size_t ws_vocabulary_size(const ws_vocabulary_table *table)
{
    return table->count;
}

/* --- characters, as BERT's basic tokenizer sees them --- */

typedef enum { SPACE, DROPPED, PUNCTUATION, ALONE, LETTER } letter_kind;

static bool is_ideograph(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
           (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

static letter_kind kind_of(uint32_t c)
{
    if (c < 0x80) {
        if (c == ' ' || (c >= 9 && c <= 13)) return c == 11 || c == 12 ? DROPPED : SPACE;
        if (c < 0x20 || c == 0x7f) return DROPPED;
        bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return word ? LETTER : PUNCTUATION;
    }
    if (c == 0xFFFD || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_C)) return DROPPED;
    if (uc_is_property_white_space(c)) return SPACE;
    if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_P)) return PUNCTUATION;
    return is_ideograph(c) ? ALONE : LETTER;
}

typedef struct word_builder {
    char folded[WORD_BYTES];
    size_t size, letters;
    ws_span span;
    bool upper, lower, all_letters;
    uint32_t first;
} word_builder;

static void put_letter(word_builder *word, uint32_t c)
{
    if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn)) return;
    word->letters++;
    if (word->letters > WORD_LETTERS) return;
    int room = (int)(WORD_BYTES - word->size);
    int size = u8_uctomb((uint8_t *)word->folded + word->size, uc_tolower(c), room);
    if (size > 0) word->size += (size_t)size;
}

static void add_letter(word_builder *word, uint32_t c, uint32_t at, uint32_t length)
{
    if (word->span.begin == word->span.end) {
        word->span.begin = at;
        word->first = c;
    }
    word->span.end = at + length;
    word->upper |= uc_is_upper(c);
    word->lower |= uc_is_lower(c);
    word->all_letters &= uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
    if (c < 0x80) {
        put_letter(word, c);
        return;
    }
    uint32_t single[1] = {c}, parts[16];
    size_t count = 16;
    uint32_t *decomposed = u32_normalize(UNINORM_NFD, single, 1, parts, &count);
    if (decomposed != parts) {
        free(decomposed); /* NULL, or longer than any decomposition Unicode has */
        put_letter(word, c);
        return;
    }
    for (size_t i = 0; i < count; i++) put_letter(word, parts[i]);
}

/* As indexer/model/train/corpus.py has it. */
static uint8_t shape_of(const word_builder *word)
{
    bool single = word->span.end - word->span.begin == (word->first < 0x80      ? 1u
                                                        : word->first < 0x800   ? 2u
                                                        : word->first < 0x10000 ? 3u
                                                                                : 4u);
    if (!single && word->upper && !word->lower) return WS_SHAPE_CAPITALS;
    if (uc_is_upper(word->first)) return WS_SHAPE_CAPITAL;
    if (uc_is_general_category_withtable(word->first, UC_CATEGORY_MASK_Nd)) return WS_SHAPE_DIGITS;
    if (word->first == 0x201C || word->first == '"') return WS_SHAPE_MARK;
    if (word->first == 0x201D) return WS_SHAPE_CLOSING;
    return word->all_letters ? WS_SHAPE_SMALL : WS_SHAPE_OTHER;
}

typedef struct piece_list {
    const ws_vocabulary_table *table;
    ws_arena *arena;
    ws_pieces *out;
    size_t id_room, shape_room, start_room, first_room, word_room;
    bool line_begins;
} piece_list;

static bool add_piece(piece_list *list, uint32_t id, uint8_t shape)
{
    ws_pieces *out = list->out;
    uint32_t *ids = ws_arena_grow(list->arena, out->ids, out->count, &list->id_room, sizeof *ids);
    uint8_t *shapes = ws_arena_grow(list->arena, out->shapes, out->count, &list->shape_room, 1);
    uint8_t *starts = ws_arena_grow(list->arena, out->starts, out->count, &list->start_room, 1);
    if (!ids || !shapes || !starts) return false;
    out->ids = ids;
    out->shapes = shapes;
    out->starts = starts;
    ids[out->count] = id;
    shapes[out->count] = shape;
    starts[out->count++] = list->line_begins;
    list->line_begins = false;
    return true;
}

/* Greedy longest match; a word that cannot be cut whole is one unknown piece. */
static bool cut_word(piece_list *list, const word_builder *word, uint8_t shape)
{
    size_t before = list->out->count, begin = 0;
    bool line_begins = list->line_begins;
    while (begin < word->size && word->letters <= WORD_LETTERS) {
        size_t end = word->size;
        int64_t piece = -1;
        while (end > begin && (piece = find_piece(list->table, word->folded + begin, end - begin, begin > 0)) < 0) {
            do end--;
            while (end > begin && ((unsigned char)word->folded[end] & 0xC0) == 0x80);
        }
        if (piece < 0) break;
        if (!add_piece(list, (uint32_t)piece, shape)) return false;
        begin = end;
    }
    if (begin == word->size && word->letters <= WORD_LETTERS) return true;
    list->out->count = before;
    list->line_begins = line_begins;
    return add_piece(list, list->table->unknown, shape);
}

static bool end_word(piece_list *list, word_builder *word)
{
    bool done = true;
    if (word->letters) {
        ws_pieces *out = list->out;
        uint32_t *first = ws_arena_grow(list->arena, out->first, out->word_count + 1, &list->first_room, sizeof *first);
        ws_span *words = ws_arena_grow(list->arena, out->words, out->word_count, &list->word_room, sizeof *words);
        if (!first || !words) return false;
        out->first = first;
        out->words = words;
        first[out->word_count] = (uint32_t)out->count;
        words[out->word_count++] = word->span;
        done = cut_word(list, word, shape_of(word));
        first[out->word_count] = (uint32_t)out->count;
    }
    *word = (word_builder){.all_letters = true};
    return done;
}

ws_status ws_pieces_make(const ws_vocabulary_table *table, ws_arena *arena, const char *text, size_t size,
                         ws_pieces *out, ws_error *error)
{
    *out = (ws_pieces){0};
    piece_list list = {.table = table, .arena = arena, .out = out, .first_room = 64, .line_begins = true};
    out->first = ws_arena_array(arena, list.first_room, sizeof *out->first);
    if (!out->first) return ws_no_memory(error);
    word_builder word = {.all_letters = true};
    bool done = true;
    for (size_t at = 0, length; at < size && done; at += length) {
        uint32_t c = ws_utf8_next(text + at, size - at, &length);
        letter_kind kind = kind_of(c);
        if (kind == DROPPED) continue;
        if (kind != LETTER) done = end_word(&list, &word);
        if (c == '\n') list.line_begins = true;
        if (kind == SPACE || !done) continue;
        add_letter(&word, c, (uint32_t)at, (uint32_t)length);
        if (kind != LETTER) done = end_word(&list, &word);
    }
    return done && end_word(&list, &word) ? WS_OK : ws_no_memory(error);
}
