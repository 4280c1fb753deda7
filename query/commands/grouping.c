/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "grouping.h"

#include "describe.h"
#include "folding.h"
#include "identity.h"

#include <stdlib.h>
#include <string.h>

const char *const ws_group_names[] = {"none", "speaker", "article", "quote", "month", NULL};

enum { SHOWN_MOST = 3, SHORT_ID = 13, GROUPS_MOST = 40 /* whose speakers are looked at one by one */ };

/* A hit as part of one group. */
typedef struct membership {
    const char *key, *name, *id;
    const ws_hit *hit;
    size_t place; /* of the hit among all */
    size_t first; /* place of the group's first hit */
} membership;

typedef struct grouping {
    ws_session *session;
    membership *items;
    size_t count, capacity;
    const ws_person **persons; /* by speaker: whose names are all known; NULL: everybody's are */
    size_t person_count;
    ws_folded *folded; /* by quote: of each hit */
    ws_error *error;
} grouping;

static ws_status add(grouping *self, const char *key, const char *name, const char *id, const ws_hit *hit, size_t place)
{
    if (!key || !name) return ws_no_memory(self->error);
    membership *grown =
        ws_arena_grow(self->session->arena, self->items, self->count, &self->capacity, sizeof *self->items);
    if (!grown) return ws_no_memory(self->error);
    self->items = grown;
    grown[self->count++] = (membership){key, name, id, hit, place, 0};
    return WS_OK;
}

/* --- who is who --- */

static size_t keys_of(const ws_hits *hits, size_t count, const char **keys)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < hits->items[i].statement->speaker_count; j++) {
            const char *key = hits->items[i].statement->speakers[j].key;
            bool again = false;
            for (size_t k = 0; key && k < found && !again; k++) again = !strcmp(keys[k], key);
            if (key && !again) keys[found++] = key;
        }
    return found;
}

static bool is_known(const grouping *self, const ws_person *person)
{
    for (size_t i = 0; i < self->person_count; i++)
        if (self->persons[i] == person) return true;
    return false;
}

/* Those of the first keys, each once. */
static ws_status take_persons(grouping *self, const char *const *keys, size_t count)
{
    ws_status status = ws_identity_settle(self->session, keys, count, self->error);
    self->person_count = 0;
    for (size_t i = 0; i < count && status == WS_OK; i++) {
        const ws_person *person = NULL;
        status = ws_people_of(self->session->people, keys[i], &person, self->error);
        if (status == WS_OK && person && !is_known(self, person)) self->persons[self->person_count++] = person;
    }
    return status;
}

/* To look around each of a thousand names takes longer than to find them: those that come first are enough, as many as
 * make the groups that are shown. */
static ws_status know_speakers(grouping *self, const ws_hits *hits, size_t count, size_t groups)
{
    size_t most = 0, taken = 0;
    for (size_t i = 0; i < count; i++) most += hits->items[i].statement->speaker_count;
    const char **keys = ws_arena_array(self->session->arena, most, sizeof *keys);
    if (!keys || !(self->persons = ws_arena_array(self->session->arena, most, sizeof *self->persons)))
        return ws_no_memory(self->error);
    size_t found = keys_of(hits, count, keys);
    ws_status status = WS_OK;
    while (status == WS_OK && taken < found && self->person_count < groups && self->session->near) {
        taken += groups - self->person_count;
        if (taken > found || groups > GROUPS_MOST) taken = found;
        status = take_persons(self, keys, taken);
    }
    if (status == WS_OK && !self->session->near) status = ws_identity_settle(self->session, keys, found, self->error);
    if (taken == found || !self->session->near) self->persons = NULL;
    return status;
}

/* --- groups --- */

static ws_status add_by_speaker(grouping *self, const ws_hit *hit, size_t place)
{
    const ws_statement *statement = hit->statement;
    ws_status status = WS_OK;
    bool named = false;
    for (size_t i = 0; i < statement->speaker_count && status == WS_OK; i++) {
        const ws_speaker *speaker = &statement->speakers[i];
        const ws_person *person = NULL;
        if (!speaker->key) continue;
        status = ws_people_of(self->session->people, speaker->key, &person, self->error);
        if (self->persons && !is_known(self, person)) person = NULL;
        const char *id = person ? person->id : speaker->key;
        bool again =
            self->count && self->items[self->count - 1].hit == hit && !strcmp(self->items[self->count - 1].id, id);
        if (status == WS_OK && !again) status = add(self, id, speaker->name ? speaker->name : id, id, hit, place);
        named = true;
    }
    if (named || status != WS_OK) return status;
    bool lost = statement->unresolved;
    return add(self, lost ? "\x02" : "\x01", lost ? "speaker not found" : "unnamed sources", NULL, hit, place);
}

/* Which of the hits each one is the same quotation as: the first of them. */
static ws_status fold_quotes(grouping *self, const ws_hits *hits, size_t count)
{
    ws_arena *arena = self->session->arena;
    ws_fold_unit *units = ws_arena_array(arena, count, sizeof *units);
    ws_status status = WS_OK;
    self->folded = ws_arena_array(arena, count, sizeof *self->folded);
    if (!units || !self->folded) return ws_no_memory(self->error);
    if (self->session->people)
        status = ws_identity_settle_hits(self->session, &(ws_hits){.items = hits->items, .count = count}, self->error);
    for (size_t i = 0; i < count && status == WS_OK; i++)
        status = ws_folding_unit(self->session, &hits->items[i], &units[i], self->error);
    return status == WS_OK ? ws_fold_units(arena, units, count, self->folded, self->error) : status;
}

static ws_status add_by_quote(grouping *self, const ws_hits *hits, size_t place)
{
    size_t first = self->folded[place].group;
    char *key = ws_arena_printf(self->session->arena, "%zu", first);
    char *id = ws_arena_alloc(self->session->arena, SHORT_ID);
    if (id) ws_short_id(hits->items[first].statement, id);
    return add(self, key, id ? "" : NULL, id, &hits->items[place], place);
}

static ws_status add_hit(grouping *self, ws_group_by by, const ws_hits *hits, size_t place)
{
    const ws_hit *hit = &hits->items[place];
    const ws_article *article = hit->article;
    char *month;
    switch (by) {
    case WS_GROUP_SPEAKER:
        return add_by_speaker(self, hit, place);
    case WS_GROUP_QUOTE:
        return add_by_quote(self, hits, place);
    case WS_GROUP_MONTH:
        month = ws_arena_printf(self->session->arena, "%.7s", article->published ? article->published : "no date");
        return add(self, month, month, NULL, hit, place);
    default:
        return add(self, article->id,
                   article->title    ? article->title
                   : article->masked ? ""
                                     : article->id,
                   article->masked ? NULL : article->id, hit, place);
    }
}

static int compare_keys(const void *left_, const void *right_)
{
    const membership *left = left_, *right = right_;
    int order = strcmp(left->key, right->key);
    return order ? order : (left->place > right->place) - (left->place < right->place);
}

static int compare_groups(const void *left_, const void *right_)
{
    const membership *left = left_, *right = right_;
    if (left->first != right->first) return left->first < right->first ? -1 : 1;
    return compare_keys(left, right);
}

static size_t end_of_group(const grouping *self, size_t begin)
{
    size_t end = begin + 1;
    while (end < self->count && !strcmp(self->items[end].key, self->items[begin].key)) end++;
    return end;
}

/* A hit that was found without its article, with it; as it is now, or the index has to be asked once more. */
static ws_status complete(grouping *self, const ws_hit **hit)
{
    char id[2 * sizeof(ws_hash) + 1];
    ws_hit *whole = ws_arena_alloc(self->session->arena, sizeof *whole);
    if (!whole) return ws_no_memory(self->error);
    ws_hash_hex((*hit)->statement->id, id);
    ws_status status = ws_index_statement(self->session->index, id, self->session->arena, whole, self->error);
    if (status == WS_OK) status = ws_identity_mark(self->session, &(ws_hits){.items = whole, .count = 1}, self->error);
    *hit = whole;
    return status == WS_NOT_FOUND ? WS_MODIFIED : status;
}

static ws_status complete_all(grouping *self, ws_groups *groups)
{
    ws_status status = WS_OK;
    for (size_t i = 0; i < groups->count; i++)
        for (size_t j = 0; j < groups->items[i].shown && status == WS_OK; j++)
            if (!groups->items[i].hits[j]->article) status = complete(self, &groups->items[i].hits[j]);
    return status;
}

static ws_status hand_out(grouping *self, size_t limit, ws_groups *out)
{
    out->items = ws_arena_array(self->session->arena, limit, sizeof *out->items);
    if (!out->items) return ws_no_memory(self->error);
    for (size_t begin = 0, end; begin < self->count; begin = end) {
        end = end_of_group(self, begin);
        if (out->total++ < out->offset || out->count == limit) continue;
        ws_group *group = &out->items[out->count++];
        const membership *first = &self->items[begin];
        *group = (ws_group){.name = first->name, .id = first->id, .count = end - begin};
        group->shown = group->count < SHOWN_MOST ? group->count : SHOWN_MOST;
        group->hits = ws_arena_array(self->session->arena, group->shown, sizeof(ws_hit *));
        if (!group->hits) return ws_no_memory(self->error);
        for (size_t i = 0; i < group->shown; i++) group->hits[i] = self->items[begin + i].hit;
    }
    return WS_OK;
}

ws_status ws_groups_form(ws_session *session, const ws_hits *hits, ws_group_by by, size_t offset, size_t limit,
                         ws_groups *out, ws_error *error)
{
    grouping self = {.session = session, .error = error};
    ws_status status = WS_OK;
    *out = (ws_groups){.offset = offset, .grouped = hits->count - hits->fallback, .by = ws_group_names[by]};
    if (by == WS_GROUP_QUOTE) status = fold_quotes(&self, hits, out->grouped);
    if (by == WS_GROUP_SPEAKER) status = know_speakers(&self, hits, out->grouped, offset + limit);
    out->at_most = self.persons != NULL;
    for (size_t i = 0; i < out->grouped && status == WS_OK; i++) status = add_hit(&self, by, hits, i);
    if (status != WS_OK) return status;
    if (self.count) qsort(self.items, self.count, sizeof *self.items, compare_keys);
    for (size_t begin = 0, end; begin < self.count; begin = end) {
        end = end_of_group(&self, begin);
        for (size_t i = begin; i < end; i++) self.items[i].first = self.items[begin].place;
    }
    if (self.count) qsort(self.items, self.count, sizeof *self.items, compare_groups);
    status = hand_out(&self, limit, out);
    return status == WS_OK ? complete_all(&self, out) : status;
}
