/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One speaker, and nobody else who has the name among other words: by: finds "Helena Brandt's office", too. */
#include "dividing.h"
#include "endpoint.h"
#include "json_values.h"
#include "profile.h"

#include <stdlib.h>
#include <string.h>

enum { USUAL_LIMIT = 20 };

typedef struct speaker_options {
    ws_common_options common;
    ws_strings people;
    size_t limit, offset;
    bool profile;
} speaker_options;

static const ws_option options[] = {
    WS_COMMON_OPTIONS(speaker_options, common),
    WS_PEOPLE_OPTION(speaker_options, people),
    {"limit", 0, WS_OPTION_SIZE, offsetof(speaker_options, limit), "N", "at most N statements", NULL},
    {"offset", 0, WS_OPTION_SIZE, offsetof(speaker_options, offset), "N", "pass over the first N", NULL},
    {"profile", 0, WS_OPTION_FLAG, offsetof(speaker_options, profile), NULL, "also the profile", NULL},
    WS_OPTION_END};

/* NULL in *out: nobody in the index is called so. */
static ws_status find_person(ws_session *session, const char *name, const ws_person **out, ws_error *error)
{
    const char *key = ws_name_key(session->arena, name);
    *out = NULL;
    if (!key) return ws_no_memory(error);
    ws_status status = ws_identity_settle(session, &key, 1, error);
    return status == WS_OK ? ws_people_of(session->people, key, out, error) : status;
}

static ws_query *query_of(ws_session *session, const ws_person *person)
{
    size_t count = person->key_count < WS_QUERY_MAX_TERMS ? person->key_count : WS_QUERY_MAX_TERMS;
    ws_query *any = ws_arena_alloc(session->arena, sizeof *any);
    ws_query *values = ws_arena_array(session->arena, count, sizeof *values);
    ws_query **children = ws_arena_array(session->arena, count, sizeof *children);
    if (!any || !values || !children) return NULL;
    for (size_t i = 0; i < count; i++) {
        values[i] = (ws_query){.op = WS_QUERY_VALUE, .field = WS_FIELD_SPEAKER, .text = person->keys[i]};
        children[i] = &values[i];
    }
    *any = (ws_query){.op = WS_QUERY_OR, .children = children, .child_count = count};
    return count == 1 ? &values[0] : any;
}

/* The line of `speakers` that is this person's: joint speakers have lines of their own. */
static ws_status find_row(ws_session *session, ws_search *search, const ws_person *person, ws_person_count *row,
                          ws_error *error)
{
    ws_speaker_counts counts = {0};
    ws_people_counts people = {0};
    search->once = true;
    ws_status status = ws_index_speakers(session->index, search, session->arena, &counts, error);
    search->once = false;
    if (status == WS_OK) status = ws_identity_fold(session, &counts, true, &people, error);
    for (size_t i = 0; status == WS_OK && i < people.count; i++)
        if (people.items[i].person == person) *row = people.items[i];
    return status;
}

static ws_status print(ws_session *session, const speaker_options *asked, const ws_person_count *row, ws_search *search,
                       ws_error *error)
{
    ws_facets facets;
    ws_speaker_profile profile;
    ws_hits hits = {0};
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_status status = ws_index_search(session->index, search, session->arena, &hits, error);
    if (status == WS_OK) status = ws_identity_mark(session, &hits, error);
    if (status == WS_OK) status = ws_facets_find(session, search, false, &facets, error);
    if (status == WS_OK && asked->profile) status = ws_profile_find(session, search, row, &profile, error);
    if (status != WS_OK) return status;
    ws_print print = ws_session_print(session, &asked->common);
    print.facets = &facets;
    ws_buffer_printf(&buffer, "{\"schema_version\":%d,\"speaker\":", WS_SCHEMA_VERSION);
    ws_json_add_speaker(&buffer, row);
    if (asked->profile) status = ws_json_add_profile(&buffer, &print, &profile, error);
    ws_buffer_puts(&buffer, ",\"answer\":");
    status = ws_json_finish(&buffer, print.out, status, error);
    if (status == WS_OK) status = ws_json_printer.hits(&print, search, &hits, NULL, error);
    fputs("}\n", print.out);
    return status;
}

static ws_status answer(ws_session *session, const speaker_options *asked, const char *name, ws_error *error)
{
    const ws_person *person = NULL;
    ws_person_count row = {0};
    ws_search search = {.sort = WS_SORT_PUBLISHED_DESCENDING,
                        .offset = asked->offset,
                        .limit = asked->limit ? asked->limit : USUAL_LIMIT};
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK) status = find_person(session, name, &person, error);
    if (status != WS_OK) return status;
    if (person && !(search.query = query_of(session, person))) return ws_no_memory(error);
    if (person) status = find_row(session, &search, person, &row, error);
    if (status == WS_OK && !row.total)
        return ws_fail(error, WS_NOT_FOUND, "sources without a name have no page", "nobody here is called %.200s",
                       name);
    session->query = search.query;
    return status == WS_OK ? print(session, asked, &row, &search, error) : status;
}

static ws_status run_speaker(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = answer(&session, options_, arguments->items[0], error);
    return ws_session_close(&session, status, error);
}

static const ws_command speaker_command = {
    .name = "speaker", .options = options, .options_size = sizeof(speaker_options), .run = run_speaker};

static const ws_input inputs[] = {
    {"name", NULL, WS_INPUT_TEXT, 500, true, false, "of a speaker, as /api/speakers has it", NULL},
    {"limit", "--limit", WS_INPUT_SIZE, 500, false, false, "at most so many statements; 20 unless given", NULL},
    {"offset", "--offset", WS_INPUT_SIZE, 100000, false, false, "pass over the first so many", NULL},
    {"profile", "--profile", WS_INPUT_FLAG, 0, false, false, "1: also roles, topics, whom they talk to, over time",
     NULL},
    WS_INPUT_END};

const ws_endpoint ws_speaker_endpoint = {.path = "/api/speaker",
                                         .method = "GET",
                                         .summary = "One speaker: numbers, other names, the newest statements, facets",
                                         .command = &speaker_command,
                                         .inputs = inputs};
