/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article that a statement stands in, whole, with all its statements. */
#include "endpoint.h"
#include "identity.h"
#include "json_values.h"
#include "of_article.h"

typedef struct article_options {
    ws_common_options common;
    ws_strings people;
} article_options;

static const ws_option options[] = {WS_COMMON_OPTIONS(article_options, common),
                                    WS_PEOPLE_OPTION(article_options, people), WS_OPTION_END};

static ws_status add_article(ws_buffer *buffer, const ws_article *article, bool text, ws_error *error)
{
    cJSON *json = ws_article_json(article, text);
    ws_status status = json ? ws_json_print(buffer, json, error) : ws_no_memory(error);
    cJSON_Delete(json);
    return status;
}

static ws_status print(ws_session *session, const article_options *asked, const ws_hit *hit, const ws_hits *hits,
                       ws_error *error)
{
    char hex[33];
    ws_buffer buffer = WS_BUFFER_INIT(WS_JSON_BYTES);
    ws_offsets_cache cache = {NULL, NULL};
    ws_print print = ws_session_print(session, &asked->common);
    bool withdrawn = hit->statement->state == WS_STATE_WITHDRAWN;
    ws_hash_hex(hit->statement->id, hex);
    ws_buffer_printf(&buffer,
                     "{\"schema_version\":%d,\"statement\":\"%s\",\"withdrawn\":%s,\"article\":", WS_SCHEMA_VERSION,
                     hex, withdrawn ? "true" : "false");
    ws_status status = add_article(&buffer, hit->article, !withdrawn, error);
    ws_buffer_puts(&buffer, ",\"statements\":[");
    for (size_t i = 0; !withdrawn && i < hits->count && status == WS_OK; i++) {
        ws_buffer_puts(&buffer, i ? ",\n" : "\n");
        cache.article = i ? hits->items[i].article : cache.article; /* one text, one table of offsets */
        status = ws_json_add_hit(&buffer, &print, &cache, &hits->items[i], NULL, error);
    }
    ws_buffer_puts(&buffer, "]}\n");
    return ws_json_finish(&buffer, print.out, status, error);
}

static ws_status answer(ws_session *session, const article_options *asked, const char *id, ws_error *error)
{
    ws_hit hit = {0};
    ws_hits hits = {0};
    ws_status status = ws_session_index(session, &asked->common, error);
    if (status == WS_OK) status = ws_index_statement(session->index, id, session->arena, &hit, error);
    if (status == WS_OK) status = ws_identity_open(session, &asked->people, error);
    if (status == WS_OK) status = ws_of_article(session->index, &hit, session->arena, &hits, error);
    if (status == WS_OK) status = ws_identity_mark(session, &hits, error);
    return status == WS_OK ? print(session, asked, &hit, &hits, error) : status;
}

static ws_status run_article(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = answer(&session, options_, arguments->items[0], error);
    return ws_session_close(&session, status, error);
}

static const ws_command article_command = {
    .name = "article", .options = options, .options_size = sizeof(article_options), .run = run_article};

static const ws_input inputs[] = {{"id", NULL, WS_INPUT_ID, 0, true, false, "of a statement in it", NULL},
                                  WS_PAGE_INPUTS, WS_INPUT_END};

const ws_endpoint ws_article_endpoint = {.path = "/api/article/{id}",
                                         .method = "GET",
                                         .summary =
                                             "The article of a statement with all its statements and their spans",
                                         .command = &article_command,
                                         .inputs = inputs,
                                         .list = "statements"};
