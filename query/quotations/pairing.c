/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pairing.h"

#include <stdlib.h>
#include <string.h>

enum { COMPARED_MOST = 2000 /* pairs, word by word */ };

typedef struct candidate {
    uint32_t first, second;
    double weight;
} candidate;

typedef struct pairing {
    ws_arena *arena;
    ws_align_room *room;
    const ws_pair_unit *units;
    size_t count;
    candidate *candidates;
    size_t candidate_count, capacity, compared;
    size_t *partner; /* of each unit that is in a pair */
} pairing;

/* How many words both have, which (NULL: not asked), and what they weigh together. */
static size_t shared_words(const ws_pair_unit *one, const ws_pair_unit *other, const ws_rare_word **shared,
                           double *weight)
{
    size_t count = 0, i = 0, j = 0;
    *weight = 0;
    while (i < one->word_count && j < other->word_count) {
        int order = strcmp(one->words[i].stem, other->words[j].stem);
        if (!order) {
            *weight += one->words[i].weight;
            if (shared) shared[count] = &one->words[i];
            count++;
        }
        i += order <= 0;
        j += order >= 0;
    }
    return count;
}

static ws_status gather(pairing *self, size_t one, size_t other, ws_error *error)
{
    const ws_pair_unit *first = &self->units[one], *second = &self->units[other];
    candidate found = {(uint32_t)one, (uint32_t)other, 0};
    if (ws_day_is_before(&second->day, &first->day)) found = (candidate){(uint32_t)other, (uint32_t)one, 0};
    if (!ws_day_is_before(&self->units[found.first].day, &self->units[found.second].day)) return WS_OK;
    if (!ws_same_speaker(&first->fold, &second->fold)) return WS_OK;
    if (shared_words(first, second, NULL, &found.weight) < WS_PAIR_WORDS) return WS_OK;
    candidate *grown =
        ws_arena_grow(self->arena, self->candidates, self->candidate_count, &self->capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    self->candidates = grown;
    grown[self->candidate_count++] = found;
    return WS_OK;
}

static int compare_candidates(const void *left_, const void *right_)
{
    const candidate *left = left_, *right = right_;
    if (left->weight != right->weight) return left->weight > right->weight ? -1 : 1;
    if (left->first != right->first) return left->first < right->first ? -1 : 1;
    return (left->second > right->second) - (left->second < right->second);
}

/* Copies have a hash in common; what has too few words in common is not compared. */
static ws_status are_same(pairing *self, size_t first, size_t second, bool *out, ws_error *error)
{
    const ws_quote *one = self->units[first].fold.quote, *other = self->units[second].fold.quote;
    ws_alignment alignment = {.relation = WS_RELATION_NONE};
    *out = !memcmp(&one->hash, &other->hash, sizeof one->hash);
    if (*out || !ws_align_may(one, other)) return WS_OK;
    self->compared++;
    ws_status status = ws_align(self->room, self->arena, one, other, &alignment, error);
    *out = alignment.relation != WS_RELATION_NONE;
    return status;
}

/* Whether the two say the same, or one of them says what the other one's partner says: `again` has one. */
static ws_status is_told(pairing *self, const candidate *pair, const bool again[2], bool *out, ws_error *error)
{
    ws_status status = are_same(self, pair->first, pair->second, out, error);
    if (status == WS_OK && !*out && again[0])
        status = are_same(self, self->partner[pair->first], pair->second, out, error);
    if (status == WS_OK && !*out && again[1])
        status = are_same(self, self->partner[pair->second], pair->first, out, error);
    return status;
}

static int compare_weights(const void *left_, const void *right_)
{
    const ws_rare_word *left = *(const ws_rare_word *const *)left_, *right = *(const ws_rare_word *const *)right_;
    if (left->weight != right->weight) return left->weight > right->weight ? -1 : 1;
    return strcmp(left->stem, right->stem);
}

static ws_status make_pair(pairing *self, const candidate *found, ws_pair *out, ws_error *error)
{
    const ws_pair_unit *first = &self->units[found->first], *second = &self->units[found->second];
    const ws_rare_word **shared = ws_arena_array(self->arena, first->word_count, sizeof *shared);
    *out = (ws_pair){.first = found->first, .second = found->second};
    if (!shared) return ws_no_memory(error);
    out->word_count = shared_words(first, second, shared, &out->weight);
    out->words = ws_arena_array(self->arena, out->word_count, sizeof *out->words);
    if (!out->words) return ws_no_memory(error);
    qsort(shared, out->word_count, sizeof *shared, compare_weights);
    for (size_t i = 0; i < out->word_count; i++) out->words[i] = shared[i]->form;
    return WS_OK;
}

static ws_status choose(pairing *self, ws_pairs *out, ws_error *error)
{
    ws_status status = WS_OK;
    size_t *used = ws_arena_array(self->arena, self->count, sizeof *used);
    self->partner = ws_arena_array(self->arena, self->count, sizeof *self->partner);
    out->items = ws_arena_array(self->arena, self->count * WS_PAIRS_EACH / 2, sizeof *out->items);
    if (!used || !self->partner || !out->items) return ws_no_memory(error);
    for (size_t i = 0; i < self->candidate_count && self->compared < COMPARED_MOST && status == WS_OK; i++) {
        const candidate *pair = &self->candidates[i];
        bool same = false;
        bool again[] = {used[pair->first] > 0, used[pair->second] > 0};
        if (used[pair->first] == WS_PAIRS_EACH || used[pair->second] == WS_PAIRS_EACH) continue;
        status = is_told(self, pair, again, &same, error);
        if (status != WS_OK || same) continue;
        self->partner[pair->first] = pair->second;
        self->partner[pair->second] = pair->first;
        used[pair->first]++;
        used[pair->second]++;
        status = make_pair(self, pair, &out->items[out->count++], error);
    }
    return status;
}

ws_status ws_pairs_find(ws_arena *arena, const ws_pair_unit *units, size_t count, ws_pairs *out, ws_error *error)
{
    pairing self = {.arena = arena, .room = ws_align_room_new(arena), .units = units, .count = count};
    ws_status status = self.room ? WS_OK : ws_no_memory(error);
    *out = (ws_pairs){NULL, 0};
    for (size_t i = 0; i < count && status == WS_OK; i++)
        for (size_t j = i + 1; j < count && status == WS_OK; j++) status = gather(&self, i, j, error);
    if (status != WS_OK) return status;
    if (self.candidate_count) qsort(self.candidates, self.candidate_count, sizeof *self.candidates, compare_candidates);
    return choose(&self, out, error);
}
