/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity.h"

#include "buffer.h"
#include "count_text.h"
#include "kept.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_NAMES = 1000000,  /* of an index */
    NAMES_AT_ONCE = 60,    /* asked for in one query, within its bounds */
    STATEMENTS_EACH = 100, /* looked at for what they say of a person */
    STATEMENTS_ALL = 2000  /* ... of all people of an answer */
};

/* --- opening --- */

static ws_status open_registry(ws_session *session, const ws_strings *lists, ws_error *error)
{
    const char *environment = getenv("WHOSAID_PEOPLE");
    const char **all = ws_arena_array(session->arena, lists->count + 1, sizeof *all);
    size_t count = 0;
    if (!all) return ws_no_memory(error);
    for (size_t i = 0; i < lists->count; i++) all[count++] = lists->items[i];
    if (environment && *environment) all[count++] = environment;
    return ws_registry_open(all, count, &session->registry, error);
}

ws_status ws_identity_form(ws_session *session, const ws_decisions *decisions, ws_error *error)
{
    ws_counts names = {0};
    ws_speaker_pairs *pairs = ws_arena_alloc(session->arena, sizeof *pairs); /* the people keep it */
    if (!pairs) return ws_no_memory(error);
    ws_status status = ws_index_terms(session->index, WS_FIELD_SPEAKER, "", MOST_NAMES, session->arena, &names, error);
    ws_known_name *known = ws_arena_array(session->arena, names.count, sizeof *known);
    if (status != WS_OK) return status;
    if (!known) return ws_no_memory(error);
    for (size_t i = 0; i < names.count; i++) known[i] = (ws_known_name){names.items[i].value, names.items[i].count};
    session->near = NULL;
    status = ws_people_form(session->arena, session->registry, known, names.count, names.count < MOST_NAMES,
                            &session->people, error);
    if (status == WS_OK) status = ws_decisions_pairs(session->arena, decisions, pairs, error);
    return status == WS_OK ? ws_people_decide(session->people, pairs, error) : status;
}

/* From what is known of a few names. They outlast what is asked about them, which may be in memory of its own. */
static ws_status form_near(ws_session *session, ws_error *error)
{
    size_t count;
    const ws_known_name *names = ws_near_names(session->near, &count);
    ws_status status =
        ws_people_form(session->lasting, session->registry, names, count, true, &session->people, error);
    if (status == WS_OK) ws_people_answer_in(session->people, session->arena);
    return status;
}

/* From all names, as lasting. */
static ws_status form_all(ws_session *session, ws_error *error)
{
    ws_arena *own = session->arena;
    session->arena = session->lasting;
    ws_status status = ws_identity_form(session, &session->decisions, error);
    session->arena = own;
    if (status == WS_OK) ws_people_answer_in(session->people, own);
    return status;
}

static ws_status open_near(ws_session *session, ws_error *error)
{
    session->near = ws_near_new(session->arena, session->index, session->registry);
    return session->near ? form_near(session, error) : ws_no_memory(error);
}

ws_status ws_identity_registry(ws_session *session, const ws_strings *lists, ws_error *error)
{
    ws_arena *own = session->arena;
    if (session->registry) return WS_OK;
    session->arena = session->lasting;
    ws_status status = open_registry(session, lists, error);
    session->arena = own;
    return status;
}

/* Whoever answers many questions, one after the other, forms all people once. */
ws_status ws_identity_open(ws_session *session, const ws_strings *lists, ws_error *error)
{
    ws_arena *own = session->arena;
    if (session->people) return WS_OK;
    ws_status status = ws_identity_registry(session, lists, error);
    session->arena = session->lasting;
    bool all = session->context->kept || ws_identity_decided(session);
    if (status == WS_OK) status = all ? ws_identity_form(session, &session->decisions, error) : open_near(session, error);
    session->arena = own;
    if (session->context->kept) ws_kept_give(session->context->kept, session);
    return status;
}

bool ws_identity_decided(const ws_session *session)
{
    for (size_t i = 0; i < session->decisions.count; i++)
        if (session->decisions.items[i].name_count && !session->decisions.items[i].undone_by) return true;
    return false;
}

/* --- types --- */

static ws_query *any_of_keys(ws_session *session, const char *const *keys, size_t count)
{
    ws_query *any = ws_arena_alloc(session->arena, sizeof *any);
    ws_query *values = ws_arena_array(session->arena, count, sizeof *values);
    if (!any || !values) return NULL;
    *any = (ws_query){.op = WS_QUERY_OR, .child_count = count};
    any->children = ws_arena_array(session->arena, count, sizeof *any->children);
    if (!any->children) return NULL;
    for (size_t i = 0; i < count; i++) {
        values[i] = (ws_query){.op = WS_QUERY_VALUE, .field = WS_FIELD_SPEAKER, .text = keys[i]};
        any->children[i] = &values[i];
    }
    return any;
}

/* As many keys as fit one query. */
static size_t fitting(const char *const *keys, size_t count)
{
    size_t bytes = 0, fit = 0;
    while (fit < count && fit < NAMES_AT_ONCE && (bytes += strlen(keys[fit])) <= WS_QUERY_MAX_BYTES) fit++;
    return fit;
}

ws_query *ws_identity_statements_of(ws_session *session, const ws_person *person)
{
    size_t count = fitting(person->keys, person->key_count);
    return any_of_keys(session, person->keys, count ? count : 1);
}

ws_status ws_identity_statements_of_all(ws_session *session, const ws_person *const *persons, size_t count,
                                        const ws_query **out, ws_error *error)
{
    size_t key_count = 0;
    *out = NULL;
    for (size_t i = 0; i < count; i++) key_count += persons[i]->key_count;
    const char **keys = ws_arena_array(session->arena, key_count, sizeof *keys), **next = keys;
    if (!keys) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < persons[i]->key_count; j++) *next++ = persons[i]->keys[j];
    if (!key_count || fitting(keys, key_count) < key_count) return WS_OK;
    *out = any_of_keys(session, keys, key_count);
    return *out ? WS_OK : ws_no_memory(error);
}

static ws_status learn(ws_session *session, const ws_query *query, ws_error *error)
{
    ws_search search = {.query = query, .all_acts = true};
    ws_speaker_counts counts = {0};
    ws_status status = ws_index_speakers(session->index, &search, session->arena, &counts, error);
    for (size_t i = 0; i < counts.count && status == WS_OK; i++)
        ws_people_settle(session->people, counts.items[i].key, counts.items[i].type);
    return status;
}

/* Whichever way, a type is that of most statements of the whole index. */
static ws_status learn_types(ws_session *session, const char *const *keys, size_t count, ws_error *error)
{
    enum { MANY = 2000 };
    ws_status status = WS_OK;
    if (count > MANY) return learn(session, NULL, error);
    for (size_t begin = 0, size; begin < count && status == WS_OK; begin += size) {
        size = fitting(keys + begin, count - begin);
        if (!size) size = 1; /* no key is as long as a query may be */
        ws_query *query = any_of_keys(session, keys + begin, size);
        status = query ? learn(session, query, error) : ws_no_memory(error);
    }
    return status;
}

static ws_status settle_types(ws_session *session, const char *const *keys, size_t count, ws_error *error)
{
    const char **doubtful;
    size_t doubtful_count;
    ws_status status = ws_people_doubtful(session->people, keys, count, &doubtful, &doubtful_count, error);
    return status == WS_OK ? learn_types(session, doubtful, doubtful_count, error) : status;
}

static bool was_told(const ws_session *session, const char *key)
{
    for (size_t i = 0; i < session->told.count; i++)
        if (!strcmp(session->told.items[i], key)) return true;
    return false;
}

/* Adds what was not told of yet, as long as the session lasts: `keys` may go with the hits they are of. False: they are
 * too many to be looked at one by one. */
static bool add_told(ws_session *session, const char *const *keys, size_t count, ws_error *error, ws_status *status)
{
    const char **told = ws_arena_array(session->lasting, WS_FEW_NAMES, sizeof *told);
    if (!told) *status = ws_no_memory(error);
    if (!told) return true;
    for (size_t i = 0; i < session->told.count; i++) told[i] = session->told.items[i];
    session->told.items = told;
    for (size_t i = 0; i < count; i++) {
        if (was_told(session, keys[i])) continue;
        if (session->told.count == WS_FEW_NAMES) return false;
        const char *key = ws_arena_strdup(session->lasting, keys[i]);
        if (!key) *status = ws_no_memory(error);
        if (!key) return true;
        told[session->told.count++] = key;
    }
    return true;
}

/* People as they are when these are known too; all of them when that is less work. */
static ws_status know(ws_session *session, const char *const *keys, size_t count, ws_error *error)
{
    size_t before, after, told = session->told.count;
    ws_status status = WS_OK;
    bool enough = add_told(session, keys, count, error, &status);
    if (status == WS_OK && enough && session->told.count == told) return WS_OK;
    ws_near_names(session->near, &before);
    if (status == WS_OK && enough)
        status = ws_near_keys(session->near, session->told.items + told, session->told.count - told, &enough, error);
    if (status == WS_OK && !enough) return form_all(session, error);
    ws_near_names(session->near, &after);
    if (status != WS_OK || before == after) return status;
    status = form_near(session, error);
    return status == WS_OK ? settle_types(session, session->told.items, session->told.count, error) : status;
}

ws_status ws_identity_settle(ws_session *session, const char *const *keys, size_t count, ws_error *error)
{
    ws_status status = session->near ? know(session, keys, count, error) : WS_OK;
    return status == WS_OK ? settle_types(session, keys, count, error) : status;
}

/* As far as people near it are to be formed. */
static ws_status form_meant(ws_session *session, const char *name, const ws_meant_bounds *bounds, size_t *shared,
                            ws_error *error)
{
    bool enough = true;
    size_t before, after;
    ws_near_names(session->near, &before);
    ws_status status = ws_near_name(session->near, name, bounds, shared, &enough, error);
    ws_near_names(session->near, &after);
    if (status == WS_OK && !enough) return form_all(session, error);
    if (status == WS_OK && before != after) status = form_near(session, error);
    return status == WS_OK ? settle_types(session, session->told.items, session->told.count, error) : status;
}

ws_status ws_identity_find(ws_session *session, const char *name, const ws_meant_bounds *bounds, const char ***keys,
                           size_t *count, size_t *others, ws_error *error)
{
    size_t shared = 0, found;
    ws_status status = session->near ? form_meant(session, name, bounds, &shared, error) : WS_OK;
    *count = 0;
    if (status == WS_OK && !shared) status = ws_people_find(session->people, name, keys, count, error);
    if (status != WS_OK) return status;
    found = shared ? shared : *count;
    if (bounds && *count > bounds->most) *count = *count > bounds->shared ? 0 : bounds->most;
    if (others) *others = found - *count;
    return WS_OK;
}

ws_status ws_identity_settle_hits(ws_session *session, const ws_hits *hits, ws_error *error)
{
    const char **keys;
    size_t count = 0;
    for (size_t i = 0; i < hits->count; i++) count += hits->items[i].statement->speaker_count;
    keys = ws_arena_array(session->arena, count, sizeof *keys);
    if (!keys) return ws_no_memory(error);
    count = 0;
    for (size_t i = 0; i < hits->count; i++) {
        const ws_statement *statement = hits->items[i].statement;
        for (size_t j = 0; j < statement->speaker_count; j++)
            if (statement->speakers[j].key) keys[count++] = statement->speakers[j].key;
    }
    return ws_identity_settle(session, keys, count, error);
}

/* --- marks --- */

static bool has_mark(const ws_hit *hit, const ws_decision *decision)
{
    for (size_t i = 0; i < hit->mark_count; i++)
        if (hit->marks[i].decision == decision) return true;
    return false;
}

static bool add_marks(ws_session *session, ws_hit *hit, const ws_person *person, bool joint)
{
    ws_mark *marks = ws_arena_array(session->arena, hit->mark_count + person->decided_count, sizeof *marks);
    size_t count = hit->mark_count;
    if (!marks) return false;
    if (count) memcpy(marks, hit->marks, count * sizeof *marks);
    for (size_t i = 0; i < person->decided_count; i++)
        if (!joint || !has_mark(hit, person->decided[i])) marks[count++] = (ws_mark){"speakers.id", person->decided[i]};
    hit->marks = marks;
    hit->mark_count = count;
    return true;
}

/* Who a speaker is over all articles was decided: that is marked as a field of the statement is. */
static ws_status mark_hit(ws_session *session, ws_hit *hit, ws_error *error)
{
    for (size_t i = 0; i < hit->statement->speaker_count; i++) {
        const ws_person *person = NULL;
        const char *key = hit->statement->speakers[i].key;
        ws_status status = key ? ws_people_of(session->people, key, &person, error) : WS_OK;
        if (status != WS_OK) return status;
        if (person && person->decided_count && !add_marks(session, hit, person, i > 0)) return ws_no_memory(error);
    }
    return WS_OK;
}

ws_status ws_identity_mark_settled(ws_session *session, ws_hits *hits, ws_error *error)
{
    ws_status status = WS_OK;
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) status = mark_hit(session, &hits->items[i], error);
    return status;
}

ws_status ws_identity_mark(ws_session *session, ws_hits *hits, ws_error *error)
{
    ws_status status = ws_identity_settle_hits(session, hits, error);
    return status == WS_OK ? ws_identity_mark_settled(session, hits, error) : status;
}

ws_status ws_identity_settle_all(ws_session *session, const ws_search *search, ws_error *error)
{
    ws_speaker_counts counts = {0};
    ws_status status = ws_index_speakers(session->index, search, session->arena, &counts, error);
    if (status != WS_OK) return status;
    const char **keys = ws_arena_array(session->arena, counts.count, sizeof *keys);
    if (!keys) return ws_no_memory(error);
    for (size_t i = 0; i < counts.count; i++) keys[i] = counts.items[i].key;
    return ws_identity_settle(session, keys, counts.count, error);
}

/* --- folding --- */

typedef struct ws_spelling {
    const ws_person *person;
    const ws_speaker_count *count;
} ws_spelling;

/* Spellings keep their order, most statements first: they lie in one array. */
static int compare_spellings(const void *left_, const void *right_)
{
    const ws_spelling *left = left_, *right = right_;
    int order = strcmp(left->person->keys[0], right->person->keys[0]);
    return order ? order : (left->count > right->count) - (left->count < right->count);
}

static int compare_rows(const void *left_, const void *right_)
{
    const ws_person_count *left = left_, *right = right_;
    if (left->total != right->total) return left->total > right->total ? -1 : 1;
    return strcmp(left->person->keys[0], right->person->keys[0]);
}

static const ws_person *person_alone(ws_session *session, const char *key)
{
    ws_person *person = ws_arena_alloc(session->arena, sizeof *person);
    const char **keys = ws_arena_array(session->arena, 1, sizeof *keys);
    if (!person || !keys) return NULL;
    *keys = key;
    *person = (ws_person){.id = key, .keys = keys, .key_count = 1};
    return person;
}

static ws_status find_persons(ws_session *session, const ws_speaker_counts *counts, ws_spelling *spellings,
                              ws_error *error)
{
    const char **keys = ws_arena_array(session->arena, counts->count, sizeof *keys);
    if (!keys) return ws_no_memory(error);
    for (size_t i = 0; i < counts->count; i++) keys[i] = counts->items[i].key;
    ws_status status = ws_identity_settle(session, keys, counts->count, error);
    for (size_t i = 0; i < counts->count && status == WS_OK; i++) {
        spellings[i].count = &counts->items[i];
        status = ws_people_of(session->people, keys[i], &spellings[i].person, error);
        if (status == WS_OK && !spellings[i].person && !(spellings[i].person = person_alone(session, keys[i])))
            status = ws_no_memory(error);
    }
    return status;
}

/* The name is the most frequent full one. */
static ws_status make_row(ws_session *session, const ws_spelling *spellings, size_t count, ws_person_count *row,
                          ws_error *error)
{
    *row = (ws_person_count){.person = spellings[0].person, .type = spellings[0].count->type, .spelling_count = count};
    row->spellings = ws_arena_array(session->arena, count, sizeof *row->spellings);
    row->merged = ws_arena_array(session->arena, count, sizeof *row->merged);
    if (!row->spellings || !row->merged) return ws_no_memory(error);
    const ws_speaker_count *shown = NULL;
    for (size_t i = 0; i < count; i++) {
        const ws_speaker_count *one = row->spellings[i] = spellings[i].count;
        if (!shown && (count == 1 || strchr(one->key, ' '))) shown = one;
        row->total += one->total;
        row->corrected += one->corrected;
        for (int form = 0; form < 3; form++) row->forms[form] += one->forms[form];
    }
    if (!shown) shown = spellings[0].count;
    row->name = shown->name;
    for (size_t i = 0; i < count; i++)
        row->merged[i] = ws_people_merged(session->people, shown->key, row->spellings[i]->key);
    if (row->person->entry) row->type = row->person->entry->type;
    return WS_OK;
}

static ws_status make_rows(ws_session *session, const ws_spelling *spellings, size_t count, ws_people_counts *out,
                           ws_error *error)
{
    ws_status status = WS_OK;
    out->items = ws_arena_array(session->arena, count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    for (size_t begin = 0, end; begin < count && status == WS_OK; begin = end) {
        for (end = begin + 1; end < count && spellings[end].person == spellings[begin].person;) end++;
        status = make_row(session, spellings + begin, end - begin, &out->items[out->count++], error);
    }
    if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_rows);
    return status;
}

/* --- the same name, perhaps of several --- */

/* "LONDON, Feb 26 -": the place alone. */
static const char *place_of(ws_session *session, const ws_article *article, ws_error *error, ws_status *status)
{
    if (!article->dateline) return NULL;
    const char *place = ws_arena_string(session->arena, article->dateline, strcspn(article->dateline, ",(0123456789"));
    if (!place) *status = ws_no_memory(error);
    return place;
}

static ws_status describe(ws_session *session, const ws_hits *hits, const ws_person *person, ws_description **out,
                          size_t *out_count, ws_error *error)
{
    ws_status status = WS_OK;
    size_t capacity = 0;
    for (size_t i = 0; i < hits->count && status == WS_OK; i++) {
        const ws_hit *hit = &hits->items[i];
        const char *place = place_of(session, hit->article, error, &status);
        for (size_t j = 0; j < hit->statement->speaker_count && status == WS_OK; j++) {
            const ws_speaker *speaker = &hit->statement->speakers[j];
            if (!speaker->key || !ws_person_has(person, speaker->key)) continue;
            ws_description *grown = ws_arena_grow(session->arena, *out, *out_count, &capacity, sizeof *grown);
            if (!grown) return ws_no_memory(error);
            *out = grown;
            grown[(*out_count)++] = (ws_description){hit->article->id, speaker->role, speaker->affiliation, place};
        }
    }
    return status;
}

/* The newest statements are looked at, and what they say of the person. */
static ws_status look_for_evidence(ws_session *session, ws_person_count *row, size_t *looked_at, ws_error *error)
{
    size_t described = 0;
    ws_search search = {.query = ws_identity_statements_of(session, row->person),
                        .sort = WS_SORT_PUBLISHED_DESCENDING,
                        .limit = STATEMENTS_EACH,
                        .all_acts = true};
    ws_hits hits = {0};
    ws_description *items = NULL;
    bool agree = false;
    if (!search.query) return ws_no_memory(error);
    ws_status status = ws_index_search(session->index, &search, session->arena, &hits, error);
    if (status == WS_OK) status = describe(session, &hits, row->person, &items, &described, error);
    if (status == WS_OK) status = ws_descriptions_agree(session->arena, items, described, &agree, error);
    *looked_at += hits.count;
    row->perhaps_several = !agree;
    return status;
}

static ws_status mark_perhaps_several(ws_session *session, ws_people_counts *people, ws_error *error)
{
    ws_status status = WS_OK;
    size_t looked_at = 0;
    for (size_t i = 0; i < people->count && status == WS_OK; i++) {
        ws_person_count *row = &people->items[i];
        if (row->person->entry || row->type != WS_SPEAKER_PERSON || row->person->documents < 2) continue;
        if (ws_person_merged(row->person)) continue; /* somebody looked into it */
        row->perhaps_several = true;
        if (looked_at < STATEMENTS_ALL) status = look_for_evidence(session, row, &looked_at, error);
    }
    return status;
}

ws_status ws_identity_fold(ws_session *session, const ws_speaker_counts *counts, bool evidence, ws_people_counts *out,
                           ws_error *error)
{
    *out = (ws_people_counts){.unnamed = counts->unnamed, .unresolved = counts->unresolved};
    ws_spelling *spellings = ws_arena_array(session->arena, counts->count, sizeof *spellings);
    if (!spellings) return ws_no_memory(error);
    ws_status status = find_persons(session, counts, spellings, error);
    if (status != WS_OK) return status;
    if (counts->count) qsort(spellings, counts->count, sizeof *spellings, compare_spellings);
    status = make_rows(session, spellings, counts->count, out, error);
    return status == WS_OK && evidence ? mark_perhaps_several(session, out, error) : status;
}

/* --- whom a query means --- */

static int compare_strings(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Only the names of those who are meant. */
static ws_status keep_meant(ws_session *session, const ws_persons *meant, ws_speaker_counts *counts, ws_error *error)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < meant->count; i++) count += meant->items[i]->key_count;
    const char **keys = ws_arena_array(session->arena, count, sizeof *keys), **next = keys;
    if (!keys) return ws_no_memory(error);
    for (size_t i = 0; i < meant->count; i++)
        for (size_t j = 0; j < meant->items[i]->key_count; j++) *next++ = meant->items[i]->keys[j];
    qsort(keys, count, sizeof *keys, compare_strings);
    for (size_t i = 0; i < counts->count; i++)
        if (bsearch(&counts->items[i].key, keys, count, sizeof *keys, compare_strings))
            counts->items[kept++] = counts->items[i];
    counts->count = kept;
    return WS_OK;
}

ws_status ws_identity_candidates(ws_session *session, const ws_search *search, ws_people_counts *out, ws_error *error)
{
    ws_speaker_counts counts = {0};
    ws_persons *meant = &session->meant;
    *out = (ws_people_counts){0};
    if (!meant->count) return WS_OK;
    ws_status status = ws_index_speakers(session->index, search, session->arena, &counts, error);
    if (status == WS_OK) status = keep_meant(session, meant, &counts, error);
    return status == WS_OK ? ws_identity_fold(session, &counts, false, out, error) : status;
}

static void add_candidates(ws_buffer *text, const ws_people_counts *candidates, size_t others)
{
    enum { MOST = 8 };
    if (candidates->count > MOST) others += candidates->count - MOST;
    for (size_t i = 0; i < candidates->count && i < MOST; i++)
        ws_buffer_printf(text, "%s%.60s (%zu)", i ? ", " : "", candidates->items[i].name, candidates->items[i].total);
    if (others) ws_buffer_printf(text, " and %zu more", others);
}

void ws_identity_tell(const ws_session *session, const ws_people_counts *candidates)
{
    ws_error shown; /* what a terminal would obey is taken out of messages */
    if (session->left_out) {
        ws_fail(&shown, WS_USAGE, NULL, "%zu more names of those meant by by: were not looked for; give a full name",
                session->left_out);
        fprintf(session->context->err, "%s\n", shown.message);
    }
    if (session->shared_word) {
        ws_fail(&shown, WS_USAGE, NULL,
                "by:%.60s is a word of %s names and was looked for as a word; give a full name",
                session->shared_word, ws_count_text(session->others_meant).text);
        fprintf(session->context->err, "%s\n", shown.message);
    }
    if (!candidates || candidates->count < 2) return;
    ws_buffer text = WS_BUFFER_INIT(WS_MESSAGE_BYTES);
    add_candidates(&text, candidates, session->others_meant);
    if (!text.failed) {
        ws_fail(&shown, WS_USAGE, NULL, "by: may mean %s; to narrow it, write by:\"%.60s\"", text.bytes,
                candidates->items[0].name);
        fprintf(session->context->err, "%s\n", shown.message);
    }
    ws_buffer_free(&text);
}
