/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training.h"

#include "json_values.h"
#include "of_article.h"

#include <stdlib.h>
#include <string.h>

/* A statement that somebody decided about. */
typedef struct decided {
    const char *article;
    ws_hash id;
} decided;

typedef struct all_decided {
    decided *items;
    size_t count;
} all_decided;

static int compare_decided(const void *left_, const void *right_)
{
    const decided *left = left_, *right = right_;
    int order = strcmp(left->article, right->article);
    return order ? order : memcmp(&left->id, &right->id, sizeof(ws_hash));
}

static ws_status load(ws_session *session, ws_hash id, ws_arena *arena, ws_hit *out, ws_error *error)
{
    char hex[33];
    ws_hash_hex(id, hex);
    return ws_index_statement(session->index, hex, arena, out, error);
}

static bool is_told(const ws_decision *decision, const ws_finding *finding)
{
    bool about = decision->kind == WS_DECISION_CORRECTION || decision->kind == WS_DECISION_REJECTION;
    return about && !decision->undone_by && finding->found <= WS_FOUND_BY_WORDS;
}

static ws_status add(ws_session *session, ws_hash id, all_decided *out, ws_error *error)
{
    ws_hit hit;
    ws_arena *work = ws_arena_new(0);
    ws_status status = work ? load(session, id, work, &hit, error) : ws_no_memory(error);
    if (status == WS_OK && hit.statement->state == WS_STATE_CURRENT && !hit.article->masked) {
        const char *article = ws_arena_strdup(session->arena, hit.article->id);
        if (article)
            out->items[out->count++] = (decided){article, id};
        else
            status = ws_no_memory(error);
    }
    ws_arena_free(work);
    return status == WS_NOT_FOUND ? WS_OK : status;
}

/* By article, each statement once. */
static ws_status collect(ws_session *session, all_decided *out, ws_error *error)
{
    const ws_decisions *decisions = &session->decisions;
    const ws_finding *findings;
    size_t kept = 0;
    ws_status status = ws_index_findings(session->index, session->arena, &findings, error);
    if (status != WS_OK) return status;
    out->items = ws_arena_array(session->arena, decisions->count, sizeof *out->items);
    if (!out->items) return ws_no_memory(error);
    for (size_t i = 0; i < decisions->count && status == WS_OK; i++)
        if (is_told(&decisions->items[i], &findings[i])) status = add(session, findings[i].id, out, error);
    if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_decided);
    for (size_t i = 0; i < out->count; i++)
        if (!i || compare_decided(&out->items[i], &out->items[i - 1])) out->items[kept++] = out->items[i];
    out->count = kept;
    return status;
}

/* --- an article --- */

/* Those that stand, and behind them those that were rejected. */
static ws_status find(ws_session *session, const decided *items, size_t count, ws_arena *arena, ws_hits *standing,
                      ws_hits *rejected, ws_error *error)
{
    ws_hits all = {0};
    ws_hit *hits = ws_arena_array(arena, count, sizeof *hits);
    ws_status status = hits ? WS_OK : ws_no_memory(error);
    for (size_t i = 0; i < count && status == WS_OK; i++) status = load(session, items[i].id, arena, &hits[i], error);
    if (status == WS_OK) status = ws_of_article(session->index, &hits[0], arena, &all, error);
    if (status != WS_OK) return status;
    standing->items = ws_arena_array(arena, all.count, sizeof *standing->items);
    rejected->items = hits;
    if (!standing->items) return ws_no_memory(error);
    for (size_t i = 0; i < all.count; i++)
        if (!all.items[i].rejected) standing->items[standing->count++] = all.items[i];
    for (size_t i = 0; i < count; i++)
        if (hits[i].rejected) rejected->items[rejected->count++] = hits[i];
    return WS_OK;
}

static bool add_corrected(cJSON *attribution, const ws_hit *hit)
{
    cJSON *fields = hit->mark_count ? cJSON_AddArrayToObject(attribution, "corrected") : NULL;
    for (size_t i = 0; i < hit->mark_count; i++)
        if (!fields || !cJSON_AddItemToArray(fields, cJSON_CreateString(hit->marks[i].field))) return false;
    return true;
}

/* `json` has those that stand, and behind them the rejected ones. */
static bool divide(cJSON *json, const ws_hits *standing, const ws_hits *rejected)
{
    cJSON *attributions = cJSON_GetObjectItemCaseSensitive(json, "attributions");
    cJSON *apart = rejected->count ? cJSON_AddArrayToObject(json, "rejected") : NULL;
    bool ok = cJSON_AddNumberToObject(json, "schema_version", WS_SCHEMA_VERSION) && (apart || !rejected->count);
    for (size_t i = 0; i < rejected->count && ok; i++)
        ok = cJSON_AddItemToArray(apart, cJSON_DetachItemFromArray(attributions, (int)standing->count));
    size_t at = 0;
    cJSON *each;
    cJSON_ArrayForEach(each, attributions) ok = ok && add_corrected(each, &standing->items[at++]);
    return ok;
}

static ws_status make(ws_arena *arena, const ws_hits *standing, const ws_hits *rejected, ws_buffer *out,
                      ws_error *error)
{
    const ws_article *article = rejected->count ? rejected->items[0].article : standing->items[0].article;
    size_t count = standing->count + rejected->count;
    ws_buffer line = WS_BUFFER_INIT(WS_JSON_BYTES);
    cJSON *json = NULL;
    ws_statement *statements = ws_arena_array(arena, count, sizeof *statements);
    if (!statements) return ws_no_memory(error);
    for (size_t i = 0; i < count; i++)
        statements[i] =
            *(i < standing->count ? &standing->items[i] : &rejected->items[i - standing->count])->statement;
    ws_status status = ws_extraction_json(&line, arena, article, statements, count, error);
    if (status == WS_OK) status = ws_json_read(line.bytes, line.size, &json, error);
    if (status == WS_OK && !divide(json, standing, rejected)) status = ws_no_memory(error);
    if (status == WS_OK) status = ws_json_add_value(out, json, error);
    cJSON_Delete(json);
    ws_buffer_free(&line);
    return status;
}

static ws_status print_article(ws_session *session, const decided *items, size_t count, ws_buffer *out, ws_error *error)
{
    ws_hits standing = {0}, rejected = {0};
    ws_arena *arena = ws_arena_new(0);
    ws_status status =
        arena ? find(session, items, count, arena, &standing, &rejected, error) : ws_no_memory(error);
    if (status == WS_OK) status = make(arena, &standing, &rejected, out, error);
    ws_arena_free(arena);
    return status;
}

ws_status ws_training_print(ws_session *session, const ws_common_options *options, size_t *count, ws_error *error)
{
    all_decided all = {0};
    bool lines = options->format != WS_FORMAT_JSON;
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_status status = collect(session, &all, error);
    FILE *out = ws_session_print(session, options).out;
    *count = 0;
    if (!lines) ws_buffer_printf(&buffer, "{\"schema_version\":%d,\"articles\":[", WS_SCHEMA_VERSION);
    for (size_t i = 0, size; i < all.count && status == WS_OK; i += size) {
        for (size = 1; i + size < all.count && !strcmp(all.items[i].article, all.items[i + size].article);) size++;
        if (!lines) ws_buffer_puts(&buffer, *count ? ",\n" : "\n");
        status = print_article(session, all.items + i, size, &buffer, error);
        if (lines) ws_buffer_putc(&buffer, '\n');
        if (status == WS_OK && buffer.failed) status = ws_buffer_status(&buffer, error);
        if (status == WS_OK) ws_json_flush(&buffer, out);
        ++*count;
    }
    if (!lines) ws_buffer_puts(&buffer, "]}\n");
    return ws_json_finish(&buffer, out, status, error);
}
