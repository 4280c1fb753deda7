/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold.h"

#include <stdlib.h>
#include <string.h>

enum {
    EVENT_BYTES = 8000,   /* of an article's text: what it is about stands in its beginning */
    EVENT_LETTERS = 6,    /* of the words that tell */
    EVENT_SHARE = 4,      /* one of so many words of the article with fewer is in the other */
    KEY_WORDS = 60,       /* of a quotation, by which others are found */
    RAREST = 6,           /* of these, the rarest in use */
    MOST_COMPARED = 50,   /* with each unit */
    MOST_BEARERS = 64,    /* of a word; commoner ones tell nothing */
    MOST_CELLS = 50000000 /* of all comparisons together: what is left then folds only where it is equal */
};

/* --- events --- */

static int compare_hashes(const void *left, const void *right)
{
    uint64_t one = *(const uint64_t *)left, other = *(const uint64_t *)right;
    return (one > other) - (one < other);
}

/* FNV-1a: these hashes are kept nowhere. */
static uint64_t hash_on(uint64_t hash, const char *string)
{
    for (; *string; string++) hash = (hash ^ (unsigned char)*string) * 0x100000001b3ULL;
    return (hash ^ 0xff) * 0x100000001b3ULL;
}

static const uint64_t hash_start = 0xcbf29ce484222325ULL;

static uint32_t event_end(const ws_article *article)
{
    size_t end = article->text_size < EVENT_BYTES ? article->text_size : EVENT_BYTES;
    while (end > 0 && end < article->text_size && ((unsigned char)article->text[end] & 0xC0) == 0x80) end--;
    return (uint32_t)end;
}

ws_status ws_event_words(ws_arena *arena, const ws_article *article, ws_event *out, ws_error *error)
{
    ws_words words;
    ws_status status = ws_analyse(arena, article->text, (ws_span){0, event_end(article)}, &words, error);
    if (status != WS_OK) return status;
    uint64_t *hashes = ws_arena_array(arena, words.count, sizeof *hashes);
    size_t count = 0, kept = 0;
    if (!hashes) return ws_no_memory(error);
    for (size_t i = 0; i < words.count; i++)
        if (strlen(words.items[i].folded) >= EVENT_LETTERS)
            hashes[count++] = hash_on(hash_start, words.items[i].folded);
    if (count) qsort(hashes, count, sizeof *hashes, compare_hashes);
    for (size_t i = 0; i < count; i++)
        if (!i || hashes[i] != hashes[i - 1]) hashes[kept++] = hashes[i];
    out->words = hashes;
    out->word_count = kept;
    return WS_OK;
}

static bool same_day(const char *one, const char *other)
{
    enum { DAY = 10 }; /* 2025-03-08 */
    return one && other && strlen(one) >= DAY && !strncmp(one, other, DAY);
}

bool ws_event_is_same(const ws_event *first, const ws_event *second)
{
    size_t shared = 0, i = 0, j = 0;
    size_t fewer = first->word_count < second->word_count ? first->word_count : second->word_count;
    bool days = first->said && second->said ? same_day(first->said, second->said)
                                            : same_day(first->published, second->published);
    if (!days || !fewer) return false;
    while (i < first->word_count && j < second->word_count) {
        shared += first->words[i] == second->words[j];
        if (first->words[i] < second->words[j])
            i++;
        else if (first->words[i] > second->words[j])
            j++;
        else
            i++, j++;
    }
    return shared * EVENT_SHARE >= fewer;
}

/* --- the rule --- */

bool ws_same_speaker(const ws_fold_unit *first, const ws_fold_unit *second)
{
    for (size_t i = 0; i < first->speaker_count; i++)
        for (size_t j = 0; j < second->speaker_count; j++)
            if (!strcmp(first->speakers[i], second->speakers[j])) return true;
    return false;
}

ws_verdict ws_fold_judge(const ws_fold_unit *first, const ws_fold_unit *second, ws_relation relation)
{
    bool few = first->quote->own < WS_QUOTE_FEW || second->quote->own < WS_QUOTE_FEW;
    if (relation == WS_RELATION_NONE || !ws_same_speaker(first, second)) return WS_FOLD_NO;
    if (!first->quote->quoted || !second->quote->quoted)
        return relation == WS_RELATION_EQUAL && !few ? WS_FOLD_SAME : WS_FOLD_NO;
    return !few || ws_event_is_same(first->event, second->event) ? WS_FOLD_SAME : WS_FOLD_PROPOSED;
}

/* --- folding many --- */

typedef struct bearer {
    uint64_t key; /* of a speaker and a word, or a speaker and all words */
    uint32_t unit;
} bearer;

typedef struct bearers {
    bearer *items;
    size_t count;
} bearers;

typedef struct folding {
    ws_arena *arena;
    ws_align_room *room;
    const ws_fold_unit *units;
    ws_folded *out;
    size_t cells; /* compared so far */
} folding;

static int compare_bearers(const void *left_, const void *right_)
{
    const bearer *left = left_, *right = right_;
    if (left->key != right->key) return left->key < right->key ? -1 : 1;
    return (left->unit > right->unit) - (left->unit < right->unit);
}

static void sort_bearers(bearers *all)
{
    if (all->count) qsort(all->items, all->count, sizeof *all->items, compare_bearers);
}

static size_t find_bearers(const bearers *all, uint64_t key, size_t *begin)
{
    size_t low = 0, high = all->count, end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all->items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < all->count && all->items[end].key == key && end - low <= MOST_BEARERS;) end++;
    *begin = low;
    return end - low;
}

static uint64_t copy_key(const ws_fold_unit *unit, size_t speaker)
{
    char hex[33];
    ws_hash_hex(unit->quote->hash, hex);
    return hash_on(hash_on(hash_start, unit->speakers[speaker]), hex);
}

static uint64_t word_key(const ws_fold_unit *unit, size_t speaker, size_t word)
{
    return hash_on(hash_on(hash_start, unit->speakers[speaker]), unit->quote->words[word].compared);
}

static size_t key_words(const ws_fold_unit *unit)
{
    return unit->quote->count < KEY_WORDS ? unit->quote->count : KEY_WORDS;
}

/* Copies: each run of one key folds into its first unit. */
static ws_status fold_copies(folding *fold, size_t count, ws_error *error)
{
    size_t all_speakers = 0;
    for (size_t i = 0; i < count; i++) all_speakers += fold->units[i].speaker_count;
    bearers copies = {ws_arena_array(fold->arena, all_speakers, sizeof(bearer)), 0};
    if (!copies.items) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < fold->units[i].speaker_count && fold->units[i].quote->own; k++)
            copies.items[copies.count++] = (bearer){copy_key(&fold->units[i], k), (uint32_t)i};
    sort_bearers(&copies);
    for (size_t i = 1, first = 0; i < copies.count; i++) {
        size_t unit = copies.items[i].unit, root = copies.items[first].unit;
        if (copies.items[i].key != copies.items[first].key)
            first = i;
        else if (fold->out[unit].group == unit && fold->out[root].group == root && root != unit &&
                 ws_fold_judge(&fold->units[root], &fold->units[unit], WS_RELATION_EQUAL) == WS_FOLD_SAME)
            fold->out[unit] = (ws_folded){root, WS_RELATION_EQUAL};
    }
    return WS_OK;
}

static ws_status gather_words(folding *fold, size_t count, bearers *all, ws_error *error)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++) most += key_words(&fold->units[i]) * fold->units[i].speaker_count;
    *all = (bearers){ws_arena_array(fold->arena, most, sizeof(bearer)), 0};
    if (!all->items) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++) {
        if (fold->out[i].group != i || !fold->units[i].quote->quoted) continue;
        for (size_t k = 0; k < fold->units[i].speaker_count; k++)
            for (size_t word = 0; word < key_words(&fold->units[i]); word++)
                all->items[all->count++] = (bearer){word_key(&fold->units[i], k, word), (uint32_t)i};
    }
    sort_bearers(all);
    return WS_OK;
}

typedef struct run {
    size_t begin, count;
} run;

/* The rarest words of a unit that earlier ones have too, rarest first. */
static size_t find_rarest(const folding *fold, const bearers *all, size_t unit, run rarest[RAREST])
{
    size_t found = 0;
    const ws_fold_unit *one = &fold->units[unit];
    for (size_t k = 0; k < one->speaker_count; k++)
        for (size_t word = 0; word < key_words(one); word++) {
            run bearing;
            bearing.count = find_bearers(all, word_key(one, k, word), &bearing.begin);
            if (bearing.count > MOST_BEARERS || all->items[bearing.begin].unit >= unit) continue;
            size_t place = found;
            while (place > 0 && rarest[place - 1].count > bearing.count) place--;
            if (place == RAREST) continue;
            if (found < RAREST) found++;
            memmove(&rarest[place + 1], &rarest[place], (found - place - 1) * sizeof *rarest);
            rarest[place] = bearing;
        }
    return found;
}

static ws_status compare(folding *fold, size_t unit, size_t root, ws_error *error)
{
    const ws_fold_unit *one = &fold->units[root], *other = &fold->units[unit];
    ws_alignment alignment;
    if (!ws_align_may(one->quote, other->quote)) return WS_OK;
    fold->cells += (one->quote->count + 1) * (other->quote->count + 1);
    ws_status status = ws_align(fold->room, fold->arena, one->quote, other->quote, &alignment, error);
    if (status == WS_OK && ws_fold_judge(one, other, alignment.relation) == WS_FOLD_SAME)
        fold->out[unit] = (ws_folded){root, alignment.relation};
    return status;
}

static ws_status fold_unit(folding *fold, const bearers *all, size_t unit, ws_error *error)
{
    run rarest[RAREST];
    size_t tried[MOST_COMPARED], tries = 0, runs = find_rarest(fold, all, unit, rarest);
    ws_status status = WS_OK;
    for (size_t i = 0; i < runs; i++)
        for (size_t j = 0; j < rarest[i].count && fold->out[unit].group == unit && status == WS_OK; j++) {
            size_t other = all->items[rarest[i].begin + j].unit, root, known = 0;
            if (other >= unit) break;
            root = fold->out[other].group;
            while (known < tries && tried[known] != root) known++;
            if (known < tries) continue;
            if (tries == MOST_COMPARED || fold->cells > MOST_CELLS) return status;
            tried[tries++] = root;
            status = compare(fold, unit, root, error);
        }
    return status;
}

ws_status ws_fold_units(ws_arena *arena, const ws_fold_unit *units, size_t count, ws_folded *out, ws_error *error)
{
    folding fold = {arena, ws_align_room_new(arena), units, out, 0};
    bearers all;
    if (!fold.room) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++) out[i] = (ws_folded){i, WS_RELATION_EQUAL};
    ws_status status = fold_copies(&fold, count, error);
    if (status == WS_OK) status = gather_words(&fold, count, &all, error);
    for (size_t i = 0; i < count && status == WS_OK; i++)
        if (out[i].group == i && units[i].quote->quoted) status = fold_unit(&fold, &all, i, error);
    for (size_t i = 0; i < count && status == WS_OK; i++) /* copies of what was folded later on */
        if (out[out[i].group].group != out[i].group) out[i] = out[out[i].group];
    return status;
}
