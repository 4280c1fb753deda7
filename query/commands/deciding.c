/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deciding.h"

#include "decision_text.h"
#include "json.h"
#include "unicode.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>

enum { MOST_TEXT = 4000, JSON_BYTES = 8 << 20 };

ws_status ws_deciding_check(const char *what, const char *text, ws_error *error)
{
    size_t size = text ? strlen(text) : 0;
    if (!text || strspn(text, " \t\n") == size) return ws_fail(error, WS_USAGE, NULL, "%s needs some words", what);
    if (size > MOST_TEXT) return ws_fail(error, WS_USAGE, NULL, "%s is longer than %d bytes", what, MOST_TEXT);
    if (ws_utf8_check(text, size) != size) return ws_fail(error, WS_USAGE, NULL, "%s is not valid UTF-8", what);
    for (const char *at = text; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            return ws_fail(error, WS_USAGE, "write it in one line", "%s has a control character", what);
    return WS_OK;
}

ws_status ws_deciding_begin(const ws_session *session, ws_decision_kind kind, const char *why, const char *as,
                            ws_decision *out, ws_error *error)
{
    char now[21];
    ws_date_now(now);
    if (!why)
        return ws_fail(error, WS_USAGE, "whoever reads it later has to know the reason", "a decision needs --why TEXT");
    ws_status status = ws_deciding_check("--why", why, error);
    const char *who = as ? as : session->context->user;
    if (status == WS_OK) status = ws_deciding_check(as ? "--as" : "$USER", who, error);
    *out = (ws_decision){.kind = kind,
                         .when = ws_arena_strdup(session->arena, now),
                         .who = who,
                         .why = why,
                         .before = {.type = -1, .act = -1},
                         .after = {.type = -1, .act = -1}};
    return status == WS_OK && !out->when ? ws_no_memory(error) : status;
}

static ws_status print_json(const ws_session *session, const ws_decision *decision, ws_error *error)
{
    ws_buffer buffer = WS_BUFFER_INIT(JSON_BYTES);
    cJSON *json = ws_decision_json(decision);
    if (!json) return ws_no_memory(error);
    ws_status status = ws_json_print(&buffer, json, error);
    cJSON_Delete(json);
    if (status == WS_OK) fprintf(session->context->out, "%s\n", buffer.bytes);
    ws_buffer_free(&buffer);
    return status;
}

static ws_status print_text(ws_session *session, const ws_decision *decision, ws_error *error)
{
    const ws_context *context = session->context;
    ws_print print = {
        .out = context->out, .colour = context->colour, .columns = context->columns, .arena = session->arena};
    ws_status status = ws_text_decision(&print, decision, NULL, error);
    if (status != WS_OK) return status;
    ws_error shown; /* what a terminal would obey is taken out of messages */
    ws_fail(&shown, WS_OK, NULL, "kept in %s", decision->file);
    fprintf(context->out, "%s\n", shown.message);
    if (decision->kind != WS_DECISION_UNDO)
        fprintf(context->out, "whosaid correct --undo %.12s --why TEXT takes it back\n", decision->id);
    return WS_OK;
}

ws_status ws_deciding_keep(ws_session *session, const ws_common_options *options, const char *place,
                           ws_decision *decision, ws_error *error)
{
    if (!options->decisions && ws_place_is_remote(place))
        return ws_fail(error, WS_USAGE, "name a file with --decisions FILE, now and whenever you ask",
                       "a server keeps no decisions beside %s", place);
    const char *file = options->decisions ? options->decisions : ws_decisions_beside(session->arena, place);
    if (!file) return ws_no_memory(error);
    ws_status status = ws_decisions_append(session->arena, file, decision, error);
    if (status != WS_OK) return status;
    bool text = options->format == WS_FORMAT_TEXT;
    return text ? print_text(session, decision, error) : print_json(session, decision, error);
}

/* --- speakers --- */

ws_status ws_deciding_row(ws_session *session, const char *key, ws_speaker_count *out, ws_error *error)
{
    ws_query name = {.op = WS_QUERY_VALUE, .field = WS_FIELD_SPEAKER, .text = key};
    ws_search search = {.query = &name, .all_acts = true};
    ws_speaker_counts rows;
    *out = (ws_speaker_count){.key = key};
    ws_status status = ws_index_speakers(session->index, &search, session->arena, &rows, error);
    for (size_t i = 0; status == WS_OK && i < rows.count; i++) /* joint speakers too */
        if (!strcmp(rows.items[i].key, key)) *out = rows.items[i];
    return status;
}

bool ws_is_descriptor(const char *name)
{
    static const char *const first[] = {"a",       "an",        "the",       "one",     "two",    "three",  "four",
                                        "several", "some",      "many",      "another", "others", "people", "sources",
                                        "unnamed", "anonymous", "officials", "critics", "aides",  "those",  NULL};
    size_t length, size = strcspn(name, " ");
    if (!uc_is_lower(ws_utf8_next(name, strlen(name), &length))) return false;
    for (size_t i = 0; first[i]; i++)
        if (strlen(first[i]) == size && !strncmp(first[i], name, size)) return true;
    return false;
}
