/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "joining.h"

#include "buffer.h"
#include "count_text.h"
#include "deciding.h"
#include "identity.h"

#include <string.h>

/* Is it the words for sources without a name that have all words of this key? */
static ws_status only_unnamed(ws_session *session, const char *key, bool *out, ws_error *error)
{
    ws_strings words = {&key, 1};
    ws_search search = {.all_acts = true};
    ws_speaker_counts rows = {0};
    *out = false;
    if (!*key) return WS_OK;
    ws_status status = ws_session_query(session, &words, WS_FIELD_BY, error);
    search.query = session->query;
    if (status == WS_OK) status = ws_index_speakers(session->index, &search, session->arena, &rows, error);
    *out = status == WS_OK && !rows.count && rows.unnamed;
    return status;
}

static ws_status add_names(ws_session *session, const char **keys, size_t count, ws_buffer *list, ws_error *error)
{
    enum { MOST = 5 };
    for (size_t i = 0; i < count && i < MOST; i++) {
        ws_speaker_count row;
        ws_status status = ws_deciding_row(session, keys[i], &row, error);
        if (status != WS_OK) return status;
        ws_buffer_printf(list, "%s%s (%s)", i ? ", " : "", row.name ? row.name : row.key,
                         ws_count_text(row.total).text);
    }
    return WS_OK;
}

/* Nobody has exactly this name; those who may be meant are told. */
static ws_status no_such_speaker(ws_session *session, const char *name, const char *key, ws_error *error)
{
    const char **keys = NULL;
    size_t count = 0;
    bool unnamed = ws_is_descriptor(name);
    ws_status status = ws_identity_find(session, key, NULL, &keys, &count, NULL, error);
    if (status == WS_OK && !count && !unnamed) status = only_unnamed(session, key, &unnamed, error);
    if (status != WS_OK) return status;
    if (unnamed)
        return ws_fail(error, WS_USAGE, "only speakers whom the articles name can be merged or split",
                       "'%s' is how articles describe sources without a name: these are never linked with anybody",
                       name);
    if (!count)
        return ws_fail(error, WS_USAGE, "'whosaid speakers' lists the names", "no speaker has the name %s", name);
    ws_buffer list = WS_BUFFER_INIT(WS_HINT_BYTES);
    status = add_names(session, keys, count, &list, error);
    if (status == WS_OK)
        status = ws_fail(error, WS_USAGE, "give a name as 'whosaid speakers' lists it",
                         "no speaker has exactly the name %s; there %s %s", name, count == 1 ? "is" : "are",
                         list.size ? list.bytes : "several");
    ws_buffer_free(&list);
    return status;
}

/* A name as listed, and whose it is now. */
static ws_status find_name(ws_session *session, const char *name, ws_decided_name *out, const ws_person **person,
                           ws_error *error)
{
    ws_status status = ws_deciding_check("a name", name, error);
    if (status != WS_OK) return status;
    *out = (ws_decided_name){ws_name_key(session->arena, name), name};
    if (!out->key) return ws_no_memory(error);
    status = ws_identity_settle(session, &out->key, 1, error);
    if (status == WS_OK) status = ws_people_of(session->people, out->key, person, error);
    if (status != WS_OK) return status;
    return *person ? WS_OK : no_such_speaker(session, name, out->key, error);
}

static ws_status check_merge(const ws_decision *decision, const ws_person *const persons[2], ws_error *error)
{
    const ws_decided_name *names = decision->names;
    if (!strcmp(names[0].key, names[1].key))
        return ws_fail(error, WS_USAGE, NULL, "%s and %s are the same name", names[0].name, names[1].name);
    if (persons[0] != persons[1]) return WS_OK;
    return ws_fail(error, WS_USAGE, NULL, "%s and %s are one speaker already", names[0].name, names[1].name);
}

/* Would this decision take the two names apart, or do they hang together by merges with others? */
static ws_status is_effective(ws_session *session, const ws_decision *decision, bool *out, ws_error *error)
{
    const ws_decisions *now = &session->decisions;
    const char *keys[] = {decision->names[0].key, decision->names[1].key};
    const ws_person *persons[2] = {NULL, NULL};
    ws_decisions *then = ws_arena_alloc(session->arena, sizeof *then);
    if (!then || !(then->items = ws_arena_array(session->arena, now->count + 1, sizeof *then->items)))
        return ws_no_memory(error);
    if (now->count) memcpy(then->items, now->items, now->count * sizeof *now->items);
    then->items[now->count] = *decision;
    then->count = now->count + 1;
    ws_status status = ws_identity_form(session, then, error);
    if (status == WS_OK) status = ws_identity_settle(session, keys, 2, error);
    for (int i = 0; i < 2 && status == WS_OK; i++) status = ws_people_of(session->people, keys[i], &persons[i], error);
    *out = persons[0] != persons[1];
    return status;
}

static ws_status check_split(ws_session *session, const ws_decision *decision, const ws_person *const persons[2],
                             ws_error *error)
{
    const ws_decided_name *names = decision->names;
    bool effective = false;
    if (!strcmp(names[0].key, names[1].key))
        return ws_fail(error, WS_USAGE, NULL, "a name cannot be split from itself");
    if (persons[0] != persons[1])
        return ws_fail(error, WS_USAGE, NULL, "%s and %s are two speakers already", names[0].name, names[1].name);
    ws_status status = is_effective(session, decision, &effective, error);
    if (status != WS_OK || effective) return status;
    return ws_fail(error, WS_USAGE,
                   "split it from all of them by giving its name alone, then merge what belongs together",
                   "%s and %s are one by other names too", names[0].name, names[1].name);
}

/* Every other name of the speaker. */
static ws_status add_others(ws_session *session, ws_decision *decision, const ws_person *person, ws_error *error)
{
    ws_decided_name first = decision->names[0];
    decision->names = ws_arena_array(session->arena, person->key_count, sizeof *decision->names);
    if (!decision->names) return ws_no_memory(error);
    decision->names[0] = first;
    for (size_t i = 0; i < person->key_count; i++) {
        ws_speaker_count row;
        if (!strcmp(person->keys[i], first.key)) continue;
        ws_status status = ws_deciding_row(session, person->keys[i], &row, error);
        if (status != WS_OK) return status;
        decision->names[decision->name_count++] = (ws_decided_name){row.key, row.name ? row.name : row.key};
    }
    if (decision->name_count > WS_DECISION_NAMES)
        return ws_fail(error, WS_USAGE, "give the one that it is not, too", "%s stands with more than %d names",
                       first.name, WS_DECISION_NAMES - 1);
    if (decision->name_count > 1) return WS_OK;
    return ws_fail(error, WS_USAGE, NULL, "%s stands with no other name", first.name);
}

/* All names of the person, for a name that is known; else this one. */
static ws_status names_to_hide(ws_session *session, const char *name, ws_decision *decision, ws_error *error)
{
    const ws_person *person = NULL;
    decision->names = ws_arena_array(session->arena, 1, sizeof *decision->names);
    if (!decision->names) return ws_no_memory(error);
    ws_status status = find_name(session, name, &decision->names[0], &person, error);
    decision->name_count = 1;
    if (status == WS_USAGE && !ws_is_descriptor(name) && decision->names[0].key && *decision->names[0].key) {
        const char **keys;
        size_t count;
        ws_status found = ws_identity_find(session, decision->names[0].key, NULL, &keys, &count, NULL, NULL);
        if (found == WS_OK && !count) return WS_OK; /* nobody speaks under it yet */
    }
    if (status != WS_OK) return status;
    return person->key_count > 1 ? add_others(session, decision, person, error) : WS_OK;
}

ws_status ws_hide_speaker(ws_session *session, const ws_joining *joining, const char *name, ws_error *error)
{
    ws_decision decision;
    ws_status status = ws_deciding_begin(session, WS_DECISION_HIDING, joining->why, joining->as, &decision, error);
    session->decides = true;
    if (status == WS_OK) status = ws_deciding_check("a name", name, error);
    if (status == WS_OK) status = ws_session_index(session, joining->common, error);
    if (status == WS_OK) status = ws_identity_open(session, joining->people, error);
    if (status == WS_OK) status = names_to_hide(session, name, &decision, error);
    if (status != WS_OK) return status;
    const ws_strings *places = &joining->common->db;
    const char *place = places->count ? places->items[0] : session->context->db;
    return ws_deciding_keep(session, joining->common, place, &decision, error);
}

static ws_status check(ws_session *session, const ws_joining *joining, ws_decision *decision,
                       const ws_person *const persons[2], ws_error *error)
{
    if (joining->merge) return check_merge(decision, persons, error);
    if (decision->name_count > 1) return check_split(session, decision, persons, error);
    return add_others(session, decision, persons[0], error);
}

ws_status ws_join_speakers(ws_session *session, const ws_joining *joining, const ws_strings *names, ws_error *error)
{
    ws_decision decision;
    ws_decided_name found[2];
    const ws_person *persons[2] = {NULL, NULL};
    if (joining->merge ? names->count != 2 : names->count < 1 || names->count > 2)
        return ws_fail(error, WS_USAGE, "names of several words go in quotation marks",
                       joining->merge ? "--merge needs two names" : "--split needs one name or two");
    ws_decision_kind kind = joining->merge ? WS_DECISION_MERGE : WS_DECISION_SPLIT;
    ws_status status = ws_deciding_begin(session, kind, joining->why, joining->as, &decision, error);
    session->decides = true;
    if (status == WS_OK) status = ws_session_index(session, joining->common, error);
    if (status == WS_OK) status = ws_identity_open(session, joining->people, error);
    for (size_t i = 0; i < names->count && status == WS_OK; i++)
        status = find_name(session, names->items[i], &found[i], &persons[i], error);
    if (status != WS_OK) return status;
    decision.names = found;
    decision.name_count = names->count;
    status = check(session, joining, &decision, persons, error);
    if (status != WS_OK) return status;
    const ws_strings *places = &joining->common->db;
    const char *place = places->count ? places->items[0] : session->context->db;
    return ws_deciding_keep(session, joining->common, place, &decision, error);
}
