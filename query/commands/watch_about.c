/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "watch_about.h"

#include "propose.h"
#include "responses_answer.h"

#include <string.h>

enum { SHORT_ID = 12, ID_DIGITS_LEAST = 8, ID_DIGITS = 32 };

static bool is_statement_id(const char *text)
{
    size_t size = strlen(text);
    return size >= ID_DIGITS_LEAST && size <= ID_DIGITS && strspn(text, "0123456789abcdef") == size;
}

ws_status ws_about_resolve(ws_session *session, const char *text, const char **out, ws_error *error)
{
    ws_hit hit;
    char hex[ID_DIGITS + 1];
    const ws_article *article = NULL;
    ws_status status = WS_NOT_FOUND;
    if (is_statement_id(text)) status = ws_index_statement(session->index, text, session->arena, &hit, error);
    if (status == WS_OK) {
        ws_hash_hex(hit.statement->id, hex);
        *out = ws_arena_strdup(session->arena, hex);
        return *out ? WS_OK : ws_no_memory(error);
    }
    if (status == WS_NOT_FOUND) status = ws_index_article(session->index, text, session->arena, &article, error);
    *out = text;
    return status;
}

/* The statement, or those of the article; what is withdrawn or rejected is no claim any more. */
static ws_status find_claims(ws_session *session, const char *id, ws_hits *out, ws_error *error)
{
    *out = (ws_hits){0};
    if (is_statement_id(id) && strlen(id) == ID_DIGITS) {
        ws_hit *hit = ws_arena_alloc(session->arena, sizeof *hit);
        if (!hit) return ws_no_memory(error);
        ws_status status = ws_index_statement(session->index, id, session->arena, hit, error);
        bool current = status == WS_OK && hit->statement->state == WS_STATE_CURRENT && !hit->rejected;
        *out = (ws_hits){.items = hit, .count = current};
        return status == WS_NOT_FOUND ? WS_OK : status;
    }
    ws_query *within = ws_arena_alloc(session->arena, sizeof *within);
    const char *value = ws_arena_printf(session->arena, "=%s", id);
    if (!within || !value) return ws_no_memory(error);
    *within = (ws_query){.op = WS_QUERY_VALUE, .field = WS_FIELD_IN, .text = value};
    const ws_search search = {.query = within, .limit = WS_ABOUT_CLAIMS_MOST};
    return ws_index_search(session->index, &search, session->arena, out, error);
}

static ws_status add(ws_session *session, const ws_hit *claim, const ws_response *response, ws_about *out,
                     ws_error *error)
{
    char hex[33], about[33];
    ws_hash_hex(response->hit.statement->id, hex);
    ws_hash_hex(claim->statement->id, about);
    if (out->count == WS_ABOUT_RESPONSES_MOST || ws_about_why(out, hex)) return WS_OK;
    const char *grade = response->decision ? "accepted as" : response->likely ? "likely" : "possibly";
    const char *signs = ws_response_why(session->arena, response);
    ws_about_item *item = &out->items[out->count];
    if (!signs) return ws_no_memory(error);
    item->why =
        ws_arena_printf(session->arena, "%s an answer to %.*s%s%s", grade, SHORT_ID, about, *signs ? ": " : "", signs);
    memcpy(item->id, hex, sizeof hex);
    out->count += item->why != NULL;
    return item->why ? WS_OK : ws_no_memory(error);
}

/* An id that is nobody's stands first: nothing is found where nothing is proposed. */
static ws_status ask_for(ws_session *session, ws_about *out, ws_error *error)
{
    static const char nobody[] = "s00000000000000000000000000000000";
    ws_query *nodes = ws_arena_array(session->arena, out->count + 2, sizeof *nodes);
    ws_query **children = ws_arena_array(session->arena, out->count + 1, sizeof *children);
    if (!nodes || !children) return ws_no_memory(error);
    for (size_t i = 0; i <= out->count; i++) {
        const char *text = i ? ws_arena_printf(session->arena, "s%s", out->items[i - 1].id) : nobody;
        if (!text) return ws_no_memory(error);
        nodes[i + 1] = (ws_query){.op = WS_QUERY_VALUE, .field = WS_FIELD_ID, .text = text};
        children[i] = &nodes[i + 1];
    }
    nodes[0] = (ws_query){.op = WS_QUERY_OR, .children = children, .child_count = out->count + 1};
    out->query = &nodes[0];
    return WS_OK;
}

ws_status ws_about_find(ws_session *session, const char *id, ws_about *out, ws_error *error)
{
    ws_hits claims;
    ws_index_totals totals = {0};
    *out = (ws_about){.items = ws_arena_array(session->arena, WS_ABOUT_RESPONSES_MOST, sizeof *out->items)};
    if (!out->items) return ws_no_memory(error);
    ws_status status = ws_session_totals(session, &totals, error);
    const ws_responses_in in = {session->index, session->people, &session->decisions, session->arena,
                                totals.statements};
    if (status == WS_OK) status = find_claims(session, id, &claims, error);
    for (size_t i = 0; status == WS_OK && i < claims.count; i++) {
        ws_responses responses;
        ws_act act = claims.items[i].statement->act;
        if (act == WS_ACT_NO_COMMENT || act == WS_ACT_NO_RESPONSE) continue; /* nothing that could be answered */
        status = ws_responses_propose(&in, &claims.items[i], &responses, error);
        for (size_t k = 0; status == WS_OK && k < responses.count; k++)
            status = add(session, &claims.items[i], &responses.items[k], out, error);
    }
    return status == WS_OK ? ask_for(session, out, error) : status;
}

const char *ws_about_why(const ws_about *about, const char *id)
{
    for (size_t i = 0; id && i < about->count; i++)
        if (!strcmp(about->items[i].id, id)) return about->items[i].why;
    return NULL;
}
