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
    ws_print print = {context->out, context->colour, context->columns, session->arena, NULL, NULL};
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
    const char *file = options->decisions ? options->decisions : ws_decisions_beside(session->arena, place);
    if (!file) return ws_no_memory(error);
    ws_status status = ws_decisions_append(session->arena, file, decision, error);
    if (status != WS_OK) return status;
    bool text = options->format == WS_FORMAT_TEXT;
    return text ? print_text(session, decision, error) : print_json(session, decision, error);
}

/* --- speakers --- */

/* by: each word of the key. */
static ws_query *query_of(ws_arena *arena, char *key)
{
    ws_query *query = ws_arena_alloc(arena, sizeof *query);
    size_t most = strlen(key) / 2 + 1;
    if (most > WS_QUERY_MAX_TERMS) most = WS_QUERY_MAX_TERMS;
    if (!query || !(query->children = ws_arena_array(arena, most, sizeof(ws_query *)))) return NULL;
    query->op = WS_QUERY_AND;
    for (char *word = strtok_r(key, " ", &key); word && query->child_count < most; word = strtok_r(NULL, " ", &key)) {
        ws_query *child = ws_arena_alloc(arena, sizeof *child);
        if (!child) return NULL;
        *child = (ws_query){.op = WS_QUERY_WORD, .field = WS_FIELD_BY, .text = word};
        query->children[query->child_count++] = child;
    }
    return query;
}

/* Joint speakers of the same statements are somebody else. */
static bool has_words(const ws_speaker_count *row, const ws_query *words)
{
    for (size_t i = 0; i < words->child_count; i++) {
        const char *word = words->children[i]->text, *at = row->key;
        size_t size = strlen(word);
        while ((at = strstr(at, word)) && !((at == row->key || at[-1] == ' ') && (at[size] == ' ' || !at[size]))) at++;
        if (!at) return row->merged_count > 0; /* by another of its names */
    }
    return true;
}

ws_status ws_deciding_speakers(ws_session *session, const char *name, ws_speaker_counts *out, ws_error *error)
{
    char *key = ws_name_key(session->arena, name);
    ws_query *words = key ? query_of(session->arena, key) : NULL;
    if (!words) return ws_no_memory(error);
    *out = (ws_speaker_counts){NULL, 0, 0, 0};
    if (!words->child_count) return WS_OK;
    ws_search search = {.query = words, .all_acts = true};
    ws_status status = ws_index_speakers(session->index, &search, session->arena, out, error);
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (has_words(&out->items[i], words)) out->items[kept++] = out->items[i];
    out->count = kept;
    return status;
}

const ws_speaker_count *ws_deciding_row(const ws_speaker_counts *speakers, const char *key)
{
    for (size_t i = 0; i < speakers->count; i++) {
        const ws_speaker_count *row = &speakers->items[i];
        if (!strcmp(row->key, key)) return row;
        for (size_t j = 0; j < row->merged_count; j++)
            if (!strcmp(row->merged[j], key)) return row;
    }
    return NULL;
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
