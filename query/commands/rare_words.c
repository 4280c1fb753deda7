/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rare_words.h"

#include "topic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RARE = 10, ONE_OF = 50 };

typedef struct seeking {
    ws_session *session;
    ws_stemmer *stemmer;
    const char **stems; /* of all hits, in order, each once */
    size_t *frequencies;
    size_t count, statements; /* stems; of the index */
    const char **asked;       /* stems that the query asks for */
    size_t asked_count;
    ws_error *error;
} seeking;

static int compare_strings(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Every word of the query but those of names, which every statement of a speaker has. */
static ws_status ask(seeking *self, const ws_query *query)
{
    ws_status status = WS_OK;
    if (query->op == WS_QUERY_NOT) return WS_OK;
    for (size_t i = 0; i < query->child_count && status == WS_OK; i++) status = ask(self, query->children[i]);
    bool said = query->field == WS_FIELD_CONTENT || query->field == WS_FIELD_QUOTED;
    if (status != WS_OK || query->op != WS_QUERY_WORD || !said || self->asked_count == WS_QUERY_MAX_TERMS)
        return status;
    const char *stem = ws_stem(self->stemmer, self->session->arena, query->text);
    if (!stem) return ws_no_memory(self->error);
    self->asked[self->asked_count++] = stem;
    return WS_OK;
}

static ws_status collect(seeking *self, const ws_topic *topics, size_t count)
{
    size_t all = 0;
    for (size_t i = 0; i < count; i++) all += topics[i].count;
    self->stems = ws_arena_array(self->session->arena, all, sizeof *self->stems);
    self->frequencies = ws_arena_array(self->session->arena, all, sizeof *self->frequencies);
    if (!self->stems || !self->frequencies) return ws_no_memory(self->error);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < topics[i].count; j++) self->stems[self->count++] = topics[i].items[j].stem;
    if (!self->count) return WS_OK;
    qsort(self->stems, self->count, sizeof *self->stems, compare_strings);
    size_t kept = 1;
    for (size_t i = 1; i < self->count; i++)
        if (strcmp(self->stems[i], self->stems[kept - 1])) self->stems[kept++] = self->stems[i];
    self->count = kept;
    return ws_index_frequencies(self->session->index, WS_FIELD_STEM, self->stems, self->count, self->frequencies,
                                self->error);
}

static ws_status fill(const seeking *self, const ws_topic *topic, ws_pair_unit *unit)
{
    ws_rare_word *words = ws_arena_array(self->session->arena, topic->count, sizeof *words);
    if (!words) return ws_no_memory(self->error);
    for (size_t i = 0; i < topic->count; i++) {
        const ws_topic_word *word = &topic->items[i];
        const char **place = bsearch(&word->stem, self->stems, self->count, sizeof *self->stems, compare_strings);
        size_t frequency = self->frequencies[place - self->stems];
        bool rare = frequency <= RARE || frequency <= self->statements / ONE_OF;
        for (size_t k = 0; k < self->asked_count && !rare; k++) rare = !strcmp(self->asked[k], word->stem);
        if (!rare) continue;
        double share = (double)(self->statements + 1) / (double)(frequency + 1);
        words[unit->word_count++] = (ws_rare_word){word->stem, word->form, round(log2(share) * 1000)};
    }
    unit->words = words;
    return WS_OK;
}

static ws_status find(seeking *self, const ws_hits *hits, ws_pair_unit *units)
{
    ws_arena *arena = self->session->arena;
    ws_index_totals totals;
    ws_topic *topics = ws_arena_array(arena, hits->count, sizeof *topics);
    self->asked = ws_arena_array(arena, WS_QUERY_MAX_TERMS, sizeof *self->asked);
    if (!topics || !self->asked) return ws_no_memory(self->error);
    ws_status status = ask(self, self->session->query);
    for (size_t i = 0; i < hits->count && status == WS_OK; i++)
        status = ws_topic_of(arena, self->stemmer, &hits->items[i], &topics[i], self->error);
    if (status == WS_OK) status = ws_session_totals(self->session, &totals, self->error);
    if (status == WS_OK) self->statements = totals.statements + totals.superseded + totals.withdrawn;
    if (status == WS_OK) status = collect(self, topics, hits->count);
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) status = fill(self, &topics[i], &units[i]);
    return status;
}

ws_status ws_rare_words_find(ws_session *session, const ws_hits *hits, ws_pair_unit *units, ws_error *error)
{
    seeking self = {.session = session, .stemmer = ws_stemmer_new(), .error = error};
    if (!self.stemmer) return ws_no_memory(error);
    ws_status status = find(&self, hits, units);
    ws_stemmer_free(self.stemmer);
    return status;
}
