/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dividing.h"

#include <stdlib.h>
#include <string.h>

static const char undated[] = "no date", unnamed[] = "unnamed sources", unresolved[] = "speaker not found";

static ws_facet *new_facet(ws_session *session, const char *name, size_t most, ws_facets *out, ws_error *error)
{
    ws_facet *facet = &out->items[out->count];
    *facet = (ws_facet){.name = name, .items = ws_arena_array(session->arena, most, sizeof *facet->items)};
    if (!facet->items) {
        ws_no_memory(error);
        return NULL;
    }
    out->count++;
    return facet;
}

static void add_value(ws_facet *facet, const char *value, const char *id, size_t count)
{
    if (count) facet->items[facet->count++] = (ws_facet_value){value, id, count};
}

/* People formed from these names alone, as far as they and the registry tell: to look at all names of an index takes
 * longer than to count. */
static ws_status form_among(ws_session *session, const ws_speaker_counts *counts, ws_people **out, ws_error *error)
{
    ws_known_name *names = ws_arena_array(session->arena, counts->count, sizeof *names);
    if (!names) return ws_no_memory(error);
    for (size_t i = 0; i < counts->count; i++) names[i] = (ws_known_name){counts->items[i].key, counts->items[i].total};
    ws_status status = ws_people_form(session->arena, session->registry, names, counts->count, false, out, error);
    for (size_t i = 0; i < counts->count && status == WS_OK; i++)
        ws_people_settle(*out, counts->items[i].key, counts->items[i].type);
    return status;
}

/* Where all names were looked at before, nothing is gained. */
static ws_status fold_among(ws_session *session, const ws_speaker_counts *counts, ws_people_counts *out,
                            ws_error *error)
{
    ws_people *people = session->people, *among;
    ws_near *near = session->near;
    if (!near) return ws_identity_fold(session, counts, false, out, error);
    ws_status status = form_among(session, counts, &among, error);
    if (status != WS_OK) return status;
    session->people = among;
    session->near = NULL;
    status = ws_identity_fold(session, counts, false, out, error);
    session->people = people;
    session->near = near;
    return status;
}

static ws_status add_speakers(ws_session *session, const ws_speaker_counts *counts, ws_facets *out, ws_error *error)
{
    enum { REST = 2 };
    ws_people_counts people = {0};
    ws_status status = out->sample || counts->count > WS_FEW_NAMES
                           ? fold_among(session, counts, &people, error)
                           : ws_identity_fold(session, counts, false, &people, error);
    if (status != WS_OK) return status;
    ws_facet *facet = new_facet(session, "speaker", people.count + REST, out, error);
    if (!facet) return WS_NO_MEMORY;
    for (size_t i = 0; i < people.count; i++)
        add_value(facet, people.items[i].name, people.items[i].person->id, people.items[i].total);
    add_value(facet, unnamed, NULL, people.unnamed);
    add_value(facet, unresolved, NULL, people.unresolved);
    return WS_OK;
}

static ws_status add_field(ws_session *session, const char *name, const ws_counts *counts, ws_facets *out,
                           ws_error *error)
{
    ws_facet *facet = new_facet(session, name, counts->count, out, error);
    if (!facet) return WS_NO_MEMORY;
    for (size_t i = 0; i < counts->count; i++) add_value(facet, counts->items[i].value, NULL, counts->items[i].count);
    return WS_OK;
}

static int compare_days(const void *left, const void *right)
{
    return strcmp(((const ws_count *)left)->value, ((const ws_count *)right)->value);
}

/* In the order of time. Every statement has one form: together they say how many have no date. */
static ws_status add_months(ws_session *session, const ws_counts *days, const ws_counts *forms, ws_facets *out,
                            ws_error *error)
{
    enum { MONTH_DIGITS = 6 };
    ws_facet *facet = new_facet(session, "month", days->count + 1, out, error);
    if (!facet) return WS_NO_MEMORY;
    size_t rest = 0;
    for (size_t i = 0; i < forms->count; i++) rest += forms->items[i].count;
    if (days->count) qsort(days->items, days->count, sizeof *days->items, compare_days);
    for (size_t i = 0; i < days->count; i++) {
        const char *day = days->items[i].value;
        bool same = i && !strncmp(day, days->items[i - 1].value, MONTH_DIGITS);
        char *month = same ? NULL : ws_arena_printf(session->arena, "%.4s-%.2s", day, day + 4);
        if (!same && !month) return ws_no_memory(error);
        if (same)
            facet->items[facet->count - 1].count += days->items[i].count;
        else
            add_value(facet, month, NULL, days->items[i].count);
        rest -= days->items[i].count;
    }
    add_value(facet, undated, NULL, rest);
    return WS_OK;
}

static void scale(const ws_sampled *estimate, ws_facets *facets)
{
    for (size_t i = 0; i < facets->count; i++)
        for (size_t j = 0; j < facets->items[i].count; j++)
            facets->items[i].items[j].count = ws_estimated(estimate, facets->items[i].items[j].count);
}

ws_status ws_facets_find(ws_session *session, const ws_search *search, bool estimate, ws_facets *out, ws_error *error)
{
    enum { FORM = 2, MONTH = 5, FIELDS = 8 };
    static const char *const names[FIELDS] = {"type", "naming", "form", "act", "outlet", "month", "addressee", "via"};
    static const ws_field_id fields[FIELDS] = {WS_FIELD_SPEAKER_TYPE, WS_FIELD_NAMING,    WS_FIELD_FORM, WS_FIELD_ACT,
                                               WS_FIELD_OUTLET,       WS_FIELD_PUBLISHED, WS_FIELD_TO,   WS_FIELD_VIA};
    ws_counts counts[FIELDS];
    ws_speaker_counts speakers = {0};
    ws_sampled sampled = {0};
    *out = (ws_facets){.count = 0};
    ws_status status = ws_index_facets(session->index, search, fields, FIELDS, session->arena, counts, &speakers,
                                       estimate ? &sampled : NULL, error);
    if (sampled.parts) out->sample = sampled.counted;
    if (status == WS_OK) status = add_speakers(session, &speakers, out, error);
    for (size_t i = 0; i < FIELDS && status == WS_OK; i++)
        status = i == MONTH ? add_months(session, &counts[i], &counts[FORM], out, error)
                            : add_field(session, names[i], &counts[i], out, error);
    if (status == WS_OK) scale(&sampled, out);
    return status;
}
