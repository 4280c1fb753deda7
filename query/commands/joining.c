/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "joining.h"

#include "buffer.h"
#include "count_text.h"
#include "deciding.h"

#include <stdint.h>
#include <string.h>

/* Nobody has exactly this name; those who have its words are told. */
static ws_status no_such_speaker(const char *name, const ws_speaker_counts *speakers, ws_error *error)
{
    enum { MOST = 5 };
    if (ws_is_descriptor(name) || (!speakers->count && speakers->unnamed))
        return ws_fail(error, WS_USAGE, "only speakers whom the articles name can be merged or split",
                       "'%s' is how articles describe sources without a name: these are never linked with anybody",
                       name);
    if (!speakers->count)
        return ws_fail(error, WS_USAGE, "'whosaid speakers' lists the names", "no speaker has the name %s", name);
    ws_buffer list = WS_BUFFER_INIT(WS_HINT_BYTES);
    for (size_t i = 0; i < speakers->count && i < MOST; i++)
        ws_buffer_printf(&list, "%s%s (%s)", i ? ", " : "", speakers->items[i].name,
                         ws_count_text(speakers->items[i].total).text);
    ws_status status = ws_fail(error, WS_USAGE, "give a name as 'whosaid speakers' lists it",
                               "no speaker has exactly the name %s; there %s %s", name,
                               speakers->count == 1 ? "is" : "are", list.size ? list.bytes : "several");
    ws_buffer_free(&list);
    return status;
}

/* A name as listed; *row is what it stands with now. */
static ws_status find_name(ws_session *session, const char *name, ws_decided_name *out, const ws_speaker_count **row,
                           ws_error *error)
{
    ws_speaker_counts speakers;
    ws_status status = ws_deciding_check("a name", name, error);
    if (status != WS_OK) return status;
    out->name = name;
    out->key = ws_name_key(session->arena, name);
    if (!out->key) return ws_no_memory(error);
    status = ws_deciding_speakers(session, name, &speakers, error);
    if (status != WS_OK) return status;
    *row = ws_deciding_row(&speakers, out->key);
    return *row ? WS_OK : no_such_speaker(name, &speakers, error);
}

static ws_status check_merge(const ws_decision *decision, const ws_speaker_count *const rows[2], ws_error *error)
{
    const ws_decided_name *names = decision->names;
    if (!strcmp(names[0].key, names[1].key))
        return ws_fail(error, WS_USAGE, NULL, "%s and %s are the same name", names[0].name, names[1].name);
    if (strcmp(rows[0]->key, rows[1]->key)) return WS_OK;
    return ws_fail(error, WS_USAGE, NULL, "%s and %s are one speaker already", names[0].name, names[1].name);
}

/* From the second one alone only where these two are all there is: else they may hang together by a third. */
static ws_status check_split(const ws_decision *decision, const ws_speaker_count *row, ws_error *error)
{
    if (!strcmp(decision->names[0].key, decision->names[1].key))
        return ws_fail(error, WS_USAGE, NULL, "a name cannot be split from itself");
    if (row->merged_count < 2) return WS_OK;
    return ws_fail(error, WS_USAGE,
                   "split it from all of them by giving its name alone, then merge what belongs together",
                   "%s was merged with several names", decision->names[0].name);
}

/* Everything that a decision made one with the first name. */
static ws_status add_merged(ws_session *session, ws_decision *decision, ws_error *error)
{
    ws_speaker_pairs pairs;
    const char *key = decision->names[0].key;
    ws_status status = ws_decisions_pairs(session->arena, &session->decisions, &pairs, error);
    if (status != WS_OK) return status;
    ws_decided_name *names = ws_arena_array(session->arena, pairs.count + 1, sizeof *names);
    if (!names) return ws_no_memory(error);
    names[0] = decision->names[0];
    for (size_t i = 0; i < pairs.count; i++) {
        bool first = !strcmp(pairs.items[i].a, key), second = !strcmp(pairs.items[i].b, key);
        if (!pairs.items[i].merged || (!first && !second)) continue;
        const char *other = first ? pairs.items[i].b : pairs.items[i].a;
        names[decision->name_count++] = (ws_decided_name){other, other};
    }
    decision->names = names;
    if (decision->name_count > 1) return WS_OK;
    return ws_fail(error, WS_USAGE, "give the other name too", "%s was not merged with anybody", names[0].name);
}

ws_status ws_join_speakers(ws_session *session, const ws_joining *joining, const ws_strings *names, ws_error *error)
{
    ws_decision decision;
    ws_decided_name found[2];
    const ws_speaker_count *rows[2] = {NULL, NULL};
    if (joining->merge ? names->count != 2 : names->count < 1 || names->count > 2)
        return ws_fail(error, WS_USAGE, "names of several words go in quotation marks",
                       joining->merge ? "--merge needs two names" : "--split needs one name or two");
    ws_decision_kind kind = joining->merge ? WS_DECISION_MERGE : WS_DECISION_SPLIT;
    ws_status status = ws_deciding_begin(session, kind, joining->why, joining->as, &decision, error);
    session->decides = true;
    if (status == WS_OK) status = ws_session_index(session, joining->common, error);
    for (size_t i = 0; i < names->count && status == WS_OK; i++)
        status = find_name(session, names->items[i], &found[i], &rows[i], error);
    if (status != WS_OK) return status;
    decision.names = found;
    decision.name_count = names->count;
    if (joining->merge)
        status = check_merge(&decision, rows, error);
    else
        status = names->count > 1 ? check_split(&decision, rows[0], error) : add_merged(session, &decision, error);
    if (status != WS_OK) return status;
    const ws_strings *places = &joining->common->db;
    const char *place = places->count ? places->items[0] : session->context->db;
    return ws_deciding_keep(session, joining->common, place, &decision, error);
}
