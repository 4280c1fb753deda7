/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile.h"

#include "day.h"
#include "quote.h"
#include "topic.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    READ_MOST = 1000,   /* statements, for roles and topics */
    TOPICS_MOST = 20,   /* told of */
    TOPIC_TIMES = 2,    /* statements that a topic's word is in, at least */
    ROLES_MOST = 10000, /* gathered */
    WORDS_MOST = 200000
};
static const double chance = 6.6; /* one time in a hundred a word is as frequent by chance */

/* --- who is meant --- */

/* By id: people may have been formed anew since the query was read. */
static bool is_meant(const ws_session *session, const ws_person *person)
{
    for (size_t i = 0; i < session->meant.count; i++)
        if (!strcmp(session->meant.items[i]->id, person->id)) return true;
    return false;
}

const ws_person_count *ws_profile_meant(const ws_session *session, const ws_people_counts *speakers)
{
    const ws_person_count *meant = NULL, *named = NULL;
    size_t count = 0;
    const ws_query *query = session->query;
    if (!query || session->name_count != 1 || query->op == WS_QUERY_OR) return NULL;
    for (size_t i = 0; i < speakers->count; i++) {
        const ws_person_count *one = &speakers->items[i];
        if (!is_meant(session, one->person) || !ws_speaker_type_is_named(one->type)) continue;
        if (ws_person_has(one->person, session->name)) named = one;
        meant = one;
        count++;
    }
    if (count == 1) return meant;
    /* A surname that stands for itself alone may mean anybody who bears it. */
    return named && (strchr(session->name, ' ') || named->person->key_count > 1) ? named : NULL;
}

/* --- roles and topics --- */

typedef struct word {
    const char *stem, *form;
    bool again; /* the very words of another statement, as reprints have them */
} word;

typedef struct reading {
    ws_session *session;
    ws_stemmer *stemmer;
    const ws_person *person;
    ws_profile_role *roles; /* of each statement */
    size_t role_count, role_capacity;
    word *words;
    size_t word_count, word_capacity;
    size_t statements;
    ws_hash *quotations; /* of READ_MOST statements, each once */
    size_t quotation_count;
} reading;

static const char *kept(reading *self, const char *text)
{
    return ws_arena_strdup(self->session->arena, text);
}

static ws_status add_role(reading *self, const ws_hit *hit, const ws_speaker *speaker, ws_error *error)
{
    ws_arena *arena = self->session->arena;
    const char *role = speaker->role, *of = speaker->affiliation, *published = hit->article->published;
    if ((!role && !of) || self->role_count == ROLES_MOST) return WS_OK;
    ws_profile_role *grown = ws_arena_grow(arena, self->roles, self->role_count, &self->role_capacity, sizeof *grown);
    if (!grown) return ws_no_memory(error);
    self->roles = grown;
    ws_profile_role *one = &grown[self->role_count++];
    bool both = role && of && !strstr(role, of);
    *one = (ws_profile_role){.text = both ? ws_arena_printf(arena, "%s, %s", role, of) : kept(self, role ? role : of)};
    if (published) one->first = one->last = ws_arena_printf(arena, "%.10s", published);
    one->count = 1;
    return one->text && (!published || one->first) ? WS_OK : ws_no_memory(error);
}

static ws_status is_again(reading *self, ws_arena *scratch, const ws_hit *hit, bool *out, ws_error *error)
{
    ws_quote quote;
    ws_status status = ws_quote_of(scratch, hit->article, hit->statement, &quote, error);
    if (status != WS_OK) return status;
    *out = true;
    for (size_t i = 0; i < self->quotation_count; i++)
        if (!memcmp(&self->quotations[i], &quote.hash, sizeof quote.hash)) return WS_OK;
    *out = self->quotation_count == READ_MOST;
    if (!*out) self->quotations[self->quotation_count++] = quote.hash;
    return WS_OK;
}

static ws_status add_words(reading *self, ws_arena *scratch, const ws_hit *hit, ws_error *error)
{
    ws_topic topic;
    bool again = false;
    ws_status status = ws_topic_of(scratch, self->stemmer, hit, &topic, error);
    if (status == WS_OK) status = is_again(self, scratch, hit, &again, error);
    for (size_t i = 0; status == WS_OK && i < topic.count && self->word_count < WORDS_MOST; i++) {
        word *grown =
            ws_arena_grow(self->session->arena, self->words, self->word_count, &self->word_capacity, sizeof *grown);
        if (!grown) return ws_no_memory(error);
        self->words = grown;
        word *one = &grown[self->word_count++];
        *one = (word){kept(self, topic.items[i].stem), kept(self, topic.items[i].form), again};
        if (!one->stem || !one->form) return ws_no_memory(error);
    }
    return status;
}

static ws_status read_batch(void *user, ws_arena *arena, ws_hits *batch, ws_error *error)
{
    reading *self = user;
    ws_status status = WS_OK;
    for (size_t i = 0; i < batch->count && status == WS_OK; i++) {
        const ws_hit *hit = &batch->items[i];
        self->statements++;
        for (size_t k = 0; k < hit->statement->speaker_count && status == WS_OK; k++) {
            const ws_speaker *speaker = &hit->statement->speakers[k];
            if (speaker->key && ws_person_has(self->person, speaker->key)) status = add_role(self, hit, speaker, error);
        }
        if (status == WS_OK) status = add_words(self, arena, hit, error);
    }
    return status;
}

static int compare_dates(const char *left, const char *right)
{
    if (!left || !right) return left ? -1 : right ? 1 : 0; /* the undated last */
    return strcmp(left, right);
}

static int compare_role_texts(const void *left_, const void *right_)
{
    const ws_profile_role *left = left_, *right = right_;
    int order = strcasecmp(left->text, right->text);
    if (!order) order = compare_dates(left->first, right->first);
    return order ? order : strcmp(left->text, right->text);
}

static int compare_roles(const void *left_, const void *right_)
{
    const ws_profile_role *left = left_, *right = right_;
    int order = compare_dates(left->first, right->first);
    if (!order && left->count != right->count) order = left->count > right->count ? -1 : 1;
    return order ? order : strcmp(left->text, right->text);
}

static void fold_roles(const reading *self, ws_speaker_profile *out)
{
    ws_profile_role *roles = self->roles;
    size_t count = 0;
    if (self->role_count) qsort(roles, self->role_count, sizeof *roles, compare_role_texts);
    for (size_t i = 0; i < self->role_count; i++) {
        ws_profile_role *last = count ? &roles[count - 1] : NULL;
        if (!last || strcasecmp(last->text, roles[i].text)) {
            roles[count++] = roles[i];
            continue;
        }
        last->count++;
        if (roles[i].last) last->last = roles[i].last; /* they are in order */
    }
    if (count) qsort(roles, count, sizeof *roles, compare_roles);
    out->roles = roles;
    out->role_count = count;
}

static int compare_words(const void *left_, const void *right_)
{
    const word *left = left_, *right = right_;
    int order = strcmp(left->stem, right->stem);
    return order ? order : strcmp(right->form, left->form); /* small letters before capitals */
}

/* One stem's words, which lie side by side: the form that most statements have. */
static const char *usual_form(const word *words, size_t count)
{
    size_t best = 0, most = 0;
    for (size_t begin = 0, end; begin < count; begin = end) {
        for (end = begin + 1; end < count && !strcmp(words[end].form, words[begin].form);) end++;
        if (end - begin <= most) continue;
        most = end - begin;
        best = begin;
    }
    return words[best].form;
}

typedef struct stems {
    const char **items;
    size_t *distinct; /* statements in words of their own */
    ws_profile_topic *topics;
    size_t count;
} stems;

static size_t count_distinct(const word *words, size_t count)
{
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++) distinct += !words[i].again;
    return distinct;
}

/* Every stem that enough statements have, and how many. */
static ws_status gather_topics(reading *self, stems *out, ws_error *error)
{
    size_t most = self->word_count / TOPIC_TIMES;
    ws_arena *arena = self->session->arena;
    *out = (stems){ws_arena_array(arena, most, sizeof *out->items), ws_arena_array(arena, most, sizeof *out->distinct),
                   ws_arena_array(arena, most, sizeof *out->topics), 0};
    if (!out->items || !out->distinct || !out->topics) return ws_no_memory(error);
    if (self->word_count) qsort(self->words, self->word_count, sizeof *self->words, compare_words);
    for (size_t begin = 0, end; begin < self->word_count; begin = end) {
        const word *first = &self->words[begin];
        for (end = begin + 1; end < self->word_count && !strcmp(self->words[end].stem, first->stem);) end++;
        size_t distinct = count_distinct(first, end - begin);
        if (distinct < TOPIC_TIMES) continue;
        out->items[out->count] = first->stem;
        out->distinct[out->count] = distinct;
        out->topics[out->count++] = (ws_profile_topic){.word = usual_form(first, end - begin), .count = end - begin};
    }
    return WS_OK;
}

static int compare_topics(const void *left_, const void *right_)
{
    const ws_profile_topic *left = left_, *right = right_;
    if (left->strength != right->strength) return left->strength > right->strength ? -1 : 1;
    return strcmp(left->word, right->word);
}

/* Against what all others say, by the term list. `every`: one of so many statements was read. Reprints of one's own
 * words count neither for nor against. */
static ws_status weigh_topics(reading *self, size_t every, ws_speaker_profile *out, ws_error *error)
{
    ws_arena *arena = self->session->arena;
    ws_index_totals totals;
    stems all;
    size_t *everybody, kept_count = 0;
    ws_status status = gather_topics(self, &all, error);
    if (status == WS_OK) status = ws_session_totals(self->session, &totals, error);
    if (status != WS_OK) return status;
    everybody = ws_arena_array(arena, all.count, sizeof *everybody);
    if (!everybody) return ws_no_memory(error);
    status = ws_index_frequencies(self->session->index, WS_FIELD_STEM, all.items, all.count, everybody, error);
    size_t statements = totals.statements + totals.superseded + totals.withdrawn, own = self->statements * every;
    size_t others = statements > own ? statements - own : 0;
    for (size_t i = 0; i < all.count && status == WS_OK; i++) {
        ws_profile_topic topic = all.topics[i];
        size_t said = topic.count * every, elsewhere = everybody[i] > said ? everybody[i] - said : 0;
        double strength = ws_log_likelihood(all.distinct[i], self->quotation_count, elsewhere, others);
        topic.everybody = everybody[i];
        topic.strength = (double)(long)(strength * 10) / 10;
        if (topic.strength >= chance) all.topics[kept_count++] = topic;
    }
    if (kept_count) qsort(all.topics, kept_count, sizeof *all.topics, compare_topics);
    out->topics = all.topics;
    out->topic_count = kept_count < TOPICS_MOST ? kept_count : TOPICS_MOST;
    return status;
}

static ws_status find_roles_and_topics(ws_session *session, const ws_search *search, ws_speaker_profile *out, ws_error *error)
{
    reading self = {.session = session, .stemmer = ws_stemmer_new(), .person = out->person->person};
    ws_search some = *search;
    some.every = (out->person->total + READ_MOST - 1) / READ_MOST;
    self.quotations = ws_arena_array(session->arena, READ_MOST, sizeof *self.quotations);
    ws_status status = self.stemmer && self.quotations ? WS_OK : ws_no_memory(error);
    if (status == WS_OK) status = ws_index_stream(session->index, &some, read_batch, &self, error);
    ws_stemmer_free(self.stemmer);
    if (status != WS_OK) return status;
    out->looked_at = self.statements;
    fold_roles(&self, out);
    return weigh_topics(&self, some.every ? some.every : 1, out, error);
}

/* --- the rest --- */

static ws_status find_end(ws_session *session, const ws_search *search, ws_sort sort, const ws_hit **out,
                          ws_error *error)
{
    ws_search one = *search;
    ws_hits hits = {0};
    one.sort = sort;
    one.limit = 1;
    ws_status status = ws_index_search(session->index, &one, session->arena, &hits, error);
    if (status == WS_OK && hits.count) status = ws_identity_mark(session, &hits, error);
    bool dated = hits.count && !hits.fallback && ws_day_of(&hits.items[0]).basis != WS_DAY_NONE;
    *out = dated ? &hits.items[0] : NULL;
    return status;
}

static ws_status find_days(ws_session *session, const ws_search *search, ws_speaker_profile *out, ws_error *error)
{
    ws_counts days = {0};
    ws_status status = ws_index_counts(session->index, search, WS_FIELD_PUBLISHED, session->arena, &days, error);
    out->undated = out->person->total;
    for (size_t i = 0; i < days.count; i++) out->undated -= days.items[i].count;
    return status == WS_OK ? ws_over_time_of(session->arena, &days, &out->over_time, error) : status;
}

ws_status ws_profile_find(ws_session *session, const ws_search *search, const ws_person_count *person, ws_speaker_profile *out,
                          ws_error *error)
{
    ws_search narrow = *search;
    ws_arena *arena = session->arena;
    *out = (ws_speaker_profile){.person = person};
    narrow.query = ws_identity_narrow(session, person->person);
    if (!narrow.query) return ws_no_memory(error);
    ws_status status = ws_index_counts(session->index, &narrow, WS_FIELD_ACT, arena, &out->acts, error);
    if (status == WS_OK) status = ws_index_counts(session->index, &narrow, WS_FIELD_TO, arena, &out->addressees, error);
    if (status == WS_OK) status = find_days(session, &narrow, out, error);
    if (status == WS_OK) status = find_end(session, &narrow, WS_SORT_SAID_ASCENDING, &out->first, error);
    if (status == WS_OK) status = find_end(session, &narrow, WS_SORT_SAID_DESCENDING, &out->last, error);
    return status == WS_OK ? find_roles_and_topics(session, &narrow, out, error) : status;
}
