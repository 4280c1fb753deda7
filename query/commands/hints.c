/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hints.h"

#include "language.h"
#include "nearest.h"

#include <stdint.h>
#include <string.h>

enum { CONDITIONS_MOST = 8, SUGGESTIONS_MOST = 4, WORDS_MOST = 8, SHORTEST = 3 };

typedef struct hinting {
    ws_session *session;
    const ws_search *search;
    ws_suggestion *suggestions;
    size_t count, words; /* suggestions; words looked at */
    ws_error *error;
} hinting;

/* Matches of another query, asked for in the same way, its names expanded like the first one's. */
static ws_status count(hinting *self, const ws_query *query, size_t *out)
{
    ws_session *session = self->session, kept = *session;
    ws_hits hits = {0};
    ws_status status = WS_OK;
    session->asked = session->query = query;
    session->meant = (ws_persons){NULL, 0};
    if (session->people && ws_asks_for_names(query)) status = ws_identity_expand(session, self->error);
    ws_search search = *self->search;
    search.query = session->asked;
    search.sort = WS_SORT_RELEVANCE;
    search.offset = search.limit = 0;
    if (status == WS_OK) status = ws_index_search(session->index, &search, session->arena, &hits, self->error);
    *out = hits.total;
    session->query = kept.query;
    session->asked = kept.asked;
    session->meant = kept.meant;
    session->left_out = kept.left_out;
    session->shared_word = kept.shared_word;
    session->others_meant = kept.others_meant;
    return status;
}

static const char *typed(hinting *self, const ws_query *query)
{
    ws_buffer buffer = WS_BUFFER_INIT(WS_QUERY_MAX_BYTES * 2);
    ws_query_type(&buffer, query);
    const char *text = buffer.failed ? NULL : ws_arena_string(self->session->arena, buffer.bytes, buffer.size);
    if (!text) ws_no_memory(self->error);
    ws_buffer_free(&buffer);
    return text;
}

/* --- what to loosen --- */

static const ws_query *all_but(hinting *self, const ws_query *query, size_t left_out)
{
    ws_query *rest = ws_arena_alloc(self->session->arena, sizeof *rest);
    ws_query **children = ws_arena_array(self->session->arena, query->child_count, sizeof *children);
    if (!rest || !children) return NULL;
    *rest = *query;
    rest->children = children;
    rest->child_count = 0;
    for (size_t i = 0; i < query->child_count; i++)
        if (i != left_out) children[rest->child_count++] = query->children[i];
    return rest;
}

static ws_status find_conditions(hinting *self, ws_searched *out)
{
    const ws_query *query = self->session->query;
    if (!query || query->op != WS_QUERY_AND || query->child_count > CONDITIONS_MOST) return WS_OK;
    ws_condition *all = ws_arena_array(self->session->arena, query->child_count, sizeof *all);
    if (!all) return ws_no_memory(self->error);
    for (size_t i = 0; i < query->child_count; i++) {
        if (query->children[i]->op == WS_QUERY_ALL) continue;
        ws_condition *one = &all[out->condition_count];
        const ws_query *rest = all_but(self, query, i);
        one->text = typed(self, query->children[i]);
        if (!rest || !one->text) return ws_no_memory(self->error);
        ws_status status = count(self, query->children[i], &one->alone);
        if (status == WS_OK) status = count(self, rest, &one->without);
        if (status != WS_OK) return status;
        out->condition_count++;
    }
    out->conditions = all;
    return WS_OK;
}

/* --- what was meant --- */

/* The terms of a field that begin with the first `letters` of a word; those of most statements first. */
static ws_status nearest_term(hinting *self, ws_field_id field, const char *word, size_t letters, const char **out)
{
    size_t size = 0;
    ws_counts terms = {0};
    for (size_t i = 0; i < letters && word[size]; i++) do
            size++;
        while (((unsigned char)word[size] & 0xC0) == 0x80);
    const char *start = ws_arena_string(self->session->arena, word, size);
    if (!start) return ws_no_memory(self->error);
    ws_status status =
        ws_index_terms(self->session->index, field, start, SIZE_MAX, self->session->arena, &terms, self->error);
    if (status != WS_OK) return status;
    const char **names = ws_arena_array(self->session->arena, terms.count, sizeof *names);
    if (!names) return ws_no_memory(self->error);
    for (size_t i = 0; i < terms.count; i++) names[i] = terms.items[i].value;
    *out = ws_nearest(word, names, terms.count);
    return WS_OK;
}

static ws_status suggest(hinting *self, const ws_query *leaf, ws_field_id field)
{
    const char *meant = NULL;
    ws_status status = WS_OK;
    for (size_t letters = 2; letters > 0 && !meant && status == WS_OK; letters--)
        status = nearest_term(self, field, leaf->text, letters, &meant);
    if (status != WS_OK || !meant || !strcmp(meant, leaf->text) || self->count == SUGGESTIONS_MOST) return status;
    ws_query other = *leaf;
    other.text = meant;
    ws_suggestion one = {typed(self, leaf), typed(self, &other), 0};
    if (!one.word || !one.meant) return WS_NO_MEMORY;
    for (size_t i = 0; i < self->count; i++)
        if (!strcmp(self->suggestions[i].meant, one.meant)) return WS_OK;
    status = count(self, &other, &one.statements);
    if (status == WS_OK && one.statements) self->suggestions[self->count++] = one;
    return status;
}

/* Only words that nothing matches even by themselves are thought to be misspelt. */
static ws_status look_at(hinting *self, const ws_query *query)
{
    ws_status status = WS_OK;
    if (query->op == WS_QUERY_NOT) return WS_OK;
    for (size_t i = 0; i < query->child_count && status == WS_OK; i++) status = look_at(self, query->children[i]);
    if (query->op != WS_QUERY_WORD || strlen(query->text) < SHORTEST || self->words++ >= WORDS_MOST) return status;
    size_t alone = 0;
    if (status == WS_OK) status = count(self, query, &alone);
    if (status != WS_OK || alone) return status;
    status = suggest(self, query, query->field);
    bool plain = query->field == WS_FIELD_CONTENT && !query->content_only;
    return status == WS_OK && plain ? suggest(self, query, WS_FIELD_BY) : status;
}

ws_status ws_hints_find(ws_session *session, const ws_search *search, ws_searched *out, ws_error *error)
{
    hinting self = {.session = session, .search = search, .error = error};
    self.suggestions = ws_arena_array(session->arena, SUGGESTIONS_MOST, sizeof *self.suggestions);
    if (!self.suggestions) return ws_no_memory(error);
    ws_status status = find_conditions(&self, out);
    if (status == WS_OK && session->query) status = look_at(&self, session->query);
    out->suggestions = self.suggestions;
    out->suggestion_count = self.count;
    return status;
}

ws_status ws_hints_searched(ws_session *session, const ws_search *search, ws_searched *out, ws_error *error)
{
    ws_status status = ws_session_searched(session, out, error);
    return status == WS_OK ? ws_hints_find(session, search, out, error) : status;
}
